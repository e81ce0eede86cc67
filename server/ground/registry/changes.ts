import type { Fact } from '../../../contract/person.ts'
import { codes } from '../../../contract/codes.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Json } from '../../kernel/db/index.ts'
import { newId, sha256 } from '../../kernel/ids.ts'
import type { Context } from '../../kernel/operation.ts'
import { emit } from '../../kernel/outbox.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { texts } from '../territory/index.ts'
import { refuseDeath, writeFacts, type Provenance, type Source, type Subject } from './assert.ts'
import { declared } from './elements.ts'
import { factsOf } from './held.ts'
import { wordOf } from './lists.ts'
import type { PageOf, PageWanted } from './pages.ts'
import { isSealed, sealedFor, stored } from './seals.ts'
import { checkValue, elementOf, showValue, type Given, type Value } from './values.ts'

export type ChangeState = 'open' | 'accepted' | 'kept'
/** A change that was asked for: what is proposed, by whom, and how it ended. */
export interface Change extends Subject {
  person: string; name: string; element: string; element_name: string; source: Source; source_name: string; organ: string; purpose: string; proposed_name: string; proposed_at: string
  state: ChangeState; reason: string | null; decided_name: string | null; decided_at: string | null; place_name: string
}
interface Row extends Omit<Change, 'element_name' | 'source_name'> { value: unknown; held: string; standing: string | null; matter: string | null; proposed_by: string }

const columns = (sql: Context['sql']) => sql`
  c.id, c.county, c.place, c.person, p.name, c.element, c.source, c.organ, c.purpose, c.matter, c.value, c.held, c.proposed_by, c.proposed_name, c.proposed_at,
  c.state, c.reason, c.decided_name, c.decided_at, coalesce(t.display, c.place) as place_name,
  (select a.id || ' ' || coalesce(a.confirmed_at, a.asserted_at) from registry.assertion a where a.county = c.county and a.subject = c.person and a.element = c.element and a.ended_at is null) as standing`
const joined = (sql: Context['sql']) => sql`registry.change c join registry.person p on p.county = c.county and p.id = c.person
  left join territory.place t on t.code = c.place and t.valid_to is null`

const toChange = ({ value: _value, held: _held, standing: _standing, matter: _matter, proposed_by: _by, ...row }: Row): Change =>
  ({ ...row, element_name: elementOf(row.element).name, source_name: wordOf(codes.fact_source.id, row.source, beijingDay(row.proposed_at)) })

/** A disagreement that an import or a colleague found: the value as it would be kept, and the assertion it disagrees with. */
export interface Disagreement { subject: Subject; element: string; value: Json; held: string }

/** Asks for changes, one open request for each fact and organ: a later word of the same organ takes the place of its earlier one. */
export async function proposeChanges(ctx: Context, found: readonly Disagreement[], { source, organ, purpose, matter }: Provenance): Promise<void> {
  if (found.length === 0) return
  const rows = found.map(({ subject, element, value, held }) => ({ county: subject.county, id: newId(), place: subject.place, person: subject.id, element, value, held }))
  await ctx.sql`
    insert into registry.change as c (county, id, place, person, element, value, source, organ, purpose, matter, held, proposed_by, proposed_name, proposed_at)
    select county, id, place, person, element, value, ${source}, ${organ}, ${purpose}, ${matter ?? null}, held, ${ctx.seat.actor}::uuid, ${ctx.seat.actorName}, ${ctx.now}::timestamptz
    from jsonb_to_recordset(${ctx.sql.json(rows as unknown as Json)}) as x(county text, id uuid, place text, person uuid, element text, value jsonb, held uuid)
    on conflict (county, person, element, organ) where state = 'open' do update set value = excluded.value, held = excluded.held, source = excluded.source,
      purpose = excluded.purpose, matter = excluded.matter, proposed_by = excluded.proposed_by, proposed_name = excluded.proposed_name, proposed_at = excluded.proposed_at
      where coalesce(c.value -> 'print', c.value) is distinct from coalesce(excluded.value -> 'print', excluded.value)`
}

/** Asks for a change of one fact that is held otherwise. Throws `change.same` where there is nothing to change, `fact.…`. */
export async function proposeChange(ctx: Context, subject: Subject, { element: id, value: given }: Given, from: Provenance): Promise<void> {
  const element = elementOf(id)
  if (element.settled === 'register') throw new Problem('fact.value_invalid', { name: element.name, reason: '登记时已确定，不能在这里更改' })
  const value = stored(ctx.vault, element, subject.id, checkValue(id, given, beijingDay(ctx.now))) as Json
  const [held] = await ctx.sql<{ id: string; value: unknown }[]>`
    select id, value from registry.assertion where county = ${subject.county} and subject = ${subject.id} and element = ${id} and ended_at is null limit ${1}`
  if (!held || print(held.value) === print(value)) throw new Problem('change.same', { name: element.name })
  await proposeChanges(ctx, [{ subject, element: id, value, held: held.id }], from)
}
const print = (value: unknown): string => JSON.stringify(isSealed(value) ? value.print : value)

const proofs = declared.filter(one => one.settled === 'proof').map(one => one.id)

/** Changes asked for at or under a place, the newest first; without `state` all of them; `for_me`: open ones that whoever asks may decide. */
export async function changesAt(ctx: Context, { place, state, for_me, after, limit }: PageWanted & { place: string; state?: ChangeState | undefined; for_me?: boolean }): Promise<PageOf<Change>> {
  const { sql } = ctx
  const [before] = fromCursor(after, 'id') ?? []
  // What only a document changes is decided by a second person.
  const mine = sql`and c.state = 'open' and c.person <> ${ctx.seat.actor} and not (c.proposed_by = ${ctx.seat.actor} and c.element = any (${texts(proofs)}::text[]))`
  const where = sql`c.place >= ${place} and c.place < ${place + '~'} ${state ? sql`and c.state = ${state}` : sql``} ${for_me ? mine : sql``}`
  const [rows, count] = await Promise.all([
    sql<Row[]>`select ${columns(sql)} from ${joined(sql)} where ${where} ${before ? sql`and c.id < ${before}::uuid` : sql``} order by c.id desc limit ${limit + 1}`,
    countUpTo(sql, sql`select 1 from registry.change c where ${where}`),
  ])
  return { ...pageOf(rows.map(toChange), limit, row => [row.id]), count }
}

/** A change with both values as the seat may see them: the held one and the proposed one. Null where there is none. */
export interface SideBySide { change: Change; held: Fact | null; proposed: string; seen: string }
export async function changeOf(ctx: Context, id: string): Promise<(Row & { shown: SideBySide }) | null> {
  const [row] = await ctx.sql<Row[]>`select ${columns(ctx.sql)} from ${joined(ctx.sql)} where c.id = ${id} limit ${1}`
  if (!row) return null
  const [held] = await factsOf(ctx, row.person, [row.element])
  const proposed = isSealed(row.value) ? row.value.masked : showValue(elementOf(row.element), row.value as Value, beijingDay(row.proposed_at))
  return { ...row, shown: { change: toChange(row), held: held ?? null, proposed, seen: digestOf(row) } }
}

/** Two sights of a request have one digest where both values, who said them and whose they are stand the same. */
function digestOf({ person, name, place, element, source, organ, value, proposed_by, proposed_at, standing, state }: Row): string {
  return sha256(JSON.stringify([person, name, place, element, source, organ, print(value), proposed_by, proposed_at, standing, state])).toString('hex').slice(0, 40)
}

interface Decided { accept: boolean; seen: string; reason: string }

/** The request and the fact that it is about as they stand under lock: nobody changes either before the decision is written. */
async function lockedChange(ctx: Context, id: string, county: string): Promise<Row & { shown: SideBySide }> {
  await ctx.sql`select 1 from registry.change where county = ${county} and id = ${id} for update`
  await ctx.sql`select 1 from registry.assertion a join registry.change c on c.county = a.county and c.person = a.subject and c.element = a.element
    where c.county = ${county} and c.id = ${id} and a.ended_at is null for update of a`
  const row = await changeOf(ctx, id)
  if (!row) throw new Problem('found.nothing')
  return row
}

/**
 * Ends a request: the proposed value is written with the source that gave it (an element that only a document can change as
 * verified: a second person has seen it), or the held one stays. The person is told. `seen` is the digest of what the decider was
 * shown. Throws `change.decided`, `change.stale`, `change.second`, `right.own`, and for a death `fact.value_invalid`.
 */
export async function decideChange(ctx: Context, { id, county }: Pick<Row, 'id' | 'county'>, { accept, seen, reason }: Decided): Promise<void> {
  const row = await lockedChange(ctx, id, county)
  if (row.state !== 'open') throw new Problem('change.decided', { who: row.decided_name })
  if (row.shown.seen !== seen) throw new Problem('change.stale')
  if (row.person === ctx.seat.actor) throw new Problem('right.own')
  const element = elementOf(row.element)
  if (accept) refuseDeath(new Map([[element, row.value as Value]]), row.source)
  if (accept && element.settled === 'proof' && row.proposed_by === ctx.seat.actor) throw new Problem('change.second', { name: element.name })
  const decided = await ctx.sql`update registry.change set state = ${accept ? 'accepted' : 'kept'}, reason = ${reason}, decided_by = ${ctx.seat.actor}, decided_name = ${ctx.seat.actorName},
    decided_at = ${ctx.now} where county = ${row.county} and id = ${row.id} and state = 'open' returning 1`
  if (decided.length === 0) throw new Problem('change.decided', { who: '同事' })
  if (accept) {
    const value = isSealed(row.value) ? ctx.vault.open(row.value.sealed, sealedFor(row.element, row.person)) : row.value as Value
    const source = element.settled === 'proof' ? 'verified' : row.source
    await writeFacts(ctx, { id: row.person, county: row.county, place: row.place }, new Map([[element, value]]), { source, organ: row.organ, purpose: row.purpose, matter: row.matter ?? undefined })
  }
  emit(ctx, { topic: 'notice', place: row.place, payload: {
    person: row.person, county: row.county, title: `您的“${element.name}”已核对`,
    body: `${row.organ}提供的“${element.name}”与登记的不同。${ctx.seat.actorName}核对后${accept ? '采用了新的内容' : '保留了原来的登记'}。理由：${reason}。您可以在“我的”里查看，有不同意见请到社区更正。`,
  } })
}
