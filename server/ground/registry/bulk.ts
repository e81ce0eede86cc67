import type { Json } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { alike } from './alike.ts'
import { Batch, type BulkOptions, type Entrant, type Outcome } from './batch.ts'
import { freshUntil, tally, type Provenance, type Source, type Subject } from './assert.ts'
import { enrolNew, readied, type Enrolling } from './bulkNew.ts'
import { proposeChanges, type Disagreement } from './changes.ts'
import type { ElementDefinition } from './elements.ts'
import { noteUnlike } from './life/unlike.ts'
import { nameKey } from './names.ts'
import { identityHash, isSealed, stored } from './seals.ts'
import { maskValue, type Value } from './values.ts'

interface Standing extends Subject { name: string; place_name: string }
interface HeldRow { subject: string; element: string; id: string; value: unknown; source: Source; organ: string; fresh_until: string | null; matter: string | null }

/**
 * Brings a batch of rows into the register in a handful of statements, however many there are: numbers hashed and sealed,
 * people who look alike held back, facts on different fields merged, a field on which two sources disagree made a request for
 * change. Every row has exactly one outcome. Races are told as a violated constraint (`assertion_current`) or `conflict.stale`.
 */
export async function settle(ctx: Context, entrants: readonly Entrant[], options: BulkOptions): Promise<Outcome[]> {
  const batch = new Batch(ctx, entrants)
  const hashes = entrants.map(({ ready, identity }) => ready?.hash ?? identityHash(ctx.vault, identity.number))
  const known = new Map((await ctx.sql<{ hash: string; person: string }[]>`select hash, person from registry.known(array(select jsonb_array_elements_text(${ctx.sql.json(hashes)})))`).map(row => [row.hash, row.person]))
  const first = new Map<string, Entrant>()
  const fresh: Enrolling[] = []
  const familiar: { entrant: Entrant; person: string }[] = []
  entrants.forEach((entrant, i) => {
    const earlier = first.get(hashes[i]!)
    const person = known.get(hashes[i]!)
    if (earlier) batch.twice(entrant, earlier)
    else if (person) familiar.push({ entrant, person })
    else if (!options.enrol) batch.say(entrant, 'refused', '没有找到这个人，或者不在您的范围内，请先登记')
    else fresh.push(enrolling(ctx, entrant, hashes[i]!, options))
    first.set(hashes[i]!, entrant)
  })
  await meet(batch, familiar, options)
  await enrol(batch, fresh, options)
  return batch.outcomes()
}

/** Of a rehearsal nothing is kept, so nothing is sealed. */
function enrolling(ctx: Context, entrant: Entrant, hash: string, { rehearse }: BulkOptions): Enrolling {
  const ready = entrant.ready ?? (rehearse ? { hash, id: newId(), facts: new Map(), kept: {} } : readied(ctx.vault, entrant))
  return { entrant, hash, id: ready.id, ready }
}

/** People who are registered: what the row adds, confirms or contradicts. */
async function meet(batch: Batch, rows: readonly { entrant: Entrant; person: string }[], options: BulkOptions): Promise<void> {
  const { ctx } = batch
  if (rows.length === 0) return
  const ids = [...new Set(rows.map(row => row.person))]
  const elements = [...new Set(rows.flatMap(({ entrant }) => [...entrant.values.keys()].map(one => one.id)))]
  const [standing, held] = await Promise.all([
    ctx.sql<Standing[]>`select p.id, p.county, p.place, p.name, coalesce(t.display, p.place) as place_name from registry.person p
      left join territory.place t on t.code = p.place and t.valid_to is null where p.id in ${ctx.sql(ids)}`,
    elements.length === 0 ? [] : ctx.sql<HeldRow[]>`select subject, element, id, value, source, organ, fresh_until, matter from registry.assertion
      where subject in ${ctx.sql(ids)} and element in ${ctx.sql(elements)} and ended_at is null`,
  ])
  const people = new Map(standing.map(one => [one.id, one]))
  const facts = new Map(held.map(one => [`${one.subject} ${one.element}`, one]))
  const work: Work = { add: [], end: [], disagree: [] }
  for (const { entrant, person } of rows) {
    const subject = people.get(person)
    const refused = subject ? refusalOf(ctx, entrant, subject) : { what: 'refused' as const, says: '这个证件号码已登记，不能重复登记；人不在您的范围内的，请按迁移办理' }
    if (refused) batch.say(entrant, refused.what, refused.says)
    else compare(batch, entrant, subject!, facts, options, work)
  }
  if (!options.rehearse) await change(ctx, work, options.from)
}

function refusalOf(ctx: Context, entrant: Entrant, subject: Standing): { what: 'refused' | 'held'; says: string } | null {
  if (subject.id === ctx.seat.actor) return { what: 'refused', says: '这是您本人，请由另一位同事登记' }
  if (nameKey(entrant.name) !== nameKey(subject.name)) return { what: 'held', says: '这个证件号码已登记在另一个姓名下，请对照证件核对姓名和号码' }
  if (entrant.place && !subject.place.startsWith(entrant.place)) return { what: 'held', says: `已登记在${subject.place_name}，与表中的地区不同；搬迁请按迁移办理` }
  return null
}

interface Work { add: { subject: Subject; element: ElementDefinition; value: Value }[]; end: HeldRow[]; disagree: Disagreement[] }

/** Field by field: what is new is added, what is said again stays, what the same hand said otherwise before is replaced, what another source said is asked about. */
function compare(batch: Batch, entrant: Entrant, subject: Subject, facts: ReadonlyMap<string, HeldRow>, { from, rehearse }: BulkOptions, work: Work): void {
  const { ctx } = batch
  const today = ctx.now
  let again = 0
  const [add, disagree, twice]: [Work['add'], string[], string[]] = [[], [], []]
  for (const [element, value] of entrant.values) {
    const held = facts.get(`${subject.id} ${element.id}`)
    if (!held) { add.push({ subject, element, value }); continue }
    const kept = stored(ctx.vault, element, subject.id, value)
    const stale = held.fresh_until !== null && held.fresh_until < today
    if (printOf(kept) === printOf(held.value)) {
      if (stale) { add.push({ subject, element, value }); work.end.push(held) }
      else again++
    } else if (held.matter !== null && held.matter === from.matter) twice.push(element.name)
    else if (element.settled === undefined && (stale || (held.source === from.source && held.organ === from.organ))) { add.push({ subject, element, value }); work.end.push(held) }
    else {
      disagree.push(element.name)
      work.disagree.push({ subject, element: element.id, value: kept as Json, held: held.id })
    }
  }
  work.add.push(...add)
  if (!rehearse) tally(ctx, subject.place, from, Array.from(entrant.values.keys(), element => element.id), again)
  const also = add.length > 0 ? `其余 ${add.length} 项已写入。` : ''
  if (twice.length > 0) batch.say(entrant, 'held', `${listed(twice)}与本表前面同一个人的一行不同，请核对后只留一行。${also}`)
  else if (disagree.length > 0) batch.say(entrant, 'held', `${listed(disagree)}与已登记的不一致，已提请核对。${also}`)
  else batch.say(entrant, add.length > 0 ? 'written' : 'unchanged')
}

const listed = (names: readonly string[]): string => names.map(name => `“${name}”`).join('、')
const printOf = (value: unknown): string => JSON.stringify(isSealed(value) ? value.print : value)

/** Writes what rows about known people add: older values end, the new stand, the columns that repeat them follow. */
async function change(ctx: Context, { add, end, disagree }: Work, from: Provenance): Promise<void> {
  const { sql, now, seat } = ctx
  await proposeChanges(ctx, disagree, from)
  if (end.length > 0) {
    const rows = end.map(({ subject, element, id }) => ({ subject, element, id }))
    const ended = await sql`update registry.assertion a set ended_at = ${now} from jsonb_to_recordset(${sql.json(rows)}) as x(subject uuid, element text, id uuid)
      where a.subject = x.subject and a.element = x.element and a.id = x.id and a.ended_at is null`
    if (ended.count !== rows.length) throw new Problem('conflict.stale')
  }
  if (add.length === 0) return
  const rows = add.map(({ subject, element, value }) => ({
    county: subject.county, subject: subject.id, place: subject.place, element: element.id, value: stored(ctx.vault, element, subject.id, value), fresh: freshUntil(element, now),
  }))
  await sql`
    insert into registry.assertion (county, subject, element, id, place, value, source, organ, collector, collector_name, purpose, matter, asserted_at, fresh_until)
    select county, subject, element, ${newId()}::uuid, place, value, ${from.source}, ${from.organ}, ${seat.actor}::uuid, ${seat.actorName}, ${from.purpose},
      ${from.matter ?? null}, ${now}::timestamptz, fresh
    from jsonb_to_recordset(${sql.json(rows as unknown as Json)}) as x(county text, subject uuid, place text, element text, value jsonb, fresh timestamptz)`
  await repeatShadows(ctx, add)
}

const shadowColumns: Readonly<Record<string, string>> = {
  'person.phone': 'phone_masked', 'person.residence_address': 'address', 'person.living_arrangement': 'living', 'person.resides': 'resides',
}
/** The columns of registry.person that repeat facts, for many people at once. */
async function repeatShadows({ sql }: Context, add: Work['add']): Promise<void> {
  const people = new Map<string, Record<string, string>>()
  for (const { subject, element, value } of add) {
    const column = shadowColumns[element.id]
    if (column) people.set(subject.id, { ...people.get(subject.id), id: subject.id, county: subject.county, [column]: element.sensitivity === 'sealed' ? maskValue(element, value) : String(value) })
  }
  if (people.size === 0) return
  await sql`update registry.person p set phone_masked = coalesce(x.phone_masked, p.phone_masked), address = coalesce(x.address, p.address), living = coalesce(x.living, p.living),
      resides = coalesce(x.resides, p.resides), revision = p.revision + 1
    from jsonb_to_recordset(${sql.json([...people.values()])}) as x(county text, id uuid, phone_masked text, address text, living text, resides text)
    where p.county = x.county and p.id = x.id`
}

/** People who are not known: held back where somebody looks alike, else registered. */
async function enrol(batch: Batch, fresh: readonly Enrolling[], options: BulkOptions): Promise<void> {
  const { ctx } = batch
  const whole = fresh.filter(({ entrant }) => {
    const missing = [!entrant.place && '居住地区', !entrant.address && '居住地址'].filter(Boolean)
    if (missing.length > 0) batch.say(entrant, 'refused', `没有登记过这个人；要登记，还须填写${missing.join('、')}`)
    return missing.length === 0
  })
  const doubles = await alike(ctx, whole.map(({ entrant: { name, identity, place, address } }) => ({ name, birth_date: identity.birth_date, place: place!, address: address! })))
  whole.forEach(({ entrant }, i) => { if (doubles.has(i) && !entrant.distinct) batch.say(entrant, 'held', `疑似重复：${doubles.get(i)!.says}。请核对号码；确是两个人，在“重复核对”一栏填“不是同一人”后再导入`) })
  const namesakes = new Map<string, Entrant>()
  for (const { entrant } of whole.filter(one => !one.entrant.distinct)) {
    const key = `${nameKey(entrant.name)} ${entrant.identity.birth_date}`
    const earlier = namesakes.get(key)
    if (earlier && !batch.said(entrant)) batch.say(entrant, 'held', `疑似重复：与第 ${earlier.line} 行同名且同一天出生。请核对号码；确是两个人，在“重复核对”一栏填“不是同一人”后再导入`)
    if (!earlier) namesakes.set(key, entrant)
  }
  await enrolNew(batch, whole.filter(({ entrant }) => !batch.said(entrant)), options)
  if (options.rehearse) return
  const compared = whole.flatMap(({ entrant, id }, i) => (batch.said(entrant)?.what === 'written' && entrant.distinct
    ? (doubles.get(i)?.who ?? []).map(other => ({ one: { id, county: countyOf(entrant.place!), place: entrant.place! }, other, reason: `导入时核对，不是同一人（${options.from.purpose}）` })) : []))
  await noteUnlike(ctx, compared)
}
