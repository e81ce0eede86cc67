import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { Field, useFieldIds, type FieldWords } from '../ui/Field.tsx'

/** One of many, from a list that the browser draws: found by its first letters, at home on a phone. */
export function SelectField({ value, onChange, choices, empty = '请选择', ...words }: FieldWords & {
  value: string; onChange: (value: string) => void; choices: readonly { code: string; label: string }[]; empty?: string
}) {
  const ids = useFieldIds(words)
  return (
    <Field words={words} ids={ids}>
      <select id={ids.field} className="g-input r-select" value={value} onChange={e => onChange(e.target.value)}
        aria-describedby={ids.described} aria-invalid={words.error ? true : undefined} aria-required={words.optional ? undefined : true}>
        <option value="">{empty}</option>
        {choices.map(c => <option key={c.code} value={c.code}>{c.label}</option>)}
      </select>
    </Field>
  )
}

/** A day from the near past or future, leafed through or typed as 2026-11-22. */
export function DayField({ value, onChange, min, max, ...words }: FieldWords & { value: string; onChange: (value: string) => void; min?: string; max?: string }) {
  const ids = useFieldIds(words)
  return (
    <Field words={words} ids={ids}>
      <DatePicker id={ids.field} className="r-date" format="YYYY-MM-DD" placeholder="年-月-日" value={value ? dayjs(value) : null} status={words.error ? 'error' : ''}
        minDate={min ? dayjs(min) : undefined} maxDate={max ? dayjs(max) : undefined} onChange={day => onChange(day?.isValid() ? day.format('YYYY-MM-DD') : '')}
        aria-describedby={ids.described} aria-invalid={words.error ? true : undefined} aria-required={words.optional ? undefined : true} />
    </Field>
  )
}

/** Fields that belong together, drawn side by side where there is room. */
export const FieldRow = ({ children }: { children: ReactNode }) => <div className="r-field-row">{children}</div>

/** Yes or no, as one line. */
export const Tick = ({ label, value, onChange }: { label: string; value: boolean; onChange: (value: boolean) => void }) => (
  <label className="d-tick"><input type="checkbox" checked={value} onChange={event => onChange(event.target.checked)} /><span>{label}</span></label>
)
