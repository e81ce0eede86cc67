import type { z } from 'zod'
import type { Field, Prepared } from '../../../contract/service.ts'
import { beijingDay } from '../../../contract/time.ts'
import { cut } from '../../../contract/kernel.ts'
import { ageOn, choicesOf, elementOf, fill, formTypeOf, personOf, type Held, type PersonRecord } from '../../ground/registry/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Grounds, ItemDeclaration, Question, Reason } from './declaration.ts'

/** Everything an application rests on, read in one go: the person, the facts, the rule, an open case. */
export interface Groundwork {
  declared: ItemDeclaration
  person: PersonRecord
  facts: Map<string, Held>
  place: string
  grounds: Grounds
  reasons: Reason[]
  open_case: string | null
  time: Readonly<Record<string, number>>
}

const elementsOf = (declared: ItemDeclaration): string[] =>
  [...new Set([...declared.form.map(question => question.element), ...declared.supplied.map(one => one.element), declared.handled_at])]

/** Reads what the item needs about the person in whose chair one sits. */
export async function groundwork(ctx: Context, declared: ItemDeclaration): Promise<Groundwork> {
  const id = ctx.seat.person
  if (!id) throw new Problem(ctx.seat.chair === 'public' ? 'seat.none' : 'right.missing')
  const day = beijingDay(ctx.now)
  const [person, facts, opened] = await Promise.all([
    personOf(ctx, id), fill(ctx, id, elementsOf(declared)),
    ctx.sql<{ number: string; open: boolean }[]>`select number, closed_at is null as open from process."case"
      where person = ${id} and process = ${declared.definition.id} and (closed_at is null or state = 'granted') order by opened_at desc limit ${20}`,
  ])
  if (!person) throw new Problem('person.unknown')
  const hukou = facts.get(declared.handled_at)?.value()
  const place = cut(typeof hukou === 'string' && /^\d{12,}$/.test(hukou) ? hukou : person.place, 'community') ?? person.place
  const [rule, time] = await Promise.all([ruleOn(ctx.sql, declared.rule, place, day), ruleOn(ctx.sql, declared.definition.rule, place, day)])
  if (!rule || !time) throw new Problem('service.not_eligible', { reason: '这个地区还没有这项政策。' })
  const grounds: Grounds = {
    value: element => facts.get(element)?.value(), params: rule.params, day, age: ageOn(person.birth_date, day),
    granted: opened.find(one => !one.open)?.number ?? null,
  }
  return { declared, person, facts, place, grounds, reasons: declared.conditions(grounds), open_case: opened.find(one => one.open)?.number ?? null, time: time.params }
}

/** How one question stands: held and fresh, stale, or missing. What may not be edited is never asked. */
export function fieldOf(question: Question, filled: Held | undefined): z.input<typeof Field> {
  const element = elementOf(question.element)
  return {
    element: question.element, name: element.name, ask: question.ask, why: question.why, example: question.example,
    type: formTypeOf(element), choices: element.code_list ? choicesOf(element.code_list) : [], required: question.required, editable: question.editable,
    state: filled?.state ?? 'missing', held: filled?.fact ?? null,
  }
}

/** True when the form has to ask this question. */
export const isAsked = (question: Question, filled: Held | undefined): boolean =>
  question.editable && (filled?.state ?? 'missing') !== 'held'

export const itemView = (declared: ItemDeclaration, time: Readonly<Record<string, number>>): Prepared['item'] => ({
  ...declared.item, promised_days: time.promised_days!, statutory_days: time.statutory_days!,
})

/** The form, filled: what is held, what is asked and why, which documents nobody has to bring. */
export async function prepared(ctx: Context, declared: ItemDeclaration): Promise<z.input<typeof Prepared>> {
  const work = await groundwork(ctx, declared)
  const { person, facts, place, grounds, reasons } = work
  const county = cut(place, 'county') ?? place
  const town = cut(place, 'town') ?? place
  const names = await nameOf(ctx.sql, [place, county, town])
  const eligible = reasons.every(reason => reason.ok)
  return {
    item: itemView(declared, work.time),
    person: { id: person.id, name: person.name, identity_masked: person.identity_masked, age: grounds.age },
    eligible, reasons, place, place_name: names.get(place) ?? place, accepts_name: names.get(town) ?? town, decides_name: `${names.get(county) ?? county}民政局`,
    fields: declared.form.map(question => fieldOf(question, facts.get(question.element))),
    not_asked: declared.supplied.map(({ material, element, register }) => ({ material, register, as_of: facts.get(element)?.fact?.asserted_at ?? null })),
    outcome: eligible ? declared.outcome(grounds).text : null,
    open_case: work.open_case,
  }
}
