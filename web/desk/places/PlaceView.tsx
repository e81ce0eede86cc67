import { useId, useState, type ReactNode } from 'react'
import { levelsInWords } from '../../../contract/glossary.ts'
import { children, history, show } from '../../../contract/place.ts'
import { useAsk } from '../../kernel/query.ts'
import { isDay, today } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useTitle } from '../../ui/Page.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { PlaceMarks } from './PlaceMarks.tsx'
import { belowOf, countedUnder, eventNames, span, type Place } from './words.ts'
import { Scroll } from '../Scroll.tsx'
import './places.css'

export interface PlaceViewProps {
  code: string
  /** The day to look at; today when absent. */
  asOf: string | undefined
  hrefOf: (code: string, asOf?: string) => string
  onAsOf: (day: string | undefined) => void
  tools?: ReactNode
}

/** One place on one day: where it lies, what lies under it, what it was called and what became of it. */
export function PlaceView({ code, asOf, hrefOf, onAsOf, tools }: PlaceViewProps) {
  const { data, error, refetch } = useAsk(show, { code, as_of: asOf })
  useTitle(data?.place.display ?? '区划')
  const day = <DayOf key={asOf ?? ''} asOf={asOf} onAsOf={onAsOf} />
  if (error?.code === 'place.unknown') {
    return (
      <><div className="d-head"><h1>没有这个地区</h1></div>{day}
        <EmptyState title={asOf ? `${asOf} 没有代码为 ${code} 的地区` : `现在没有代码为 ${code} 的地区`} icon="map"
          action={<Anchor href={hrefOf(code, asOf ? undefined : '2023-06-30')}>{asOf ? '看今天的样子' : '看 2023-06-30 的样子'}</Anchor>}>
          <p>它可能还没有设立，或已经撤销、合并。本平台的区划记录从 2023-06-30 开始。</p>
        </EmptyState></>
    )
  }
  if (error) return <><h1 className="g-unseen">区划</h1><ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!data) return <><h1 className="g-unseen">区划</h1><LoadingState lines={8} /></>
  const { place, ancestors, counts } = data
  return (
    <>
      {ancestors.length > 0 && (
        <nav aria-label="上级地区"><ul className="r-crumbs">{ancestors.map(a => <li key={a.code}><Anchor href={hrefOf(a.code, asOf)}>{a.display}</Anchor></li>)}</ul></nav>
      )}
      <div className="d-head">
        <div><h1>{place.display}<PlaceMarks place={place} /></h1>
          <p>{place.kind || levelsInWords[place.level]}，代码 <span className="r-digits">{place.code}</span>{place.name !== place.display && `，全称${place.name}`}</p></div>
        {tools && <div className="d-tools">{tools}</div>}
      </div>
      {day}
      {asOf && <Notice tone="amber" title={`您看到的是 ${asOf} 的样子`}>数字、下级和上级都是那一天的。</Notice>}
      {place.statistical && <Notice tone="plain" icon="info">这是统计用的区域，不是一级行政区划，不单独计入总数。</Notice>}
      {place.demonstration && place.code.length <= 6 && <Notice tone="plain" icon="info">这是演示用的地区，人和事均为虚构，不计入全省总数。</Notice>}
      <Counts counts={counts} />
      <Below code={code} asOf={asOf} hrefOf={hrefOf} demonstration={place.demonstration} />
      <Past id={place.id} hrefOf={hrefOf} />
    </>
  )
}

function DayOf({ asOf, onAsOf }: Pick<PlaceViewProps, 'asOf' | 'onAsOf'>) {
  const id = useId()
  const [text, setText] = useState(asOf ?? '')
  const [wrong, setWrong] = useState<string | null>(null)
  const go = () => {
    const day = text.trim().replace(/^(\d{4})[./年]?(\d{2})[./月]?(\d{2})日?$/, '$1-$2-$3')
    const fault = day !== '' && !isDay(day) ? '日期应写成 2024-01-01' : day > today() ? '这一天还没有到' : null
    setWrong(fault)
    if (!fault && (day || undefined) !== asOf) onAsOf(day === '' || day === today() ? undefined : day)
  }
  return (
    <div className="r-narrow l-day">
      <label htmlFor={id}>看哪一天的区划</label>
      <input id={id} className="r-step l-date" inputMode="numeric" placeholder="2024-01-01" value={text} maxLength={10} autoComplete="off" aria-describedby={`${id}h`}
        onChange={e => setText(e.target.value)} onBlur={go} onKeyDown={e => { if (e.key === 'Enter') go() }} />
      {wrong && <FieldError id={`${id}h`}>{wrong}</FieldError>}
      {asOf ? <button type="button" className="r-link" onClick={() => onAsOf(undefined)}>回到今天</button> : !wrong && <span className="r-soft" id={`${id}h`}>不填就是今天</span>}
    </div>
  )
}

function Counts({ counts }: { counts: Record<string, number> }) {
  const rows = countedUnder(counts)
  if (rows.length === 0) return null
  return (
    <dl className="l-counts" aria-label="下辖地区的数量">
      {rows.map(c => (
        <div key={c.level}>
          <dt>{c.word}</dt><dd className="l-count">{c.n.toLocaleString('en-US')}</dd>
          {c.parts && <dd>{c.parts}</dd>}{c.besides && <dd>另有{c.besides}</dd>}
        </div>
      ))}
    </dl>
  )
}

function Below({ code, asOf, hrefOf, demonstration }: Pick<PlaceViewProps, 'code' | 'asOf' | 'hrefOf'> & { demonstration: boolean }) {
  const { data, error, refetch } = useAsk(children, { parent: code, as_of: asOf }, { staleTime: 60_000 })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={6} />
  if (data.items.length === 0) return null
  const real = demonstration ? data.items : data.items.filter(p => !p.demonstration)
  return (
    <section className="r-block" aria-labelledby="below">
      <div className="r-block-head"><h2 id="below">{levelsInWords[data.items[0]!.level]}</h2><span className="r-soft">{real.length} 个{real.length < data.items.length && `，另有演示 ${data.items.length - real.length} 个`}</span></div>
      <ul className="l-below">{data.items.map(p => <Child key={p.code} place={demonstration ? { ...p, demonstration: false } : p} href={hrefOf(p.code, asOf)} />)}</ul>
    </section>
  )
}

const Child = ({ place: p, href }: { place: Place; href: string }) => (
  <li><Anchor href={href}>{p.display}</Anchor><PlaceMarks place={p} /><span className="r-soft">{[p.code, p.kind, belowOf(p)].filter(Boolean).join('，')}</span></li>
)

function Past({ id, hrefOf }: { id: string; hrefOf: PlaceViewProps['hrefOf'] }) {
  const { data } = useAsk(history, { id }, { staleTime: 60_000 })
  if (!data) return null
  return (
    <section className="r-block" aria-labelledby="past">
      <h2 id="past">沿革</h2>
      <Scroll label="各个版本">
        <table className="r-plain">
          <caption className="g-unseen">名称和代码的各个版本</caption>
          <thead><tr><th scope="col">名称</th><th scope="col">类别</th><th scope="col">代码</th><th scope="col">时间</th></tr></thead>
          <tbody>
            {data.versions.map(v => (
              <tr key={v.valid_from + v.code}>
                <th scope="row">{v.valid_to ? <Anchor href={hrefOf(v.code, v.valid_from)}>{v.name}</Anchor> : v.name}</th>
                <td>{v.kind || levelsInWords[v.level]}</td><td className="c">{v.code}</td><td className="c">{span(v)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {data.events.length === 0 ? <p className="r-soft l-none">自有记录以来没有调整过。</p> : (
        <Timeline label="调整经过" items={data.events.map(e => ({
          key: e.id, stage: 'done', title: eventNames[e.kind], at: e.effective, by: `依据：${e.basis}`,
          note: <>{e.before.length > 0 && <>原：{e.before.map(p => `${p.name}（${p.code}）`).join('、')}<br /></>}
            {e.after.length > 0 && <>现：{e.after.map(p => `${p.name}（${p.code}）`).join('、')}<br /></>}随同移动 {e.moved.toLocaleString('en-US')} 条记录</>,
        }))} />
      )}
    </section>
  )
}
