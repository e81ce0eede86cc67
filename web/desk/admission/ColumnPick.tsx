import { useId, useState } from 'react'
import type { Element as ElementShown } from '../../../contract/element.ts'
import { find, score } from '../../../contract/search.ts'

export type { ElementShown }

/** What the platform reckons of itself and is never asked: a name for it is as good as an element. */
const reckoned = ['年龄', '镇街', '村社区', '网格']
const plainName = (text: string): string => text.normalize('NFKC').replace(/[\s()]/g, '')

/** True when a title is an element's name, another word for it, or what the platform reckons of itself. */
export const isKnown = (elements: readonly ElementShown[], title: string): boolean => {
  const wanted = plainName(title)
  return reckoned.includes(wanted) || wanted === '所在社区' || wanted === '社区' || elements.some(one => [one.name, ...one.aliases].some(name => plainName(name) === wanted))
}

/** Below this a name only shares a pair of characters with what was typed: Enter must not take it for what was meant. */
const likely = 45

interface Props { elements: readonly ElementShown[]; taken: readonly string[]; onPick: (title: string) => void; onNew: (title: string) => void }

/**
 * One field for the next column: letters, a name or a department's own word find what the platform holds; only what it does not
 * hold, and is chosen to be asked anew, becomes a new column.
 */
export function ColumnPick({ elements, taken, onPick, onNew }: Props) {
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const id = useId()
  const words = typed.trim()
  const able = elements.filter(one => one.object === 'person' || one.object === 'household').map(one => ({ ...one, summary: one.meaning, conditions: [], result: '' }))
  const names = words === '' ? [] : [...reckoned.filter(name => name.includes(words)).map(name => ({ name, note: '平台推算，不用填' })), ...find(able, words).filter(one => score(one, words) >= likely).map(one => ({ name: one.name, note: one.aliases.length > 0 ? `也叫 ${one.aliases.slice(0, 3).join('、')}` : one.owner }))]
  const found = names.filter(one => !taken.includes(one.name)).slice(0, 8)
  const clear = () => { setTyped(''); setAt(0) }
  const pick = (name: string) => { onPick(name); clear() }
  const anew = () => { onNew(words); clear() }
  const last = words !== '' && !isKnown(elements, words) && !taken.includes(words) ? found.length : found.length - 1
  return (
    <div className="ad-pick">
      <label className="g-label" htmlFor={id}>加一栏</label>
      <input id={id} className="g-input" role="combobox" aria-expanded={words !== ''} aria-controls={`${id}-list`} aria-activedescendant={words === '' ? undefined : `${id}-${at}`} autoComplete="off" placeholder="写名称或拼音首字母，例如 手机、sjh" value={typed}
        onChange={event => { setTyped(event.target.value); setAt(0) }}
        onKeyDown={event => {
          if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { event.preventDefault(); setAt(Math.min(Math.max(0, at + (event.key === 'ArrowDown' ? 1 : -1)), Math.max(0, last))) }
          if (event.key === 'Enter') { event.preventDefault(); const one = found[at]; if (one) pick(one.name); else if (words !== '' && last === at) anew() }
          if (event.key === 'Escape') clear()
        }} />
      {words !== '' && (
        <ul id={`${id}-list`} role="listbox" aria-label="平台里的数据项" className="ad-found">
          {found.map((one, i) => (
            <li key={one.name} id={`${id}-${i}`} role="option" aria-selected={i === at} onMouseDown={event => { event.preventDefault(); pick(one.name) }}><b>{one.name}</b> <span className="r-soft">{one.note}</span></li>
          ))}
          {last === found.length && <li id={`${id}-${last}`} role="option" aria-selected={at === last} onMouseDown={event => { event.preventDefault(); anew() }}><b>需要新增“{words}”</b> <span className="r-soft">平台没有登记过，要写明怎么填和采集依据</span></li>}
          {last < 0 && <li className="r-soft" role="option" aria-selected={false} aria-disabled="true">这一栏已经在表里了</li>}
        </ul>
      )}
    </div>
  )
}
