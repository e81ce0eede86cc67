/**
 * How the text of a cell becomes a value. «choice» takes a word or a code of the element's list, «day» also 20261122 and 2026/11/22,
 * «past_day» no later one than today, «identity» a number that can be one.
 */
export type Kind = 'text' | 'day' | 'past_day' | 'yes_no' | 'choice' | 'count' | 'identity'

/** One column: its title in a CSV, its name in JSON Lines, and where it goes to in the operation's input (`facts/person.phone`). */
export interface InColumn { title: string; name: string; to: string; as?: Kind; required?: true; about?: string }
/** One column, and where it comes from. «yuan» writes fen as 80.00 into a CSV; JSON Lines keep the fen. */
export interface OutColumn { title: string; name: string; as?: 'yuan'; about?: string }

interface Common { id: string; name: string; about: string; version: number; verbs: readonly string[] }
/** Files of a department: each row is a call of this operation with the rights of the folder's key. */
export interface Incoming extends Common {
  direction: 'in'; operation: string; fixed: Readonly<Record<string, unknown>>; columns: readonly InColumn[]
}
/**
 * Files for a department: one line for each step of a case that leads to one of these states, once for a case and mark; without
 * states one line for every step. `operation` says what of the case goes along, with the key's rights; null: the event itself.
 */
export interface Outgoing extends Common {
  direction: 'out'; operation: string | null; marks: Readonly<Record<string, string>> | null; columns: readonly OutColumn[]
}
/** What files of one topic hold, column by column, and which operation each row goes through or comes from. */
export type Adapter = Incoming | Outgoing
/** The adapter of an id; undefined for one that is not carried any more. */
export type AdapterOf = (id: string) => Adapter | undefined
