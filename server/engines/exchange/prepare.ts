import { codes } from '../../../contract/codes.ts'
import type { Column, ImportKind } from '../../../contract/exchange.ts'
import { levels } from '../../../contract/kernel.ts'
import { findElement, identityOf, type ElementDefinition, type Entrant, type Known, type Value } from '../../ground/registry/index.ts'
import { Problem } from '../../kernel/problem.ts'
import type { Cell, SheetRow } from '../../kernel/sheets/index.ts'
import { codeOf, plain, readCell } from './values.ts'

/** Communities and grids under the seat, by name and by code. */
export interface Ground { seat: string; byName: ReadonlyMap<string, string | null>; codes: ReadonlySet<string> }
export interface Reading { kind: ImportKind; columns: readonly Column[]; ground: Ground; today: string; from1904: boolean }
/** A row read against the columns: what it says, or why it cannot be taken. */
export interface Prepared { line: number; entrant: Entrant | null; fault: string | null }

export const groundOf = (seat: string, places: readonly { code: string; name: string; display: string }[]): Ground => {
  const byName = new Map<string, string | null>()
  // Of two places of one name neither is meant until somebody says which.
  for (const { code, name, display } of places) for (const word of new Set([name, display])) byName.set(word, byName.has(word) && byName.get(word) !== code ? null : code)
  return { seat, byName, codes: new Set(places.map(one => one.code)) }
}

const name = findElement('person.name')!, address = findElement('person.residence_address')!

/** Reads one row. Every cell that is wrong is named in the one sentence that the row gets. */
export function prepare({ line, cells }: SheetRow, reading: Reading): Prepared {
  const faults: string[] = []
  const values = new Map<ElementDefinition, Value>()
  const raw = new Map<string, Cell | undefined>()
  for (const { at, title, target } of reading.columns) {
    if (target === null) continue
    raw.set(target, cells[at])
    const element = apart.has(target) ? undefined : findElement(target)
    // What is said of the household is no fact about the person: it is read below.
    if (element?.object !== 'person') continue
    const read = readCell(element, cells[at], reading)
    if (!read.ok) faults.push(`“${title || element.name}”${read.reason}`)
    else if (read.value !== null) values.set(element, read.value)
  }
  const identity = who(raw, reading, faults)
  const said = values.get(name)
  if (said === undefined && !faults.some(fault => fault.includes(name.name))) faults.push('没有填姓名')
  const place = placeOf(raw.get('person.residence_place'), reading.ground, faults)
  const relation = relationOf(raw.get('household.relation'), faults)
  if (faults.length > 0) return { line, entrant: null, fault: faults.join('；') }
  values.delete(name)
  return { line, fault: null, entrant: {
    line, identity: identity!, name: String(said), place, address: values.has(address) ? String(values.get(address)) : null, values,
    household: plain(raw.get('household.number')) || null, relation, distinct: /不是同一人|^(是|1|不同)$/.test(plain(raw.get('row.distinct'))),
  } }
}

/** Said of the row as a whole, or settled by the number. */
const apart = new Set(['person.identity_number', 'person.birth_date', 'person.sex', 'person.residence_place'])

function who(raw: ReadonlyMap<string, Cell | undefined>, { today, from1904 }: Reading, faults: string[]): Known | null {
  const read = (id: string): string | undefined => {
    const found = readCell(findElement(id)!, raw.get(id), { today, from1904 })
    if (found.ok) return found.value === null ? undefined : String(found.value)
    faults.push(`“${findElement(id)!.name}”${found.reason}`)
    return undefined
  }
  const before = faults.length
  const [identity, birth_date, sex] = [read('person.identity_number'), read('person.birth_date'), read('person.sex')]
  if (faults.length > before) return null
  if (identity === undefined) { faults.push('没有填证件号码'); return null }
  try {
    return identityOf({ identity, birth_date, ...(sex === '1' || sex === '2' ? { sex } : {}) }, today)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    faults.push(error.fields?.[0]?.message ?? error.message)
    return null
  }
}

/** What lies outside the seat's range and what does not exist are one answer. */
function placeOf(cell: Cell | undefined, { seat, byName, codes }: Ground, faults: string[]): string | null {
  const text = plain(cell)
  if (text === '') return seat.length >= levels.community ? seat : null
  const code = /^\d+$/.test(text) ? text : byName.get(text)
  if (code === null) faults.push(`您的范围内有几个“${text.slice(0, 20)}”，请填区划代码`)
  else if (code === undefined || !codes.has(code)) faults.push(`“${text.slice(0, 20)}”不在您的范围内，或者没有这个地区`)
  else return code
  return null
}

function relationOf(cell: Cell | undefined, faults: string[]): string | null {
  const text = plain(cell)
  if (text === '') return null
  const code = codeOf(codes.family.id, text)
  if (code === null) faults.push(`与户主关系没有“${text.slice(0, 20)}”这一项，可填户主、配偶、子、女、父亲、母亲等`)
  return code
}
