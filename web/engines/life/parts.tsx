import { useState } from 'react'
import { choices, codes } from '../../../contract/codes.ts'
import { search } from '../../../contract/place.ts'
import { useAsk } from '../../kernel/query.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Field, FieldError, FieldGroup, useFieldIds, type FieldWords } from '../../ui/Field.tsx'
import { TextField } from '../../ui/TextField.tsx'
import './life.css'

/** What somebody may be to a head; the head itself and «oneself» are not chosen. */
export const relationChoices = choices(codes.family).filter(one => !['01', '02'].includes(one.code))

/** One of a list that the browser draws. */
export function Select({ value, onChange, options, ...words }: FieldWords & { value: string; onChange: (value: string) => void; options: readonly { code: string; label: string }[] }) {
  const ids = useFieldIds(words)
  return <Field words={words} ids={ids}><Bare id={ids.field} value={value} onChange={onChange} options={options} bad={Boolean(words.error)} described={ids.described} /></Field>
}

function Bare({ value, onChange, options, bad, id, label, described }: {
  value: string; onChange: (value: string) => void; options: readonly { code: string; label: string }[]; bad: boolean; id?: string; label?: string; described?: string | undefined
}) {
  return (
    <select id={id} className="g-input r-select" value={value} onChange={event => onChange(event.target.value)} aria-label={label} aria-invalid={bad || undefined} aria-describedby={described}>
      <option value="">请选择</option>
      {options.map(one => <option key={one.code} value={one.code}>{one.label}</option>)}
    </select>
  )
}

/** What each of several people is to a head. */
export function Relations({ asked, value, onChange, faultOf }: {
  asked: readonly { person: string; name: string; to: string }[]; value: Readonly<Record<string, string>>; onChange: (person: string, relation: string) => void; faultOf: (person: string) => string | undefined
}) {
  const words = { label: '与户主的关系' }
  const ids = useFieldIds(words)
  return (
    <FieldGroup words={words} ids={ids}>
      {asked.map(({ person, name, to }) => (
        <div key={person} className="l-rel">
          {faultOf(person) && <FieldError>请选择{name}是{to}的什么人</FieldError>}
          <span>{name}是{to}的</span>
          <Bare label={`${name}是${to}的什么人`} value={value[person] ?? ''} onChange={relation => onChange(person, relation)} options={relationChoices} bad={Boolean(faultOf(person))} />
        </div>
      ))}
    </FieldGroup>
  )
}

/** A place of the province, found by its name; the found ones are cards that a thumb cannot miss. */
export function PlaceFind({ value, name, onChange, lowest, ...words }: FieldWords & { value: string; name: string; onChange: (code: string, name: string) => void; lowest: 'community' | null }) {
  const [text, setText] = useState('')
  const asked = text.trim()
  const { data, isFetching } = useAsk(search, { text: asked || '-', ...lowest && { level: lowest } }, { enabled: asked.length > 1, staleTime: 60_000 })
  const found = asked.length > 1 ? data?.items.slice(0, 8) ?? [] : []
  const shown = value && !found.some(one => one.code === value) ? [{ code: value, path: name }, ...found] : found
  return (
    <div>
      <TextField {...words} value={text} onChange={setText} autoComplete="off" />
      <p className="g-hint" role="status">{asked.length > 1 && found.length === 0 ? (isFetching ? '正在查找' : '没有找到，请换个写法') : ''}</p>
      {shown.length > 0 && (
        <div className="l-found"><ChoiceList label={typeof words.label === 'string' ? `找到的${words.label}` : '找到的地方'} asked value={value || null} onChange={code => onChange(code, shown.find(one => one.code === code)!.path)}
          choices={shown.map(one => ({ value: one.code, title: one.path }))} /></div>
      )}
    </div>
  )
}
