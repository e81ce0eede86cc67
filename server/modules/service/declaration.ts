import type { z } from 'zod'
import type { Item, Prepared } from '../../../contract/service.ts'
import type { Definition } from '../../engines/process/index.ts'

/** How an element is asked in a form: the words are the item's, the type and checks are the element's. */
export interface Question { element: string; ask: string; why: string; example: string; required: boolean; editable: boolean }

/** What an item knows when it judges and reckons: the facts held or just answered, and the rule in force on the event date. */
export interface Grounds {
  value(element: string): unknown
  params: Readonly<Record<string, number>>
  day: string
  age: number
  /** The number of a case of this process that was granted to the person before; null when there is none. */
  granted: string | null
}

export type Reason = Prepared['reasons'][number]

/** A service item: the catalogue's fields, its form over data elements, its process, and what it grants to whom. */
export interface ItemDeclaration {
  item: Omit<z.infer<typeof Item>, 'promised_days' | 'statutory_days'>
  definition: Definition
  /** The rule pack with its amounts and conditions. */
  rule: string
  form: readonly Question[]
  /** Which fact says where the matter is handled. */
  handled_at: string
  /** Materials that registers supply: which element proves them. */
  supplied: readonly { material: string; element: string; register: string }[]
  conditions(grounds: Grounds): Reason[]
  /** What is granted: shown before applying, and decided at the end. */
  outcome(grounds: Grounds): { text: string; data: Record<string, number | string> }
}
