import { useState } from 'react'
import { answer, declare, meet, need, pool, purposes, resourceForms, withdraw } from '../../../contract/resource.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { addDays } from '../../../contract/time.ts'
import { useAsk, useCall, useFormCall } from '../../kernel/query.ts'
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
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={6} /> : <><Clashes data={data} /><Needs data={data} own={seat.verbs.includes('resource.need')} /><Sent data={data} /></>}
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
          {one.answer ? <p className="r-soft">答复：{one.answer}</p> : one.mine ? <Answering clash={one.id} /> : <p className="r-soft">等后申报的{one.one.declared_at > one.other.declared_at ? one.one.owner_name : one.other.owner_name}答复。答复以前，它不能再申报别的。</p>}
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
      <TextField label="为什么两笔都要" hint="不要了的，在下面的清单里收回" rows={2} limit={500} value={text} onChange={setText} />
      <div className="g-actions"><Button type="submit" busy={isPending}>答复</Button></div>
    </Form>
  )
}

const Needs = ({ data, own }: { data: Pool; own: boolean }) => (
  <section className="r-block" aria-labelledby="re-need">
    <h2 id="re-need">需求</h2>
    {data.needs.length === 0 ? <EmptyState title="还没有提出需求" icon="list" /> : <ul className="ad-list">{data.needs.map(one => (
      <li key={one.id}>
        <p className="ad-title">{one.title}　{one.met && <StatusTag tone="green">已落实</StatusTag>}</p>
        <p>{one.why}</p><p className="r-soft">{one.place_name}，{purposes[one.purpose]}，对象：{one.object}{one.wanted_by && `，${one.wanted_by} 前要`}</p>
        {one.matches.map(match => <p key={match.resource}>可用：{match.owner_name}“{match.title}”（{match.reasons.join('，')}）</p>)}
        {own && !one.met && <Meeting id={one.id} />}
      </li>
    ))}</ul>}
  </section>
)

const Sent = ({ data }: { data: Pool }) => (
  <section className="r-block" aria-labelledby="re-sent">
    <div className="r-block-head"><h2 id="re-sent">{data.place_name}收到的</h2><p className="r-soft">{data.count.n.toLocaleString('en-US')} 笔，资金 {yuan(data.amount_fen)}</p></div>
    {data.items.length === 0 ? <EmptyState title="还没有申报的下沉资源" icon="papers" /> : <ul className="ad-list">{data.items.map(one => <Line key={one.id} one={one} />)}</ul>}
  </section>
)

function Line({ one }: { one: Pool['items'][number] }) {
  const [open, setOpen] = useState(false)
  return (
    <li>
      <p className="ad-title">{one.title}{one.withdrawn_why !== null && <>　<StatusTag>已收回</StatusTag></>}</p>
      <p className="r-soft">{one.place_name}，{one.owner_name}，{resourceForms[one.form]}，{purposes[one.purpose]}，对象：{one.object}，{one.period_from} 至 {one.period_to}{one.amount_fen > 0 && `，${yuan(one.amount_fen)}`}{one.quantity > 0 && `，${one.quantity} ${one.unit}`}</p>
      {one.withdrawn_why !== null ? <p className="r-soft">收回的理由：{one.withdrawn_why}</p> : one.mine && (open ? <Withdrawing id={one.id} onClose={() => setOpen(false)} /> : <button type="button" className="r-link" aria-label={`收回“${one.title}”`} onClick={() => setOpen(true)}>收回</button>)}
    </li>
  )
}

function Withdrawing({ id, onClose }: { id: string; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error } = useFormCall(withdraw)
  return (
    <Form className="r-form" onSubmit={() => { setTried(true); if (reason.trim()) mutate({ resource: id, reason: reason.trim() }, { onSuccess: onClose }) }}>
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      <TextField label="收回的理由" hint="收回后不再计入，记录留着" rows={2} limit={300} value={reason} onChange={setReason} error={tried && !reason.trim() ? '请填写理由' : undefined} />
      <div className="g-actions"><Button type="submit" busy={isPending}>确认收回</Button><Button kind="quiet" onClick={onClose}>不收回</Button></div>
    </Form>
  )
}

const emptyDeclared = () => ({ form: '', purpose: '', object: '', title: '', amount: '', quantity: '', unit: '', from: today(), to: addDays(today(), 365) })
const plainName = (text: string): string => text.normalize('NFKC').replace(/[\s\p{P}\p{S}]/gu, '')

/** Declared once: the form is empty afterwards, and pressed twice it is still one declaration. */
function Declare() {
  const seat = useSeat()
  const [filled, setFilled] = useState(emptyDeclared)
  const [place, setPlace] = useState<string>()
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error, data, reset } = useFormCall(declare)
  const set = (key: keyof ReturnType<typeof emptyDeclared>) => (value: string) => { if (error) reset(); setFilled(old => ({ ...old, [key]: value })) }
  const { form, purpose, object, title, amount, quantity, unit, from, to } = filled
  const fen = Math.round((Number(amount) || 0) * 100)
  const missing = {
    place: place?.length !== 12 ? '请选到村（社区）' : undefined, form: form ? undefined : '请选择资源类别', purpose: purpose ? undefined : '请选择用途', title: title.trim() ? undefined : '请填写名称',
    object: plainName(object) ? undefined : '请写明对象的名称', amount: form === 'money' && fen <= 0 ? '请填写金额' : undefined, to: to >= from ? undefined : '结束日期不能早于开始日期',
  }
  const say = (key: keyof typeof missing) => tried ? missing[key] : undefined
  const send = () => {
    setTried(true)
    if (Object.values(missing).some(Boolean)) return
    mutate({
      form: form as Form, purpose: purpose as Purpose, object: object.trim(), title: title.trim(), place: place!, period_from: from, period_to: to, amount_fen: fen,
      ...(form === 'goods' || form === 'people') && { quantity: Math.max(0, Math.round(Number(quantity) || 0)), unit: form === 'people' ? '人' : unit.trim() },
    }, { onSuccess: () => { setFilled(emptyDeclared()); setPlace(undefined); setTried(false) } })
  }
  return (
    <section className="r-block" aria-labelledby="re-declare">
      <h2 id="re-declare">申报下沉资源</h2>
      {data && <Notice tone={data.clashes > 0 ? 'amber' : 'green'} alert>{data.clashes > 0 ? `已申报。与 ${data.clashes} 笔已有投入重复，请在上面答复；答复以前不能再申报。` : '已申报，没有发现重复。'}</Notice>}
      {error && <Notice tone="fault" title="没有申报" alert>{error.fields?.[0]?.message ?? error.message}</Notice>}
      <Form className="r-form" onSubmit={send}>
        <p className="ad-label">投到哪里</p>
        <PlaceSteps top={seat.place} topName={seat.place_name} value={place} onChange={setPlace} lowest="community" label="投到哪里" none="请选择" />
        {say('place') && <p className="g-error">{say('place')}</p>}
        <FieldRow><SelectField label="资源" value={form} onChange={set('form')} error={say('form')} choices={choices(resourceForms)} /><SelectField label="用途" value={purpose} onChange={set('purpose')} error={say('purpose')} choices={choices(purposes)} /></FieldRow>
        <FieldRow><TextField label="名称" value={title} onChange={set('title')} error={say('title')} /><TextField label="对象" hint="投给谁或哪一处，不同部门写法不同也能比对" example="荷风养老服务站" value={object} onChange={set('object')} error={say('object')} /></FieldRow>
        <FieldRow>
          {(form === 'goods' || form === 'people') && <TextField label={form === 'people' ? '人数' : '数量'} inputMode="numeric" width="short" value={quantity} onChange={set('quantity')} optional />}
          {form === 'goods' && <TextField label="单位" width="short" example="台" value={unit} onChange={set('unit')} optional />}
          <TextField label="金额（元）" inputMode="decimal" width="short" value={amount} onChange={set('amount')} error={say('amount')} optional={form !== 'money'} /><DayField label="从哪天" value={from} onChange={set('from')} /><DayField label="到哪天" value={to} onChange={set('to')} error={say('to')} />
        </FieldRow>
        <div className="g-actions"><Button type="submit" busy={isPending}>申报</Button></div>
      </Form>
    </section>
  )
}

/** What a community needs, said once; it is taken off the page again by saying how it was met. */
function State() {
  const [filled, setFilled] = useState({ purpose: '', object: '', title: '', why: '', by: '' })
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error, data, reset } = useFormCall(need)
  const set = (key: keyof typeof filled) => (value: string) => { if (error) reset(); setFilled(old => ({ ...old, [key]: value })) }
  const { purpose, object, title, why, by } = filled
  const say = (value: string, words: string) => tried && !value.trim() ? words : undefined
  const send = () => {
    setTried(true)
    if (purpose && plainName(object) && title.trim() && why.trim()) {
      mutate({ purpose: purpose as Purpose, object: object.trim(), title: title.trim(), why: why.trim(), ...by && { wanted_by: by } }, { onSuccess: () => { setFilled({ purpose: '', object: '', title: '', why: '', by: '' }); setTried(false) } })
    }
  }
  return (
    <section className="r-block" aria-labelledby="re-state">
      <h2 id="re-state">提出需求</h2>
      {data && <Notice tone="green" alert>已提出。</Notice>}
      {error && <Notice tone="fault" alert>{error.fields?.[0]?.message ?? error.message}</Notice>}
      <Form className="r-form" onSubmit={send}>
        <FieldRow><SelectField label="用途" value={purpose} onChange={set('purpose')} error={say(purpose, '请选择用途')} choices={choices(purposes)} /><TextField label="对象" value={object} onChange={set('object')} error={say(plainName(object), '请写明对象的名称')} /><DayField label="哪天前要" value={by} onChange={set('by')} min={today()} optional /></FieldRow>
        <TextField label="需要什么" value={title} onChange={set('title')} error={say(title, '请填写')} /><TextField label="为什么" rows={2} limit={500} value={why} onChange={set('why')} error={say(why, '请填写')} />
        <div className="g-actions"><Button type="submit" busy={isPending}>提出</Button></div>
      </Form>
    </section>
  )
}

function Meeting({ id }: { id: string }) {
  const [how, setHow] = useState<string | null>(null)
  const { mutate, isPending, error } = useFormCall(meet)
  if (how === null) return <button type="button" className="r-link" onClick={() => setHow('')}>已落实或不再需要</button>
  return (
    <Form className="r-form" onSubmit={() => { if (how.trim()) mutate({ need: id, how: how.trim() }) }}>
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      <TextField label="怎样落实的，或为什么不再需要" limit={300} value={how} onChange={setHow} />
      <div className="g-actions"><Button type="submit" busy={isPending}>登记</Button><Button kind="quiet" onClick={() => setHow(null)}>取消</Button></div>
    </Form>
  )
}
