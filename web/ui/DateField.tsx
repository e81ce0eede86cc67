import { FieldGroup, useFieldIds, type FieldWords } from './Field.tsx'
import type { DateBox, DateParts } from './date.ts'

const boxes: readonly { key: DateBox; title: string; size: number; auto: string }[] = [
  { key: 'year', title: '年', size: 4, auto: 'bday-year' },
  { key: 'month', title: '月', size: 2, auto: 'bday-month' },
  { key: 'day', title: '日', size: 2, auto: 'bday-day' },
]

export interface DateFieldProps extends FieldWords {
  value: DateParts
  onChange: (value: DateParts) => void
  /** The box that the error is about. */
  errorAt?: DateBox | undefined
  /** The date is one's own birthday, so that the phone may offer it. */
  birthday?: boolean
}

/** A date one knows, typed as it is said: year, month, day. No calendar to leaf through for sixty years. */
export function DateField({ value, onChange, errorAt, birthday, ...words }: DateFieldProps) {
  const ids = useFieldIds(words)
  return (
    <FieldGroup words={words} ids={ids}>
      <div className="g-date">
        {boxes.map(box => {
          const bad = Boolean(words.error) && (errorAt ?? 'year') === box.key
          return (
            <label key={box.key} className="g-date-box">
              <input className={`g-input g-date-${box.key}`} inputMode="numeric" value={value[box.key]} maxLength={box.size}
                autoComplete={birthday ? box.auto : 'off'} aria-invalid={bad || undefined}
                aria-describedby={bad ? ids.error : undefined}
                onChange={e => onChange({ ...value, [box.key]: e.target.value })} />
              <span>{box.title}</span>
            </label>
          )
        })}
      </div>
    </FieldGroup>
  )
}
