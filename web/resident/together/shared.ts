import type { MatterPrepared, PartPrepared, SharedField } from '../../../contract/matter.ts'
import { paths } from '../../kernel/paths.ts'
import { handedIn, type Sheet } from '../apply/sheet.ts'

/** True when an item may be applied for now. */
export const isOpen = (part: Pick<PartPrepared, 'eligible' | 'open_case'>): boolean => part.eligible && part.open_case === null

/** The items that are applied for: those that may be and that one has not put aside. */
export const chosenOf = (prepared: MatterPrepared, off: readonly string[]): PartPrepared[] =>
  prepared.parts.filter(part => isOpen(part) && !off.includes(part.item.id))

/** A question as the chosen items ask it: needed when one of them needs it; in the words of the first of them. */
function narrowed(field: SharedField, chosen: ReadonlySet<string>): SharedField[] {
  const items = field.items.filter(id => chosen.has(id))
  if (items.length === 0) return []
  const needed_by = field.needed_by.filter(id => chosen.has(id))
  const also = field.also.filter(one => chosen.has(one.item))
  const first = field.also.find(one => one.item === items[0])
  return [{ ...field, items, needed_by, required: needed_by.length > 0, also: first ? also.filter(one => one.ask !== first.ask) : also, ...(first ? { ask: first.ask } : {}) }]
}

export interface SharedSheet extends Sheet { fields: SharedField[]; members: (NonNullable<Sheet['members']> & { fields: SharedField[] }) | null; licences: (Sheet['licences'][number] & { items: string[] })[] }

/** The sheet of a matter: what the chosen items ask, each thing once. `choice` is the bundle or the list in the address. */
export function sheetOfMatter(prepared: MatterPrepared, choice: string, off: readonly string[]): SharedSheet {
  const parts = chosenOf(prepared, off)
  const chosen = new Set(parts.map(part => part.item.id))
  const fields = prepared.members?.fields.flatMap(field => narrowed(field, chosen)) ?? []
  return {
    draft: `together:${choice}`, title: prepared.title, person: prepared.person, fields: prepared.fields.flatMap(field => narrowed(field, chosen)),
    members: prepared.members && fields.length > 0 ? { ...prepared.members, fields, title: `${prepared.members.title}（${[...new Set(fields.flatMap(one => one.items))].map(id => parts.find(part => part.item.id === id)!.item.name).join('、')}要问）` } : null,
    promise_barred: parts.map(part => part.promise_barred).find(said => said !== null) ?? null,
    papers: handedIn(prepared.papers).filter(paper => paper.items.some(id => chosen.has(id))),
    not_asked: [...new Map(parts.flatMap(part => part.not_asked).map(one => [one.material, one])).values()],
    // One consent serves every chosen item that wants the licence, so its kind stands where a single item names its material.
    licences: prepared.licences.flatMap(({ names, items, ...held }) => {
      const wanting = items.filter(id => chosen.has(id))
      return wanting.length === 0 ? [] : [{ ...held, material: held.kind, name: names.join('、'), items: wanting }]
    }),
    consent: 'licences',
    at: (step, from) => paths.together(choice, step, from ? { from } : {}),
  }
}

/** Whom a question is about: within several items «您» alone does not say it. */
export function aboutOf(element: string, person: string): string {
  if (element.startsWith('household.')) return `${person}一家`
  if (element.startsWith('matter.child_')) return '孩子'
  if (element.startsWith('matter.')) return '这件事'
  return /^person\.(contact|guardian)_/.test(element) ? `${person}的家人` : `${person}本人`
}

/** What several items want with one question, in a sentence; nothing where only one asks. */
export function sharedWords(prepared: MatterPrepared, sheet: SharedSheet) {
  const nameOf = (id: string) => prepared.parts.find(part => part.item.id === id)?.item.name ?? id
  const askedBy = (element: string) => [...sheet.fields, ...sheet.members?.fields ?? []].find(one => one.element === element)?.items ?? []
  return {
    nameOf,
    /** For which items a question is asked, and about whom: the heading without which it stands in the air. */
    subject: (element: string) => `${askedBy(element).map(nameOf).join('、')}要问的，关于${aboutOf(element, sheet.person.name)}`,
    /** The items that ask: questions with the same stand together. */
    group: (element: string) => askedBy(element).map(nameOf).join('、'),
    field: (element: string) => {
      const field = sheet.fields.find(one => one.element === element)
      if (!field || field.items.length < 2) return undefined
      const also = field.also.map(one => `${nameOf(one.item)}问的是“${one.ask}”`).join('，')
      return `${field.items.map(nameOf).join('、')}都要用，只问一次。${also ? `${also}。` : ''}`
    },
    licence: (kind: string) => `用于${sheet.licences.find(one => one.material === kind)?.items.map(nameOf).join('、') ?? ''}`,
    paper: (id: string) => {
      const paper = prepared.papers.find(one => one.id === id)
      return paper && paper.items.length > 1 ? `${paper.items.map(nameOf).join('、')}都用这一份，只交一次。` : undefined
    },
  }
}
