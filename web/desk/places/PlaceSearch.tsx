import { Select } from 'antd'
import { useState } from 'react'
import { levelsInWords } from '../../../contract/glossary.ts'
import type { Level } from '../../../contract/kernel.ts'
import { search } from '../../../contract/place.ts'
import { useAsk } from '../../kernel/query.ts'
import { Field, useFieldIds, type FieldWords } from '../../ui/Field.tsx'
import { useSettled } from './settled.ts'

/** A place that was chosen: `name` with all above it, `own` its official name. */
export interface Picked { code: string; name: string; own: string; kind: string }
export interface PlaceSearchProps extends FieldWords {
  value: Picked | null
  onChange: (place: Picked | null) => void
  within?: string | undefined
  level?: Level | undefined
}

/** One place found by its name, pinyin, initials or code. */
export function PlaceSearch({ value, onChange, within, level, ...given }: PlaceSearchProps) {
  const words = { hint: '输入名称、拼音或首字母，例如“荷风”“hefeng”“hf”', ...given }
  const ids = useFieldIds(words)
  const [text, setText] = useState('')
  const asked = useSettled(text.trim())
  const { data, isFetching } = useAsk(search, { text: asked || '-', within, level }, { enabled: asked !== '', staleTime: 60_000 })
  const found = asked ? data?.items ?? [] : []
  return (
    <Field words={words} ids={ids}>
      <Select<string> id={ids.field} className="r-place-search" showSearch={{ filterOption: false, onSearch: setText }} allowClear value={value?.code ?? null}
        aria-label={typeof words.label === 'string' ? words.label : '地区'} loading={isFetching} placeholder="输入后选择" status={words.error ? 'error' : ''}
        notFoundContent={asked === '' ? '请输入名称、拼音或首字母' : isFetching ? '正在查找' : '没有找到，请换个写法'}
        onChange={code => {
          const row = found.find(p => p.code === code)
          onChange(row ? { code: row.code, name: row.path, own: row.name, kind: row.kind } : null)
        }}
        options={value && !found.some(p => p.code === value.code) ? [{ value: value.code, label: value.name }, ...found.map(option)] : found.map(option)} />
    </Field>
  )
}

const option = (p: { code: string; path: string; level: Level; kind: string }) => ({ value: p.code, label: `${p.path}（${p.kind || levelsInWords[p.level]}）` })
