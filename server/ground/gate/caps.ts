import type { DemandKind } from '../../../contract/gate.ts'
import { beijingDay } from '../../../contract/time.ts'
import type { Query } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { placesWithRule, ruleOn, type RuleInForce } from '../law/index.ts'
import { common, texts } from '../territory/index.ts'
import { capsRule } from './rules.ts'

export type Cap = 'appraisals' | 'plaques_village' | 'plaques_community' | 'minutes'
/** A cap or the budget that one more would go beyond: what is held, what is allowed, and where it was laid down. */
export interface Barrier { cap: Cap; held: number; allowed: number; place?: string }
interface Reaching { places: readonly string[]; reach: 'all' | 'village' | 'community'; kind: DemandKind; valid_from: string; valid_to: string | null; minutes: number }

const capNames: Record<Cap, string> = { appraisals: '创建示范、评比项目', plaques_village: '村的牌子', plaques_community: '居民社区的牌子', minutes: '每月分钟' }

/** A barrier as the problem by which it is said. */
export const problemOf = ({ cap, held, allowed }: Barrier, minutes: number): Problem =>
  cap === 'minutes' ? new Problem('gate.budget', { held, minutes, allowed }) : new Problem('gate.cap', capDetails({ cap, held, allowed }))
export const capDetails = ({ cap, held, allowed }: Barrier) => ({ what: capNames[cap], held, allowed })

/** The caps that hold at a place on a day. */
export async function capsOn(sql: Query, place: string, day: string): Promise<RuleInForce> {
  const rule = await ruleOn(sql, capsRule, place, day)
  if (!rule) throw new Error(`no rule ${capsRule} in force`)
  return rule
}

/** The most that one of the communities to be reached carries already: plaques by kind of community, minutes in a month. */
export async function loadOf(sql: Query, { places, reach, kind, valid_from, valid_to }: Omit<Reaching, 'minutes'>) {
  const [row] = await sql<{ villages: number; neighbourhoods: number; minutes: number }[]>`
    select villages, neighbourhoods, minutes from gate.load(${texts(places)}::text[], ${reach}, ${kind}, ${valid_from}::date, ${valid_to}::date)`
  return row!
}
type Load = Awaited<ReturnType<typeof loadOf>>

/** What of these caps one more would go beyond, where so much is held without it. */
function over({ kind, reach, minutes }: Reaching, held: Load & { appraisals: number }, params: RuleInForce['params']): Barrier[] {
  const counted: [Cap, number][] = kind === 'plaque'
    ? [...reach === 'community' ? [] : [['plaques_village', held.villages] as [Cap, number]], ...reach === 'village' ? [] : [['plaques_community', held.neighbourhoods] as [Cap, number]]]
    : kind === 'appraisal' ? [['appraisals', held.appraisals]] : []
  return [
    ...counted.filter(([cap, n]) => n >= Number(params[cap])).map(([cap, n]) => ({ cap, held: n, allowed: Number(params[cap]) })),
    ...minutes > 0 && held.minutes + minutes > Number(params.minutes) ? [{ cap: 'minutes' as const, held: held.minutes, allowed: Number(params.minutes) }] : [],
  ]
}

/** Where a county below laid down less, there it counts too. `entered`: what is wanted is in the catalogue already and is not counted against itself. */
export async function barriersBelow({ sql, now }: Pick<Context, 'sql' | 'now'>, wanted: Reaching, entered?: 'entered'): Promise<Barrier[]> {
  const found: Barrier[] = []
  for (const place of await placesWithRule(sql, capsRule, wanted.places)) {
    const [{ params }, load] = await Promise.all([capsOn(sql, place, beijingDay(now)), loadOf(sql, { ...wanted, places: [place] })])
    const [one, minutes] = entered ? [1, wanted.minutes] : [0, 0]
    const [villages, neighbourhoods] = [Math.max(0, load.villages - one), Math.max(0, load.neighbourhoods - one)]
    found.push(...over(wanted, { villages, neighbourhoods, appraisals: Math.max(villages, neighbourhoods), minutes: Math.max(0, load.minutes - minutes) }, params).map(each => ({ ...each, place })))
  }
  return found
}

/**
 * What stands in the way of something before anybody decides on it: the caps and the budget at the top of what it would reach, and
 * those of counties below that laid down less. Appraisals count for the level that asks for them. Also what is held and allowed at the top.
 */
export async function barriersTo(ctx: Pick<Context, 'sql' | 'now' | 'seat'>, wanted: Reaching): Promise<{ barriers: Barrier[]; load: Load; caps: RuleInForce }> {
  const { sql, now, seat } = ctx
  const [caps, load, [counted], below] = await Promise.all([
    capsOn(sql, common(wanted.places), beijingDay(now)), loadOf(sql, wanted), sql<{ n: number }[]>`
      select count(*)::int as n from gate.admission a where a.kind = 'appraisal' and a.county = ${countyOf(seat.place)}
        and (a.valid_to is null or a.valid_to > ${wanted.valid_from}::date) and (${wanted.valid_to}::date is null or a.valid_from < ${wanted.valid_to}::date) and (a.ended_on is null or a.ended_on > ${wanted.valid_from}::date)`,
    barriersBelow(ctx, wanted),
  ])
  return { barriers: [...over(wanted, { ...load, appraisals: counted!.n }, caps.params), ...below], load, caps }
}
