import { choices, codes, labelOf, versionOn, type CodeList, type CodeListId } from '../../../contract/codes.ts'
import { organisationKinds } from '../../../contract/glossary.ts'

const own = (id: string, title: string, standard: string, items: Record<string, string>): CodeList =>
  ({ id, title, standard, versions: [{ valid_from: '2020-01-01', valid_to: null, items }] })

/** Code lists of the registry's own columns, beside those that every form uses. */
const local: Readonly<Record<string, CodeList>> = {
  care_level: own('care_level', '老年人能力等级', 'GB/T 42195-2022', { 0: '能力完好', 1: '轻度失能', 2: '中度失能', 3: '重度失能', 4: '完全失能' }),
  resides: own('resides', '人户状态', '本平台', { with_hukou: '人户一致', migrant_in: '户籍在外，居住在此', away: '户籍在此，外出' }),
  hukou_kind: own('hukou_kind', '户口类别', 'GA/T 704', { family: '家庭户', collective: '集体户' }),
  household_kind: own('household_kind', '户类别', '本平台', { family: '家庭户', collective: '集体户' }),
  dwelling_kind: own('dwelling_kind', '住所类别', '本平台', { apartment: '楼房', house: '平房', dormitory: '集体宿舍', care_home: '养老机构', other: '其他' }),
  organisation_kind: own('organisation_kind', '组织类别', '本平台', organisationKinds),
}

let registered: ReadonlyMap<string, CodeList> = new Map()
/** Knows these lists, of elements that were registered with choices of their own, from now on. */
export const knowLists = (lists: readonly CodeList[]): void => { registered = new Map(lists.map(one => [one.id, one])) }

/** A code list by id: of the contract, of this room, or of a registered element. */
export const listOf = (id: string): CodeList | undefined => codes[id as CodeListId] ?? local[id] ?? registered.get(id)

/** The word of a code on a day; the code itself where the list has none, for what was once recorded is still shown. */
export const wordOf = (list: string, code: string, on?: string): string => {
  const known = listOf(list)
  return (known && labelOf(known, code, on)) ?? code
}

/** What a form offers for a list on a day. */
export const choicesOf = (list: string, on?: string): { code: string; label: string }[] => {
  const known = listOf(list)
  return known ? choices(known, on) : []
}

/** True when the list offers this code on a day: recorded once, an ended code is shown, but not given anew. */
export function offers(list: string, code: string, on?: string): boolean {
  const known = listOf(list)
  if (!known) return false
  const version = versionOn(known, on)
  return Object.hasOwn(version.items, code) && (version.valid_to === null || on === undefined || version.valid_to >= on)
}
