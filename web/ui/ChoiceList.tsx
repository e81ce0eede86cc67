import type { ReactNode } from 'react'
import { FieldGroup, useFieldIds, type FieldWords } from './Field.tsx'

export interface Choice<V extends string> { value: V; title: ReactNode; note?: ReactNode }

interface Common<V extends string> extends FieldWords { choices: readonly Choice<V>[]; name?: string }
export type ChoiceListProps<V extends string> = Common<V> & (
  | { many?: false; value: V | null; onChange: (value: V) => void }
  | { many: true; value: readonly V[]; onChange: (value: V[]) => void })

/** One answer out of a few (or several with `many`), each a card that a thumb cannot miss. */
export function ChoiceList<V extends string>(props: ChoiceListProps<V>) {
  const ids = useFieldIds(props)
  const name = props.name ?? ids.field
  const chosen = (v: V) => props.many ? props.value.includes(v) : props.value === v
  const pick = (v: V) => {
    if (!props.many) props.onChange(v)
    else props.onChange(props.value.includes(v) ? props.value.filter(x => x !== v) : [...props.value, v])
  }
  return (
    <FieldGroup words={props} ids={ids}>
      <div className="g-choices">
        {props.choices.map((choice, i) => (
          <label key={choice.value} className={chosen(choice.value) ? 'g-choice g-choice-on' : 'g-choice'}>
            <input type={props.many ? 'checkbox' : 'radio'} name={name} value={choice.value} checked={chosen(choice.value)}
              onChange={() => pick(choice.value)} aria-invalid={props.error ? true : undefined}
              aria-describedby={choice.note ? `${ids.field}n${i}` : undefined} aria-labelledby={`${ids.field}t${i}`} />
            <span className="g-choice-words">
              <span className="g-choice-title" id={`${ids.field}t${i}`}>{choice.title}</span>
              {choice.note && <span className="g-choice-note" id={`${ids.field}n${i}`}>{choice.note}</span>}
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  )
}
