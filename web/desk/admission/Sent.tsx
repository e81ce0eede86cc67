import { useState } from 'react'
import { send, sent } from '../../../contract/admission.ts'
import { grounds, kindName, reaches } from '../../../contract/gate.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DayField, FieldRow, SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'

/** What the department sent under its admissions, and how often something came back: never from whom. */
export function Sent() {
  const { data, error, refetch } = useAsk(sent, {})
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={6} />
  return (
    <>
      <Send admitted={data.admitted} organisation={data.organisation} />
      <section className="r-block" aria-labelledby="ad-sent">
        <h2 id="ad-sent">{data.organisation}下达的</h2>
        {data.sendings.length === 0 ? <EmptyState title="还没有下达过" icon="papers" /> : <ul className="ad-list">{data.sendings.map(one => (
          <li key={one.sending}><p className="ad-title">{one.title}</p><p className="r-soft">{kindName(one.kind)}，{one.sent_at.slice(0, 10)}，到 {one.reached} 个村（社区），退回 {one.refused} 个，准入编号 {one.admission}</p></li>
        ))}</ul>}
      </section>
      {data.refused.length > 0 && <section className="r-block" aria-labelledby="ad-refused">
        <h2 id="ad-refused">被退回的</h2>
        <ul className="ad-list">{data.refused.map(one => <li key={`${one.kind}${one.title}${one.ground}`}><p className="ad-title">{one.title}</p><p className="r-soft">{kindName(one.kind)}，{grounds[one.ground]}，{one.n} 个村（社区）</p></li>)}</ul>
      </section>}
      {data.others.length > 0 && <section className="r-block" aria-labelledby="ad-others">
        <div className="r-block-head"><h2 id="ad-others">{data.place_name}别的准入</h2><p className="r-soft">{data.others.length} 项，由各自的单位下达</p></div>
        <ul className="ad-list">{data.others.map(one => <li key={one.number}><p className="ad-title">{one.title}</p><p className="r-soft">{kindName(one.kind)}，{one.requester_name}，到{one.places.join('、')}的{reaches[one.reach]}{one.valid_to && `，${one.valid_to} 退出`}</p></li>)}</ul>
      </section>}
    </>
  )
}

type Admitted = OutputOf<typeof sent>['admitted'][number]
const gatherings: readonly string[] = ['meeting', 'inspection']

/** What was admitted is sent in its own words: chosen, shown as it will arrive, and given a day and a place. */
function Send({ admitted, organisation }: { admitted: readonly Admitted[]; organisation: string }) {
  const seat = useSeat()
  const [number, setNumber] = useState('')
  const [when, setWhen] = useState('')
  const [due, setDue] = useState('')
  const [place, setPlace] = useState<string>()
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error, data, reset } = useCall(send)
  const sendable = admitted.filter(one => one.kind !== 'report')
  const chosen = sendable.find(one => one.number === number)
  const press = () => {
    setTried(true)
    if (chosen) mutate({ kind: chosen.kind, admission: chosen.number, title: chosen.title, places: [place ?? seat.place], ...due && { due_on: due }, ...when.trim() && gatherings.includes(chosen.kind) && { when: when.trim() } },
      { onSuccess: () => { setNumber(''); setWhen(''); setDue(''); setTried(false) } })
  }
  if (admitted.length === 0) return <Notice>{organisation}现在没有自己的准入事项，不能向村（社区）下达。</Notice>
  return (
    <section className="r-block" aria-labelledby="ad-send">
      <h2 id="ad-send">按准入下达</h2>
      {data && <Notice tone="green" alert>已下达到 {data.reached} 个村（社区）。</Notice>}
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      {admitted.some(one => one.kind === 'report') && <p className="r-soft">准入的报表在“报表”里下达：{admitted.filter(one => one.kind === 'report').map(one => one.title).join('、')}。</p>}
      {sendable.length > 0 && <Form className="r-form" onSubmit={press}>
        <SelectField label="哪一项准入" value={number} onChange={value => { reset(); setNumber(value) }} error={tried && !chosen ? '请选择' : undefined} choices={sendable.map(one => ({ code: one.number, label: `${one.title}（${kindName(one.kind)}）` }))} />
        {chosen && <Notice title={`村（社区）会看到：${chosen.title}`}>{chosen.content ?? '照准入的名称下达。'}</Notice>}
        <p className="ad-label">到哪里</p>
        <PlaceSteps top={seat.place} topName={seat.place_name} value={place} onChange={setPlace} lowest="community" label="到哪里" />
        <FieldRow><DayField label="哪天前" value={due} onChange={setDue} min={today()} optional />{chosen && gatherings.includes(chosen.kind) && <TextField label="时间和地点" limit={100} value={when} onChange={setWhen} optional />}</FieldRow>
        <div className="g-actions"><Button type="submit" busy={isPending}>下达</Button></div>
      </Form>}
    </section>
  )
}
