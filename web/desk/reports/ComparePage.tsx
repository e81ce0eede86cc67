import { useState } from 'react'
import { compare, list, merge, type ReportHead } from '../../../contract/report.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useDeed } from './deed.ts'
import { SelectField, FieldRow } from '../fields.tsx'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { grainNames } from './words.tsx'
import '../cases/cases.css'
import './reports.css'

/** Two reports side by side: where only the wording differs they can become one. */
export function ComparePage() {
  const { values, onFilter } = useList(['a', 'b'])
  const all = useAsk(list, { limit: 200 })
  const choices = [...new Map((all.data?.items ?? []).map(one => [one.head.id, { code: one.head.id, label: `${one.head.title}（${one.head.department}）` }])).values()]
  const { a, b } = values
  return (
    <>
      <DeskHead title="比对口径" note="两张报表问的是不是同一件事：栏目用了哪些相同的数据项，人有多少是重的" />
      <FieldRow>
        <SelectField label="一张" value={a ?? ''} onChange={to => onFilter({ a: to, b })} choices={choices.filter(one => one.code !== b)} />
        <SelectField label="另一张" value={b ?? ''} onChange={to => onFilter({ a, b: to })} choices={choices.filter(one => one.code !== a)} />
      </FieldRow>
      {a && b && a !== b && <Compared a={a} b={b} />}
    </>
  )
}

function Compared({ a, b }: { a: string; b: string }) {
  const seat = useSeat()
  const { data, error, refetch } = useAsk(compare, { a, b })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={8} />
  if (data.a.head.id === data.b.head.id) return <One head={data.a.head} />
  const above = [data.a.head, data.b.head].find(one => !one.place.startsWith(seat.place))
  const union = data.a.population + data.b.population - (data.both ?? 0)
  const share = (n: number) => ({ flexGrow: Math.max(n, union / 40) })
  return (
    <>
      <section className="c-block" aria-labelledby="e-both">
        <h2 id="e-both">{seat.place_name}：{data.both === null ? '人数不能直接相比' : `${data.both.toLocaleString('en-US')} 人两张表都有${data.same_permille === null ? '' : `，占 ${(data.same_permille / 10).toFixed(1)}%`}`}</h2>
        {data.both === null ? <p>{data.reason}</p> : union > 0 && (
          <>
            <div className="rp-overlap" aria-hidden="true"><span style={share(data.a.only)}>{data.a.only}</span><span style={share(data.both)}>{data.both}</span><span style={share(data.b.only)}>{data.b.only}</span></div>
            <p className="rp-legend"><span>只在《{data.a.head.title}》：{data.a.only}</span><span>两张都有：{data.both}</span><span>只在《{data.b.head.title}》：{data.b.only}</span></p>
          </>
        )}
        <p className="c-soft">两张表合起来用到 {data.elements} 个数据项，其中 {data.shared_elements} 个相同。</p>
      </section>
      <div className="rp-sides">
        {[data.a, data.b].map(side => (
          <section key={side.head.id} className="c-block" aria-label={side.head.title}>
            <h2>{side.head.title}</h2>
            <p className="c-soft">{side.head.department}　{grainNames[side.head.grain]}　{side.population.toLocaleString('en-US')} 个</p>
            <p className="rp-note">口径：{side.head.note || '没有说明'}</p>
            <table className="c-plain"><thead><tr><th scope="col">栏目</th><th scope="col">数据项</th></tr></thead>
              <tbody>{side.columns.map(one => <tr key={one.title}><td>{one.title}{one.note && <span className="c-soft">（{one.note}）</span>}</td><td>{one.shared ? <span className="rp-shared">两张都问</span> : one.element ? <span className="c-soft">只有这张</span> : <span className="c-soft">平台推算，不问人</span>}</td></tr>)}</tbody>
            </table>
          </section>
        ))}
      </div>
      {seat.verbs.includes('report.define') && [data.a, data.b].every(one => one.head.place.startsWith(seat.place)) && data.a.head.grain === data.b.head.grain && <Merge a={data.a.head} b={data.b.head} />}
      {seat.verbs.includes('report.define') && above && <Notice tone="plain">{`这两张里有${above.place_name}编制的，合不合并由${above.place_name}决定。`}</Notice>}
    </>
  )
}

/** Both names open one report: they were merged. */
function One({ head }: { head: ReportHead }) {
  const seat = useSeat()
  return (
    <Notice tone="green" alert title="这两张已经合成一张">
      <Anchor href={paths.deskRow(seat.mandate, 'reports', head.id)}>{head.title}</Anchor>：{[head.department, ...head.merged.map(one => one.department)].filter((one, i, all) => all.indexOf(one) === i).join('、')}都从这一张取数。
    </Notice>
  )
}

function Merge({ a, b }: { a: { id: string; title: string }; b: { id: string; title: string } }) {
  const [keep, setKeep] = useState('')
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const join = useDeed(merge)
  const go = () => {
    setTried(true)
    if (keep && why.trim()) join.run({ keep, drop: keep === a.id ? b.id : a.id, why: why.trim() })
  }
  return (
    <section className="c-block" aria-labelledby="e-merge">
      <h2 id="e-merge">合成一张</h2>
      <p className="c-soft rp-note">留下的口径继续用，另一张的编号作为别名保留：原来引用它的地方打开的就是留下的这一张。</p>
      {join.refused && <Notice tone="fault" alert title="没有合并">{join.refused.message}</Notice>}
      <SelectField label="留下哪一张" value={keep} onChange={setKeep} choices={[a, b].map(one => ({ code: one.id, label: one.title }))} error={tried && !keep ? '请选择' : undefined} />
      <TextField label="理由" value={why} onChange={setWhy} limit={200} error={tried && !why.trim() ? '请写明理由' : undefined} />
      <div className="g-actions"><Button busy={join.busy} onClick={go}>合并</Button></div>
    </section>
  )
}
