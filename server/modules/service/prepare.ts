import type { z } from 'zod'
import type { Agent } from '../../../contract/agency.ts'
import { membersKey } from '../../../contract/catalogue.ts'
import type { Field, Item, MemberRow, Prepared } from '../../../contract/service.ts'
import { maskNumber, reusable, type Reusable } from './reuse.ts'
import { beijingDay } from '../../../contract/time.ts'
import { cut, within } from '../../../contract/kernel.ts'
import { elementsOf, exclusions, filled, groundsOf, isProven, membersOf, offersPromise, organIn, outcomeOf, promiseLetter, questionsOf, reasonsOf, type Grounds, type ItemRecord, type Members, type Question, type Reason } from '../../engines/item/index.ts'
import { ageOn, choicesOf, elementOf, fill, formTypeOf, householdOf, nameLetters, personOf, type Held, type PersonRecord, type Value } from '../../ground/registry/index.ts'
import { brokenPromise, casesAbout, grantedOf } from '../../engines/process/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import { agentServing, demonstrationCity, findPlace, nameOf, successorOf } from '../../ground/territory/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

export const barredSaid = (number: string): string => `您曾作出不实承诺（编号 ${number}），信用修复前不能再选告知承诺，请提交材料`

/** Everything an application rests on, read in one go: the person, the facts, the rule, an open case. */
export interface Groundwork {
  item: ItemRecord
  questions: readonly Question[]
  person: PersonRecord
  facts: Map<string, Held>
  place: string
  grounds: Grounds
  reasons: Reason[]
  open_case: string | null
  time: Readonly<Record<string, number>>
  members: MemberRow[]
  licences: Reusable[]
  /** The case in which a promise of theirs proved false, where the item offers one. */
  broken_promise: string | null
  /** Who applies for them at a window, where they do not come themselves. */
  agent: Agent | null
}

/** Reads what the item needs about the person in whose chair one sits. */
export async function groundwork(ctx: Context, item: ItemRecord): Promise<Groundwork> {
  const id = ctx.seat.person
  if (!id) throw new Problem(ctx.seat.chair === 'public' ? 'seat.none' : 'right.missing')
  const { body } = item
  const questions = questionsOf(body.form)
  const group = membersOf(body.form)
  const [agent, person, facts, earlier, household, licences, excluded] = await Promise.all([
    agentServing(ctx), personOf(ctx, id), fill(ctx, id, [...new Set([...elementsOf(body), alive])]),
    casesAbout(ctx.sql, id, item.id),
    group ? householdOf(ctx, id) : null, reusable(ctx, body, id), exclusions(ctx.sql, body, topics => grantedOf(ctx.sql, id, topics)),
  ])
  if (!person) throw new Problem('person.unknown')
  const members = household?.members.map(one => ({ person: one.person, name: one.name, relation_name: one.relation_name, age: one.age })) ?? []
  const broken_promise = offersPromise(body) ? await brokenPromise(ctx, id, person.place) : null
  const standing = await judged(ctx, item, person, facts, { granted: earlier.granted, holds: kind => body.materials.some(one => one.licence === kind) ? licences.some(one => one.kind === kind) : undefined })
  return { item, questions, person, facts, members, licences, agent, broken_promise, open_case: earlier.open, ...standing, reasons: [...standing.reasons, ...excluded.map(({ ok, text, basis }) => ({ ok, text, basis }))] }
}

/** The community that handles the matter: of the place that a register names, as it is called today, or where the person lives. */
async function handlingPlace({ sql }: Context, person: PersonRecord, held: Held | undefined): Promise<string> {
  const home = cut(person.place, 'community') ?? person.place
  const told = isProven(held) ? held!.value() : undefined
  const named = typeof told === 'string' && /^\d{12,}$/.test(told) ? cut(told, 'community')! : home
  const place = named === home || await findPlace(sql, named) ? named : await successorOf(sql, named, beijingDay(held!.fact!.asserted_at)) ?? home
  // What is made up for show stays there, and nobody real gets in.
  if (within(place, demonstrationCity) !== within(home, demonstrationCity)) {
    throw new Problem('service.not_eligible', { reason: '演示市与真实地区的事项不能互相办理。' })
  }
  return cut(place, 'community') ?? place
}

async function judged(ctx: Context, { body, place: of }: ItemRecord, person: PersonRecord, facts: Map<string, Held>, known: Required<Pick<Grounds, 'granted' | 'holds'>>) {
  const day = beijingDay(ctx.now)
  const place = await handlingPlace(ctx, person, facts.get(body.handled_at))
  if (!within(place, of)) throw new Problem('service.not_eligible', { reason: `这个事项只在${(await nameOf(ctx.sql, [of])).get(of) ?? '当地'}办理。` })
  const [rule, time] = await Promise.all([ruleOn(ctx.sql, body.rule, place, day), ruleOn(ctx.sql, body.time, place, day)])
  if (!rule || !time) throw new Problem('service.not_eligible', { reason: '这个地区还没有这项政策。' })
  const asked = new Set(questionsOf(body.form).filter(question => isAsked(question, facts.get(question.element))).map(question => question.element))
  const [held, dead] = [groundsOf(facts), facts.get(alive)?.fact?.value === false]
  // A death that two people registered holds, whichever register has yet to say so.
  const grounds: Grounds = { ...held, value: element => (element === alive && dead ? false : held.value(element)), asked, params: rule.params, day, age: ageOn(person.birth_date, day), ...known }
  return { place, grounds, reasons: [...reasonsOf(body, grounds), ...dead && !elementsOf(body).includes(alive) ? [afterDeath] : []], time: time.params }
}

const alive = 'person.alive'
/** An item that says nothing of somebody's being alive is for the living; one for what follows a death has it in its conditions. */
const afterDeath: Reason = { ok: false, text: '申请人在世（登记为已死亡，只能办理丧葬等身后的事项）', basis: '居民登记' }

/** The same grounds once the form was answered: what was just said goes before what is held. */
export const answered = (grounds: Grounds, answers: ReadonlyMap<string, Value>): Grounds =>
  ({ ...grounds, asked: new Set(), value: element => answers.get(element) ?? grounds.value(element) })

/** How one question stands: held and fresh, stale, or missing. What may not be edited is never asked. */
export function fieldOf(question: Question, held: Held | undefined): z.input<typeof Field> {
  const element = elementOf(question.element)
  return {
    element: question.element, name: element.name, ask: question.ask, why: question.why, example: question.example,
    type: formTypeOf(element), ahead: element.ahead ?? false, coming: element.coming ?? false, choices: element.code_list ? choicesOf(element.code_list) : [], required: question.required, editable: question.editable,
    state: held?.state ?? 'missing', held: held?.fact ?? null,
  }
}

/** True when the form has to ask this question. */
export const isAsked = (question: Question, held: Held | undefined): boolean =>
  question.editable && (held?.state ?? 'missing') !== 'held'

const letters = new WeakMap<ItemRecord['body'], Pick<Item, 'initials' | 'aliases' | 'letters'>>()
/** What an item is found by besides its words; reckoned once for each version. */
function lettersOf(body: ItemRecord['body']): Pick<Item, 'initials' | 'aliases' | 'letters'> {
  const known = letters.get(body)
  if (known) return known
  // Versions that were published before people's own words were kept have none.
  const aliases = (body as Partial<typeof body>).aliases ?? []
  const all = [body.name, ...aliases].map(nameLetters)
  const found = { initials: all[0]!.initials, aliases, letters: all.flatMap(({ pinyin, initials }) => [pinyin, initials]) }
  letters.set(body, found)
  return found
}

/** An item as the catalogue shows it, with the numbers of the rules in force. */
export function itemView({ id, version, body }: ItemRecord, params: Readonly<Record<string, number>>, time: Readonly<Record<string, number>>, day: string): Item {
  const { conditions, organs, ...rest } = body
  // A version that was published before promises named what they replace says nothing of it.
  const materials = rest.materials.map(({ replaces = [], ...one }: Omit<Item['materials'][number], 'replaces'> & { replaces?: string[] }) => ({ ...one, replaces }))
  const said: Grounds = { value: () => undefined, params, day, age: 0, granted: null }
  const organ = organs.find(one => one.from <= day && (one.to === null || day <= one.to)) ?? organs.at(-1)!
  return {
    ...rest, materials, id, version, stages: rest.stages ?? [], ...lettersOf(body), organs, organ: organ.name, conditions: conditions.map(one => filled(one.text.replace(/（[^（]*\{age\}[^）]*）/, ''), said)),
    promised_days: time.promised_days ?? 0, statutory_days: time.statutory_days ?? time.promised_days ?? 0, members: Object.hasOwn(body.form.properties, membersKey),
  }
}

const groupOf = (group: Members, rows: MemberRow[]) =>
  ({ title: group.title, why: group.why, rows, fields: group.questions.map(question => fieldOf(question, undefined)) })

/** The form, filled: what is held, what is asked and why, which documents nobody has to bring. */
export async function prepared(ctx: Context, item: ItemRecord): Promise<z.input<typeof Prepared>> {
  const work = await groundwork(ctx, item)
  const { person, facts, place, grounds, reasons, questions } = work
  const { body } = item
  const top = cut(place, 'county') ?? place
  const town = cut(place, 'town') ?? place
  const names = await nameOf(ctx.sql, [place, top, town, cut(place, 'community') ?? place])
  const eligible = reasons.every(reason => reason.ok)
  const group = membersOf(body.form)
  const view = itemView(item, grounds.params, work.time, grounds.day)
  return {
    // Who may not promise is not offered it.
    item: work.broken_promise ? { ...view, materials: view.materials.filter(one => one.id !== promiseLetter) } : view,
    promise_barred: work.broken_promise && barredSaid(work.broken_promise),
    person: { id: person.id, name: person.name, identity_masked: person.identity_masked, age: grounds.age },
    eligible, reasons, place, place_name: names.get(place) ?? place, accepts_name: names.get(town) ?? town, decides_name: organIn(names, view.organ, place),
    fields: questions.map(question => fieldOf(question, facts.get(question.element))),
    members: group ? groupOf(group, work.members) : null,
    not_asked: body.materials.flatMap(one => {
      const held = one.element ? facts.get(one.element) : undefined
      // What nobody supplied is not said to have been supplied: whoever examines has to see to it.
      if (one.source !== 'shared' || held?.state !== 'held') return []
      return [{ material: one.name, register: held.fact!.source === 'shared' ? one.register ?? held.fact!.organ : `${held.fact!.organ}（${held.fact!.source_name}）`, as_of: held.fact!.asserted_at }]
    }),
    outcome: eligible ? outcomeOf(body, grounds).text : null,
    open_case: work.open_case,
    licences: work.licences.map(({ kind, material, name, title, number, organ, valid_until }) => ({ kind, material, name, title, number: ctx.seat.attendance ? maskNumber(number) : number, organ, valid_until })),
  }
}
