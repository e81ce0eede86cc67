import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Subject } from './assert.ts'
import { isSealed, stored } from './seals.ts'
import { checkValue, elementOf, type Given, type Value } from './values.ts'

interface Row { value: unknown; source: string; collector: string | null }

/**
 * Four eyes: a worker may call a value verified when the same value is already held and was said by somebody else, or was
 * verified before. Elements that only a document can change are shown by the document. Throws `fact.needs_second`.
 */
export async function requireSecond(ctx: Context, { id, county }: Subject, { element, value }: Given): Promise<void> {
  const declared = elementOf(element)
  if (declared.settled) return
  const given = checkValue(element, value)
  const [held] = await ctx.sql<Row[]>`
    select value, source, collector from registry.assertion
    where county = ${county} and subject = ${id} and element = ${element} and ended_at is null limit ${1}`
  const proven = held?.source === 'shared' || held?.source === 'verified'
  if (held && (proven || held.collector !== ctx.seat.actor) && same(stored(ctx.vault, declared, id, given), held.value)) return
  throw new Problem('fact.needs_second', { name: declared.name }, [{ path: element, message: '还没有另一个人登记过同样的内容' }])
}

const same = (given: Value | { print: string }, held: unknown): boolean =>
  isSealed(given) ? isSealed(held) && held.print === given.print : given === held
