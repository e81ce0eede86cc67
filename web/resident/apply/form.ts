import { useCallback, useEffect, useMemo, useState } from 'react'
import { draft, useDraft } from '../../kernel/drafts.ts'
import type { Kept } from '../uploads.ts'
import { isSealed, type Answers } from './read.ts'
import { sealed } from './sealed.ts'
import { memberKey, type Sheet } from './sheet.ts'

/** What waits on the device: the answers, the papers, the licences agreed to, the items left out, and the page of the form that one had come to. */
interface Written { answers: Answers; papers: readonly Kept[]; licences: readonly string[]; off: readonly string[]; step: string | null }
const empty: Written = { answers: {}, papers: [], licences: [], off: [], step: null }
const beginning = 'apply:'

/** An application that was begun here and not sent. */
export interface Unfinished { item: string; step: string | null; saved_at: number }
export const unfinishedOf = (person: string): Unfinished[] =>
  draft.waiting<Partial<Written>>(person, beginning).map(({ form, value, saved_at }) => ({ item: form.slice(beginning.length), step: value.step ?? null, saved_at }))

/** The boxes whose content must not reach the disk. */
const secretsOf = ({ fields, members }: Pick<Sheet, 'fields' | 'members'>): Set<string> => new Set([
  ...fields.filter(isSealed).map(field => field.element),
  ...(members?.rows ?? []).flatMap(({ person }) => members!.fields.filter(isSealed).map(field => memberKey(person, field.element))),
])

/** What one has filled in so far: waits on this device, numbers that must not only in this tab. */
export function useForm(person: string, sheet: Pick<Sheet, 'draft' | 'fields' | 'members'>) {
  const { draft: name, fields, members } = sheet
  const kept = useDraft<Written>(person, name, empty)
  const [secret, setSecret] = useState<Answers>(() => sealed.read(person, name))
  useEffect(() => sealed.keep(person, name, { ...secret }), [person, name, secret])
  const hidden = useMemo(() => secretsOf({ fields, members }), [fields, members])
  const [faults, setFaults] = useState<Record<string, string>>({})
  const open = kept.value.answers
  const answers = useMemo(() => ({ ...open, ...secret }), [open, secret])
  const setDraft = kept.set
  const answer = useCallback((key: string, typed: string | undefined) => {
    const change = (old: Answers): Answers => {
      const next = { ...old }
      if (typed === undefined) delete next[key]
      else next[key] = typed
      return next
    }
    setFaults(old => old[key] === undefined ? old : Object.fromEntries(Object.entries(old).filter(([k]) => k !== key)))
    if (hidden.has(key)) setSecret(change)
    else setDraft({ answers: change(open) })
  }, [hidden, open, setDraft])
  const [papers, setPapers] = useState(kept.value.papers)
  const keepPapers = useCallback((change: (old: readonly Kept[]) => Kept[]) => setPapers(change), [])
  useEffect(() => { if (papers !== kept.value.papers) setDraft({ papers }) }, [papers, kept.value.papers, setDraft])
  const reached = useCallback((step: string) => setDraft({ step }), [setDraft])
  const [stopped_at] = useState(kept.value.step)
  return {
    /** The page that one had come to last time. */
    stopped_at, reached,
    answers, answer, papers, keepPapers,
    /** Materials whose licence may be taken from the library for this matter. */
    licences: kept.value.licences, agree: (licences: readonly string[]) => setDraft({ licences }),
    /** Of several items, those that one does not want now. */
    off: kept.value.off, setOff: (off: readonly string[]) => setDraft({ off }),
    /** What the server found wrong, by box, until that answer is changed. */
    faults, setFaults, found_at: kept.found_at,
    done: () => { kept.done(); sealed.drop(person, name); setSecret({}) },
  }
}
export type Form = ReturnType<typeof useForm>
