import type { z } from 'zod'
import * as contract from '../../../contract/service.ts'
import { officeName, stateName } from '../../../contract/glossary.ts'
import { cut } from '../../../contract/kernel.ts'
import { calendarOf } from '../../ground/law/index.ts'
import { elementOf } from '../../ground/registry/index.ts'
import {
  awaiting, awaitingRows, casesIn, casesOf, casesOfRows, choices, clocksOf, countCases, definitionOf, figuresUnder, findCase, isRecused, keptApart, paperTitle, picture, receivedAt, receivedRows, stateTitle,
  stillAsked, timeline, type CaseRecord, type ListRow,
} from '../../engines/process/index.ts'
import type { Definition } from '../../engines/process/index.ts'
import { agentServing, nameOf, pathNameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { partOf } from '../../kernel/seat.ts'
import { agentAt, agentOf, letterNeeded } from './agency.ts'
import { onlyAskable } from './asked.ts'
import { judge } from './judgement.ts'
import { remediesSaid } from './remedies.ts'
import { onOpenWays } from './ways.ts'

type Row = z.input<typeof contract.CaseRow>

/** Cases as lists show them, with the names of their places and the days that are left. */
export async function rows(ctx: Context, listed: readonly ListRow[]): Promise<Row[]> {
  const [calendar, names, windows] = await Promise.all([
    calendarOf(ctx.sql), nameOf(ctx.sql, listed.map(row => row.place)), windowNames(ctx, listed.map(row => row.received_at_place)),
  ])
  const name = (place: string) => names.get(place) ?? place
  // Many cases of a page are due at the same hour of the same day.
  const known = new Map<string, number>()
  const left = (due: string): number => {
    const days = known.get(due) ?? calendar.remaining(due, ctx.now)
    known.set(due, days)
    return days
  }
  return listed.map(row => ({
    number: row.number, item: row.topic, title: row.title, person_name: row.person_name, state: row.state, state_name: stateName(row.state),
    place: row.place, place_name: name(row.place), opened_at: row.opened_at, due_at: row.due_at,
    left: row.due_at ? left(row.due_at) : null, closed: row.closed_at !== null, received_elsewhere: row.received_at_place && (windows.get(row.received_at_place) ?? row.received_at_place),
    awaits_name: row.awaits && (row.awaits === 'applicant' ? '申请人' : officeName(row.awaits)), awaits_applicant: row.awaits === 'applicant',
  }))
}

/** Windows are all over the province: each is named from its county down. */
export const windowNames = (ctx: Context, places: readonly (string | null)[]): Promise<Map<string, string>> =>
  pathNameOf(ctx.sql, [...new Set(places.filter(place => place !== null))], { below: 'city' })

const byOpening = (row: ListRow) => [row.opened_at, row.number]

/** A page of rows with its count. */
async function page(ctx: Context, listed: PromiseLike<ListRow[]>, counted: Promise<{ n: number; exact: boolean }>, limit: number, key = byOpening) {
  const [found, count] = await Promise.all([listed, counted])
  const { items, next } = pageOf(found, limit, key)
  return { items: await rows(ctx, items), next, count }
}

/** The place that a list is narrowed to: one's own, or one below it. */
function placeOf(ctx: Context, place: string | undefined): string {
  if (place && !place.startsWith(ctx.seat.place)) throw new Problem('found.nothing')
  return place ?? ctx.seat.place
}

/** The lists and figures of a range are a desk's. In the self chair one reads one's own cases, listed by `mine`. */
const atDesk = (ctx: Context) => ctx.seat.chair === 'desk' ? here(ctx) : null

export const todo = serve(contract.todo, {
  verb: 'case.open', at: atDesk,
  run: (ctx, { place, after, limit }) => {
    const top = placeOf(ctx, place)
    return page(ctx, awaiting(ctx.sql, partOf(ctx.seat), top, fromCursor(after, 'instant', 'text'), limit + 1), countUpTo(ctx.sql, awaitingRows(ctx.sql, partOf(ctx.seat), top)),
      limit, row => [row.due_at ?? 'infinity', row.number])
  },
})

export const list = serve(contract.list, {
  verb: 'case.survey', at: atDesk,
  run: async (ctx, { place, state, item, after, limit }) => {
    const filter = { place: placeOf(ctx, place), state, topic: item }
    const found = await page(ctx, casesIn(ctx.sql, filter, fromCursor(after, 'instant', 'text'), limit + 1), countCases(ctx.sql, filter), limit)
    return ctx.may('case.read') ? found : { ...found, items: found.items.map(row => ({ ...row, person_name: null })) }
  },
})

export const figures = serve(contract.figures, {
  verb: 'case.survey', at: atDesk,
  run: async (ctx, { place }) => {
    const top = placeOf(ctx, place)
    const [items, names] = await Promise.all([figuresUnder(ctx.sql, top, ctx.now), nameOf(ctx.sql, [top])])
    return { place: top, place_name: names.get(top) ?? top, items }
  },
})

export const received = serve(contract.received, {
  verb: 'window.serve', at: here,
  run: async (ctx, { after, limit }) => {
    const { items, ...rest } = await page(ctx, receivedAt(ctx.sql, ctx.seat.place, fromCursor(after, 'instant', 'text'), limit + 1),
      countUpTo(ctx.sql, receivedRows(ctx.sql, ctx.seat.place)), limit)
    // What the window was told of a case says who received it; where it is handled stands in its number.
    const handled = (number: string) => number.slice(0, 6)
    const names = await nameOf(ctx.sql, items.map(item => handled(item.number)))
    return { ...rest, items: items.map(item => ({ ...item, place: handled(item.number), place_name: names.get(handled(item.number)) ?? '' })) }
  },
})

export const mine = serve(contract.mine, {
  verb: 'service.own', at: here,
  run: async (ctx, { after, limit }) => {
    // Who acts for another has to do with what they came for, and with nothing else that the person has applied for.
    const whose = { person: ctx.seat.person!, mark: (await agentServing(ctx))?.mark }
    return page(ctx, casesOf(ctx.sql, whose, fromCursor(after, 'instant', 'text'), limit + 1),
      countUpTo(ctx.sql, casesOfRows(ctx.sql, whose)), limit)
  },
})

export interface Found { place: string; record: CaseRecord; definition: Definition }

/** Finds a case under row security, with the published definition that it runs on. */
export async function findRunning(ctx: Context, { number }: { number: string }): Promise<Found | null> {
  const record = await findCase(ctx.sql, number)
  return record ? { place: record.place, record, definition: await definitionOf(ctx.sql, record.process, record.version) } : null
}

interface Kept { element: string; shown: string; source: string; organ: string; asked: boolean }
const sourceNames: Record<string, string> = { declared: '本人申报', collected: '上门采集', shared: '部门共享', verified: '核验' }

export async function view(ctx: Context, { record, definition }: Found): Promise<z.input<typeof contract.CaseView>> {
  // Only an application rests on an item, and so on conditions: a bad grade that is followed up does not.
  const working = ctx.seat.chair === 'desk' && record.closed_at === null && record.data.item !== undefined
  const town = cut(record.place, 'town') ?? record.place
  const [calendar, [row], names, towns, judged, letter] = await Promise.all([
    calendarOf(ctx.sql), rows(ctx, [record]), windowNames(ctx, record.steps.map(step => step.actor_place)), nameOf(ctx.sql, [town]), working ? judge(ctx, record) : null, letterNeeded(ctx, record),
  ])
  const kept = (record.data.facts ?? []) as unknown as Kept[]
  return {
    case: { ...row!, state_name: stateTitle(definition, record.state) }, seq: record.seq, person: ctx.may('person.open') ? record.person : null,
    item: { id: record.topic, name: record.title }, matter: record.matter,
    members: (record.data.members ?? []) as never, accepts_name: towns.get(town) ?? town,
    judged: judged && { reasons: judged.reasons, outcome: judged.outcome.text, source: judged.rule.source },
    about: (record.data.about ?? []) as never, agent: agentOf(record), letter,
    facts: kept.map(fact => ({ ...fact, name: elementOf(fact.element).name, source_name: sourceNames[fact.source] ?? fact.source })),
    papers: record.papers.map(paper => ({ ...paper, kind_name: paperTitle(definition, paper.kind) })),
    missing: stillAsked(record).map(kind => ({ kind, name: paperTitle(definition, kind), note: definition.papers[kind]?.note ?? '' })),
    clocks: clocksOf(definition, record, calendar, ctx.now), timeline: timeline(definition, record, names).map(step => told(record, step)), picture: picture(definition),
    choices: await onlyAskable(ctx, definition, record, await onOpenWays(ctx, definition, record, choices(definition, record, ctx.seat))), kept_apart: apartSaid(definition, record, ctx), outcome: await outcomeOf(ctx, definition, record),
  }
}

/** A step as it is shown: who took it for another in a line, and not as the case keeps them. */
function told(record: CaseRecord, { data: { agent: _, ...data }, ...step }: ReturnType<typeof timeline>[number]) {
  return { ...step, data, agent: agentAt(record, step.seq) }
}

/** Why somebody who may take a step does not find it: another person must, and of which office. */
function apartSaid(definition: Definition, record: CaseRecord, { seat }: Context): string | null {
  const apart = keptApart(definition, record, seat)
  return apart && `${apart.titles.map(title => `“${title}”`).join('')}要由另一位${apart.offices.join('、')}办理：这件事的${apart.before.map(title => `“${title}”`).join('')}是您办的，同一个人不能办前后两步。`
}

async function outcomeOf(ctx: Context, definition: Definition, record: CaseRecord): Promise<z.input<typeof contract.CaseView>['outcome']> {
  const last = record.steps.at(-1)
  if (!last || definition.states[record.state]?.kind !== 'end') return null
  const notice = definition.actions[last.action]?.notice
  return {
    granted: record.state === 'granted', text: typeof last.data.outcome === 'string' ? last.data.outcome : stateTitle(definition, record.state),
    reasons: last.note ?? '', remedies: notice?.remedies ? await remediesSaid(ctx, record.place, last.at) : null,
  }
}

/** Opening somebody's case leaves a trace that the person can read. */
export const looked = (record: CaseRecord) => record.person
  ? [{ person: record.person, place: record.place, purpose: `办理${record.title}（${record.number}）` }] : null

/** A process may ask for a right of its own, and nobody opens a case from which they must stand back (docs/decisions/0016). */
export const show = serve(contract.show, {
  verb: 'case.open', at: (ctx, input) => findRunning(ctx, input),
  run: (ctx, _input, found) => {
    if (!ctx.may(found.definition.reads ?? 'case.read')) throw new Problem('right.missing')
    if (isRecused(found.record, ctx.seat)) throw new Problem('case.recused')
    return view(ctx, found)
  }, looked: (_input, _output, found) => looked(found.record),
})
