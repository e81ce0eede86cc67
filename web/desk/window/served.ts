import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { AgencyBasis } from '../../../contract/agency.ts'
import { leave } from '../../../contract/person.ts'
import { call } from '../../kernel/api.ts'
import { session, useServing } from '../../kernel/session.ts'
import { dropSignatures } from './devices/signed.ts'
import { ofTab } from '../../kernel/storage.ts'

/** Who sits before the window, as `window.attend` answered, and from which seat. Kept in this tab for as long as it lasts. */
export interface Served { attendance: string; person: string; name: string; identity_masked: string; age: number; deceased: boolean; expires_at: string; manner: string; by: AgencyBasis | null; agent: { name: string; relation: string } | null; seat: string }

const key = 'gongzhi:served'

function kept(): Served | null {
  try {
    return JSON.parse(ofTab.get(key) ?? 'null') as Served | null
  } catch {
    return null
  }
}

/** Begins to act in this person's chair: from now on every call of this tab goes in it. */
export function serve(served: Served): void {
  ofTab.set(key, JSON.stringify(served))
  session.serve(served.attendance)
}

/** Who is being served in this tab; null when nobody is. */
export function useServed(): Served | null {
  const attendance = useServing()
  return useMemo(() => {
    const served = attendance ? kept() : null
    return served?.attendance === attendance ? served : null
  }, [attendance])
}

/** Whether the last attendance was ended by its time, not by the clerk, and left something half filled; said once. */
export function endedByTime(): 'empty' | 'half' | null {
  const by = kept() !== null && session.serving() === null
  if (session.serving() === null) ofTab.drop(key)
  return by ? halfFilled.size > 0 ? 'half' : 'empty' : null
}

/** What was typed for a person but not sent: in memory only, so that a counter's computer keeps nothing. */
const halfFilled = new Map<string, object>()
export const halfOf = <T extends object>(person: string, form: string): T | undefined => halfFilled.get(`${person} ${form}`) as T | undefined
export const keepHalf = (person: string, form: string, value: object | null): void => {
  if (value) halfFilled.set(`${person} ${form}`, value)
  else halfFilled.delete(`${person} ${form}`)
}
/** Forgets what was typed for anybody else: called when somebody new has come, and for everybody (null) when the clerk leaves. */
export const forgetOthers = (person: string | null): void => {
  for (const each of [...halfFilled.keys()]) if (person === null || !each.startsWith(`${person} `)) halfFilled.delete(each)
}

/** Ends the attendance for good, here at once and at the server as soon as it hears. */
export async function endServing(served: Served): Promise<void> {
  halfFilled.clear()
  dropSignatures()
  ofTab.drop(key)
  session.serve(null)
  await call(leave, { attendance: served.attendance }, { seat: served.seat, serving: null }).catch(() => undefined)
}

/** The time is up: as `endServing`, but what was typed waits for the same person, and the window says what happened. */
export const timeIsUp = (): void => session.serve(null)

/** Answers that were given in an attendance go with it, whoever ended it: nothing of one person is there for the next. */
export function useForgetting(): void {
  const client = useQueryClient()
  const attendance = useServing()
  useEffect(() => attendance ? () => forgetAnswers(client, attendance) : undefined, [client, attendance])
}

function forgetAnswers(client: QueryClient, attendance: string): void {
  const predicate = ({ queryKey }: { queryKey: readonly unknown[] }) => queryKey[2] === attendance
  void client.cancelQueries({ predicate })
  client.removeQueries({ predicate })
  client.getMutationCache().clear()
}
