import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { draft as open, discard, parts, publish, save, type ReportBody } from '../../../contract/report.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useDeed } from './deed.ts'
import { DayField, FieldRow, SelectField } from '../fields.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Columns } from './Columns.tsx'
import { Population, type Parts } from './Population.tsx'
import { grainNames, periodNames } from './words.tsx'
import '../cases/cases.css'
import './reports.css'

type Body = Partial<ReportBody> & Record<string, unknown>

/** A report is put together from lists; each time it is saved the page says how much of it is held already. */
export function DefinePage() {
  const { draft: id } = useParams({ strict: false }) as { draft: string }
  const { data, error, refetch } = useAsk(open, { id }, { staleTime: Infinity })
  const known = useAsk(parts, {}, { staleTime: 600_000 })
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data || !known.data) return <LoadingState lines={8} />
  return <Editor key={id} id={id} first={data} known={known.data} />
}

type Drafted = NonNullable<ReturnType<typeof useAsk<typeof open>>['data']>

function Editor({ id, first, known }: { id: string; first: Drafted; known: Parts }) {
  const seat = useSeat()
  const go = useNavigate()
  const [body, setBody] = useState<Body>(first.body as Body)
  const [judged, setJudged] = useState(first)
  const keep = useDeed(save, setJudged)
  const out = useDeed(publish, () => void go({ href: paths.deskRow(seat.mandate, 'reports', id) }))
  const away = useDeed(discard, () => void go({ href: paths.deskRow(seat.mandate, 'reports', 'define') }))
  const put = (change: Body) => setBody({ ...body, ...change } as Body)
  const text = (key: 'title' | 'department' | 'note') => ({ value: String(body[key] ?? ''), onChange: (to: string) => put({ [key]: to }) })
  const changed = JSON.stringify(body) !== JSON.stringify(judged.body)
  const rows = body.grain === 'person' || body.grain === 'household'
  return (
    <>
      <DeskHead title={String(body.title ?? id)} note="草稿，别人还看不到" />
      <section className="c-block" aria-labelledby="e-what"><h2 id="e-what">是什么</h2>
        <FieldRow><TextField label="名称" limit={60} {...text('title')} /><TextField label="部门" limit={40} {...text('department')} /></FieldRow>
        <TextField label="依据" rows={2} hint="每行一条" value={(body.basis ?? []).join('\n')} onChange={to => put({ basis: to.split('\n').map(one => one.trimStart()).filter(one => one !== '') })} />
        <TextField label="口径" rows={2} optional limit={500} {...text('note')} />
        <FieldRow>
          <SelectField label="一行是什么" value={String(body.grain)} onChange={to => put({ grain: to as ReportBody['grain'], columns: [] })} choices={Object.entries(grainNames).map(([code, label]) => ({ code, label }))} />
          <SelectField label="多久一次" value={String(body.period)} onChange={to => put({ period: to as ReportBody['period'], due_on: null })} choices={Object.entries(periodNames).map(([code, label]) => ({ code, label }))} />
          {body.period === 'once' ? <DayField label="哪天截止" value={body.due_on ?? ''} min={today()} onChange={day => put({ due_on: day || null })} /> : <TextField label="期满后几天内确认" width="short" inputMode="numeric" value={String(body.due_days ?? '')} onChange={to => put({ due_days: Number(to.replace(/\D/g, '')) })} />}
        </FieldRow></section>
      <section className="c-block" aria-labelledby="e-who"><h2 id="e-who">包括谁</h2><Population value={body.population ?? null} known={known} onChange={population => put({ population })} /></section>
      <section className="c-block" aria-labelledby="e-columns"><h2 id="e-columns">{rows ? '每一行写什么' : '每个地方数什么'}</h2><Columns columns={body.columns ?? []} rows={rows} known={known} onChange={columns => put({ columns })} /></section>
      <Answer judged={judged} changed={changed} />
      {[keep.refused, out.refused].map((refused, i) => refused && <Notice key={i} tone="fault" alert title="没有办成">{refused.message}</Notice>)}
      <div className="g-actions rp-tools">
        <Button busy={keep.busy} kind={changed ? 'main' : 'second'} onClick={() => keep.run({ id, revision: judged.draft.revision, body })}>保存并核对</Button>
        {!changed && judged.faults.length === 0 && <Button busy={out.busy} onClick={() => out.run({ id, revision: judged.draft.revision })}>发布</Button>}
        <Button kind="quiet" onClick={() => away.run({ id })}>丢弃草稿</Button>
      </div>
    </>
  )
}

/** What the platform answers before anybody is asked. */
function Answer({ judged: { faults, coverage }, changed }: { judged: Drafted; changed: boolean }) {
  if (changed) return <Notice tone="plain" title="有改动还没有保存">保存以后会告诉您：已经有多少，还缺多少。</Notice>
  if (faults.length > 0) return <Notice tone="amber" title="还不能发布"><ul>{faults.slice(0, 8).map(one => <li key={one.path + one.message}>{one.message}</li>)}</ul></Notice>
  if (!coverage) return null
  const asked = coverage.columns.reduce((sum, one) => sum + one.missing + one.stale, 0)
  return asked === 0
    ? <Notice tone="green" title="已经都有了">{`${coverage.population.toLocaleString('en-US')} 个符合口径，每一项都登记过并且新鲜：发布后直接查看，一户门都不用敲。`}</Notice>
    : <Notice tone="amber" title={`${coverage.population.toLocaleString('en-US')} 个符合口径，还有 ${asked.toLocaleString('en-US')} 处要补或核实`}>{coverage.columns.filter(one => one.missing + one.stale > 0).map(one => `${one.title}：缺 ${one.missing}，待核实 ${one.stale}`).join('；')}</Notice>
}
