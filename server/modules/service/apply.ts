import type { z } from 'zod'
import type { apply, MemberAnswer, PaperGiven } from '../../../contract/service.ts'
import { agencies, agencyPaper } from '../../../contract/agency.ts'
import { stateName } from '../../../contract/glossary.ts'
import { membersOf, offersPromise, promiseLetter, reasonsOf, type Question } from '../../engines/item/index.ts'
import { recordUses } from '../../engines/licence/index.ts'
import { open, papersOf, type Definition, type Taken } from '../../engines/process/index.ts'
import { assertFacts, checkValue, elementOf, maskValue, showValue, type PersonRecord, type Value } from '../../ground/registry/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import { answered, barredSaid, isAsked, type Groundwork } from './prepare.ts'
import { agreed, type Reusable } from './reuse.ts'

export interface Given { answers: Readonly<Record<string, unknown>>; members: readonly z.output<typeof MemberAnswer>[]; papers: readonly z.output<typeof PaperGiven>[]; licences: readonly string[] }

function shown(id: string, value: Value): string {
  const declared = elementOf(id)
  return declared.sensitivity === 'sealed' ? maskValue(declared, value) : showValue(declared, value)
}

const blank = (raw: unknown): boolean => raw === undefined || raw === null || raw === ''

/** One answer checked against its element; what is wrong goes to `fields`. */
function checked(element: string, raw: unknown, path: string, fields: FieldProblem[]): Value | undefined {
  try {
    return checkValue(element, raw)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    fields.push({ path, message: String(error.details.reason ?? error.message) })
    return undefined
  }
}

/** Checks every answer against its element; throws `input.invalid` with all that is wrong, field by field. */
function answersOf({ questions, facts }: Groundwork, given: Readonly<Record<string, unknown>>, fields: FieldProblem[]): Map<string, Value> {
  const answers = new Map<string, Value>()
  for (const question of questions) {
    const raw = given[question.element]
    const held = facts.get(question.element)
    if (!question.editable || blank(raw)) {
      if (held?.state !== 'held' && question.required && isAsked(question, held)) fields.push({ path: `answers.${question.element}`, message: `请填写${elementOf(question.element).name}` })
      continue
    }
    const value = checked(question.element, raw, `answers.${question.element}`, fields)
    if (value !== undefined) answers.set(question.element, value)
  }
  const asked = new Set(questions.filter(question => question.editable).map(question => question.element))
  for (const element of Object.keys(given)) if (!asked.has(element)) fields.push({ path: `answers.${element}`, message: '这一项不用填' })
  return answers
}

/** The answers about members of the household, for this matter only: one row for each member that lives there. */
function membersGiven({ item, members }: Groundwork, given: Given['members'], fields: FieldProblem[]): Json[] {
  const group = membersOf(item.body.form)
  if (!group) {
    if (given.length > 0) fields.push({ path: 'members', message: '这一项不用填' })
    return []
  }
  return members.map((member): Json => {
    const row = given.find(one => one.person === member.person)
    const facts = group.questions.flatMap((question: Question): Json[] => {
      const path = `members.${member.person}.${question.element}`
      const raw = row?.answers[question.element]
      if (blank(raw)) {
        if (question.required) fields.push({ path, message: `请填写${member.name}的${question.ask}` })
        return []
      }
      const value = checked(question.element, raw, path, fields)
      return value === undefined ? [] : [{ element: question.element, name: question.ask, shown: shown(question.element, value) }]
    })
    return { name: member.name, relation: member.relation_name, age: member.age, facts }
  })
}

/** What the case keeps of the form: as shown (sealed values masked), each with where it came from. */
function snapshot({ questions, facts }: Groundwork, answers: ReadonlyMap<string, Value>): Json[] {
  return questions.flatMap(({ element }): Json[] => {
    const answer = answers.get(element)
    const held = facts.get(element)?.fact
    if (answer !== undefined) return [{ element, shown: shown(element, answer), source: 'declared', organ: '本人申报', asked: true }]
    return held ? [{ element, shown: held.shown, source: held.source, organ: held.organ, asked: false }] : []
  })
}

/** What was found in order before anything is written: the answers, the household, the licences agreed to. */
export interface Examined { answers: Map<string, Value>; members: Json[]; age: number; licences: Reusable[] }

/** Examines an application without writing: throws what is wrong with it, field by field. */
export function examined(work: Groundwork, given: Given): Examined {
  if (work.open_case) throw new Problem('service.open_already', { number: work.open_case })
  refuse(work.reasons)
  const fields: FieldProblem[] = []
  const answers = answersOf(work, given.answers, fields)
  const members = membersGiven(work, given.members, fields)
  const licences = agreed(work.licences, given.licences, fields)
  promiseOf(work, given.papers, fields)
  agencyShown(work, given.papers, fields)
  if (fields.length > 0) throw new Problem('input.invalid', {}, fields)
  const grounds = answered(work.grounds, answers)
  refuse(reasonsOf(work.item.body, grounds))
  return { answers, members, age: grounds.age, licences }
}

/** Whether it is applied for on a promise; whoever made a false one before may not. */
function promiseOf({ item, broken_promise }: Groundwork, papers: Given['papers'], fields: FieldProblem[] = []): boolean {
  const i = papers.findIndex(paper => paper.kind === promiseLetter)
  if (i >= 0 && broken_promise) fields.push({ path: `papers.${i}`, message: barredSaid(broken_promise) })
  return i >= 0 && offersPromise(item.body)
}

/** Whoever applies for another shows on what they rest. */
function agencyShown({ agent }: Groundwork, papers: Given['papers'], fields: FieldProblem[]): void {
  if (agent && !papers.some(paper => paper.kind === agencyPaper)) fields.push({ path: `papers.${agencyPaper}`, message: `由他人代办，请交${agencies[agent.by].paper}` })
}

/** Opens the case of an application that was examined, as part of a matter where one is named, and keeps which licences were used for it. */
export async function openFor(ctx: Context, work: Groundwork, definition: Definition, { answers, members, age, licences }: Examined, papers: Given['papers'], matter?: string): Promise<Taken> {
  const { item, person } = work
  const opened = await open(ctx, {
    definition, place: work.place, topic: item.id, rule: item.body.time, title: item.body.name, person: { id: person.id, name: person.name }, ...(matter && { matter }),
    data: { item: item.id, item_version: item.version, age, facts: snapshot(work, answers), said: said(answers), ...(members.length > 0 && { members }), ...(promiseOf(work, papers) && { promise: true }), ...(work.agent && { agent: { ...work.agent } }) },
    received_at_place: ctx.seat.attendance ? ctx.seat.place : null, papers: await papersOf(ctx, definition, papers, { person: person.id, number: null }),
  })
  recordUses(ctx, { place: work.place, person: person.id, matter: opened.number, matter_title: item.body.name, licences })
  return opened
}

/** What was said of oneself is held from now on; what one matter is about, and what a household has, stays in its case. */
export async function hold(ctx: Context, person: PersonRecord, answers: ReadonlyMap<string, Value>, title: string, number: string): Promise<void> {
  const facts = [...answers].filter(([element]) => element.startsWith('person.')).map(([element, value]) => ({ element, value }))
  if (facts.length > 0) await assertFacts(ctx, person, facts, { source: 'declared', organ: '本人申报', purpose: `申请${title}`, matter: number })
}

/** What the first clock of a case counts towards. */
export const dueTitle = ({ open, clocks }: Definition): string => open.clocks[0] ? clocks[open.clocks[0]]!.title : ''

/** Applies for an item in the self chair: what was asked becomes facts, the case is opened, the count kept. */
export async function applyFor(ctx: Context, work: Groundwork, definition: Definition, given: Given): Promise<z.input<typeof apply.output>> {
  const ready = examined(work, given)
  const opened = await openFor(ctx, work, definition, ready, given.papers)
  await hold(ctx, work.person, ready.answers, work.item.body.name, opened.number)
  return { number: opened.number, state: opened.state, state_name: stateName(opened.state), receipt: definition.open.notice?.title ?? '', due_at: opened.due_at, due_title: dueTitle(definition) }
}

/** What was said of the matter and of the household is held about nobody: the case itself keeps it, so that it can be judged again. */
const said = (answers: ReadonlyMap<string, Value>): Record<string, Json> =>
  Object.fromEntries([...answers].filter(([element]) => !element.startsWith('person.') && elementOf(element).sensitivity !== 'sealed'))

function refuse(reasons: readonly { ok: boolean; text: string }[]): void {
  const failed = reasons.filter(reason => !reason.ok)
  if (failed.length > 0) throw new Problem('service.not_eligible', { reason: `不符合条件：${failed.map(reason => reason.text).join('；')}。` })
}
