import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { begin, confirm, covered, fill, list, survey, type ReportHead } from '../../../contract/report.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useDeed } from './deed.ts'
import { DayField } from '../fields.tsx'
import { useList } from '../list.ts'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { FilledTable } from './FilledTable.tsx'
import { Progress } from './Progress.tsx'
import { BureauReading, ReadBy } from './Reading.tsx'
import { Returns } from './Returns.tsx'
import { grainNames, isRows, StateTag } from './words.tsx'
import '../cases/cases.css'
import './reports.css'

/** A published report goes on as a draft of its next version, under the same number; one that was begun already is opened. */
function Revise({ head }: { head: ReportHead }) {
  const seat = useSeat()
  const go = useNavigate()
  const open = () => void go({ href: `${paths.deskRow(seat.mandate, 'reports', 'define')}/${encodeURIComponent(head.id)}` })
  const start = useDeed(begin, open)
  const drafted = start.refused?.code === 'item.drafted'
  return (
    <>
      {start.refused && <span className="c-soft" role="alert">{drafted ? '已有一份没有编完的草稿' : start.refused.message}</span>}
      {drafted ? <Button kind="second" onClick={open}>打开草稿</Button> : <Button kind="second" busy={start.busy} onClick={() => start.run({ id: head.id, title: head.title, from: head.id })}>修改</Button>}
    </>
  )
}

/** One report at a place: how far it has come, the table as it fills itself, and what was returned before. */
export function ReportPage() {
  const seat = useSeat()
  const { report } = useParams({ strict: false }) as { report: string }
  const { values, onFilter } = useList(['period', 'place', 'day'])
  const place = values.place?.startsWith(seat.place) ? values.place : undefined
  const { data, error, refetch } = useAsk(list, { limit: 200, ...(place && { place }) })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={8} />
  const mine = data.items.filter(one => one.head.id === report || one.head.aliases.includes(report))
  const row = mine.find(one => one.period === values.period) ?? mine[0]
  if (!row) return <EmptyState title="没有这张报表"><p>它可能已经停用，或者不归这里看。</p></EmptyState>
  const { head } = row
  const at = place ?? seat.place
  const names = !isRows(head) || seat.verbs.includes('report.rows')
  const where = { report: head.id, ...(place && { place }), ...(values.day && { day: values.day }) }
  const file = { ...where, place: at, seat: seat.mandate }
  return (
    <>
      <DeskHead title={head.title} note={`${head.department}　${grainNames[head.grain]}${head.note ? `　口径：${head.note}` : ''}${head.merged.map(one => `　也供${one.department}，原来的《${one.title}》并在这里`).join('')}`} tools={seat.verbs.includes('report.define') && (
        <>
          {head.place === seat.place && <Revise head={head} />}
          <ButtonLink kind="second" href={`${paths.deskRow(seat.mandate, 'reports', head.id)}/layout`}>版式</ButtonLink>
          <ButtonLink kind="second" href={`${paths.deskRow(seat.mandate, 'reports', head.id)}/send`}>下达和交换</ButtonLink>
        </>
      )} />
      <div className="rp-where">
        <PlaceSteps top={seat.place} topName={seat.place_name} value={place} lowest="community" onChange={to => onFilter({ ...values, place: to })} />
        <DayField label="截至" optional value={values.day ?? ''} max={today()} onChange={day => onFilter({ ...values, day: day || undefined })} />
        {names && <Anchor href={paths.paper('report.sheet', { ...file, format: 'xlsx', download: 1 })} download="">下载表格</Anchor>}
        {names && <Anchor href={paths.paper('report.paper', file)} target="_blank">打印</Anchor>}
      </div>
      {row.state !== 'live' && at.length <= 9 && <Progress report={head.id} period={row.period} place={at} />}
      {row.state !== 'live' && at.length >= 12 && (
        <Confirming key={row.period} row={row} place={at.slice(0, 12)} others={mine.filter(one => one !== row)} onPeriod={period => onFilter({ ...values, period })} />
      )}
      <Covered where={where} />
      {isRows(head) && seat.verbs.includes('report.let') && <ReadBy report={head.id} />}
      {!names && <Unnamed report={head.id} place={place} />}
      {names ? <Table where={where} /> : <Survey where={where} />}
      {row.state !== 'live' && <Returns report={head.id} place={at} />}
    </>
  )
}

/** Whoever may not open the roster: a bureau of a county reads it for a purpose, above it there are counts. */
function Unnamed({ report, place }: { report: string; place: string | undefined }) {
  const seat = useSeat()
  if (!seat.verbs.includes('report.view')) return <Notice>您的岗位只看数。名单由能看居民档案的岗位打开；您还有别的岗位的，请在页面上方换一个再看。</Notice>
  return seat.place.length >= 6 ? <BureauReading report={report} place={place} /> : <Notice>省、市的部门只看数。名册由县（市、区）的部门写明用途以后，在本县（市、区）的范围里查看。</Notice>
}

type Where = { report: string; place?: string; day?: string }
type Row = NonNullable<ReturnType<typeof useAsk<typeof list>>['data']>['items'][number]

/** What a community does with it: says that it is right. */
function Confirming({ row, place, others, onPeriod }: { row: Row; place: string; others: Row[]; onPeriod: (period: string) => void }) {
  const seat = useSeat()
  const say = useDeed(confirm)
  const locked = row.state === 'approved' || (row.state === 'confirmed' && row.due_on !== null && row.due_on < today())
  const may = seat.verbs.includes('report.confirm') && seat.place === place && !locked
  return (
    <section className="c-block" aria-labelledby="e-confirm">
      <div className="c-block-head"><h2 id="e-confirm">{row.period_name}　<StateTag state={row.state} /></h2>{row.due_on && <p className="c-soft">截止 {row.due_on}</p>}</div>
      {say.refused && <Notice tone="fault" alert title="没有确认">{say.refused.message}</Notice>}
      {say.output && row.state === 'confirmed' && <Notice tone="green" alert title="已确认">{`当时的 ${say.output.n} 行已经留存${say.output.late ? '，记为逾期确认' : ''}。`}</Notice>}
      {may && <p className="c-soft rp-note">看一遍下面的表：不对的，点开那一格更正信息；都对了再确认。</p>}
      <p className="rp-tools">
        {may && <Button busy={say.busy} onClick={() => say.run({ report: row.head.id, period: row.period, place, seq: row.seq })}>{row.state === 'confirmed' ? '重新确认' : '确认无误'}</Button>}
        {others.map(other => <button key={other.period} type="button" className="c-link" onClick={() => onPeriod(other.period)}>{other.period_name}</button>)}
      </p>
    </section>
  )
}

/** How much of it is held: what is old or missing is asked for at the door, nothing else. */
function Covered({ where }: { where: Where }) {
  const seat = useSeat()
  const { data } = useAsk(covered, where)
  if (!data || data.columns.length === 0) return null
  const lacking = data.columns.filter(one => one.stale + one.missing > 0)
  return (
    <section className="c-block" aria-labelledby="rp-cover">
      <div className="c-block-head"><h2 id="rp-cover">信息齐全程度</h2><p className="c-soft">{data.population.toLocaleString('en-US')} 个符合口径{data.unknown > 0 && `，另有 ${data.unknown.toLocaleString('en-US')} 个缺少判断依据`}</p></div>
      {lacking.length === 0 ? <p>每一项都有登记，并且都在有效期内，不用再问任何人。</p> : (
        <ul className="rp-cover">{lacking.map(one => (
          <li key={one.id}>
            <span>{one.title}</span> <span className="c-soft">{one.missing > 0 && `缺 ${one.missing.toLocaleString('en-US')} `}{one.stale > 0 && `待核实 ${one.stale.toLocaleString('en-US')}`}</span>
            <div className="rp-bar" aria-hidden="true"><span style={{ width: `${one.held * 100 / Math.max(1, data.population)}%` }} /><span style={{ width: `${one.stale * 100 / Math.max(1, data.population)}%` }} /></div>
          </li>
        ))}</ul>
      )}
      {lacking.length > 0 && seat.verbs.includes('report.collect') && <p className="rp-tools"><Anchor href={paths.deskRow(seat.mandate, 'reports', 'tasks')}>去看入户采集清单</Anchor></p>}
    </section>
  )
}

function Table({ where }: { where: Where }) {
  const [after, setAfter] = useState<string>()
  const { data, error, refetch } = useAsk(fill, { ...where, limit: 100, ...(after && { after }) }, { placeholderData: old => old, staleTime: 0, refetchOnMount: true })
  return (
    <section className="c-block" aria-labelledby="rp-table">
      <div className="c-block-head"><h2 id="rp-table">{data ? `${data.place_name}，截至 ${data.day}` : '报表'}</h2>{data && <p className="c-soft">{data.count.n.toLocaleString('en-US')} 行</p>}</div>
      {error && !data ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={8} />
        : data.rows.length === 0 ? <EmptyState title="没有符合口径的" icon="people" /> : <FilledTable table={data} />}
      {(after || data?.next) && (
        <p className="rp-tools">
          {after && <Button kind="second" onClick={() => setAfter(undefined)}>回到第一页</Button>}
          {data?.next && <Button kind="second" onClick={() => setAfter(data.next!)}>下一页</Button>}
        </p>
      )}
    </section>
  )
}

/** For whoever needs no names: how many, and where. */
function Survey({ where }: { where: Where }) {
  const { data, error, refetch } = useAsk(survey, where)
  return (
    <section className="c-block" aria-labelledby="e-survey">
      <div className="c-block-head"><h2 id="e-survey">各地人数</h2>{data && <p className="c-soft">共 {data.total.toLocaleString('en-US')}</p>}</div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={6} /> : (
        <div className="c-scroll" tabIndex={0} role="group" aria-label="各地人数"><table className="rp-table">
          <thead><tr><th scope="col">地区</th><th scope="col" className="rp-number">符合口径</th><th scope="col" className="rp-number">有缺项</th><th scope="col" className="rp-number">待核实</th></tr></thead>
          <tbody>{data.rows.map(row => <tr key={row.place}><th scope="row">{row.place_name}</th><td className="rp-number">{row.population.toLocaleString('en-US')}</td><td className="rp-number">{row.missing.toLocaleString('en-US')}</td><td className="rp-number">{row.stale.toLocaleString('en-US')}</td></tr>)}</tbody>
        </table></div>
      )}
    </section>
  )
}
