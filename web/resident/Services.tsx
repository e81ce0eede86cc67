import { useNavigate, useSearch } from '@tanstack/react-router'
import { bundles as allBundles, type BundleShown } from '../../contract/matter.ts'
import { find } from '../../contract/search.ts'
import { items as allItems, type Item } from '../../contract/service.ts'
import { paths } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Section } from '../ui/Card.tsx'
import { EmptyState, LoadingState } from '../ui/states.tsx'
import { Frame, Up } from './Frame.tsx'
import { Search } from './HomeFrame.tsx'
import { byKind, byStage, type Shelf } from './kinds.ts'
import { Bundles, Items, Shelves } from './Shelves.tsx'
import { Trouble } from './Trouble.tsx'
import './resident.css'

/** `/services`: everything that can be done here, by stage of life, by kind, together, or found in one's own words. */
export function Services() {
  const { q = '', kind, stage } = useSearch({ strict: false }) as { q?: string; kind?: string; stage?: string }
  const navigate = useNavigate()
  const { data, error, refetch } = useAsk(allItems, {}, { staleTime: 300_000 })
  const together = useAsk(allBundles, {}, { staleTime: 300_000 })
  const items = data?.items ?? []
  const shelf = data && shelfOf(items, { kind, stage })
  const bundles = together.data?.bundles ?? []
  return (
    <Frame title={shelf?.title ?? '办事'} nav="services" width="wide">
      {shelf && <Up href={paths.services()}>全部事项</Up>}
      <h1 className="g-title">{shelf?.title ?? '能办的事'}</h1>
      <Search key={q} initial={q} onSearch={text => void navigate({ href: paths.services({ q: text }) })} />
      <div className="r-gap" aria-live="polite">
        {error ? <Trouble error={error} onRetry={refetch} /> : !data ? <LoadingState shape="cards" />
          : q ? <Found q={q} items={items} bundles={bundles} /> : shelf ? <OneShelf items={shelf.items} bundles={bundles} /> : <All items={items} bundles={bundles} />}
      </div>
    </Frame>
  )
}

/** What one asked for in one's own words; when nothing fits, everything. */
function Found({ q, items, bundles }: { q: string; items: readonly Item[]; bundles: readonly BundleShown[] }) {
  const found = find(items, q)
  const together = bundles.filter(({ name, items: of }) => name.includes(q) || found.slice(0, 3).some(one => of.some(item => item.id === one.id)))
  if (found.length === 0) {
    return (
      <>
        <EmptyState title={`没有找到“${q}”`} icon="search"><p>换个说法再试，或拨打 <a href="tel:12345">12345</a> 问一问。下面是现在能办的全部事项。</p></EmptyState>
        <div className="r-gap"><Items items={items} /></div>
      </>
    )
  }
  return (
    <>
      <p className="r-count">找到 {found.length} 项</p>
      <Items items={found} />
      {together.length > 0 && <Section id="together" title="可以几件一次办"><Bundles bundles={together} /></Section>}
    </>
  )
}

function OneShelf({ items, bundles }: { items: readonly Item[]; bundles: readonly BundleShown[] }) {
  const together = bundles.filter(({ items: of }) => of.every(one => items.some(item => item.id === one.id)))
  return (
    <>
      {together.length > 0 && <div className="r-first"><Bundles bundles={together} /></div>}
      <Items items={items} />
    </>
  )
}

/** The address of the whole catalogue as one list. */
const everything = 'all'
/** The group that the address names. */
function shelfOf(items: readonly Item[], { kind, stage }: { kind?: string | undefined; stage?: string | undefined }): Shelf | undefined {
  if (kind === everything) return { key: everything, title: `全部 ${items.length} 项`, items: [...items].sort((a, b) => a.initials.localeCompare(b.initials)) }
  return stage ? byStage(items).find(one => one.key === stage) : byKind(items).find(one => one.key === kind)
}

const All = ({ items, bundles }: { items: readonly Item[]; bundles: readonly BundleShown[] }) => (
  <>
    <Section id="stage" title="您要办哪方面的事"><Shelves shelves={byStage(items)} to={key => paths.services({ stage: key })} /></Section>
    <Section id="together" title="几件一次办" more={{ href: paths.pick(), title: '自己选几件' }}><Bundles bundles={bundles} /></Section>
    <Section id="kind" title="按类别找"><Shelves shelves={byKind(items)} to={key => paths.services({ kind: key })} /></Section>
    <div className="g-section g-actions"><ButtonLink kind="second" href={paths.services({ kind: everything })} wide>看全部 {items.length} 项</ButtonLink></div>
  </>
)
