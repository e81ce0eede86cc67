import { useCallback, useEffect, useMemo, useState } from 'react'
import { useDraft } from '../../kernel/drafts.ts'
import type { Kept } from '../uploads.ts'
import { sealed } from './sealed.ts'
import { isSealed, type Answers, type Prepared } from './steps.ts'

interface Written { answers: Answers; papers: readonly Kept[]; licences: readonly string[] }
const empty: Written = { answers: {}, papers: [], licences: [] }

/** What one has filled in so far: waits on this device, numbers that must not only in this tab. */
export function useForm(person: string, prepared: Prepared) {
  const name = `apply:${prepared.item.id}`
  const draft = useDraft<Written>(person, name, empty)
  const [secret, setSecret] = useState<Answers>(() => sealed.read(person, name))
  useEffect(() => sealed.keep(person, name, { ...secret }), [person, name, secret])
  const hidden = useMemo(() => new Set(prepared.fields.filter(isSealed).map(f => f.element)), [prepared])
  const [faults, setFaults] = useState<Record<string, string>>({})
  const open = draft.value.answers
  const answers = useMemo(() => ({ ...open, ...secret }), [open, secret])
  const setDraft = draft.set
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
  const [papers, setPapers] = useState(draft.value.papers)
  const keepPapers = useCallback((change: (kept: readonly Kept[]) => Kept[]) => setPapers(change), [])
  useEffect(() => { if (papers !== draft.value.papers) setDraft({ papers }) }, [papers, draft.value.papers, setDraft])
  return {
    answers, answer, papers, keepPapers,
    /** Materials whose licence may be taken from the library for this matter. */
    licences: draft.value.licences, agree: (licences: readonly string[]) => setDraft({ licences }),
    /** What the server found wrong, by element, until that answer is changed. */
    faults, setFaults, found_at: draft.found_at,
    done: () => { draft.done(); sealed.drop(person, name); setSecret({}) },
  }
}
export type Form = ReturnType<typeof useForm>
