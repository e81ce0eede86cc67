import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { made, params } from '../../../contract/catalogue.ts'
import { item as itemOperation } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Deeds } from './Deeds.tsx'
import { LocalForm } from './LocalForm.tsx'
import { locals, shown, unitOf, type Params } from './numbers.ts'
import { Standards } from './Standards.tsx'
import './items.css'

/** One published item: its guide, the numbers in force here, and what its maker may do with it. */
export function ItemPage() {
  const seat = useSeat()
  const { item: id } = useParams({ strict: false }) as { item: string }
  const guide = useAsk(itemOperation, { id })
  const held = useAsk(params, { id })
  const all = useAsk(made, { limit: 200 })
  const row = all.data?.items.find(one => one.id === id)
  if (guide.error && held.error) return <ErrorState error={held.error} />
  if (!held.data) return <LoadingState lines={6} />
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'items')}>事项</Anchor></p>
      <DeskHead title={row?.name ?? guide.data?.name ?? id} note={row ? `${row.kind} · 第 ${row.version} 版 · 由${row.place_name}发布` : ''} />
      {row?.retired && <Notice tone="amber" title="这个事项已停用">正在办理的照旧办完，不再接受新的申请。</Notice>}
      <Numbers id={id} rows={held.data.params} sources={held.data.sources} />
      <Standards item={id} />
      {row && seat.verbs.includes('item.publish') && row.place === seat.place && !row.retired && <Deeds what="item" id={id} />}
    </>
  )
}

function Numbers({ id, rows, sources }: { id: string; rows: Params; sources: string[] }) {
  const seat = useSeat()
  const may = seat.verbs.includes('item.make')
  const [which, setWhich] = useState<'params' | 'days' | null>(null)
  return (
    <section className="r-block" aria-labelledby="numbers">
      <h2 id="numbers">{seat.place_name}现在执行的标准和时限</h2>
      <div className="r-scroll" tabIndex={0} role="region" aria-label="标准和时限"><table className="r-plain">
        <thead><tr><th>名称</th><th className="r">数值</th><th>地方能怎样定</th><th>由谁定的</th></tr></thead>
        <tbody>{rows.map(one => (
          <tr key={`${one.which}${one.id}`}><th scope="row">{one.name}</th><td className="r">{shown(one)} {unitOf(one)}</td><td>{locals[one.local]}</td><td>{one.own ? seat.place_name : '上级'}</td></tr>
        ))}</tbody>
      </table></div>
      {sources.map(source => <p key={source} className="r-soft">{source}</p>)}
      {may && !which && <div className="g-actions">
        {rows.some(one => one.which === 'params' && one.local !== 'fixed') && <Button kind="second" onClick={() => setWhich('params')}>制定本地标准</Button>}
        <Button kind="second" onClick={() => setWhich('days')}>制定本地时限</Button>
      </div>}
      {which && <LocalForm id={id} which={which} rows={rows.filter(one => one.which === which && one.local !== 'fixed')} onDone={() => setWhich(null)} />}
    </section>
  )
}
