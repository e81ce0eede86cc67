import type { process_action, process_case, process_clock, process_paper } from '../../db/types.ts'
import { beijingDay } from '../../../contract/time.ts'
import { remediesOn } from '../../ground/law/index.ts'
import { texts } from '../../ground/territory/index.ts'
import type { Fragment, Json, Query } from '../../kernel/db/index.ts'
import { together } from '../../kernel/together.ts'

export type StepRow = Omit<process_action, 'county' | 'number' | 'place' | 'person' | 'data'> & { data: Record<string, Json> }
/** A time in which a clock stands still, and what for. */
export interface Stop { from: string; to: string | null; why: string }
export type ClockRow = Omit<process_clock, 'county' | 'number' | 'place' | 'person' | 'stops' | 'unit'> & { unit: 'working' | 'calendar'; stops: Stop[] }
export type PaperRow = Pick<process_paper, 'id' | 'kind' | 'file' | 'name' | 'added_at' | 'added_by'>

/** A case with everything that its next step depends on, read in one statement. */
export type CaseRecord = Omit<process_case, 'data' | 'single'> & {
  data: Record<string, Json>; steps: StepRow[]; clocks: ClockRow[]; papers: PaperRow[]
}

/** Reads a case by its number under row security; undefined when there is none or the seat may not see it. */
export async function findCase(sql: Query, number: string): Promise<CaseRecord | undefined> {
  const [row] = await sql<CaseRecord[]>`
    select c.county, c.number, c.place, c.process, c.version, c.topic, c.rule, c.matter, c.title, c.person, c.person_name, c.state, c.seq, c.awaits, c.due_at,
      c.opened_at, c.closed_at, c.received_at_place, c.data,
      (select coalesce(jsonb_agg(jsonb_build_object('seq', a.seq, 'action', a.action, 'state', a.state, 'at', a.at, 'actor', a.actor,
          'actor_name', a.actor_name, 'office', a.office, 'actor_place', a.actor_place, 'note', a.note, 'data', a.data) order by a.seq), '[]')
        from process.action a
        where a.county = c.county and a.number = c.number) as steps,
      (select coalesce(jsonb_agg(to_jsonb(k) - array['county', 'number', 'place', 'person'] order by k.started_at), '[]')
        from process.clock k where k.county = c.county and k.number = c.number) as clocks,
      (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'file', d.file, 'name', d.name, 'added_at', d.added_at,
          'added_by', d.added_by) order by d.added_at), '[]')
        from process.paper d where d.county = c.county and d.number = c.number) as papers
    from process."case" c
    where c.county = ${number.slice(0, 6)} and c.number = ${number}`
  return row && spelt(row)
}

const instants = ['at', 'added_at', 'started_at', 'due_at', 'stopped_at', 'met_at', 'fired_at']
/** Instants inside JSON come in PostgreSQL's spelling; everywhere else they are ISO 8601 in UTC, which sorts as text. */
function spelt(record: CaseRecord): CaseRecord {
  for (const row of [...record.steps, ...record.clocks, ...record.papers] as unknown as Record<string, unknown>[]) {
    for (const name of instants) if (typeof row[name] === 'string') row[name] = new Date(row[name]).toISOString()
  }
  return record
}

/** True when a file is a paper of this case; of any, without a number. */
export async function isPaperOf(sql: Query, file: string, number?: string): Promise<boolean> {
  const [row] = await sql`select 1 from process.paper where file = ${file} ${number ? sql`and number = ${number}` : sql``} limit ${1}`
  return row !== undefined
}

/** Which of these files are papers of a case other than this one; every case is another for one that is being opened. */
export async function papersElsewhere(sql: Query, files: readonly string[], number: string | null): Promise<string[]> {
  const rows = await sql<{ file: string }[]>`select distinct file from process.paper where file in ${sql([...files])} and number is distinct from ${number}`
  return rows.map(row => row.file)
}

/**
 * The newest case of a person that an office has in hand within the seat's range (it is awaited, or has taken a step), still
 * open or ended so short a time ago that it may go to court; undefined when there is none.
 */
export async function caseInHand(sql: Query, person: string, office: string, now: string): Promise<{ number: string; title: string } | undefined> {
  const { litigation_months } = await remediesOn(sql, beijingDay(now))
  const [row] = await sql<{ number: string; title: string }[]>`
    select c.number, c.title from process."case" c
    where c.person = ${person} and (c.closed_at is null or c.closed_at >= ${now}::timestamptz - make_interval(months => ${litigation_months}::integer))
      and (c.awaits = ${office} or exists (select from process.action a where a.county = c.county and a.number = c.number and a.office = ${office}))
    order by c.opened_at desc limit ${1}`
  return row
}

export type ListRow = Pick<process_case, 'number' | 'topic' | 'title' | 'person_name' | 'state' | 'place' | 'opened_at' | 'due_at' | 'closed_at' | 'received_at_place' | 'awaits'>

const listed = (sql: Query) => sql`
  c.number, c.topic, c.title, c.person_name, c.state, c.place, c.opened_at, c.due_at, c.closed_at, c.received_at_place, c.awaits`

/** A desk names its own range a second time: the planner then knows how many rows to expect, and picks the index that fits. */
export const inRange = (sql: Query, place: string) => sql`c.place >= ${place} and c.place < ${place + '~'}`

export interface Filter { place: string; state?: string | undefined; topic?: string | undefined }

const filtered = (sql: Query, { place, state, topic }: Filter) => sql`
  ${inRange(sql, place)} ${state ? sql`and c.state = ${state}` : sql``} ${topic ? sql`and c.topic = ${topic}` : sql``}`

/** Cases within a place, newest first. */
export function casesIn(sql: Query, filter: Filter, after: string[] | null, limit: number): PromiseLike<ListRow[]> {
  return sql<ListRow[]>`
    select ${listed(sql)} from process."case" c where ${filtered(sql, filter)}
      ${after ? sql`and (c.opened_at, c.number) < (${after[0]!}, ${after[1]!})` : sql``}
      order by c.opened_at desc, c.number desc limit ${limit}`
}

/** Cases that await an office within a place, the most urgent first. */
export function awaiting(sql: Query, office: string, place: string, after: string[] | null, limit: number): PromiseLike<ListRow[]> {
  return sql<ListRow[]>`
    select ${listed(sql)} from process."case" c where c.awaits = ${office} and ${inRange(sql, place)}
      ${after ? sql`and (c.due_at, c.number) > (${after[0]!}, ${after[1]!})` : sql``}
      order by c.due_at, c.number limit ${limit}`
}

export const awaitingRows = (sql: Query, office: string, place: string): Fragment => sql`
  select 1 from process."case" c where c.awaits = ${office} and ${inRange(sql, place)}`

/** Whose cases: all of a person, or of these only those in which the agent with this mark took a step. */
export interface Whose { person: string; mark?: string | undefined }
const ofWhom = (sql: Query, { person, mark }: Whose): Fragment => mark === undefined ? sql`c.person = ${person}` : sql`c.person = ${person} and (
  c.data->'agent'->>'mark' = ${mark} or exists (select from process.action a where a.county = c.county and a.number = c.number and a.data->'agent'->>'mark' = ${mark}))`

/** Cases of the person in whose chair one sits, newest first. */
export function casesOf(sql: Query, whose: Whose, after: string[] | null, limit: number): PromiseLike<ListRow[]> {
  return sql<ListRow[]>`
    select ${listed(sql)} from process."case" c where ${ofWhom(sql, whose)}
      ${after ? sql`and (c.opened_at, c.number) < (${after[0]!}, ${after[1]!})` : sql``}
      order by c.opened_at desc, c.number desc limit ${limit}`
}

/** In which state each of these cases is, as far as the seat sees it. */
export async function standings(sql: Query, numbers: readonly string[]): Promise<ReadonlyMap<string, { process: string; state: string }>> {
  if (numbers.length === 0) return new Map()
  const rows = await sql<{ number: string; process: string; state: string }[]>`
    select c.number, c.process, c.state from process."case" c where c.number = any (${[...numbers]}::text[]) and c.county = any (${[...new Set(numbers.map(one => one.slice(0, 6)))]}::text[])`
  return new Map(rows.map(({ number, ...row }) => [number, row]))
}

/** The rows that a count of the same counts. */
export const casesOfRows = (sql: Query, whose: Whose): Fragment => sql`select 1 from process."case" c where ${ofWhom(sql, whose)}`

interface Had { number: string; topic: string; open: boolean }

/** Several topics of one person that are asked for in one turn are read in one statement. */
const hadOf = together(async (sql: Query, asked: readonly { person: string; topic: string; except: string }[]): Promise<Had[][]> => {
  const wanted = new Map<string, typeof asked>()
  for (const one of asked) wanted.set(`${one.person} ${one.except}`, [...wanted.get(`${one.person} ${one.except}`) ?? [], one])
  const read = (group: typeof asked) => {
    const { person, topic, except } = group[0]!
    return sql<Had[]>`select number, topic, closed_at is null as open from process."case"
      where person = ${person} and ${group.length === 1 ? sql`topic = ${topic}` : sql`topic in ${sql(group.map(one => one.topic))}`}
        and number <> ${except} and (closed_at is null or state = 'granted') order by opened_at desc limit ${20 * group.length}`
  }
  const found = new Map(await Promise.all([...wanted].map(async ([key, group]) => [key, await read(group)] as const)))
  return asked.map(one => found.get(`${one.person} ${one.except}`)!.filter(row => row.topic === one.topic))
})

/** What a person has had of a topic: the number of the open case and of the one granted last, null where there is none; `except` one case. */
export async function casesAbout(sql: Query, person: string, topic: string, except = ''): Promise<{ open: string | null; granted: string | null }> {
  const rows = await hadOf(sql, { person, topic, except })
  return { open: rows.find(one => one.open)?.number ?? null, granted: rows.find(one => !one.open)?.number ?? null }
}

/** The states in which something is granted: at the end, and before it while the decision is to be delivered or a promise to be checked. */
export const grantedStates: readonly string[] = ['granted', 'delivering', 'promised_granted']

/** When a person was last granted each of these topics, as far as the seat sees it: the case's number and the instant. */
export async function grantedOf(sql: Query, person: string, topics: readonly string[]): Promise<Map<string, { number: string; at: string }>> {
  if (topics.length === 0) return new Map()
  const rows = await sql<{ topic: string; number: string; at: string }[]>`
    select distinct on (topic) topic, number, at from (
      select c.topic, c.number, coalesce(c.closed_at, (select max(a.at) from process.action a where a.county = c.county and a.number = c.number)) as at
      from process."case" c where c.person = ${person} and c.topic in ${sql([...topics])} and c.state in ${sql([...grantedStates])}) as g
    order by topic, at desc limit ${200}`
  return new Map(rows.map(({ topic, number, at }) => [topic, { number, at }]))
}

/**
 * When the person of an open case in the seat's range was last granted each of these topics, wherever in the province; of those
 * outside of its range the number stays untold. For whoever decides what nobody may have beside something else.
 */
export async function grantedBeside(sql: Query, { number, person }: Pick<CaseRecord, 'number' | 'person'>, topics: readonly string[]): Promise<Map<string, { number: string | null; at: string }>> {
  if (!person || topics.length === 0) return new Map()
  const [seen, anywhere] = await Promise.all([
    grantedOf(sql, person, topics), sql<{ topic: string; at: string }[]>`select topic, at from process.granted_beside(${number}, ${texts(topics)}::text[])`,
  ])
  return new Map(anywhere.map(({ topic, at }) => {
    const own = seen.get(topic)
    return [topic, own && own.at >= at ? own : { number: null, at }]
  }))
}

/** The newest case of a person that ended in this state since then, as far as the seat sees them. */
export async function endedIn(sql: Query, person: string, state: string, since: string): Promise<{ number: string; closed_at: string } | undefined> {
  const [row] = await sql<{ number: string; closed_at: string }[]>`select number, closed_at from process."case"
    where person = ${person} and state = ${state} and closed_at >= ${since} order by closed_at desc limit ${1}`
  return row
}

/** The cases of these matters, as far as the seat sees them, in the order of their numbers. */
export function casesOfMatters(sql: Query, matters: readonly string[]): PromiseLike<(ListRow & { matter: string; awaits: string | null })[]> {
  return sql<(ListRow & { matter: string; awaits: string | null })[]>`
    select ${listed(sql)}, c.matter, c.awaits from process."case" c where c.matter in ${sql([...matters])} order by c.number`
}

/** The exact number of cases within a place: from kept counters at town grain and above, counted below it. */
export async function countCases(sql: Query, filter: Filter): Promise<{ n: number; exact: boolean }> {
  const { place, state, topic } = filter
  const [row] = place.length > 9
    ? await sql<{ n: number }[]>`select count(*) as n from process."case" c where ${filtered(sql, filter)}`
    : await sql<{ n: number }[]>`
        select coalesce(sum(n), 0)::bigint as n from kernel.counter
        where place >= ${place} and place < ${place + '~'} and ${topic ? sql`kind = ${'case:' + topic}` : sql`kind >= 'case:' and kind < 'case;'`}
          ${state ? sql`and state = ${state}` : sql``}`
  return { n: row!.n, exact: true }
}

/** What this window received for other places. */
export function receivedAt(sql: Query, place: string, after: string[] | null, limit: number): PromiseLike<ListRow[]> {
  return sql<ListRow[]>`
    select number, topic, title, person_name, state, place, opened_at, null as due_at, null as closed_at, null as received_at_place, null as awaits
    from process.involvement where place >= ${place} and place < ${place + '~'}
      ${after ? sql`and (opened_at, number) < (${after[0]!}, ${after[1]!})` : sql``}
    order by opened_at desc, number desc limit ${limit}`
}
export const receivedRows = (sql: Query, place: string): Fragment => sql`
  select 1 from process.involvement where place >= ${place} and place < ${place + '~'}`

/** Open clocks that have run out and have something to do, those left out that failed and are not to be tried again yet. */
export function dueClocks(sql: Query, now: string, limit: number): PromiseLike<{ number: string; name: string }[]> {
  return sql<{ number: string; name: string }[]>`
    select number, name from process.clock
    where fires is not null and met_at is null and stopped_at is null and fired_at is null and greatest(due_at, next_try) <= ${now}
    order by greatest(due_at, next_try) limit ${limit}`
}
