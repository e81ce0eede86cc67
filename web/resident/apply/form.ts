import { useCallback, useEffect, useMemo, useState } from 'react'
import { draft, useDraft } from '../../kernel/drafts.ts'
import type { Kept } from '../uploads.ts'
import { sealed } from './sealed.ts'
import { isSealed, type Answers, type Prepared } from './steps.ts'

/** What waits on the device: the answers, the papers, the licences agreed to, and the page of the form that one had come to. */
interface Written { answers: Answers; papers: readonly Kept[]; licences: readonly string[]; step: string | null }
const empty: Written = { answers: {}, papers: [], licences: [], step: null }
const beginning = 'apply:'

/** An application that was begun here and not sent. */
export interface Unfinished { item: string; step: string | null; saved_at: number }
export const unfinishedOf = (person: string): Unfinished[] =>
  draft.waiting<Partial<Written>>(person, beginning).map(({ form, value, saved_at }) => ({ item: form.slice(beginning.length), step: value.step ?? null, saved_at }))

/** What one has filled in so far: waits on this device, numbers that must not only in this tab. */
export function useForm(person: string, prepared: Prepared) {
  const name = beginning + prepared.item.id
  const kept = useDraft<Written>(person, name, empty)
  const [secret, setSecret] = useState<Answers>(() => sealed.read(person, name))
  useEffect(() => sealed.keep(person, name, { ...secret }), [person, name, secret])
  const hidden = useMemo(() => new Set(prepared.fields.filter(isSealed).map(f => f.element)), [prepared])
  const [faults, setFaults] = useState<Record<string, string>>({})
  const open = kept.value.answers
  const answers = useMemo(() => ({ ...open, ...secret }), [open, secret])
  const setDraft = kept.set
  const answer = useCallback((element: string, typed: string | undefined) => {
    const change = (old: Answers): Answers => {
      const next = { ...old }
      if (typed === undefined) delete next[element]
      else next[element] = typed
      return next
    }
    setFaults(old => old[element] === undefined ? old : Object.fromEntries(Object.entries(old).filter(([k]) => k !== element)))
    if (hidden.has(element)) setSecret(change)
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
    /** What the server found wrong, by element, until that answer is changed. */
    faults, setFaults, found_at: kept.found_at,
    done: () => { kept.done(); sealed.drop(person, name); setSecret({}) },
  }
}
export type Form = ReturnType<typeof useForm>
