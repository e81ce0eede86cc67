import type { ItemBody } from '../../../contract/catalogue.ts'
import { excludedBy, itemsOf, type Excluded } from '../../engines/item/index.ts'
import { grantedOf } from '../../engines/process/index.ts'
import type { Query } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'

/**
 * How the items come out that nobody has together with this one, by what was granted to the person as far as the seat sees it. What
 * ended when something else was granted later stands no more.
 */
export async function exclusions(ctx: Context, body: ItemBody, person: string): Promise<Excluded[]> {
  // Versions that were published before items could exclude others say nothing of it.
  const own = (body as Partial<ItemBody>).excludes ?? []
  if (own.length === 0) return []
  const others = await itemsOf(ctx.sql)
  const endersOf = (topic: string) => others.filter(one => (one.body as Partial<ItemBody>).excludes?.some(({ item, then }) => item === topic && then === 'ends')).map(one => one.id)
  const topics = own.flatMap(({ item }) => [item, ...endersOf(item)])
  const granted = await grantedOf(ctx.sql, person, [...new Set(topics)])
  const stands = own.flatMap(({ item }): [string, string][] => {
    const held = granted.get(item)
    const ended = held && endersOf(item).some(ender => (granted.get(ender)?.at ?? '') >= held.at)
    return held && !ended ? [[item, held.number]] : []
  })
  return excludedBy({ excludes: own }, new Map(stands))
}

/** Of two decisions for one person about items that exclude each other the second waits and sees the first. */
export const oneAfterAnother = async (sql: Query, person: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`granted ${person}`}, 0))`
}
