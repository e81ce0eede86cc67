import { useId, type ReactNode } from 'react'
import { Icon } from './icons.tsx'

export interface FieldWords {
  label: ReactNode
  /** What to write and where it is found, in a sentence. */
  hint?: ReactNode
  /** An example that is plainly made up. */
  example?: string
  /** What is wrong and what to do about it; present only when something is. */
  error?: string | undefined
  /** Said beside the label; a field without it must be filled in. */
  optional?: boolean
  /** The label is the page's only question: it is drawn as the title above and here only read aloud. */
  asked?: boolean
}

/** Ids that tie a field to its words: `described` goes to aria-describedby. */
export function useFieldIds(words: FieldWords) {
  const id = useId()
  const ids = { field: `${id}f`, label: `${id}l`, hint: `${id}h`, example: `${id}x`, error: `${id}e` }
  const described = [words.hint && ids.hint, words.example && ids.example, words.error && ids.error].filter(Boolean).join(' ')
  return { ...ids, described: described || undefined }
}
export type FieldIds = ReturnType<typeof useFieldIds>

const Words = ({ words, ids }: { words: FieldWords; ids: FieldIds }) => (
  <>
    {words.hint && <p className="g-hint" id={ids.hint}>{words.hint}</p>}
    {words.example && <p className="g-hint" id={ids.example}>例如：{words.example}</p>}
    {words.error && <FieldError id={ids.error}>{words.error}</FieldError>}
  </>
)

/** The sentence beside a field that says what to mend. */
export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return <p className="g-error" id={id}><Icon name="alert" /><span><span className="g-unseen">有误：</span>{children}</span></p>
}

const labelOf = (words: FieldWords) => <>{words.label}{words.optional && <span className="g-optional">（选填）</span>}</>

/** Label, hint, error and one control. */
export function Field({ words, ids, children }: { words: FieldWords; ids: FieldIds; children: ReactNode }) {
  return (
    <div className={words.error ? 'g-field g-field-bad' : 'g-field'}>
      <label className={words.asked ? 'g-unseen' : 'g-label'} htmlFor={ids.field}>{labelOf(words)}</label>
      <Words words={words} ids={ids} />
      {children}
    </div>
  )
}

/** Label, hint, error and several controls that answer together. */
export function FieldGroup({ words, ids, children }: { words: FieldWords; ids: FieldIds; children: ReactNode }) {
  return (
    <fieldset className={words.error ? 'g-field g-field-bad' : 'g-field'} aria-describedby={ids.described}>
      <legend className={words.asked ? 'g-unseen' : 'g-label'}>{labelOf(words)}</legend>
      <Words words={words} ids={ids} />
      {children}
    </fieldset>
  )
}
