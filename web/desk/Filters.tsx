import { Input, Select } from 'antd'
import { useState } from 'react'

export interface Filter {
  key: string
  title: string
  /** Choices; a box for words when absent. */
  choices?: readonly { value: string; title: string }[]
}
export type FilterValues = Readonly<Record<string, string | undefined>>

/** What narrows a list. Choices hold at once, words on Enter; all of it stands in the address and can be sent to a colleague. */
export function Filters({ filters, values, onFilter }: { filters: readonly Filter[]; values: FilterValues; onFilter: (values: FilterValues) => void }) {
  const set = (key: string, value: string | undefined) => onFilter({ ...values, [key]: value || undefined })
  const narrowed = filters.some(f => values[f.key])
  return (
    <div className="d-filters">
      {filters.map(f => f.choices
        ? (
          <Select key={f.key} className="d-filter" aria-label={f.title} allowClear placeholder={f.title} value={values[f.key] ?? null}
            onChange={(v: string | null | undefined) => set(f.key, v ?? undefined)} options={f.choices.map(c => ({ value: c.value, label: c.title }))} />
        )
        : <Words key={`${f.key} ${values[f.key] ?? ''}`} title={f.title} value={values[f.key] ?? ''} onGo={v => set(f.key, v)} />)}
      {narrowed && <button type="button" className="d-clear" onClick={() => onFilter({})}>清除条件</button>}
    </div>
  )
}

/** A phone has no keys to press. */
const keyed = (): boolean => window.matchMedia('(min-width: 720px)').matches

function Words({ title, value, onGo }: { title: string; value: string; onGo: (value: string) => void }) {
  const [text, setText] = useState(value)
  return (
    <Input className="d-filter d-filter-words" aria-label={title} placeholder={keyed() ? `${title}（按 / 输入）` : title} value={text} allowClear data-slash=""
      onChange={e => { setText(e.target.value); if (e.target.value === '' && value !== '') onGo('') }}
      onPressEnter={() => onGo(text.trim())} onBlur={() => { if (text.trim() !== value) onGo(text.trim()) }} />
  )
}
