import type { ItemBody } from '../../../contract/catalogue.ts'
import type { Choice } from '../../../contract/service.ts'
import { promiseLetter } from '../../engines/item/index.ts'
import { brokenPromise, paperTitle, type CaseRecord, type Definition } from '../../engines/process/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { itemOfCase } from './judgement.ts'

/** What of an item's ways a case may go: on a promise, or with minor papers to come. */
export interface Ways { promise: boolean; minor: string[]; lacking: string[] }

/** The papers that are not there: minor ones may come later, of the others none may be lacking. A promise stands for what it replaces. */
export function waysOf(body: ItemBody, record: Pick<CaseRecord, 'papers' | 'data'>): Ways {
  const given = new Set(record.papers.map(paper => paper.kind))
  const promised = record.data.promise === true ? body.materials.find(one => one.id === promiseLetter)?.replaces : undefined
  const absent = body.materials.filter(one => one.source === 'applicant' && !given.has(one.id) && !promised?.includes(one.id))
  return {
    promise: record.data.promise === true,
    minor: absent.filter(one => one.minor).map(one => one.id), lacking: absent.filter(one => one.required && !one.minor).map(one => one.id),
  }
}

const hasWays = (definition: Definition): boolean => Object.values(definition.actions).some(action => action.way)

/** The choices without the ways that are not open in this case; of later papers only the item's minor ones. */
export async function onOpenWays(ctx: Context, definition: Definition, record: CaseRecord, choices: Choice[]): Promise<Choice[]> {
  if (!hasWays(definition) || choices.length === 0) return choices
  const ways = waysOf((await itemOfCase(ctx, record)).body, record)
  return choices.flatMap(choice => {
    const way = definition.actions[choice.action]?.way
    if (way === 'promise') return ways.promise ? [choice] : []
    if (way !== 'incomplete') return [choice]
    if (ways.minor.length === 0 || ways.lacking.length > 0) return []
    return [{ ...choice, fields: choice.fields.map(field => field.type === 'papers' ? { ...field, choices: field.choices.filter(one => ways.minor.includes(one.code)) } : field) }]
  })
}

/** Refuses a step on a way that is not open: a promise that was not chosen or not allowed, main papers that lack, papers that are not minor. */
export async function guardWay(ctx: Context, definition: Definition, record: CaseRecord, action: string, data: Readonly<Record<string, Json>>): Promise<void> {
  const way = definition.actions[action]?.way
  if (!way) return
  const ways = waysOf((await itemOfCase(ctx, record)).body, record)
  if (way === 'promise') {
    if (!ways.promise) throw new Problem('service.no_promise')
    const number = record.person && await brokenPromise(ctx, record.person, record.place)
    if (number) throw new Problem('service.promise_barred', { number })
    return
  }
  if (ways.lacking.length > 0) throw new Problem('service.main_missing', { papers: ways.lacking.map(kind => paperTitle(definition, kind)).join('、') })
  const later = Array.isArray(data.papers) ? data.papers : []
  if (later.some(kind => !ways.minor.includes(String(kind)))) throw new Problem('input.invalid', {}, [{ path: 'data.papers', message: '只有这个事项的次要材料、还没有交的，可以稍后补交' }])
}
