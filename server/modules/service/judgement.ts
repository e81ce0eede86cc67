import { beijingDay } from '../../../contract/time.ts'
import { fill } from '../../ground/registry/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import type { CaseRecord } from '../../engines/process/index.ts'
import type { Context } from '../../kernel/operation.ts'
import type { ItemDeclaration, Reason } from './declaration.ts'

export interface Judgement { day: string; reasons: Reason[]; outcome: { text: string; data: Record<string, number | string> }; rule: { id: string; version: number; source: string } }

/**
 * How a case stands against the conditions of its item, and what it would give: by the facts held now, as far as the seat
 * sees them, and the rule in force on the day of the application. Whoever decides sees it first; a grant keeps it.
 */
export async function judge(ctx: Context, declared: ItemDeclaration, record: CaseRecord): Promise<Judgement> {
  const day = beijingDay(record.opened_at)
  const elements = [...new Set([...declared.form.map(question => question.element), ...declared.supplied.map(one => one.element), declared.handled_at])]
  const [rule, facts, [before]] = await Promise.all([
    ruleOn(ctx.sql, declared.rule, record.place, day),
    record.person ? fill(ctx, record.person, elements) : new Map<string, never>(),
    ctx.sql<{ number: string }[]>`select number from process."case"
      where person = ${record.person} and process = ${record.process} and state = 'granted' and number <> ${record.number} order by opened_at desc limit ${1}`,
  ])
  if (!rule) throw new Error(`no rule ${declared.rule} in force on ${day}`)
  const grounds = {
    // The place that handles the case was read from this fact when it was opened.
    value: (element: string) => facts.get(element)?.value() ?? (element === declared.handled_at ? record.place : undefined),
    params: rule.params as Record<string, number>, day, age: Number(record.data.age), granted: before?.number ?? null,
  }
  return { day, reasons: declared.conditions(grounds), outcome: declared.outcome(grounds), rule }
}
