import { useParams } from '@tanstack/react-router'
import { made } from '../../../contract/catalogue.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Deeds } from './Deeds.tsx'
import './items.css'

/** One published bundle: its items, and what its maker may do with it. */
export function BundlePage() {
  const seat = useSeat()
  const { bundle: id } = useParams({ strict: false }) as { bundle: string }
  const { data, error } = useAsk(made, { what: 'bundle', limit: 200 })
  const row = data?.items.find(one => one.id === id)
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'items')}>事项</Anchor></p>
      {error ? <ErrorState error={error} /> : !data ? <LoadingState lines={4} /> : !row ? <EmptyState title="没有这个一件事" icon="search"><p>它可能已经停用，或网址打错了。请回到“事项”重新找。</p></EmptyState> : (
        <>
          <DeskHead title={row.name} note={`一件事 · 第 ${row.version} 版 · 由${row.place_name}发布`} />
          {row.retired && <Notice tone="amber" title="这个一件事已停用">各个事项仍可单独申请。</Notice>}
          <section className="r-block" aria-labelledby="parts"><h2 id="parts">包括的事项</h2><ol className="i-parts">{row.items.map(name => <li key={name}>{name}</li>)}</ol></section>
          {seat.verbs.includes('item.publish') && row.place === seat.place && !row.retired && <Deeds what="bundle" id={id} />}
        </>
      )}
    </>
  )
}
