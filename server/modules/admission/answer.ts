import type { z } from 'zod'
import type { Answer, AskedColumn, AskedReport } from '../../../contract/admission.ts'
import type { Cell, Column, Coverage } from '../../../contract/report.ts'
import { beijingDay } from '../../../contract/time.ts'
import { askedElements, asksOf, coverage, faultsOf, overlap, reportsAt } from '../../engines/report/index.ts'
import { burdenRule, estimate, paceAt } from '../../ground/burden/index.ts'
import { communitiesOf, type Reach, type Scope } from '../../ground/gate/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import { elementNamed, findElement, formTypeOf } from '../../ground/registry/index.ts'
import { common } from '../../ground/territory/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

type Report = z.output<typeof AskedReport>
type Asked = z.output<typeof AskedColumn>

/** What the platform reckons of itself and never asks. */
const reckoned: Readonly<Record<string, Cell>> = { 年龄: { age: true }, 镇街: { place: 'town' }, 村社区: { place: 'community' }, 所在社区: { place: 'community' }, 社区: { place: 'community' }, 网格: { place: 'grid' } }

/** The cell that a column asked for at a place means, or nothing where no element answers it. */
export function cellOf({ title }: Asked, place: string): Cell | undefined {
  const known = reckoned[title.replace(/[\s()（）]/g, '')]
  if (known) return known
  const element = elementNamed(title, { place })
  return element ? { element: element.id } : undefined
}

const column = (place: string) => (asked: Asked, i: number): Column[] => {
  const cell = cellOf(asked, place)
  return cell ? [{ id: `c${i}`, title: asked.title, note: '', aliases: [], cell }] : []
}
/** People are always counted, also where no column is known. */
const anyone: Column = { id: 'anyone', title: '姓名', note: '', aliases: [], cell: { element: 'person.name' } }
const anyHousehold: Column = { ...anyone, cell: { element: 'household.number' } }

/** Refuses a population or columns that mean nothing, each with its sentence. */
function checked({ grain, population, columns }: Report, place: string): Column[] {
  const found = columns.flatMap(column(place))
  const faults = faultsOf({
    id: 'asked', title: '申请的报表', department: '申请部门', basis: ['见申请'], grain, population, columns: found.length > 0 ? found : [grain === 'household' ? anyHousehold : anyone],
    period: 'year', due_days: 30, valid_from: '2020-01-01',
  }, { topics: new Set(), indicators: new Set() })
  if (faults.length > 0) throw new Problem('input.invalid', {}, faults.map(({ path, message }) => ({ path: `report.${path}`, message })))
  return found.length > 0 ? found : [grain === 'household' ? anyHousehold : anyone]
}

const add = (one: Coverage, other: Coverage): Coverage => ({
  population: one.population + other.population, unknown: one.unknown + other.unknown, wanting: one.wanting + other.wanting,
  columns: one.columns.map((each, i) => ({ ...each, held: each.held + other.columns[i]!.held, stale: each.stale + other.columns[i]!.stale, missing: each.missing + other.columns[i]!.missing })),
})

/** What a report asks, as it is kept with its admission: nothing that goes beyond it is ever laid under its number. */
export const scopeOf = (report: Report, period: string, place: string): Scope => {
  const columns = report.columns.flatMap(column(place))
  return { grain: report.grain, population: report.population, period, titles: report.columns.map(one => one.title), elements: asksOf({ grain: report.grain, population: report.population, period: 'once', columns }).elements }
}

/** How much of a report is held at these places; people of another range do not exist here. */
async function covered(ctx: Context, report: Report, places: readonly string[]): Promise<Coverage> {
  const definition = { grain: report.grain, population: report.population, columns: checked(report, common(places)) }
  const day = beijingDay(ctx.now)
  let all: Coverage | null = null
  for (const place of places) {
    const one = await coverage(ctx, definition, { place, day })
    all = all ? add(all, one) : one
  }
  return all!
}

interface Line { title: string; element: string | null; element_name: string | null; owner: string | null; held: number; stale: number; missing: number; basis: string | null; type: string }

/** Each column as it was asked for: what is held of it, or, of what no element answers, how it would be asked of everybody. */
function linesOf({ columns }: Report, { population, columns: found }: Coverage, place: string): Line[] {
  return columns.map((asked, i) => {
    const cell = cellOf(asked, place)
    const seen = found.find(one => one.id === `c${i}`)
    const element = cell && 'element' in cell ? findElement(cell.element) : undefined
    if (!cell || !seen) return { title: asked.title, element: null, element_name: null, owner: null, held: 0, stale: 0, missing: population, basis: asked.basis ?? null, type: asked.type ?? 'line' }
    return { title: asked.title, element: element?.id ?? 'reckoned', element_name: element?.name ?? '平台推算', owner: element?.owner ?? null, held: seen.held, stale: seen.stale, missing: seen.missing, basis: null, type: element ? formTypeOf(element) : 'line' }
  })
}

const people = (n: number) => `${n.toLocaleString('en-US')} 人`
const hours = (minutes: number): string => minutes < 60 ? `${minutes} 分钟` : `${(minutes / 60).toFixed(1)} 小时`

/** How the platform answers in a sentence. */
function sentenceOf(verdict: Answer['verdict'], { population, asked, fresh, news, minutes, basis }: { population: number; asked: number; fresh: number; news: number; minutes: number; basis: string }): string {
  if (verdict === 'answered') return `平台已经能直接回答：${people(population)}，各栏都已登记${fresh < population ? `（其中 ${people(population - fresh)}有信息到期，随日常走访更新）` : '并在有效期内'}。直接查看，不用下到村（社区），一扇门也不用敲。`
  if (verdict === 'confirm') return `确认后即可回答：${people(population)}里，${people(asked)}有信息到期或缺失，由平台并入日常走访核对，约需 ${hours(minutes)}（${basis}）。不另发报表。`
  return `需要新增 ${news} 项，向 ${people(asked)}采集（到期的信息同一次核对），约需 ${hours(minutes)}人工（${basis}）。这类申请须经决定。`
}

/** Fewer of the same people, and it is another report. */
const samePermille = 800

/** Published reports that show these columns of nearly the same people already: the view that is opened instead of asking. */
async function liveViews(ctx: Context, report: Report, place: string): Promise<Answer['live']> {
  const asked = { grain: report.grain, population: report.population, columns: checked(report, place) }
  const wanted = [...askedElements(asked)]
  const day = beijingDay(ctx.now)
  const views: Answer['live'] = []
  for (const { id, body } of await reportsAt(ctx.sql, place)) {
    const shown = askedElements(body)
    if (body.grain !== report.grain || !wanted.every(one => shown.has(one))) continue
    const found = await overlap(ctx, { ...body, ...asked }, body, { place, day })
    const union = found ? found.a + found.b - found.both : 0
    const same = union > 0 ? Math.floor(found!.both * 1000 / union) : 0
    if (same >= samePermille) views.push({ report: id, title: body.title, department: body.department, same_permille: same })
  }
  return views.sort((a, b) => b.same_permille - a.same_permille).slice(0, 3)
}

/**
 * Answers a report before anybody is troubled: already held; held once some facts are confirmed; or so many new fields of so
 * many people, about so many hours. A registered element of which more than the rule's share is missing is asked anew.
 */
export async function answerTo(ctx: Context, report: Report, places: readonly string[], reach: Reach): Promise<Answer> {
  const top = common(places)
  const [held, communities, rule] = [await covered(ctx, report, places), await communitiesOf(ctx.sql, places, reach), await ruleOn(ctx.sql, burdenRule, top, beijingDay(ctx.now))]
  if (!rule) throw new Error(`no rule ${burdenRule} in force`)
  const { params } = rule
  const pace = await paceAt(ctx.sql, ctx.seat.place, params.measured_from!)
  const { population } = held
  const lines = linesOf(report, held, top)
  const over = (n: number, permille: number) => n * 1000 > population * permille
  const news = lines.filter(one => one.element === null || over(one.missing, params.missing_permille!))
  const wanting = lines.map(one => one.stale + one.missing)
  const verdict = news.length > 0 ? 'needs' as const : wanting.some(n => over(n, params.stale_permille!)) ? 'confirm' as const : 'answered' as const
  // Whoever is asked for a new field, or lacks a fact, or has an old one, is visited once for all of it.
  const asked = lines.some(one => one.element === null) ? population : held.wanting
  const minutes = verdict === 'answered' ? 0 : estimate(params, pace, [
    ...lines.filter(one => one.missing > 0).map(one => ({ type: one.type, element: one.element, people: one.missing })),
    ...lines.filter(one => one.stale > 0).map(one => ({ type: 'confirm', element: one.element, people: one.stale })),
  ], asked)
  const measured = pace.seconds === null && pace.elements.size === 0 ? '按申报的默认用时测算，还没有足够的实测' : `按本地实测每项 ${(pace.seconds ?? 0).toFixed(0)} 秒测算${lines.some(one => pace.elements.has(one.element ?? '')) ? '，测过的数据项按各自的用时' : ''}`
  const basis = `${measured}；每人另计上门 ${params.visit_seconds!} 秒`
  return {
    verdict, population, communities, people: asked, minutes, community_minutes: communities > 0 ? Math.ceil(minutes / communities) : 0, measured_seconds: pace.seconds, measured: pace.measured,
    sentence: sentenceOf(verdict, { population, asked, fresh: population - held.wanting, news: news.length, minutes, basis }),
    live: verdict === 'needs' ? [] : await liveViews(ctx, report, top),
    columns: lines.map(({ type: _, ...one }) => one),
  }
}
