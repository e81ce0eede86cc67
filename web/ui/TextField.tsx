import type { InputHTMLAttributes } from 'react'
import { Field, useFieldIds, type FieldWords } from './Field.tsx'

type Native = Pick<InputHTMLAttributes<HTMLInputElement>,
  'name' | 'type' | 'inputMode' | 'autoComplete' | 'maxLength' | 'autoFocus' | 'onBlur' | 'readOnly' | 'pattern'>

export interface TextFieldProps extends FieldWords, Native {
  value: string
  onChange: (value: string) => void
  /** Lines of a longer text; one line when absent. */
  rows?: number
  /** The most characters; how many are left is said near the end. */
  limit?: number
  /** A short field (a code, an age) is drawn short. */
  width?: 'full' | 'short' | 'code'
  required?: boolean
}

/** A line or several of free text. */
export function TextField({ value, onChange, rows, limit, width = 'full', label, hint, example, error, optional, asked, ...native }: TextFieldProps) {
  const words = { label, hint, example, error, optional, asked }
  const ids = useFieldIds(words)
  const shared = {
    id: ids.field, value, className: `g-input g-input-${width}`, 'aria-describedby': ids.described,
    'aria-invalid': error ? true : undefined, 'aria-required': optional ? undefined : true,
  } as const
  const left = limit === undefined ? null : limit - Array.from(value).length
  return (
    <Field words={words} ids={ids}>
      {rows
        ? <textarea {...shared} rows={rows} name={native.name} autoFocus={native.autoFocus} onChange={e => onChange(e.target.value)} />
        : <input type="text" {...native} {...shared} onChange={e => onChange(e.target.value)} />}
      {left !== null && left <= Math.max(20, limit! / 5) && (
        <p className={left < 0 ? 'g-count g-count-over' : 'g-count'} aria-live="polite">
          {left < 0 ? `超出 ${-left} 个字` : `还可以写 ${left} 个字`}
        </p>
      )}
    </Field>
  )
}
