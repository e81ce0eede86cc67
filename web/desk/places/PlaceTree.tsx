import { useState } from 'react'
import { within } from '../../../contract/kernel.ts'
import { children } from '../../../contract/place.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Icon } from '../../ui/icons.tsx'
import type { Place } from './words.ts'
import './places.css'

interface Props { current: string; asOf?: string | undefined; hrefOf: (code: string) => string }

/** The tree of places, opened as one goes: each branch a button and a link, as in any list of lists. */
export const PlaceTree = ({ top, topName, ...rest }: Props & { top: string; topName: string }) => (
  <nav className="l-tree" aria-label="区划树">
    <ul><Branch {...rest} place={{ code: top, display: topName, children: 1, demonstration: false }} depth={0} /></ul>
  </nav>
)

function Branch({ place, current, asOf, hrefOf, depth }: Props & { place: Pick<Place, 'code' | 'display' | 'children' | 'demonstration'>; depth: number }) {
  const leads = within(current, place.code)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? (leads || depth === 0)
  const { data, isError } = useAsk(children, { parent: place.code, as_of: asOf }, { enabled: open && place.children > 0, staleTime: 300_000 })
  return (
    <li>
      <div className={place.code === current ? 'l-branch l-branch-on' : 'l-branch'}>
        {place.children > 0
          ? (
            <button type="button" className="l-twist" aria-expanded={open} aria-label={`${open ? '收起' : '展开'}${place.display}`} onClick={() => setChosen(!open)}>
              <Icon name="forward" />
            </button>
          )
          : <span className="l-twist" />}
        <Anchor href={hrefOf(place.code)} aria-current={place.code === current ? 'page' : undefined}>{place.display}</Anchor>
        {place.children > 1 && <span className="l-branch-n">{place.children}</span>}
      </div>
      {open && place.children > 0 && (
        <ul>
          {data?.items.map(p => <Branch key={p.id + p.code} place={p} current={current} asOf={asOf} hrefOf={hrefOf} depth={depth + 1} />)}
          {!data && <li><p className="l-wait" role="status">{isError ? '这里没有读到下级' : '正在读取'}</p></li>}
        </ul>
      )}
    </li>
  )
}
