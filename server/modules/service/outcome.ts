import { beijingDay } from '../../../contract/time.ts'
import { itemVersion, outcomeOf } from '../../engines/item/index.ts'
import type { CaseRecord } from '../../engines/process/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'

/** What a decision grants, reckoned from the rule in force on the day of the application, by the item's version of that day. */
export async function decided(ctx: Context, record: CaseRecord): Promise<{ text: string; data: Record<string, Json> }> {
  const item = await itemVersion(ctx.sql, String(record.data.item), Number(record.data.item_version))
  if (!item) throw new Error(`no version ${String(record.data.item_version)} of item ${String(record.data.item)}`)
  const day = beijingDay(record.opened_at)
  const rule = await ruleOn(ctx.sql, item.body.rule, record.place, day)
  if (!rule) throw new Error(`no rule ${item.body.rule} in force on ${day}`)
  const { text, data } = outcomeOf(item.body, { value: () => undefined, params: rule.params, day, age: Number(record.data.age), granted: null })
  return { text, data: { ...data, rule: `${rule.id} v${rule.version}` } }
}
