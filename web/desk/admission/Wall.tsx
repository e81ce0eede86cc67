import { useState } from 'react'
import { observe, senders, sightings, turnedAway } from '../../../contract/admission.ts'
import { demandKinds, grounds, kindName, type DemandKind } from '../../../contract/gate.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DayField, FieldRow, SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'

/** What hangs on the wall or was brought in from outside: a community writes it down, the county sees it. */
export function Wall() {
  const seat = useSeat()
  return <>{seat.verbs.includes('admission.refuse') && <Observe />}{seat.verbs.includes('admission.watch') && <TurnedAway />}<Seen /></>
}

/** The honest last choice: a sender that is no body of the platform. */
const unlisted = 'unlisted'

function Observe() {
  const [kind, setKind] = useState('')
  const [title, setTitle] = useState('')
  const [by, setBy] = useState('')
  const [named, setNamed] = useState('')
  const known = useAsk(senders, {}, { staleTime: 300_000 })
  const [day, setDay] = useState(today())
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error, data } = useCall(observe)
  const sender = by === unlisted ? { requester_name: named.trim() } : { requester: by }
  const whole = kind !== '' && title.trim() !== '' && (by === unlisted ? named.trim() !== '' : by !== '') && day !== ''
  const send = (refuse: boolean) => {
    setTried(true)
    if (whole) mutate({ kind: kind as DemandKind, title: title.trim(), ...sender, seen_on: day, refuse }, { onSuccess: () => { setTitle(''); setTried(false) } })
  }
  return (
    <section className="r-block" aria-labelledby="ad-observe">
      <h2 id="ad-observe">登记所见</h2>
      <p className="r-soft">墙上多出的牌子、微信群里派来的表、平台以外的任务，都可以登记。登记不等于同意，也不显示是谁登记的。</p>
      {data && <Notice tone={data.breach ? 'amber' : 'green'} alert>{data.breach ? `已登记：${grounds[data.breach]}。${data.refused ? '已退回，平台答复发出单位，不说是哪里退回的；不在名单上的由县里转告。' : '县里已能看到。'}` : '已登记：这一项是准入的。'}</Notice>}
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      <Form className="r-form" onSubmit={() => send(true)}>
        <FieldRow>
          <SelectField label="是什么" value={kind} onChange={setKind} error={tried && !kind ? '请选择' : undefined} choices={Object.entries(demandKinds).map(([code, label]) => ({ code, label }))} />
          <DayField label="哪天看到的" value={day} onChange={setDay} max={today()} />
        </FieldRow>
        <FieldRow>
          <TextField label="名称" hint="照牌子或文件上的写" value={title} onChange={setTitle} error={tried && !title.trim() ? '请填写名称' : undefined} />
          <SelectField label="哪个单位要求的" value={by} onChange={setBy} error={tried && !by ? '请选择单位' : undefined} choices={[...(known.data?.items ?? []).map(one => ({ code: one.id, label: one.name })), { code: unlisted, label: '不在名单上' }]} />
        </FieldRow>
        {by === unlisted && <TextField label="单位名称" hint="平台答复不到它，会告诉县里" value={named} onChange={setNamed} error={tried && !named.trim() ? '请填写单位名称' : undefined} />}
        <div className="g-actions"><Button type="submit" busy={isPending}>登记并拒绝</Button><Button kind="quiet" onClick={() => send(false)}>只登记</Button></div>
      </Form>
    </section>
  )
}

function Seen() {
  const { data, error, refetch } = useAsk(sightings, { limit: 50 })
  return (
    <section className="r-block" aria-labelledby="ad-seen">
      <div className="r-block-head"><h2 id="ad-seen">登记的情况</h2>{data && <p className="r-soft">{data.count.n.toLocaleString('en-US')} 条</p>}</div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={4} /> : data.items.length === 0 ? <EmptyState title="没有登记" icon="check" /> : (
        <ul className="ad-list">{data.items.map(row => (
          <li key={row.id}>
            <p className="ad-title">{row.title}　{row.breach ? <StatusTag tone="amber">{grounds[row.breach]}</StatusTag> : <StatusTag tone="green">已准入</StatusTag>}{row.refused && <>　<StatusTag>已退回</StatusTag></>}</p>
            <p className="r-soft">{row.place_name}，{kindName(row.kind)}，{row.requester_name}，{row.seen_on}</p>
          </li>
        ))}</ul>
      )}
    </section>
  )
}

function TurnedAway() {
  const { data, error, refetch } = useAsk(turnedAway, {})
  return (
    <section className="r-block" aria-labelledby="ad-away">
      <h2 id="ad-away">平台拦下的</h2>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={3} /> : data.items.length === 0 ? <EmptyState title="没有未经准入的下达" icon="check" /> : (
        <ul className="ad-list">{data.items.map(row => (
          <li key={`${row.day}${row.requester_name}${row.kind}${row.subject}`}><p className="ad-title">{row.subject}</p><p className="r-soft">{row.requester_name}，{kindName(row.kind)}，{row.day}，{row.n} 次</p></li>
        ))}</ul>
      )}
    </section>
  )
}
