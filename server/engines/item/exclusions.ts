import type { ItemBody } from '../../../contract/catalogue.ts'
import type { Query } from '../../kernel/db/index.ts'
import { excludedBy, type Excluded } from './judge.ts'
import { itemsOf } from './store.ts'

/** When a person was last granted each of these items: the instant, and the case's number where whoever asks may know it. */
export type GrantedOf = (topics: readonly string[]) => Promise<ReadonlyMap<string, { number: string | null; at: string }>>

/**
 * How the items come out that nobody has together with this one, by what `granted` says was granted to the person. What ended
 * when something else was granted later stands no more.
 */
export async function exclusions(sql: Query, body: ItemBody, granted: GrantedOf): Promise<Excluded[]> {
  // Versions that were published before items could exclude others say nothing of it.
  const own = (body as Partial<ItemBody>).excludes ?? []
  if (own.length === 0) return []
  const others = await itemsOf(sql)
  const endersOf = (topic: string) => others.filter(one => (one.body as Partial<ItemBody>).excludes?.some(({ item, then }) => item === topic && then === 'ends')).map(one => one.id)
  const topics = own.flatMap(({ item }) => [item, ...endersOf(item)])
  const held = await granted([...new Set(topics)])
  const stands = own.flatMap(({ item }): [string, string | null][] => {
    const one = held.get(item)
    const ended = one && endersOf(item).some(ender => (held.get(ender)?.at ?? '') >= one.at)
    return one && !ended ? [[item, one.number]] : []
  })
  return excludedBy({ excludes: own }, new Map(stands))
}
