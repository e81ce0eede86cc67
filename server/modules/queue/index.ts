import { offices as every } from '../../../contract/glossary.ts'
import { beijingDay } from '../../../contract/time.ts'
import { serverScope } from '../../kernel/db/index.ts'
import type { Module } from '../../kernel/module.ts'
import { book, cancel, mine, open, slots, windows } from './booking.ts'
import { display, draw, mark, next, today } from './counter.ts'

export { queueRules } from './rules.ts'

const anyone = Object.fromEntries(Object.keys(every).filter(office => !['serving', 'system', 'rater'].includes(office)).map(office => [office, ['queue.read']]))

/** Windows and their queues: times to book, numbers to draw, and who is called next. */
export const queue: Module = {
  name: 'queue',
  offices: { ...anyone, resident: ['queue.read', 'queue.book'], window_clerk: ['queue.read', 'queue.keep'] },
  operations: [open, windows, slots, book, cancel, mine, draw, next, mark, today, display],
  constraints: { ticket_one_a_day: 'queue.booked' },
  sweeps: [{
    // Whoever was not served by the end of the day did not come.
    name: 'queue.days', every_seconds: 3600,
    run: (house, database) => database.transact(serverScope, 'write', async ({ sql }) =>
      (await sql`update queue.ticket set state = 'missed' where day < ${beijingDay(house.now)}::date and state in ('waiting', 'called')`).count),
  }],
}
