import { fill, type Held } from '../../ground/registry/index.ts'
import type { Context } from '../../kernel/operation.ts'

/** A document that another register keeps, read from the facts that it shared. */
export interface Obtained { kind: string; title: string; number: string | null; register: string; as_of: string; fresh_until: string | null; fresh: boolean }

interface Kind { title: string; register: string; element: string; number: string | null }

/** Kinds of documents that facts stand for: which element proves one, and which bears its number. */
const kinds: Readonly<Record<string, Kind>> = {
  identity_card: { title: '居民身份证', register: '公安人口库', element: 'person.identity_number', number: 'person.identity_number' },
  hukou_book: { title: '居民户口簿', register: '公安户籍库', element: 'person.hukou_place', number: null },
  disability_card: { title: '残疾人证', register: '残联人口库', element: 'person.disability_level', number: 'person.disability_number' },
}
export const obtainable: readonly string[] = Object.keys(kinds)

/** What somebody said of themselves is no document: only what a register shared or somebody verified. */
const supplied = (held: Held | undefined): boolean => held?.fact?.source === 'shared' || held?.fact?.source === 'verified'

/** The documents of a person that other registers hold, of these kinds; sealed numbers masked. */
export async function obtained(ctx: Context, person: string, wanted: readonly string[] = obtainable): Promise<Obtained[]> {
  const of = wanted.filter(kind => Object.hasOwn(kinds, kind))
  if (of.length === 0) return []
  const facts = await fill(ctx, person, of.flatMap(kind => [kinds[kind]!.element, kinds[kind]!.number ?? []].flat()))
  return of.flatMap(kind => {
    const { title, register, element, number } = kinds[kind]!
    const held = facts.get(element)
    if (!supplied(held)) return []
    const fact = held!.fact!
    return [{ kind, title, number: number ? facts.get(number)?.fact?.shown ?? null : null, register, as_of: fact.asserted_at, fresh_until: fact.fresh_until, fresh: held!.state === 'held' }]
  })
}
