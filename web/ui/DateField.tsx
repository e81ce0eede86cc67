import { FieldGroup, useFieldIds, type FieldWords } from './Field.tsx'
import { partsOf, type DateBox, type DateParts } from './date.ts'
import { readDay } from '../kernel/time.ts'

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

/** A whole date in one box, of which nothing more can follow: eight digits, or a form that ends with its 日. */
const ended = (text: string): boolean => /^\D*(\d\D*){8}$/.test(text.normalize('NFKC')) || /[日号]\s*$/.test(text)

/**
 * A date one knows, typed as it is said: year, month, day. No calendar to leaf through for sixty years. Who writes or pastes the whole
 * of it into the first box is understood too.
 */
export function DateField({ value, onChange, errorAt, birthday, ...words }: DateFieldProps) {
  const ids = useFieldIds(words)
  return (
    <FieldGroup words={words} ids={ids}>
      <div className="g-date">
        {boxes.map(box => {
          const bad = Boolean(words.error) && (errorAt ?? 'year') === box.key
          return (
            <label key={box.key} className="g-date-box">
              <input className={`g-input g-date-${box.key}`} inputMode="numeric" value={value[box.key]} maxLength={box.key === 'year' ? 16 : box.size}
                autoComplete={birthday ? box.auto : 'off'} aria-invalid={bad || undefined}
                aria-describedby={bad ? ids.error : undefined}
                onChange={e => {
                  const whole = box.key === 'year' && ended(e.target.value) ? readDay(e.target.value) : null
                  onChange(whole ? partsOf(whole) : { ...value, [box.key]: e.target.value })
                }}
                onBlur={e => { const whole = box.key === 'year' ? readDay(e.target.value) : null; if (whole) onChange(partsOf(whole)) }} />
              <span>{box.title}</span>
            </label>
          )
        })}
      </div>
    </FieldGroup>
  )
}
