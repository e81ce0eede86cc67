import type { Choice } from '../../../contract/service.ts'
import { promiseLetter } from '../../engines/item/index.ts'
import { usesIn } from '../../engines/licence/index.ts'
import type { CaseRecord, Definition } from '../../engines/process/index.ts'
import { fill } from '../../ground/registry/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { itemOfCase } from './judgement.ts'

type Asked = Choice['fields'][number]['choices'][number]
interface Kept { element: string; source: string }

/** True where a step asks the applicant for papers, of a case that rests on an item; what may come later is the business of `ways`. */
const asks = (definition: Definition, record: CaseRecord, action: string): boolean =>
  record.data.item !== undefined && !definition.actions[action]?.way && (definition.actions[action]?.fields ?? []).some(field => field.type === 'papers')

/** A register or a document said it: nobody is asked for a paper that says the same. */
const supplying = ['shared', 'verified']

/**
 * The papers that may be asked for in a case: those of its item and no others (优化营商环境条例第四十二条), of what registers
 * supply only what none has supplied, and nothing that was handed over from the licence library for this case.
 */
async function askable(ctx: Context, definition: Definition, record: CaseRecord): Promise<Asked[]> {
  const [{ body: { materials } }, uses] = await Promise.all([itemOfCase(ctx, record), usesIn(ctx.sql, record.number)])
  const open = materials.filter(one => Object.hasOwn(definition.papers, one.id) && !uses.some(use => use.material === one.id))
  const elements = open.flatMap(one => one.source === 'shared' && one.element ? [one.element] : [])
  const held = record.person && elements.length > 0 ? await fill(ctx, record.person, elements) : new Map<string, never>()
  const kept = (record.data.facts ?? []) as unknown as Kept[]
  const supplied = (element: string): boolean => kept.some(one => one.element === element && supplying.includes(one.source))
    || (held.get(element)?.state === 'held' && supplying.includes(held.get(element)!.fact?.source ?? ''))
  const given = new Set(record.papers.map(paper => paper.kind))
  const promised = new Set(record.data.promise === true ? materials.find(one => one.id === promiseLetter)?.replaces : [])
  const own = open.filter(({ id, source, element }) => source === 'promise' ? given.has(id) : source === 'shared' ? !(element && supplied(element)) : !promised.has(id))
  const choices = own.map(({ id, name, note }) => ({ code: id, label: name, note: given.has(id) ? '已经交过，要重交才选' : note }))
  // Who sent somebody else and signed a letter for it may have to sign another.
  return given.has('proxy_letter') ? [...choices, { code: 'proxy_letter', label: definition.papers.proxy_letter!.title, note: '已经交过，要重交才选' }] : choices
}

/** The choices with the papers that may be asked for; a step that could ask for none is not offered. */
export async function onlyAskable(ctx: Context, definition: Definition, record: CaseRecord, choices: Choice[]): Promise<Choice[]> {
  if (!choices.some(({ action }) => asks(definition, record, action))) return choices
  const papers = await askable(ctx, definition, record)
  return choices.flatMap(choice => !asks(definition, record, choice.action) ? [choice] : papers.length === 0 ? []
    : [{ ...choice, fields: choice.fields.map(field => field.type === 'papers' ? { ...field, choices: papers } : field) }])
}

/** Refuses a step that asks for a paper which is none of the item's or which nobody needs to bring. */
export async function guardAsked(ctx: Context, definition: Definition, record: CaseRecord, action: string, data: Readonly<Record<string, Json>>): Promise<void> {
  if (!asks(definition, record, action)) return
  const codes = new Set((await askable(ctx, definition, record)).map(one => one.code))
  if (Array.isArray(data.papers) && data.papers.every(kind => codes.has(String(kind)))) return
  throw new Problem('input.invalid', {}, [{ path: 'data.papers', message: '只能要这个事项办事指南里的材料；部门已经提供、已从证照库取得的，不再要' }])
}
