import { useState } from 'react'
import { answer, declare, need, pool, purposes, resourceForms } from '../../../contract/resource.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { addDays } from '../../../contract/time.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DayField, FieldRow, SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import '../forms.css'
import '../admission/admission.css'

type Pool = OutputOf<typeof pool>
type Form = keyof typeof resourceForms
type Purpose = keyof typeof purposes
const choices = (words: Record<string, string>) => Object.entries(words).map(([code, label]) => ({ code, label }))
const yuan = (fen: number): string => fen >= 1_000_000 ? `${(fen / 1_000_000).toLocaleString('en-US', { maximumFractionDigits: 2 })} 万元` : `${(fen / 100).toFixed(2)} 元`

/** `/desk/<seat>/resources`: what is sent down, beside what is needed; two that pay for the same stand first. */
export function ResourcesPage() {
  const seat = useSeat()
  const [place, setPlace] = useState<string>()
  const { data, error, refetch } = useAsk(pool, { limit: 50, ...(place && { place }) })
  return (
    <>
      <DeskHead title="下沉资源" note="各部门和群团往村（社区）投的资金、物资、项目、人员，和群众的需求放在一页看。" />
      {seat.place.length < 12 && <PlaceSteps top={seat.place} topName={seat.place_name} value={place} onChange={setPlace} lowest="community" />}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={6} /> : <><Clashes data={data} /><Needs data={data} /><Sent data={data} /></>}
      {seat.verbs.includes('resource.declare') && <Declare />}
      {seat.verbs.includes('resource.need') && <State />}
    </>
  )
}

function Clashes({ data }: { data: Pool }) {
  if (data.clashes.length === 0) return null
  return (
    <section className="r-block" aria-labelledby="re-clash">
      <div className="r-block-head"><h2 id="re-clash">重复投入</h2><p className="r-soft">{data.open_clashes} 处待答复</p></div>
      <ul className="ad-list">{data.clashes.map(one => (
        <li key={one.id}>
          <p className="ad-title">{one.place_name}：{one.shares}　<StatusTag tone={one.answer ? 'green' : 'amber'}>{one.answer ? '已答复' : '待答复'}</StatusTag></p>
          <p>{[one.one, one.other].map(each => `${each.owner_name}“${each.title}” ${each.amount_fen > 0 ? yuan(each.amount_fen) : ''}（${each.period_from} 至 ${each.period_to}）`).join('；')}</p>
          {one.answer ? <p className="r-soft">答复：{one.answer}</p> : one.mine && <Answering clash={one.id} />}
        </li>
      ))}</ul>
    </section>
  )
}

function Answering({ clash }: { clash: string }) {
  const [text, setText] = useState('')
  const { mutate, isPending, error } = useCall(answer)
  return (
    <Form className="r-form" onSubmit={() => { if (text.trim()) mutate({ clash, answer: text.trim() }) }}>
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      <TextField label="为什么两笔都要，或收回哪一笔" rows={2} limit={500} value={text} onChange={setText} />
      <div className="g-actions"><Button type="submit" busy={isPending}>答复</Button></div>
    </Form>
  )
}

const Needs = ({ data }: { data: Pool }) => (
  <section className="r-block" aria-labelledby="re-need">
    <h2 id="re-need">需求</h2>
    {data.needs.length === 0 ? <EmptyState title="还没有提出需求" icon="list" /> : <ul className="ad-list">{data.needs.map(one => (
      <li key={one.id}>
        <p className="ad-title">{one.title}　{one.met && <StatusTag tone="green">已落实</StatusTag>}</p>
        <p>{one.why}</p><p className="r-soft">{one.place_name}，{purposes[one.purpose]}，对象：{one.object}{one.wanted_by && `，${one.wanted_by} 前要`}</p>
        {one.matches.map(match => <p key={match.resource}>可用：{match.owner_name}“{match.title}”（{match.reasons.join('，')}）</p>)}
      </li>
    ))}</ul>}
  </section>
)

const Sent = ({ data }: { data: Pool }) => (
  <section className="r-block" aria-labelledby="re-sent">
    <div className="r-block-head"><h2 id="re-sent">{data.place_name}收到的</h2><p className="r-soft">{data.count.n.toLocaleString('en-US')} 笔，资金 {yuan(data.amount_fen)}</p></div>
    {data.items.length === 0 ? <EmptyState title="还没有申报的下沉资源" icon="papers" /> : <ul className="ad-list">{data.items.map(one => (
      <li key={one.id}><p className="ad-title">{one.title}</p><p className="r-soft">{one.place_name}，{one.owner_name}，{resourceForms[one.form]}，{purposes[one.purpose]}，对象：{one.object}，{one.period_from} 至 {one.period_to}{one.amount_fen > 0 && `，${yuan(one.amount_fen)}`}{one.quantity > 0 && `，${one.quantity} ${one.unit}`}</p></li>
    ))}</ul>}
  </section>
)

function Declare() {
  const seat = useSeat()
  const [form, setForm] = useState('')
  const [purpose, setPurpose] = useState('')
  const [object, setObject] = useState('')
  const [title, setTitle] = useState('')
  const [amount, setAmount] = useState('')
  const [place, setPlace] = useState<string>()
  const [from, setFrom] = useState(today())
  const [to, setTo] = useState(addDays(today(), 365))
  const { mutate, isPending, error, data } = useCall(declare)
  const whole = form && purpose && object.trim() && title.trim() && place?.length === 12
  return (
    <section className="r-block" aria-labelledby="re-declare">
      <h2 id="re-declare">申报下沉资源</h2>
      {data && <Notice tone={data.clashes > 0 ? 'amber' : 'green'} alert>{data.clashes > 0 ? `已申报。与 ${data.clashes} 笔已有投入重复，请在上面答复。` : '已申报，没有发现重复。'}</Notice>}
      {error && <Notice tone="fault" alert>{error.fields?.[0]?.message ?? error.message}</Notice>}
      <Form className="r-form" onSubmit={() => { if (whole) mutate({ form: form as Form, purpose: purpose as Purpose, object: object.trim(), title: title.trim(), place: place!, period_from: from, period_to: to, amount_fen: Math.round((Number(amount) || 0) * 100) }) }}>
        <PlaceSteps top={seat.place} topName={seat.place_name} value={place} onChange={setPlace} lowest="community" label="投到哪里" />
        <FieldRow><SelectField label="资源" value={form} onChange={setForm} choices={choices(resourceForms)} /><SelectField label="用途" value={purpose} onChange={setPurpose} choices={choices(purposes)} /></FieldRow>
        <FieldRow><TextField label="名称" value={title} onChange={setTitle} /><TextField label="对象" example="荷风养老服务站" value={object} onChange={setObject} /></FieldRow>
        <FieldRow><TextField label="金额（元）" inputMode="decimal" width="short" value={amount} onChange={setAmount} optional /><DayField label="从哪天" value={from} onChange={setFrom} /><DayField label="到哪天" value={to} onChange={setTo} /></FieldRow>
        <div className="g-actions"><Button type="submit" busy={isPending}>申报</Button></div>
      </Form>
    </section>
  )
}

function State() {
  const [purpose, setPurpose] = useState('')
  const [object, setObject] = useState('')
  const [title, setTitle] = useState('')
  const [why, setWhy] = useState('')
  const { mutate, isPending, error, data } = useCall(need)
  return (
    <section className="r-block" aria-labelledby="re-state">
      <h2 id="re-state">提出需求</h2>
      {data && <Notice tone="green" alert>已提出。</Notice>}
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      <Form className="r-form" onSubmit={() => { if (purpose && object.trim() && title.trim() && why.trim()) mutate({ purpose: purpose as Purpose, object: object.trim(), title: title.trim(), why: why.trim() }) }}>
        <FieldRow><SelectField label="用途" value={purpose} onChange={setPurpose} choices={choices(purposes)} /><TextField label="对象" value={object} onChange={setObject} /></FieldRow>
        <TextField label="需要什么" value={title} onChange={setTitle} /><TextField label="为什么" rows={2} limit={500} value={why} onChange={setWhy} />
        <div className="g-actions"><Button type="submit" busy={isPending}>提出</Button></div>
      </Form>
    </section>
  )
}
