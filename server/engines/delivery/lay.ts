import { pathCodes, texts } from '../../ground/territory/index.ts'
import type { Query } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { together } from '../../kernel/together.ts'

/** What every event bears (CloudEvents 1.0, structured). */
export const envelope = <T extends string>(id: string, at: string, place: string, topic: T, subject: string) =>
  ({ specversion: '1.0', id, source: `/gongzhi/${place.slice(0, 6)}`, type: `cn.gongzhi.${topic}`, subject, time: at, datacontenttype: 'application/json' } as const)

/** An event on its way: its body is text and not JSON, for what is signed must be the same bytes each time. */
export interface Laid { id: string; at: string; place: string; topic: string; subject: string; body: string }
interface Subscribed { county: string; id: string; place: string; topics: string[] }

/** Who subscribed at a place or above it; one statement for all the letters of a bundle. */
const subscribedAt = together(async (sql: Query, places: readonly string[]): Promise<Subscribed[][]> => {
  const paths = places.map(pathCodes)
  const all = await sql<Subscribed[]>`
    select county, id, place, topics from delivery.subscription where place = any (${texts([...new Set(paths.flat())])}::text[]) and ended_at is null order by place, id`
  return paths.map(path => all.filter(one => path.includes(one.place)))
})

/** Lays one event ready for each subscription to its topic at its place or above. One that comes twice lays nothing twice. */
export async function lay(sql: Query, { id, at, place, topic, subject, body }: Laid): Promise<void> {
  const subscribed = (await subscribedAt(sql, place)).filter(one => one.topics.includes(topic))
  if (subscribed.length === 0) return
  const rows = subscribed.map(one => ({ county: one.county, id: newId(), place: one.place, subscription: one.id, event: id, topic, subject, body, at, due_at: at }))
  await sql`insert into delivery.delivery ${sql(rows)} on conflict (county, subscription, event) do nothing`
}
