import { levelsInWords } from '../../../contract/glossary.ts'
import { cut, levelNames, levelOf, levels, type Level } from '../../../contract/kernel.ts'
import { children } from '../../../contract/place.ts'
import { useAsk } from '../../kernel/query.ts'
import '../forms.css'

export interface PlaceStepsProps {
  /** The seat's own place, and how it is called. */
  top: string
  topName: string
  value: string | undefined
  onChange: (place: string | undefined) => void
  /** How far down one may go; grids unless said. */
  lowest?: Level
  /** What the steps are for, read aloud before each: 「按地区看」. */
  label?: string
  /** What not choosing means: 全部 narrows nothing, 不到 stays above. */
  none?: string
}

/** From one's own place downwards, a list at each step: narrows a table, or says where somebody lives. */
export function PlaceSteps({ top, topName, value, onChange, lowest = 'grid', label = '地区', none = '全部' }: PlaceStepsProps) {
  const to = value ?? top
  const parents = levelNames.map(level => cut(to, level)).filter((code): code is string => code !== undefined && code.length >= top.length)
  return (
    <div className="r-narrow" role="group" aria-label={label}>
      <span>{topName}</span>
      {parents.filter(parent => parent.length < levels[lowest]).map(parent => (
        <Step key={parent} parent={parent} label={label} none={none} chosen={parents.find(p => p.length > parent.length) ?? ''}
          onChange={code => onChange(code || (parent === top ? undefined : parent))} />
      ))}
    </div>
  )
}

function Step({ parent, label, none, chosen, onChange }: { parent: string; label: string; none: string; chosen: string; onChange: (code: string) => void }) {
  const { data } = useAsk(children, { parent }, { staleTime: 300_000 })
  const below = levelNames[levelNames.indexOf(levelOf(parent)) + 1]
  if (!below || (data && data.items.length === 0)) return null
  const word = levelsInWords[below]
  return (
    <select className="r-step" aria-label={`${label}：${word}`} value={chosen} disabled={!data} onChange={e => onChange(e.target.value)}>
      <option value="">{data ? `${none}${word}` : '正在读取'}</option>
      {data?.items.map(place => <option key={place.code} value={place.code}>{place.display}</option>)}
    </select>
  )
}
