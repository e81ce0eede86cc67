import { choices, codes, type CodeListId } from '../../../contract/codes.ts'

/** What may be chosen from a list of the contract today. */
export const choicesOf = (list: CodeListId): { code: string; label: string }[] => choices(codes[list])

/** Set once when somebody is registered, because other things hang on it: not offered for a new value. */
export const settledForGood: readonly string[] = ['person.sex', 'person.birth_date', 'person.identity_kind', 'person.identity_number', 'person.residence_place']
/** For what a record is usually opened. */
export const purposes = ['日常走访', '核实信息', '帮助本人办事', '关爱探望', '突发情况联系'] as const

/** Settled by the household, but it grows old: whoever was there says that it is still so. */
export const confirmed: readonly string[] = ['person.residence_place']
