import * as contract from '../../../contract/catalogue.ts'
import { beijingDay } from '../../../contract/time.ts'
import { findDraft, itemOf, outcomeOf, questionsOf, reasonsOf, type Draft, type Grounds } from '../../engines/item/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import { checkValue, type Value } from '../../ground/registry/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import { faultsIn } from './parts.ts'

interface Invented { age: number; day: string; values: ReadonlyMap<string, Value>; wrong: FieldProblem[] }

/** The invented answers as their elements take them, with what is wrong about the rest. */
function invented(answers: Readonly<Record<string, unknown>>, age: number, day: string): Invented {
  const wrong: FieldProblem[] = []
  const values = new Map(Object.entries(answers).flatMap(([element, value]) => {
    try {
      return [[element, checkValue(element, value)] as const]
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      wrong.push({ path: element, message: String(error.details.reason ?? error.message) })
      return []
    }
  }))
  return { age, day, values, wrong }
}

/** How one item comes out by these numbers. */
function tried(body: contract.ItemBody, params: Readonly<Record<string, number>>, { age, day, values, wrong }: Invented) {
  const grounds: Grounds = { value: element => values.get(element), params, day, age, granted: null }
  const reasons = reasonsOf(body, grounds)
  const eligible = wrong.length === 0 && reasons.every(one => one.ok)
  return { eligible, reasons, outcome: eligible ? outcomeOf(body, grounds).text : null }
}

const askedBy = (body: contract.ItemBody, { values }: Invented) =>
  questionsOf(body.form).filter(one => one.editable && !values.has(one.element)).map(one => ({ element: one.element, ask: one.ask }))

/** A bundle is tried with its published items, by the numbers in force at its place. */
async function triedBundle(ctx: Context, { items }: contract.Bundle, place: string, given: Invented) {
  const asked = new Map<string, string>()
  const parts = await Promise.all(items.map(async id => {
    const { body } = (await itemOf(ctx.sql, id))!
    const rule = await ruleOn(ctx.sql, body.rule, place, given.day)
    for (const { element, ask } of askedBy(body, given)) if (!asked.has(element)) asked.set(element, ask)
    return { id, name: body.name, ...tried(body, rule?.params ?? {}, given) }
  }))
  return { faults: given.wrong, eligible: parts.some(one => one.eligible), reasons: [], outcome: null, asked: [...asked].map(([element, ask]) => ({ element, ask })), parts }
}

async function trial(ctx: Context, { what, body, place }: Draft, given: Invented) {
  if (what === 'bundle') return triedBundle(ctx, contract.Bundle.parse(body), place, given)
  const item = contract.ItemBody.parse(body)
  return { faults: given.wrong, ...tried(item, Object.fromEntries(item.params.map(one => [one.id, one.value])), given), asked: askedBy(item, given), parts: [] }
}

export const attempt = serve(contract.attempt, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, { age, answers }, found) => {
    const faults = await faultsIn(ctx, found)
    if (faults.length > 0) return { faults, eligible: false, reasons: [], outcome: null, asked: [], parts: [] }
    return trial(ctx, found, invented(answers, age, beijingDay(ctx.now)))
  },
})
