import { beijingDay, dueDay, showInstant } from '../../../contract/time.ts'
import { calendarOf, ruleOn } from '../../ground/law/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import { settleFiles } from '../../kernel/files.ts'
import type { Context } from '../../kernel/operation.ts'
import { emit, type Letter } from '../../kernel/outbox.ts'
import { Problem } from '../../kernel/problem.ts'
import { newId } from '../../kernel/ids.ts'
import { countyOf, partOf } from '../../kernel/seat.ts'
import { nextDue, overlaid, started, turned, type Timekeeping } from './clocks.ts'
import type { Action, Definition } from './definition.ts'
import { advance, fold, nextToSign, type Standing } from './fold.ts'
import { objection, stateTitle } from './rights.ts'
import type { CaseRecord, ClockRow } from './store.ts'

export interface Paper { kind: string; file: string; name: string }
export interface Opening {
  definition: Definition
  /** The place that handles the case. */
  place: string
  topic: string
  /** The rule pack whose parameters the clocks use. */
  rule: string
  title: string
  /** Whose case it is; an id of null where nobody is to be found by it, as with one who has rated an office. */
  person: { id: string | null; name: string }
  data: Record<string, Json>
  /** People whom it concerns and who must stand back: they take no step in it (公务员法第七十六条, 回避). */
  recused?: string[]
  /** The window that received it, where that is another place. */
  received_at_place: string | null
  papers: Paper[]
  /** The case that brings several together, if it is part of one. */
  matter?: string
}
export interface Taking { seq: number; action: string; note: string | null; data: Record<string, Json>; papers: Paper[]; outcome?: string | undefined; remedies?: string | undefined }
export interface Taken { number: string; seq: number; state: string; due_at: string | null }

async function keeping(ctx: Context, pack: string, place: string): Promise<Timekeeping> {
  const [calendar, rule] = await Promise.all([calendarOf(ctx.sql), ruleOn(ctx.sql, pack, place, beijingDay(ctx.now))])
  if (!rule) throw new Error(`no rule ${pack} in force`)
  return { calendar, params: rule.params as Record<string, number>, now: ctx.now }
}

/** Opens a case: its first action, its clocks, its count and what is told, all with the command's commit. */
export async function open(ctx: Context, opening: Opening): Promise<Taken> {
  const { definition, place } = opening
  const county = countyOf(place)
  const [time, number] = await Promise.all([keeping(ctx, opening.rule, place), ctx.numbers.take(county, beijingDay(ctx.now))])
  // A case at a place that is none would be seen by nobody (constraint `place_stands`).
  ctx.invoke('territory.stands', place)
  const clocks = definition.open.clocks.map(name => started(definition, name, time, ctx.now))
  const due = nextDue(clocks)
  const state = definition.initial
  const key = { county, number, place, person: opening.person.id }
  ctx.append('process."case"', {
    ...key, process: definition.id, version: definition.version, topic: opening.topic, rule: opening.rule, matter: opening.matter ?? null, title: opening.title, person_name: opening.person.name, state, seq: 1,
    awaits: definition.states[state]!.awaits ?? null, due_at: due ?? 'infinity', opened_at: ctx.now, received_at_place: opening.received_at_place, single: definition.single ?? false,
    data: ctx.sql.json(opening.recused ? { ...opening.data, recused: opening.recused } : opening.data),
  })
  ctx.append('process.action', stepRow(ctx, key, { seq: 1, action: 'open', state, note: null, data: {} }))
  ctx.append('process.clock', ...clocks.map(clock => clockRow(ctx, key, clock)))
  writePapers(ctx, key, opening.papers)
  ctx.invoke('kernel.bump', place, 'case:' + opening.topic, [state], [1])
  if (definition.states[state]!.awaits) ctx.invoke('kernel.bump', place, 'open:' + opening.topic, ['open'], [1])
  tell(ctx, { ...key, title: opening.title, person_name: opening.person.name, topic: opening.topic, opened_at: ctx.now, received_at_place: opening.received_at_place, matter: opening.matter ?? null },
    definition.open.tells, { state, state_name: stateTitle(definition, state), action: 'open', verb: definition.open.verb, seq: 1, closed: false }, { note: '', papers: '', outcome: '', due })
  return { number, seq: 1, state, due_at: due }
}

/**
 * Takes one step. Throws `case.moved` when somebody was faster, `case.not_now`, `case.not_you`, `case.own`, `case.same_person`,
 * `case.already_signed` or `case.paper_missing`; of two who race, the second runs again and hears who was first.
 */
export async function take(ctx: Context, definition: Definition, record: CaseRecord, taking: Taking): Promise<Taken> {
  const standing = fold(definition, record.steps)
  if (taking.seq !== record.seq) throw moved(definition, record)
  const refused = objection(definition, record, standing, taking.action, ctx.seat)
  if (refused) throw refused
  const action = definition.actions[taking.action]!
  const missing = missingPapers(definition, record, action, taking.papers)
  if (missing.length > 0) throw new Problem('case.paper_missing', { papers: missing.map(kind => paperTitle(definition, kind)).join('、') })
  const next = advance(definition, standing, { seq: record.seq + 1, action: taking.action, actor: ctx.seat.actor, office: partOf(ctx.seat), at: ctx.now })
  const effective = next.done.length > standing.done.length
  const changed = effective ? turned(definition, action, record.clocks, await keeping(ctx, record.rule, record.place), taking.note ?? action.title) : []
  const taken = write(ctx, definition, record, taking, { action, next, effective, changed })
  if (effective && action.does) await ctx.perform(action.does, { number: record.number, place: record.place, action: taking.action, state: taken.state, note: taking.note, data: taking.data })
  return taken
}

/** What a letter says that a step posts. */
export interface Posted { number: string; action: string; state: string; note: string | null; seq: number }

interface Move { action: Action; next: Standing; effective: boolean; changed: ClockRow[] }

function write(ctx: Context, definition: Definition, record: CaseRecord, taking: Taking, { action, next, effective, changed }: Move): Taken {
  const { county, number, place, person } = record
  const key = { county, number, place, person }
  const state = definition.states[next.state]!
  const due = nextDue(overlaid(record.clocks, changed))
  const awaits = awaited(definition, next)
  appendStep(ctx, key, { seq: next.seq, action: taking.action, state: next.state, note: taking.note, data: taking.data })
  writeClocks(ctx, key, changed)
  // From the clocks as they stand: one that this step leaves alone may have been reckoned anew since the case was read.
  ctx.defer(ctx.sql`update process."case" set state = ${next.state}, seq = ${next.seq}, awaits = ${awaits}, closed_at = ${state.kind === 'end' ? ctx.now : null},
      due_at = ${awaits ? ctx.sql`coalesce((select min(k.due_at) from process.clock k where k.county = ${county} and k.number = ${number}
        and k.met_at is null and k.fired_at is null and k.stopped_at is null), 'infinity')` : null}
    where county = ${county} and number = ${number} and seq = ${record.seq}`)
  writePapers(ctx, key, taking.papers)
  if (next.state !== record.state) {
    const opened = Number(awaits !== null) - Number(record.awaits !== null)
    ctx.invoke('kernel.bump', place, 'case:' + record.topic, [record.state, next.state], [-1, 1])
    if (opened) ctx.invoke('kernel.bump', place, 'open:' + record.topic, ['open'], [opened])
  }
  if (effective) {
    const papers = askedKinds(taking.data).map(kind => paperTitle(definition, kind)).join('、')
    tell(ctx, record, action.tells, { state: next.state, state_name: state.title, action: taking.action, verb: action.verb, seq: next.seq, closed: state.kind === 'end' }, { note: taking.note ?? '', papers, outcome: taking.outcome ?? '', remedies: taking.remedies ?? '', due })
    if (action.posts) {
      const posted: Posted = { number, action: taking.action, state: next.state, note: taking.note, seq: next.seq }
      emit(ctx, { topic: action.posts, place, payload: { ...posted } })
    }
  }
  return { number, seq: next.seq, state: next.state, due_at: awaits ? due : null }
}

/** Whom the case awaits: the state's own office, or of several signatures the next that is missing. */
function awaited(definition: Definition, standing: Standing): string | null {
  const signing = Object.entries(definition.actions).find(([id, action]) =>
    action.countersign && action.from.includes(standing.state) && standing.signatures.some(one => one.action === id))
  const next = signing && nextToSign(signing[1].countersign!, standing.signatures.filter(one => one.action === signing[0]))
  return next ?? definition.states[standing.state]!.awaits ?? null
}

interface Key { county: string; number: string; place: string; person: string | null }

interface NewStep { seq: number; action: string; state: string; note: string | null; data: Record<string, Json> }

const stepRow = ({ sql, seat, now }: Context, key: Key, step: NewStep) =>
  ({ ...key, ...step, at: now, actor: seat.actor, actor_name: seat.actorName, office: partOf(seat), actor_place: seat.place, data: sql.json(step.data) })
const clockRow = ({ sql }: Context, key: Key, clock: ClockRow) => ({ ...key, ...clock, stops: sql.json(clock.stops as unknown as Json) })

/** Adds a step to a case that is there. It is held from here to the commit, before its clocks are touched: so does whoever reckons them anew. */
function appendStep(ctx: Context, key: Key, step: NewStep): void {
  const { seat } = ctx
  ctx.defer(ctx.sql`insert into process.action (county, number, seq, place, person, action, state, at, actor, actor_name, office, actor_place, note, data)
    select ${key.county}, ${key.number}, ${step.seq}::integer, ${key.place}, ${key.person}::uuid, ${step.action}, ${step.state}, ${ctx.now}::timestamptz,
      ${seat.actor}::uuid, ${seat.actorName}, ${partOf(seat)}, ${seat.place}, ${step.note}, ${ctx.sql.json(step.data)}::jsonb
    from (select from process."case" where county = ${key.county} and number = ${key.number} for no key update) as held`)
}

function writeClocks(ctx: Context, key: Key, clocks: readonly ClockRow[]): void {
  if (clocks.length === 0) return
  const rows = clocks.map(clock => clockRow(ctx, key, clock))
  ctx.defer(ctx.sql`insert into process.clock ${ctx.sql(rows)} on conflict (county, number, name) do update set
    days = excluded.days, basis = excluded.basis, started_at = excluded.started_at, due_at = excluded.due_at, provisional = excluded.provisional,
    serial = excluded.serial, stops = excluded.stops, stopped_at = excluded.stopped_at, met_at = excluded.met_at, fired_at = excluded.fired_at,
    attempts = excluded.attempts, last_error = excluded.last_error, next_try = excluded.next_try`)
}

function writePapers(ctx: Context, key: Key, papers: readonly Paper[]): void {
  if (papers.length === 0) return
  const rows = papers.map(paper => ({ ...key, id: newId(), ...paper, added_at: ctx.now, added_by: ctx.seat.actorName }))
  ctx.defer(ctx.sql`insert into process.paper ${ctx.sql(rows)}`)
  settleFiles(ctx, papers.map(paper => paper.file), key.place)
}

function moved(definition: Definition, record: CaseRecord): Problem {
  const last = record.steps.at(-1)!
  return new Problem('case.moved', { who: last.actor_name, state: stateTitle(definition, record.state), at: showInstant(last.at), seq: record.seq })
}

type Told = Pick<CaseRecord, 'number' | 'place' | 'person' | 'title' | 'person_name' | 'topic' | 'opened_at' | 'received_at_place' | 'matter'>

/** A step as other systems hear of it: which case of which item stands where, and nobody's name. */
interface Made { state: string; state_name: string; action: string; verb: string; seq: number; closed: boolean }

/** Letters of a step: to the applicant what the definition says, to the receiving place how the case stands, to systems that a step was made. */
function tell(ctx: Context, record: Told, tells: Action['tells'], made: Made, words: { note: string; papers: string; outcome: string; remedies?: string; due: string | null }): void {
  const { state } = made
  const letters: Letter[] = [{ topic: 'case.step', place: record.place, payload: {
    ...made, number: record.number, item: record.topic, item_name: record.title, opened_at: record.opened_at,
  } }]
  const due = words.due ? `${dueDay(words.due).day} ${dueDay(words.due).time}` : ''
  const day = words.due ? dueDay(words.due).day.replace(/^\d+-0?(\d+)-0?(\d+)$/, '$1月$2日') : ''
  const values: Record<string, string> = { ...words, note: asPhrase(words.note), due, day, number: record.number, title: record.title }
  const filled = (text: string) => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')
  if (tells && record.person) {
    letters.push({ topic: 'notice', place: record.place, payload: { person: record.person, title: filled(tells.title), body: filled(tells.body), matter: record.number, brief: filled(tells.brief ?? ''), joint: record.matter } })
  }
  if (record.received_at_place) {
    letters.push({ topic: 'case.involve', place: record.place, payload: {
      at: record.received_at_place, number: record.number, topic: record.topic, title: record.title, person_name: record.person_name,
      state, opened_at: record.opened_at, updated_at: ctx.now,
    } })
  }
  emit(ctx, ...letters)
}

/** A note as part of a sentence: the line that it stands in brings its own full stop. */
export const asPhrase = (note: string): string => note.replace(/[。.;；\s]+$/u, '')

/** The kinds of paper that a step's data asks for. */
export const askedKinds = (data: Record<string, Json>): string[] =>
  Array.isArray(data.papers) ? data.papers.filter((kind): kind is string => typeof kind === 'string') : []

export const paperTitle = (definition: Definition, kind: string): string => definition.papers[kind]?.title ?? kind

/** What the last notice asked for and is not there yet. */
export function stillAsked(record: CaseRecord): string[] {
  const notice = record.steps.findLast(step => askedKinds(step.data).length > 0)
  if (!notice) return []
  return askedKinds(notice.data).filter(kind => !record.papers.some(paper => paper.kind === kind && paper.added_at > notice.at))
}

function missingPapers(_definition: Definition, record: CaseRecord, action: Action, brought: readonly Paper[]): string[] {
  const needed = action.requires === 'asked' ? stillAsked(record)
    : (action.requires ?? []).filter(kind => !record.papers.some(paper => paper.kind === kind))
  return needed.filter(kind => !brought.some(paper => paper.kind === kind))
}
