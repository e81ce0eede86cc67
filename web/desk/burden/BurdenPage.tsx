import { useState } from 'react'
import { measure, publish, requesters, setBudget, spent } from '../../../contract/burden.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { spoken } from '../admission/words.ts'
import { DayField, FieldRow, SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import '../forms.css'
import '../admission/admission.css'

/** The months one may look at: this one and the twelve before. */
function months(): string[] {
  const [year, month] = today().split('-').map(Number) as [number, number]
  return Array.from({ length: 13 }, (_, i) => new Date(Date.UTC(year, month - 1 - i, 1)).toISOString().slice(0, 7))
}
const share = (again: number, entered: number): string => entered === 0 ? '没有录入' : `${(again * 100 / entered).toFixed(1)}%`

/** `/desk/<seat>/burden`: what demands cost, measured by the platform; what was typed although held; requesters, for who governs. */
export function BurdenPage() {
  const seat = useSeat()
  const [month, setMonth] = useState(months()[0]!)
  return (
    <>
      <DeskHead title="基层负担" note="用时由平台在表单里自动计量，村（社区）不用填。村和社区之间不排名。" />
      <div className="ad-month"><SelectField label="月份" value={month} onChange={value => setMonth(value || months()[0]!)} choices={months().map(code => ({ code, label: code }))} /></div>
      <Spent month={month} />
      {seat.verbs.includes('burden.govern') && <><Requesters month={month} /><Budget /></>}
      <Measure month={month} />
    </>
  )
}

function Spent({ month }: { month: string }) {
  const { data, error, refetch } = useAsk(spent, { month })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={5} />
  return (
    <section className="r-block" aria-labelledby="bu-spent">
      <h2 id="bu-spent">{data.place_name}，{month}</h2>
      <dl className="ad-caps"><div><dt>已花人工（{data.communities} 个村、社区）</dt><dd>{spoken(data.minutes)}</dd></div><div><dt>每处每月预算，已准入</dt><dd>{data.promised.toLocaleString('en-US')} / {data.allowed.toLocaleString('en-US')} 分钟</dd></div></dl>
      {data.items.length === 0 ? <EmptyState title="这个月还没有计量到用时" icon="clock" /> : (
        <div className="r-scroll" tabIndex={0} role="group" aria-label="各类事项用时"><table className="r-plain">
          <thead><tr><th scope="col">事项</th><th scope="col">谁要求的</th><th scope="col" className="r">次数</th><th scope="col" className="r">人工</th></tr></thead>
          <tbody>{data.items.map(one => <tr key={`${one.kind}${one.requester_name}`}><th scope="row">{one.kind_name}</th><td>{one.requester_name}</td><td className="r">{one.n.toLocaleString('en-US')}</td><td className="r">{spoken(one.minutes)}</td></tr>)}</tbody>
        </table></div>
      )}
    </section>
  )
}

function Requesters({ month }: { month: string }) {
  const [decision, setDecision] = useState('')
  const { data, error, refetch } = useAsk(requesters, { month })
  const deed = useCall(publish)
  return (
    <section className="r-block" aria-labelledby="bu-who">
      <h2 id="bu-who">各部门加给基层的负担</h2>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={4} /> : data.items.length === 0 ? <EmptyState title="这个月没有部门要求的事项" icon="check" /> : (
        <>
          <ul className="ad-list">{data.items.map(one => (
            <li key={one.requester_name}><p className="ad-title">{one.requester_name}　{spoken(one.minutes)}</p><p className="r-soft">{one.communities} 个村（社区），{one.n} 次</p><span className="ad-bar" aria-hidden="true"><i style={{ width: `${one.minutes * 100 / Math.max(1, data.items[0]!.minutes)}%` }} /></span></li>
          ))}</ul>
          {deed.error && <Notice tone="fault" alert>{deed.error.message}</Notice>}
          {data.published ? <p className="r-soft">这个月已经公布。</p> : month === months()[0] ? <p className="r-soft">月份过完以后，由专班决定公布。</p> : (
            <Form className="r-form" onSubmit={() => { if (decision.trim()) deed.mutate({ month, decision: decision.trim() }) }}>
              <TextField label="公布的决定" hint="会议或文件名称" value={decision} onChange={setDecision} />
              <div className="g-actions"><Button type="submit" busy={deed.isPending}>公布这个月</Button></div>
            </Form>
          )}
        </>
      )}
    </section>
  )
}

function Budget() {
  const [minutes, setMinutes] = useState('')
  const [basis, setBasis] = useState('')
  const [from, setFrom] = useState(today())
  const { mutate, isPending, error, data } = useCall(setBudget)
  return (
    <section className="r-block" aria-labelledby="bu-budget">
      <h2 id="bu-budget">每个村（社区）每月的负担预算</h2>
      <p className="r-soft">只能比上级规定的更低。新的准入放不下时不能通过。</p>
      {data && <Notice tone="green" alert>已设置。</Notice>}
      {error && <Notice tone="fault" alert>{error.fields?.[0]?.message ?? error.message}</Notice>}
      <Form className="r-form" onSubmit={() => { if (minutes && basis.trim()) mutate({ minutes: Math.round(Number(minutes) || 0), basis: basis.trim(), valid_from: from }) }}>
        <FieldRow><TextField label="分钟" inputMode="numeric" width="short" value={minutes} onChange={setMinutes} /><TextField label="依据" value={basis} onChange={setBasis} /><DayField label="从哪天起" value={from} onChange={setFrom} min={today()} /></FieldRow>
        <div className="g-actions"><Button type="submit" busy={isPending}>设置预算</Button></div>
      </Form>
    </section>
  )
}

const ways = { form: '按表单', organ: '按部门', place: '按地区' } as const

function Measure({ month }: { month: string }) {
  const [by, setBy] = useState<keyof typeof ways>('form')
  const { data, error, refetch } = useAsk(measure, { month, by })
  return (
    <section className="r-block" aria-labelledby="bu-measure">
      <div className="r-block-head"><h2 id="bu-measure">重复填报率{data && `：${share(data.again, data.entered)}`}</h2><select className="r-step" aria-label="怎么看" value={by} onChange={e => setBy(e.target.value as keyof typeof ways)}>{Object.entries(ways).map(([key, word]) => <option key={key} value={key}>{word}</option>)}</select></div>
      <p className="r-soft">平台里已有、还在有效期内，却又录了一遍的，占全部录入的多少。目标是零。</p>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={3} /> : data.items.length > 0 && (
        <table className="r-plain"><thead><tr><th scope="col">{ways[by].slice(1)}</th><th scope="col" className="r">录入</th><th scope="col" className="r">重复</th><th scope="col" className="r">比例</th></tr></thead>
          <tbody>{data.items.map(one => <tr key={one.label}><th scope="row">{one.name}</th><td className="r">{one.entered.toLocaleString('en-US')}</td><td className="r">{one.again.toLocaleString('en-US')}</td><td className="r">{share(one.again, one.entered)}</td></tr>)}</tbody></table>
      )}
    </section>
  )
}
