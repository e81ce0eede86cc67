export const valueTypes = ['line', 'text', 'day', 'choice', 'phone', 'account', 'yes_no', 'fen', 'count', 'place', 'identity', 'credit_code'] as const
export type ValueType = (typeof valueTypes)[number]
/** How a form asks for it (contract/service.ts `Field.type`). */
export type FormType = 'line' | 'text' | 'day' | 'choice' | 'phone' | 'account' | 'yes_no' | 'fen'

/**
 * A data element in the manner of ISO/IEC 11179: one meaning, one representation, one owner, however many forms use it.
 * `shelf_days` is how long a value may be relied on without asking again; null does not age. `sensitivity`: open to any
 * desk, personal (within one's range), sealed (encrypted, shown masked).
 */
export interface ElementDefinition {
  readonly id: string
  readonly name: string
  readonly meaning: string
  /** A `matter` is what one application is about: kept in its case, held about nobody. */
  readonly object: 'person' | 'household' | 'organisation' | 'matter'
  readonly type: ValueType
  readonly code_list: string | null
  readonly owner: string
  readonly shelf_days: number | null
  readonly sensitivity: 'open' | 'personal' | 'sealed'
  /** Columns of schema registry that bear this fact or a shadow of it (a mask, a sort key). */
  readonly columns: readonly string[]
  /**
   * `register`: set once, when the subject is registered, because other things hang on it (the number's keyed hash, the
   * place of every row). `proof`: changed only by what another register says or a document shows.
   */
  readonly settled?: 'register' | 'proof'
  /** Of one that was registered while the platform runs: where it may be asked, on what basis, since when, by whom, under which admission. */
  readonly registered?: { readonly scope: string; readonly basis: string; readonly at: string; readonly by: string; readonly admission: string | null }
  /** The longest text, in characters. */
  readonly max?: number
  /** A day that may lie ahead. */
  readonly ahead?: boolean
  /** A day that is still to come, or today: what begins cannot have begun before one asked for it. */
  readonly coming?: boolean
}
