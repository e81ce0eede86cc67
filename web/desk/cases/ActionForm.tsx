import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { CaseView, Choice } from '../../../contract/service.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { useUploads, type Kept } from '../../resident/uploads.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DayField, SelectField } from '../fields.tsx'
import { fileHref } from './Papers.tsx'

/** What was typed for a step so far; it outlives a refusal, a colleague's step and the closing of the form. */
export interface Typed { note: string; data: Record<string, string | string[]>; papers: readonly Kept[] }
export const nothingTyped: Typed = { note: '', data: {}, papers: [] }

export interface ActionFormProps {
  choice: Choice
  /** The papers that the applicant still has to bring; empty for a desk. */
  wanted: CaseView['missing']
  typed: Typed
  onTyped: (change: (old: Typed) => Typed) => void
  busy: boolean
  refused: Refusal | null
  onTake: () => void
  onClose: () => void
}

/** The faults that can be told before asking, by path; the server says the same. */
function faultsOf(choice: Choice, wanted: ActionFormProps['wanted'], { note, data, papers }: Typed): Record<string, string> {
  const faults: Record<string, string> = {}
  for (const field of choice.fields) {
    const value = data[field.id]
    if (field.required && (value === undefined || value.length === 0)) faults[`data.${field.id}`] = field.type === 'papers' ? '请至少选一种材料' : `请填写${field.label}`
  }
  for (const { kind, name } of wanted) if (!papers.some(paper => paper.kind === kind)) faults[`papers.${kind}`] = `请上传${name}`
  if (choice.note === 'required' && note.trim() === '') faults['note'] = `请填写${choice.note_label}`
  else if (choice.note === 'required' && new Set(note.match(/[\p{L}\p{N}]/gu)).size < choice.note_least) faults['note'] = `请写具体，至少 ${choice.note_least} 个字，例如“存折照片看不清账号，请重拍首页”`
  return faults
}

/** The little form behind a button: what to say, what to ask for, and what it means. Ctrl+Enter takes the step, Esc closes. */
export function ActionForm(props: ActionFormProps) {
  const { choice, wanted, typed, onTyped, busy, refused, onTake, onClose } = props
  const [tried, setTried] = useState(0)
  const form = useRef<HTMLFormElement>(null)
  const own = tried > 0 ? faultsOf(choice, wanted, typed) : {}
  const faults = { ...refused?.byField, ...own }
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea, select, button')?.focus(), [choice.action])
  useEffect(() => { if (tried > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus() }, [tried])
  const submit = (event?: FormEvent) => {
    event?.preventDefault()
    setTried(n => n + 1)
    if (!busy && Object.keys(faultsOf(choice, wanted, typed)).length === 0) onTake()
  }
  return (
    <form ref={form} className="c-form" aria-label={choice.title} noValidate onSubmit={submit} onKeyDown={event => {
      if (event.key === 'Escape') onClose()
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
    }}>
      <h3>{choice.title}</h3>
      {refused && refused.fields.length === 0 && refused.code !== 'case.moved' && <Notice tone="fault" title="没有办成" alert>{refused.message}</Notice>}
      <ActionFields choice={choice} typed={typed} onTyped={onTyped} faults={faults} />
      {wanted.length > 0 && <WantedPapers wanted={wanted} typed={typed} onTyped={onTyped} faults={faults} />}
      {choice.note !== 'none' && (
        <TextField label={choice.note_label} optional={choice.note === 'optional'} hint={choice.note_least > 1 ? '写给申请人看：没有交、看不清、与登记不一致，还是已经过期，怎样补' : undefined} rows={3} limit={2000} value={typed.note} error={faults['note']}
          onChange={note => onTyped(old => ({ ...old, note }))} />
      )}
      {choice.confirm && <p className="c-confirm">{choice.confirm}</p>}
      <div className="c-form-end">
        <Button type="submit" kind={choice.tone === 'danger' ? 'danger' : 'main'} busy={busy}>{choice.tone === 'danger' ? `确认${choice.title}` : choice.title}</Button>
        <Button kind="quiet" onClick={onClose}>先不办</Button>
      </div>
    </form>
  )
}

type Part = Pick<ActionFormProps, 'typed' | 'onTyped'> & { faults: Record<string, string> }

function ActionFields({ choice, typed, onTyped, faults }: Part & { choice: Choice }) {
  return choice.fields.map(field => {
    const words = { label: field.label, optional: !field.required, error: faults[`data.${field.id}`] }
    const set = (value: string | string[]) => onTyped(old => ({ ...old, data: { ...old.data, [field.id]: value } }))
    const value = typed.data[field.id]
    const text = typeof value === 'string' ? value : ''
    if (field.type === 'papers') {
      return <ChoiceList key={field.id} {...words} many value={Array.isArray(value) ? value : []} onChange={set} choices={field.choices.map(c => ({ value: c.code, title: c.label, note: c.note }))} />
    }
    if (field.type === 'choice') return <SelectField key={field.id} {...words} value={text} onChange={set} choices={field.choices} />
    if (field.type === 'day') return <DayField key={field.id} {...words} value={text} onChange={set} />
    return <TextField key={field.id} {...words} value={text} onChange={set} {...field.type === 'text' ? { rows: 3 } : {}} limit={500} />
  })
}

/** One place for each paper that was asked for, so that none is forgotten. */
function WantedPapers({ wanted, typed, onTyped, faults }: Part & { wanted: CaseView['missing'] }) {
  const uploads = useUploads(typed.papers, change => onTyped(old => ({ ...old, papers: change(old.papers) })))
  return wanted.map(({ kind, name, note }) => (
    <FileField key={kind} label={name} hint={note} error={faults[`papers.${kind}`]} most={4} onPick={file => uploads.pick(kind, file)} onRemove={uploads.remove} onRetry={uploads.retry}
      files={uploads.shown(kind).map(file => ({ ...file, href: file.part >= 1 && !file.error ? fileHref(file.key) : undefined }))} />
  ))
}
