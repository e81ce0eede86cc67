import { beijingDay } from '../../../contract/time.ts'
import { elementsOf, exclusions, groundsOf, itemVersion, licencesAsked, outcomeOf, reasonsOf, type Excluded, type Grounds, type ItemRecord, type Reason } from '../../engines/item/index.ts'
import { usesIn } from '../../engines/licence/index.ts'
import { casesAbout, grantedBeside, type CaseRecord } from '../../engines/process/index.ts'
import { fill, recordLook } from '../../ground/registry/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import type { Context } from '../../kernel/operation.ts'

export interface Judgement { day: string; reasons: Reason[]; excluded: Excluded[]; outcome: { text: string; data: Record<string, number | string | string[]> }; rule: { id: string; version: number; source: string } }

/** The version of the item that a case was opened with. */
export async function itemOfCase(ctx: Context, record: CaseRecord): Promise<ItemRecord> {
  const item = await itemVersion(ctx.sql, String(record.data.item), Number(record.data.item_version))
  if (!item) throw new Error(`no version ${String(record.data.item_version)} of item ${String(record.data.item)}`)
  return item
}

/** A grant that ends another says so to whoever gets it, and keeps which. */
function ending({ text, data }: ReturnType<typeof outcomeOf>, excluded: readonly Excluded[]): Judgement['outcome'] {
  const ended = excluded.filter(one => one.exclusion.then === 'ends' && one.held)
  if (ended.length === 0) return { text, data }
  return { text: `${text}；${ended.map(({ exclusion, number }) => number === null ? `在别处享受的${exclusion.what}` : `${exclusion.what}（${number}）`).join('、')}同时终止`, data: { ...data, ends: ended.flatMap(one => one.number ?? []) } }
}

/** What was granted to the applicant anywhere in the province. A desk asks beyond its range here, so the person can read that it did. */
async function beside(ctx: Context, record: CaseRecord, topics: readonly string[]): Promise<Awaited<ReturnType<typeof grantedBeside>>> {
  if (record.person) ctx.defer(recordLook(ctx, 'case.show', { person: record.person, place: record.place, purpose: `核对全省有没有不能同时享受的待遇（${record.number}）` }))
  return grantedBeside(ctx.sql, record, topics)
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
  const [rule, facts, before, excluded, uses] = await Promise.all([
    ruleOn(ctx.sql, body.rule, record.place, day),
    record.person ? fill(ctx, record.person, elementsOf(body)) : new Map<string, never>(),
    record.person ? casesAbout(ctx.sql, record.person, record.topic, record.number) : null, exclusions(ctx.sql, body, topics => beside(ctx, record, topics)),
    licencesAsked(body).length > 0 ? usesIn(ctx.sql, record.number) : [],
  ])
  if (!rule) throw new Error(`no rule ${body.rule} in force on ${day}`)
  const proven = groundsOf(facts)
  const grounds: Grounds = {
    ...proven, value: element => said[element] ?? proven.value(element), params: rule.params, day, age: Number(record.data.age), granted: before?.granted ?? null,
    // A desk sees no library: what was handed over for this case is known, of the rest nothing.
    holds: kind => uses.some(one => one.kind === kind) || undefined,
  }
  return {
    day, rule, excluded, reasons: [...reasonsOf(body, grounds), ...excluded.map(({ ok, text, basis }) => ({ ok, text, basis }))], outcome: ending(outcomeOf(body, grounds), excluded),
  }
}
