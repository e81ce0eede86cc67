import { beijingDay } from '../../../contract/time.ts'
import { elementsOf, itemVersion, outcomeOf, reasonsOf, type Grounds, type ItemRecord, type Reason } from '../../engines/item/index.ts'
import { casesAbout, type CaseRecord } from '../../engines/process/index.ts'
import { fill } from '../../ground/registry/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import type { Context } from '../../kernel/operation.ts'

export interface Judgement { day: string; reasons: Reason[]; outcome: { text: string; data: Record<string, number | string> }; rule: { id: string; version: number; source: string } }

/** The version of the item that a case was opened with. */
export async function itemOfCase(ctx: Context, record: CaseRecord): Promise<ItemRecord> {
  const item = await itemVersion(ctx.sql, String(record.data.item), Number(record.data.item_version))
  if (!item) throw new Error(`no version ${String(record.data.item_version)} of item ${String(record.data.item)}`)
  return item
}

/**
 * How a case stands against the conditions of its item, and what it would give: by the facts held now, as far as the seat
 * sees them, what was said for this matter, and the rule in force on the day of the application. Whoever decides sees it
 * first; a grant keeps it.
 */
export async function judge(ctx: Context, record: CaseRecord): Promise<Judgement> {
  const day = beijingDay(record.opened_at)
  const { body } = await itemOfCase(ctx, record)
  const said = (record.data.said ?? {}) as Record<string, unknown>
  const [rule, facts, before] = await Promise.all([
    ruleOn(ctx.sql, body.rule, record.place, day),
    record.person ? fill(ctx, record.person, elementsOf(body).filter(element => element.startsWith('person.'))) : new Map<string, never>(),
    record.person ? casesAbout(ctx.sql, record.person, record.topic, record.number) : null,
  ])
  if (!rule) throw new Error(`no rule ${body.rule} in force on ${day}`)
  const held = (element: string): unknown => {
    const fact = facts.get(element)
    return fact?.state === 'held' ? fact.value() : undefined
  }
  const grounds: Grounds = {
    // The place that handles the case was read from this fact when it was opened.
    value: element => said[element] ?? held(element) ?? (element === body.handled_at ? record.place : undefined),
    params: rule.params, day, age: Number(record.data.age), granted: before?.granted ?? null,
  }
  return { day, reasons: reasonsOf(body, grounds), outcome: outcomeOf(body, grounds), rule }
}
