import { z } from 'zod'
import { Day, Id } from '../../../contract/kernel.ts'
import type { Query } from '../../kernel/db/index.ts'
import { forward, type OutboxHandler } from '../../kernel/outbox.ts'

/** What a person of one's range has under way or was granted, by the place that handles it; no word of what it is about. */
export interface MattersThere { person: string; place: string; open: number; granted: number }
export const mattersOf = async (sql: Query, people: readonly string[]): Promise<MattersThere[]> =>
  people.length === 0 ? [] : [...await sql<MattersThere[]>`select person, place, open, granted from process.matters_of(${[...people]}::uuid[])`]

const Left = z.object({ person: Id, why: z.enum(['died', 'moved']), on: Day })

/**
 * Somebody died or moved: whoever has a matter of theirs in hand, or granted one, finds it among their messages and decides what
 * follows. A running case goes on where it is; nothing is closed by a machine.
 */
export const personLeft: OutboxHandler = async (sql, { payload, place }) => {
  const { person, why, on } = Left.parse(payload)
  const told = await sql<{ number: string; title: string; place: string; open: boolean; handler: string }[]>`
    select number, title, place, open, handler from process.handlers_of(${person}) order by number, handler`
  for (const one of told) {
    const happened = why === 'died' ? `办件人已于 ${on} 登记死亡` : `办件人已于 ${on} 登记迁往别处`
    const next = why === 'died' ? (one.open ? '请核实后按规定终结' : '请核实后停发待遇') : one.open ? '由您继续办结，不随人转走' : '待遇是否转移，请按规定处理'
    await forward(sql, { topic: 'notice', place: one.place || place, payload: { person: one.handler, title: `“${one.title}”的办件人${why === 'died' ? '已死亡' : '已迁走'}`, body: `${one.number}：${happened}。${next}。`, matter: one.number } })
  }
}
