import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { find } from '../../../contract/search.ts'
import { items as allItems, type Item } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { EmptyState, LoadingState } from '../../ui/states.tsx'
import { Frame, Up } from '../Frame.tsx'
import { Search } from '../HomeFrame.tsx'
import { Trouble } from '../Trouble.tsx'
import { mostTogether, pickShelves } from './pick.ts'
import '../resident.css'

/** `/together?items=…`: one picks any items and does them at once; what one came from stands first, with what belongs to it. */
export function PickPage() {
  const { items: named = '', q = '' } = useSearch({ strict: false }) as { items?: string; q?: string }
  const navigate = useNavigate()
  const { data, error, refetch } = useAsk(allItems, {}, { staleTime: 300_000 })
  // The order is that of the first moment: nothing moves away under the finger.
  const [first] = useState(() => named.split(',').filter(Boolean))
  const all = data?.items ?? []
  const picked = named.split(',').filter(id => all.some(item => item.id === id))
  const to = (search: { items?: string[]; q?: string }) => void navigate({ href: paths.pick({ items: (search.items ?? picked).join(','), q: search.q ?? q }), replace: true })
  return (
    <Frame title="选几件一起办">
      <Up href={paths.services()}>全部事项</Up>
      <h1 className="g-title">选几件一起办</h1>
      <p className="g-title-lead">勾选要办的，一次申请：同样的问题只问一次，同样的材料只交一份，每件各算各的时间。</p>
      <Search key={q} initial={q} onSearch={text => to({ q: text })} />
      <div className="r-gap">{error ? <Trouble error={error} onRetry={refetch} /> : data ? <Groups items={q ? find(all, q) : all} first={first} picked={picked} onPick={items => to({ items })} /> : <LoadingState shape="cards" />}</div>
      {data && <Bar picked={picked.map(id => all.find(item => item.id === id)!)} />}
    </Frame>
  )
}

function Groups({ items, first, picked, onPick }: { items: readonly Item[]; first: readonly string[]; picked: readonly string[]; onPick: (items: string[]) => void }) {
  if (items.length === 0) return <EmptyState title="没有找到" icon="search"><p>换个说法再试，已经选的还在。</p></EmptyState>
  return <>{pickShelves(items, first).map(({ key, title, items: of }) => (
    <div key={key} className="r-pick"><ChoiceList many label={title} value={picked} onChange={onPick} choices={of.map(item => ({ value: item.id, title: item.name, note: item.summary }))} /></div>
  ))}</>
}

/** What is chosen so far, and on. */
const Bar = ({ picked }: { picked: readonly Item[] }) => (
  <div className="r-pick-bar" role="region" aria-label="已经选的">
    <p role="status">{picked.length === 0 ? '还没有选' : picked.length > mostTogether ? `一次最多选 ${mostTogether} 件，现在选了 ${picked.length} 件` : `已选 ${picked.length} 件：${picked.map(item => item.name).join('、')}`}</p>
    {picked.length > 0 && picked.length <= mostTogether && (
      <ButtonLink wide href={picked.length === 1 ? paths.apply(picked[0]!.id) : paths.together(picked.map(item => item.id).join(','))}>{picked.length === 1 ? '只办这一件' : `${picked.length} 件一起办`}</ButtonLink>
    )}
  </div>
)
