import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { readDay } from '../kernel/time.ts'
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

/** The first is how it is shown. */
const forms = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY.M.D', 'YYYY/M/D', 'YYYY年M月D日']

/** A day from the near past or future, leafed through or typed in any form in which people write one. */
export function DayField({ value, onChange, min, max, ...words }: FieldWords & { value: string; onChange: (value: string) => void; min?: string; max?: string }) {
  const ids = useFieldIds(words)
  return (
    <Field words={words} ids={ids}>
      <DatePicker id={ids.field} className="r-date" format={forms} placeholder="年-月-日" value={value ? dayjs(value) : null} status={words.error ? 'error' : ''}
        minDate={min ? dayjs(min) : undefined} maxDate={max ? dayjs(max) : undefined} onChange={day => onChange(day?.isValid() ? day.format('YYYY-MM-DD') : '')}
        onBlur={({ target }) => { const day = readDay((target as Partial<HTMLInputElement>).value ?? ''); if (day && day !== value && (!min || day >= min) && (!max || day <= max)) onChange(day) }}
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
