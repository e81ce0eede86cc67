import type { Item, MemberRow, Prepared } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { begins, isAsked, nameOf, read, slugOf, type Answers, type Field } from './read.ts'

/**
 * What there is to fill in, for one item or for several as one matter: questions, one row for each member of the household,
 * papers, and what nobody has to bring.
 */
export interface Sheet {
  /** Under which name the half-filled form waits on this device. */
  draft: string
  title: string
  fields: readonly Field[]
  members: Group | null
  papers: readonly Paper[]
  not_asked: readonly { material: string; register: string; as_of: string | null }[]
  /** What the licence library holds for materials of it: handed over where the person agrees. */
  licences: Prepared['licences']
  /** The step at which one agrees to that. */
  consent: string
  /** Why nothing may be promised instead of papers. */
  promise_barred: string | null
  /** Whose form it is: that row of the household is oneself. */
  person: { id: string; name: string }
  /** The address of a step; `from` is the page one returns to after changing just this one answer. */
  at: (step?: string, from?: string) => string
}
export interface Group { title: string; why: string; rows: readonly MemberRow[]; fields: readonly Field[] }
export type Paper = Item['materials'][number]

/** What of the materials the applicant may hand in at once; the rest is supplied. */
export const handedIn = <M extends { source: string }>(materials: readonly M[]): M[] => materials.filter(one => one.source !== 'shared')

/** The papers that one cannot go on without: required, not there, and not covered by a promise that is. */
export function neededPapers<P extends Paper>(papers: readonly P[], given: (kind: string) => boolean): P[] {
  const covered = new Set(papers.filter(one => one.source === 'promise' && given(one.id)).flatMap(one => one.replaces))
  return papers.filter(one => one.required && !given(one.id) && !covered.has(one.id))
}

/** What a promise stands for, in a sentence. */
export const replacesSaid = (paper: Pick<Paper, 'replaces'>, papers: readonly Paper[]): string =>
  paper.replaces.length === 0 ? '' : `交了这份，可以先不交${paper.replaces.flatMap(id => papers.find(one => one.id === id)?.name ?? []).join('、')}。`

/** What applying for an item is called; some are called an application themselves. */
export const titleOf = (name: string): string => /申请$|申领$/.test(name) ? name : `申请${name}`

/** The sheet of one item. */
export const sheetOf = (prepared: Prepared): Sheet => ({
  draft: `apply:${prepared.item.id}`, title: titleOf(prepared.item.name), fields: prepared.fields, members: prepared.members, papers: handedIn(prepared.item.materials),
  not_asked: prepared.not_asked, licences: prepared.licences, consent: 'eligible', promise_barred: prepared.promise_barred, person: prepared.person, at: (step, from) => paths.apply(prepared.item.id, step, from ? { from } : {}),
})

/** The consents that still mean something: what the library does not hold any more is left out. */
export const agreedOf = ({ licences }: Pick<Sheet, 'licences'>, consents: readonly string[]): string[] => consents.filter(one => licences.some(held => held.material === one))

/** The key of a member's answer. */
export const memberKey = (person: string, element: string): string => `members.${person}.${element}`

/** A page of the form that asks: one question, or everything about one member. */
export type Step = { key: string; field?: undefined; member?: undefined } | { key: string; field: Field; member?: undefined } | { key: string; member: MemberRow; field?: undefined }

/** The pages in order: what comes first, what is missing one by one, each member of the household, papers, everything once more. */
export function stepsOf(sheet: Sheet, fronts: readonly string[]): Step[] {
  return [
    ...fronts.map(key => ({ key })),
    ...sheet.fields.filter(isAsked).map(field => ({ key: slugOf(field), field })),
    ...(sheet.members?.rows ?? []).map((member, i) => ({ key: memberStep(i), member })),
    ...(sheet.papers.length > 0 ? [{ key: 'papers' }] : []),
    { key: 'check' },
  ]
}
export const memberStep = (index: number): string => `member-${index + 1}`

/** The first answer that is not as it should be, with the page where it is given. */
export function firstOpen(sheet: Sheet, answers: Answers): { step: string; name: string } | undefined {
  const field = sheet.fields.find(one => one.editable && (isAsked(one) || answers[one.element] !== undefined) && read(one, begins(one, answers)).error !== undefined)
  if (field) return { step: slugOf(field), name: nameOf(field) }
  const row = (sheet.members?.rows ?? []).findIndex(({ person }) => sheet.members!.fields.some(one => read(one, answers[memberKey(person, one.element)] ?? '').error !== undefined))
  return row < 0 ? undefined : { step: memberStep(row), name: `${sheet.members!.rows[row]!.name}的情况` }
}

type Sent = Record<string, string | number>
/** The answers as they are sent: what was asked, what was changed of what is held, and each member's. Blank ones are left out. */
export function sent(sheet: Sheet, answers: Answers): { answers: Sent; members: { person: string; answers: Sent }[] } {
  const found: Sent = {}
  for (const field of sheet.fields) {
    if (!field.editable || (!isAsked(field) && answers[field.element] === undefined)) continue
    const { value } = read(field, begins(field, answers))
    if (value !== undefined && value !== null) found[field.element] = value
  }
  const members = (sheet.members?.rows ?? []).map(({ person }) => ({
    person, answers: Object.fromEntries(sheet.members!.fields.flatMap(field => {
      const { value } = read(field, answers[memberKey(person, field.element)] ?? '')
      return value === undefined || value === null ? [] : [[field.element, value]]
    })),
  }))
  return { answers: found, members }
}

/** What the server found wrong, by the key of the box; what is about no box, by the item it is about (`''`: the whole). */
export function faultsIn(fields: readonly { path: string; message: string }[]): { boxes: Record<string, string>; items: { item: string; message: string }[] } {
  const boxes: Record<string, string> = {}
  const items: { item: string; message: string }[] = []
  for (const { path, message } of fields) {
    const [, item = '', rest = ''] = /^(?:items\.([a-z0-9_]+)\.?)?(.*)$/.exec(path) ?? []
    const key = /^answers\.(.+)$/.exec(rest)?.[1] ?? (/^members\.[^.]+\./.test(rest) ? rest : null)
    if (key) boxes[key] ??= message
    else items.push({ item, message })
  }
  return { boxes, items }
}

/** The page of the first box that is wrong. */
export function stepOfFault(sheet: Sheet, boxes: Readonly<Record<string, string>>): string | undefined {
  const field = sheet.fields.find(one => boxes[one.element] !== undefined)
  if (field) return slugOf(field)
  const row = (sheet.members?.rows ?? []).findIndex(({ person }) => sheet.members!.fields.some(one => boxes[memberKey(person, one.element)] !== undefined))
  return row < 0 ? undefined : memberStep(row)
}
