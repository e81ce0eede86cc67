import { choices, codes, type CodeListId } from '../../../contract/codes.ts'

/** Lists of the registry's own columns, which the contract does not carry; the server has the last word on what it takes. */
const local: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  care_level: { 0: '能力完好', 1: '轻度失能', 2: '中度失能', 3: '重度失能', 4: '完全失能' },
  resides: { with_hukou: '人户一致', migrant_in: '户籍在外，居住在此', away: '户籍在此，外出' },
  hukou_kind: { family: '家庭户', collective: '集体户' },
}

/** What may be chosen from a list today. */
export function choicesOf(list: string): { code: string; label: string }[] {
  if (Object.hasOwn(codes, list)) return choices(codes[list as CodeListId])
  return Object.entries(local[list] ?? {}).map(([code, label]) => ({ code, label }))
}

/** Set once when somebody is registered, because other things hang on it: not offered for a new value. */
export const settledForGood: readonly string[] = ['person.sex', 'person.birth_date', 'person.identity_kind', 'person.identity_number', 'person.residence_place']
/** Changed only by what a document shows. */
export const needsProof: readonly string[] = [
  'person.name', 'person.ethnic_group', 'person.alive', 'person.hukou_place', 'person.disability_number', 'person.disability_kind', 'person.disability_level', 'person.minimum_living',
]

/** For what a record is usually opened. */
export const purposes = ['日常走访', '核实信息', '帮助本人办事', '关爱探望', '突发情况联系'] as const

/** Settled by the household, but it grows old: whoever was there says that it is still so. */
export const confirmed: readonly string[] = ['person.residence_place']
