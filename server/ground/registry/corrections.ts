import type { z } from 'zod'
import type { Correction } from '../../../contract/exchange.ts'
import type { Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { proposeChange } from './changes.ts'
import type { PageOf, PageWanted } from './pages.ts'
import { personOf } from './persons.ts'
import { isSealed } from './seals.ts'
import { elementOf, showValue, type Given, type Value } from './values.ts'

/** Says of one's own record that a fact should be otherwise; whoever keeps the register decides. Throws `change.same`, `fact.…`. */
export async function correct(ctx: Context, given: Given, purpose: string): Promise<void> {
  const me = ctx.seat.person ? await personOf(ctx, ctx.seat.person) : null
  if (!me) throw new Problem('found.nothing')
  await proposeChange(ctx, me, given, { source: 'declared', organ: '本人', purpose })
}

type Corrected = z.infer<typeof Correction>
interface Row extends Omit<Corrected, 'element_name' | 'proposed'> { value: unknown }

/** What I said of my own record and what became of it, newest first. */
export async function correctionsOf({ sql, seat }: Context, { after, limit }: PageWanted): Promise<PageOf<Corrected>> {
  const [before] = fromCursor(after, 'id') ?? []
  const where = sql`c.person = ${seat.person} and c.proposed_by = ${seat.person}`
  const [rows, count] = await Promise.all([
    sql<Row[]>`select c.id, c.element, c.value, c.purpose, c.proposed_at, c.state, c.reason, c.decided_at from registry.change c
      where ${where} ${before ? sql`and c.id < ${before}::uuid` : sql``} order by c.id desc limit ${limit + 1}`,
    countUpTo(sql, sql`select 1 from registry.change c where ${where}`),
  ])
  const shown = ({ value, ...row }: Row): Corrected =>
    ({ ...row, element_name: elementOf(row.element).name, proposed: isSealed(value) ? value.masked : showValue(elementOf(row.element), value as Value) })
  return { ...pageOf(rows.map(shown), limit, row => [row.id]), count }
}
