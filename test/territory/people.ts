import { randomUUID } from 'node:crypto'
import type { Query } from '../../server/kernel/db/index.ts'

const county = (place: string): string => place.slice(0, 6).padEnd(6, '0')

/**
 * For tests: life at a place, as the least rows that the tables allow: `n` persons with a household, a fact, a case with a
 * step, a clock and a paper, a letter, a file, a look and an entry of the ledger each, and their counters.
 */
export async function settle(sql: Query, place: string, n: number): Promise<string[]> {
  const persons = Array.from({ length: n }, () => randomUUID())
  for (const [i, person] of persons.entries()) {
    const home = { county: county(place), place }
    const number = `${home.county}-20260101-${person.slice(0, 8)}`
    const household = randomUUID()
    const file = randomUUID()
    await sql`insert into registry.person ${sql({ ...home, id: person, name: `居民${i}`, pinyin: 'jumin', initials: 'jm', sex: '1', birth_date: '1950-01-01', identity_kind: '111', identity_sealed: 'x', identity_masked: 'x' })}`
    await sql`insert into registry.household ${sql({ ...home, id: household, number: '1', kind: 'family', head: person, formed_on: '2000-01-01' })}`
    await sql`insert into registry.member ${sql({ ...home, household, person, relation: '02', since: '2000-01-01' })}`
    await sql`insert into registry.assertion ${sql({ ...home, subject: person, element: 'person.name', id: randomUUID(), value: sql.json('居民'), source: 'declared', organ: '村', purpose: '登记', asserted_at: '2026-01-01T00:00:00Z' })}`
    await sql`insert into registry.look ${sql({ ...home, id: randomUUID(), person, actor_name: '网格员', office: 'grid_worker', actor_place: place, operation: 'person.show', purpose: '走访' })}`
    await sql`insert into process."case" ${sql({ ...home, number, process: 'relief', version: 1, topic: 'relief', rule: 'relief.time', title: '救助', person, person_name: '居民', state: 'submitted', seq: 1, opened_at: '2026-01-01T00:00:00Z', received_at_place: place, data: sql.json({}) })}`
    await sql`insert into process.action ${sql({ ...home, number, seq: 1, person, action: 'submit', state: 'submitted', at: '2026-01-01T00:00:00Z', actor_name: '居民', office: 'resident', actor_place: place })}`
    await sql`insert into process.clock ${sql({ ...home, number, name: 'promised', person, unit: 'working', days: 5, basis: 'x', started_at: '2026-01-01T00:00:00Z', due_at: '2026-01-08T00:00:00Z' })}`
    await sql`insert into process.paper ${sql({ ...home, id: randomUUID(), number, person, kind: 'x', file, name: 'x', added_at: '2026-01-01T00:00:00Z', added_by: 'x' })}`
    await sql`insert into kernel.file ${sql({ ...home, id: file, person, actor: person, name: 'x', type: 'x', size: 1, digest: 'x' })}`
    await sql`insert into message.message ${sql({ ...home, id: randomUUID(), person, title: 'x', body: 'x', at: '2026-01-01T00:00:00Z' })}`
    await sql`insert into ledger.entry ${sql({ ...home, id: randomUUID(), place_then: place, at: '2026-01-01T00:00:00Z', actor_name: 'x', office: 'resident', chair: 'self', person, verb: 'x', operation: 'x', suite: 'sm', salt: Buffer.from('x'), digest: Buffer.from('x') })}`
    await sql`select kernel.bump(${place}, 'person', array['resident'], array[1]), kernel.bump(${place}, 'case:relief', array['submitted'], array[1])`
  }
  return persons
}

/** For tests: somebody's office at a place. */
export async function seat(sql: Query, place: string, office: string, person: string = randomUUID()): Promise<{ id: string; person: string }> {
  const id = randomUUID()
  await sql`insert into territory.mandate ${sql({ county: county(place), id, person, person_name: '任职者', office, place, valid_from: '2024-01-01', basis: '任命' })}`
  return { id, person }
}
