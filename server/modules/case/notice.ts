import type { z } from 'zod'
import * as contract from '../../../contract/service.ts'
import { cut } from '../../../contract/kernel.ts'
import { beijingDay, showDay } from '../../../contract/time.ts'
import { organIn } from '../../engines/item/index.ts'
import { usesIn } from '../../engines/licence/index.ts'
import { documentOf, noticeOf, specimenSealer } from '../../engines/paper/index.ts'
import { asPhrase, paperTitle, type CaseRecord, type Definition, type StepRow } from '../../engines/process/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { agentAt } from './agency.ts'
import { findRunning, looked, windowNames, type Found } from './cases.ts'
import { itemOfCase } from './judgement.ts'
import { remediesSaid } from './remedies.ts'

/** The words that the lines of a paper are filled with. Due days are those reckoned at the time of the step. */
function words(definition: Definition, record: CaseRecord, step: StepRow): Record<string, string> {
  const due = (name: string) => {
    const clock = record.clocks.find(one => one.name === name)
    return clock ? showDay(clock.due_at) : '——'
  }
  const kinds = Array.isArray(step.data.papers) ? step.data.papers as string[] : []
  return {
    name: record.person_name, number: record.number, title: record.title, date: showDay(step.at), note: asPhrase(step.note ?? ''),
    papers: kinds.map(kind => paperTitle(definition, kind)).join('、'), outcome: typeof step.data.outcome === 'string' ? step.data.outcome : '',
    promised: due('promised'), checked_by: due('afterwards'), due: due(step.action === 'request_supplement' ? 'supplement' : 'acceptance'),
  }
}

const applicantsOwn = ({ open, actions }: Definition, { action }: StepRow): boolean => (action === 'open' ? open : actions[action])?.by === 'applicant'

/** The organ that answers for the item, as it was on the day of the step: who signs is not who sits at the county's desk. */
async function organOf(ctx: Context, record: Found['record'], step: StepRow): Promise<string> {
  const { organs } = (await itemOfCase(ctx, record)).body
  const day = beijingDay(step.at)
  return (organs.find(one => one.from <= day && (one.to === null || day <= one.to)) ?? organs.at(-1)!).name
}

/** What came with an application, and what was taken from the licence library by consent: the receipt says both, without a number. */
async function received(ctx: Context, definition: Definition, record: CaseRecord, step: StepRow): Promise<string[]> {
  if (step.action !== 'open' || record.data.item === undefined) return []
  const uses = await usesIn(ctx.sql, record.number)
  const brought = record.papers.filter(paper => paper.added_at === step.at)
  const kinds = [...new Set(brought.map(paper => paper.kind))].map(kind => `${paperTitle(definition, kind)} ${brought.filter(paper => paper.kind === kind).length} 份`)
  return [
    kinds.length > 0 ? `收到的材料：${kinds.join('、')}。` : '没有收取材料，需要的信息由有关部门共享提供。',
    ...(uses.length > 0 ? [`经您同意从证照库取得、只用于本次办理的证照：${uses.map(one => one.title).join('、')}。`] : []),
  ]
}

async function printed(ctx: Context, { record, definition }: Found, seq: number): Promise<z.input<typeof contract.notice.output>> {
  const step = record.steps.find(one => one.seq === seq)
  const paper = step && (step.action === 'open' ? definition.open.notice : definition.actions[step.action]?.notice)
  if (!step || !paper) throw new Problem('found.nothing')
  // Whether it is taken in is said by the window; what is decided, by the organ of the item.
  const decision = step.office === 'county_civil_affairs' || (definition.states[step.state]?.kind === 'end' && step.action !== 'not_accept')
  const names = await nameOf(ctx.sql, (['county', 'town', 'community'] as const).map(level => cut(record.place, level) ?? record.place))
  const street = organIn(names, '镇人民政府（街道办事处）', record.place)
  const values = words(definition, record, step)
  const [head, ...rest] = paper.body.map(line => line.replace(/\{(\w+)\}/g, (_, key: string) => values[key] ?? ''))
  const body = [head!, ...rest.slice(0, 1), ...await received(ctx, definition, record, step), ...rest.slice(1)]
  // Only the applicant's own steps are taken at a window of another place; whoever did it there was no resident.
  const window = applicantsOwn(definition, step) && step.office !== 'resident' ? step.actor_place : null
  return {
    title: paper.title.replace('{title}', record.title), number: record.number, to: record.person_name,
    body: paper.remedies ? [...body, `依据：${((await itemOfCase(ctx, record)).body.basis).join('、')}。`] : body,
    agent: agentAt(record, seq), received_at: window && ((await windowNames(ctx, [window])).get(window) ?? window),
    organ: decision ? organIn(names, await organOf(ctx, record, step), record.place) : `${street}（政务服务窗口）`, date: beijingDay(step.at), demonstration: ctx.settings.demonstration,
    clerk: step.actor_name, remedies: paper.remedies ? await remediesSaid(ctx, record.place, step.at) : null,
  }
}

export const notice = serve(contract.notice, {
  verb: 'case.read', at: (ctx, input) => findRunning(ctx, input),
  run: (ctx, { seq }, found) => printed(ctx, found, seq),
  looked: (_input, _output, found) => looked(found.record),
})

/** The same as a file. Real seals are put on certificates; a notice bears the specimen in the demonstration and none otherwise. */
export const paper = serve(contract.paper, {
  verb: 'case.read', at: (ctx, input) => findRunning(ctx, input),
  run: async (ctx, { seq }, found) => {
    const sheet = await printed(ctx, found, seq)
    return documentOf(`${sheet.title} ${sheet.number}`, await noticeOf(sheet, ctx.settings.demonstration ? specimenSealer : null))
  },
  looked: (_input, _output, found) => looked(found.record),
})
