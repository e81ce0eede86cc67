import { useState } from 'react'
import { send, sent } from '../../../contract/admission.ts'
import { grounds, kindName } from '../../../contract/gate.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { SelectField } from '../fields.tsx'
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
      <Send admitted={data.admitted} />
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
    </>
  )
}

function Send({ admitted }: { admitted: readonly { number: string; kind: keyof typeof import('../../../contract/gate.ts').demandKinds; title: string }[] }) {
  const seat = useSeat()
  const [number, setNumber] = useState('')
  const [title, setTitle] = useState('')
  const [place, setPlace] = useState<string>()
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error, data } = useCall(send)
  const chosen = admitted.find(one => one.number === number)
  const press = () => {
    setTried(true)
    if (chosen && title.trim()) mutate({ kind: chosen.kind, admission: chosen.number, title: title.trim(), places: [place ?? seat.place] })
  }
  if (admitted.length === 0) return <Notice>本部门现在没有准入的事项，不能向村（社区）下达。</Notice>
  return (
    <section className="r-block" aria-labelledby="ad-send">
      <h2 id="ad-send">按准入下达</h2>
      {data && <Notice tone="green" alert>已下达到 {data.reached} 个村（社区）。</Notice>}
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      <Form className="r-form" onSubmit={press}>
        <SelectField label="哪一项准入" value={number} onChange={setNumber} error={tried && !chosen ? '请选择' : undefined} choices={admitted.map(one => ({ code: one.number, label: `${one.title}（${kindName(one.kind)}）` }))} />
        <TextField label="标题" value={title} onChange={setTitle} error={tried && !title.trim() ? '请填写标题' : undefined} />
        <PlaceSteps top={seat.place} topName={seat.place_name} value={place} onChange={setPlace} lowest="community" label="到哪里" />
        <div className="g-actions"><Button type="submit" busy={isPending}>下达</Button></div>
      </Form>
    </section>
  )
}
