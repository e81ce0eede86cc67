import type { z } from 'zod'
import * as contract from '../../../contract/admission.ts'
import type { Answer } from '../../../contract/admission.ts'
import { kindName, reaches } from '../../../contract/gate.ts'
import { levelOf, within } from '../../../contract/kernel.ts'
import { addDays } from '../../../contract/time.ts'
import { newestDefinition, open } from '../../engines/process/index.ts'
import { concerning, dayOf, daysRule, listsOn, speaksFor } from '../../ground/gate/index.ts'
import { ruleOn } from '../../ground/law/index.ts'
import { titleKey } from '../../ground/registry/index.ts'
import { apart, nameOf } from '../../ground/territory/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { answerTo } from './answer.ts'
import { grantable, weightOf, type Weight } from './weigh.ts'

export type Asking = z.output<typeof contract.ask.input>

const wrong = (path: string, message: string): Problem => new Problem('input.invalid', {}, [{ path, message }])

/** Places must stand, and lie in the range from which one asks. */
async function checkPlaces(ctx: Context, places: readonly string[]): Promise<void> {
  const known = await nameOf(ctx.sql, [...places])
  if (places.some(place => !within(place, ctx.seat.place) || !known.has(place))) throw wrong('places', '只能选择本地区范围内的镇街和村（社区）')
}

export const probe = serve(contract.probe, {
  verb: 'admission.ask', at: here,
  run: async (ctx, { places, report }) => {
    await checkPlaces(ctx, places)
    return answerTo(ctx, report, apart(places), 'all')
  },
})

/** How long it may be admitted: an emergency at most ninety days, everything else until a day that the rule bounds. */
async function checkTime(ctx: Context, { valid_from, valid_to, urgent }: Asking): Promise<void> {
  const today = dayOf(ctx)
  const rule = await ruleOn(ctx.sql, daysRule, ctx.seat.place, today)
  if (!rule) throw new Error(`no rule ${daysRule} in force`)
  const most = urgent ? rule.params.urgent_keep_days! : rule.params.keep_days!
  if (valid_from < today) throw wrong('valid_from', '开始日期不能早于今天')
  if (valid_to <= valid_from) throw wrong('valid_to', '退出日期须晚于开始日期')
  if (valid_to > addDays(urgent ? today : valid_from, most)) throw wrong('valid_to', urgent ? `应急准入最多 ${most} 天` : `最多准入 ${most} 天，到期重新申请`)
}

/** What a report asks anew must say on what basis; what is held already is not asked at all. */
async function checkReport(ctx: Context, { kind, report, places, reach }: Asking): Promise<Answer | null> {
  if (kind !== 'report') return null
  if (!report) throw wrong('report', '请填写报表的栏目')
  // Two titles that mean one element would be one: the decision could not enter both.
  const keys = report.columns.map(one => titleKey(one.title))
  const twice = keys.findIndex((key, i) => key === '' || keys.indexOf(key) < i)
  if (twice >= 0) throw wrong(`report.columns.${twice}.title`, keys[twice] === '' ? '请写明这一栏的名称，不能只有符号' : `“${report.columns[twice]!.title}”与前面的一栏同名`)
  const answer = await answerTo(ctx, report, places, reach)
  if (answer.verdict !== 'needs') throw new Problem('admission.answered', { how: answer.verdict === 'answered' ? '平台已经能直接回答' : '经日常走访确认后就能回答' })
  const bare = answer.columns.flatMap(({ element, basis }, i) => element === null && (!basis || !report.columns[i]!.type || (report.columns[i]!.type === 'choice') !== (report.columns[i]!.choices !== undefined)) ? [i] : [])
  if (bare.length > 0) throw new Problem('input.invalid', {}, bare.map(i => ({ path: `report.columns.${i}.basis`, message: `“${report.columns[i]!.title}”平台没有登记过，请写明采集依据和填写方式，选项要列出可选的内容` })))
  return answer
}

async function refuseBanned(ctx: Context, { kind, title, content }: Asking): Promise<void> {
  if (kind !== 'certificate') return
  const [found] = concerning((await listsOn(ctx.sql, ctx.seat.place, dayOf(ctx))).find(one => one.list === 'certificates'), title + content)
  if (found) throw new Problem('gate.banned', { what: found.text })
}

const periods: Record<Asking['period'], string> = { once: '一次', month: '每月', quarter: '每季度', year: '每年' }

const ours = ({ basis, ours: minutes, each, n }: Weight): string =>
  `平台测算 ${minutes} 分钟（${basis === 'measured' ? `按实测，${n} 次` : '按申报的默认用时'}${each > 0 ? `，每次 ${each} 分钟` : ''}）`

/** The lines by which whoever checks and decides knows what is asked. */
function about(asked: Asking, answer: Answer | null, weight: Weight, names: readonly string[]): { name: string; shown: string }[] {
  const line = (name: string, shown: string | undefined) => shown ? [{ name, shown }] : []
  return [
    ...line('类别', kindName(asked.kind)), ...line('内容', asked.content), ...line('依据', asked.basis), ...line('范围', `${names.slice(0, 8).join('、')}${names.length > 8 ? `等 ${names.length} 处` : ''}，${reaches[asked.reach]}`),
    ...line('对象', asked.population), ...line('周期', periods[asked.period]), ...line('起止', `${asked.valid_from} 至 ${asked.valid_to} 退出`), ...line('每村（社区）每月', `${weight.used} 分钟。${weight.asked > 0 ? `部门申报 ${weight.asked} 分钟，` : ''}${ours(weight)}，取大的一个`),
    ...line('随转人员', asked.staff > 0 ? `${asked.staff} 人` : '没有'), ...line('随转经费', asked.fee_fen > 0 ? `${(asked.fee_fen / 100).toFixed(2)} 元` : '没有'), ...line('培训', asked.training), ...line('考核指标', asked.indicators),
    ...asked.statistical ? line('统计表', [asked.form_number ?? '没有表号', asked.form_approval ?? '没有批准或备案文件', asked.form_valid_to ? `有效期至 ${asked.form_valid_to}` : '没有有效期'].join('，')) : [], ...line('平台答复', answer?.sentence),
  ]
}

export const ask = serve(contract.ask, {
  verb: 'admission.ask', at: here,
  run: async (ctx, { places, ...given }) => {
    const { place } = ctx.seat
    const asked: Asking = { ...given, places: apart(places) }
    const body = await speaksFor(ctx, asked.body)
    await checkPlaces(ctx, asked.places)
    await checkTime(ctx, asked)
    await refuseBanned(ctx, asked)
    const answer = await checkReport(ctx, asked)
    const weight = await weightOf(ctx, asked, answer)
    await grantable(ctx, { ...asked, minutes: weight.used }, body)
    const names = await nameOf(ctx.sql, asked.places)
    const level = levelOf(place) === 'province' ? 'province' : levelOf(place) === 'city' ? 'city' : 'county'
    const definition = await newestDefinition(ctx.sql, asked.urgent ? `admission_urgent_${level}` : `admission_${level}`)
    const { number } = await open(ctx, {
      definition, place, topic: 'admission', rule: daysRule, title: `准入：${asked.title}`, person: { id: null, name: body.name }, received_at_place: null, papers: [],
      data: { about: about(asked, answer, weight, [...names.values()]) },
    })
    const kept = { ...asked, minutes: weight.used }
    ctx.defer(ctx.sql`insert into admission.request ${ctx.sql({
      county: countyOf(place), number, place, requester: body.id, requester_name: body.name, kind: asked.kind, title: asked.title, urgent: asked.urgent, at: ctx.now,
      asked: ctx.sql.json(kept as unknown as Json), answer: answer && ctx.sql.json(answer as unknown as Json), weight: ctx.sql.json(weight as unknown as Json),
    })}`)
    return { number }
  },
  subject: (_input, { number }) => number,
})
