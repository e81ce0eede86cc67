import type { z } from 'zod'
import * as contract from '../../../contract/admission.ts'
import { sentence } from '../../../contract/problems.ts'
import { burdenRule, handlingAt, weigh as weighed, type Weight } from '../../ground/burden/index.ts'
import { barriersTo, capDetails, concerning, dayOf, listsOn } from '../../ground/gate/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import { apart, common } from '../../ground/territory/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { Withheld } from '../../kernel/problem.ts'

export type { Weight }
type Wanted = z.output<typeof contract.weigh.input>
type Reaching = Pick<Wanted, 'kind' | 'places' | 'reach' | 'valid_from' | 'valid_to' | 'minutes' | 'title'>

const months: Record<Wanted['period'], number> = { once: 1, month: 1, quarter: 3, year: 12 }

/**
 * What it costs a community in a month: of a report as the platform reckoned it column by column, of everything else by what
 * handling its kind took, measured or declared. The asker's own figure counts where it is larger.
 */
export async function weightOf(ctx: Context, { kind, period, minutes, places }: Pick<Wanted, 'kind' | 'period' | 'minutes' | 'places'>, answer: contract.Answer | null): Promise<Weight> {
  if (answer) {
    const ours = Math.ceil(answer.community_minutes / months[period])
    return { asked: minutes, ours, used: Math.max(minutes, ours), basis: answer.measured_seconds === null ? 'declared' : 'measured', each: answer.community_minutes, n: answer.measured }
  }
  const rule = await ruleOn(ctx.sql, burdenRule, common(places), dayOf(ctx))
  if (!rule) throw new Error(`no rule ${burdenRule} in force`)
  const params = rule.params as Record<string, number>
  return weighed(params, kind, period, minutes, await handlingAt(ctx.sql, ctx.seat.place, kind, params.measured_from!))
}

/** Refuses what no cap lets anybody grant, before it has a number: its sender is answered at once, and those who watch the gate are told. */
export async function grantable(ctx: Context, wanted: Reaching, { id: by, name: by_name }: { id: string; name: string }): Promise<void> {
  const found = (await barriersTo(ctx, wanted)).barriers.find(one => one.cap !== 'minutes')
  if (found) throw new Withheld('gate.cap', { ...capDetails(found), leave: { kind: wanted.kind, subject: wanted.title, places: wanted.places, by, by_name } })
}

/** What speaks against a request before anybody decides: entries of the negative list, a cap that is taken, a budget that is spent. */
export async function warningsOf(ctx: Context, asked: Reaching & Pick<Wanted, 'content' | 'statistical' | 'form_number' | 'form_approval' | 'form_valid_to'>, place: string) {
  const [lists, { barriers, load, caps }] = await Promise.all([listsOn(ctx.sql, place, dayOf(ctx)), barriersTo(ctx, asked)])
  const { minutes: allowed, plaques_village, plaques_community } = caps.params as Record<string, number>
  const negative = concerning(lists.find(one => one.list === 'negative'), asked.title + asked.content).map(one => `可能属于负面清单：${one.text}`)
  const [over, full] = [barriers.find(one => one.cap === 'minutes'), barriers.filter(one => one.cap !== 'minutes')]
  const budget = over ? [`负担预算不够：已准入 ${over.held} 分钟，再加 ${asked.minutes} 分钟，超过每月 ${over.allowed} 分钟`] : []
  const unlawful = asked.statistical && !(asked.form_number && asked.form_approval && asked.form_valid_to) ? ['统计表缺表号、批准或备案文件或有效期，村（社区）有权拒绝填报'] : []
  return {
    refused: full.length > 0 ? full.map(one => sentence('gate.cap', capDetails(one))).join('') : null,
    warnings: [...negative, ...budget, ...unlawful],
    load: { ...load, allowed: allowed!, plaques_village: plaques_village!, plaques_community: plaques_community!, source: caps.source, verified: caps.verified },
  }
}

/** Said while a request is still being written: whether a cap lets it be granted at all, what speaks against it, and what it weighs. */
export const weigh = serve(contract.weigh, {
  verb: 'admission.ask', at: (_ctx, { places }) => ({ place: common(places) }),
  run: async (ctx, { places, ...wanted }) => {
    const asked = { ...wanted, places: apart(places) }
    const weight = await weightOf(ctx, asked, null)
    const { refused, warnings, load } = await warningsOf(ctx, { ...asked, minutes: weight.used }, ctx.seat.place)
    return { refused, warnings, load, weight }
  },
})
