import { Problem } from '../problem.ts'
import { unfold, type Entry } from './archive.ts'
import { dayOfSerial, numberCell, sheetLimits, textCell, type Cell, type SheetRow } from './cells.ts'
import type { Standing } from './shared.ts'
import { Listening, unwritten, type Heard } from './xml.ts'

/**
 * The rows of a sheet as they are unfolded: a piece of the archive is opened when the reader wants more, so that a sheet of any
 * length costs the memory of one piece. Throws `sheet.broken`, `sheet.too_large`.
 */
export async function* leafRows(file: Buffer, entry: Entry, standing: Standing): AsyncGenerator<SheetRow> {
  const rows = new Rows(standing)
  const listening = new Listening(rows)
  for await (const piece of unfold(file, entry, { unfolded: 0 })) {
    listening.take(piece)
    yield* rows.taken()
  }
  listening.end()
  yield* rows.taken()
}

/** More columns than any program has. */
const widest = 16_384

/** Puts cells together from what goes by. */
class Rows implements Heard {
  readonly #standing: Standing
  #ready: SheetRow[] = []
  #line = 0
  #column = -1
  #wide = 0
  #cells: Cell[] = []
  #within = false
  #type = ''
  #style = 0
  #text = ''
  #taking = false
  #phonetic = false
  #formula = false

  constructor(standing: Standing) {
    this.#standing = standing
  }

  taken(): SheetRow[] {
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  opened(name: string, attributes: Readonly<Record<string, string>>): void {
    switch (name) {
      case 'c': return this.#begin(attributes)
      case 'v': this.#taking = true; return
      case 't': this.#taking = !this.#phonetic; return
      case 'f': this.#formula = true; return
      case 'rPh': this.#phonetic = true; return
      case 'row': return this.#beginRow(attributes.r)
    }
  }

  said(text: string): void {
    if (this.#taking && this.#within) this.#text = this.#text === '' ? text : this.#text + text
  }

  closed(name: string): void {
    switch (name) {
      case 'v': case 't': this.#taking = false; return
      case 'rPh': this.#phonetic = false; return
      case 'c': {
        const value = this.#value()
        this.#within = false
        if (value === null) return
        this.#wide = this.#column + 1
        // What no table may have is counted, not kept: a few bytes could say many thousands of empty cells.
        if (this.#column >= sheetLimits.columns) return
        while (this.#cells.length < this.#column) this.#cells.push(null)
        this.#cells[this.#column] = value
        return
      }
      case 'row':
        if (this.#wide > sheetLimits.columns && this.#line <= sheetLimits.rows) throw new Problem('sheet.columns', { columns: this.#wide, most: sheetLimits.columns })
        this.#ready.push({ line: this.#line, cells: this.#cells })
    }
  }

  #beginRow(given: string | undefined): void {
    const line = given === undefined ? this.#line + 1 : Number(given)
    if (!Number.isInteger(line) || line <= this.#line) throw new Problem('sheet.broken')
    this.#line = line
    this.#column = -1
    this.#wide = 0
    this.#cells = []
  }

  #begin({ r, t, s }: Readonly<Record<string, string>>): void {
    const column = r === undefined ? this.#column + 1 : columnIn(r)
    if (column < 0 || column >= widest || column <= this.#column) throw new Problem('sheet.broken')
    this.#column = column
    this.#type = t ?? 'n'
    this.#style = s === undefined ? 0 : Number(s)
    this.#text = ''
    this.#formula = false
    this.#within = true
  }

  #value(): Cell {
    const text = this.#text
    if (text === '') return this.#formula && this.#type !== 'str' ? { fault: '公式没有算出结果，请在表格程序里打开、保存后再传' } : null
    switch (this.#type) {
      case 's': return textCell(this.#standing.texts.at(Number(text)))
      case 'n': return this.#number(numberCell(text))
      case 'b': return text.trim() === '1' || text.trim() === 'true'
      case 'd': return written(text)
      default: return textCell(unwritten(text))
    }
  }

  #number(number: Cell): Cell {
    return typeof number === 'number' && this.#standing.dated[this.#style] ? dayOfSerial(number, this.#standing.from1904) : number
  }
}

/** The column that a reference like `AB12` names, from 0. */
function columnIn(reference: string): number {
  let column = 0
  for (let i = 0; i < reference.length; i++) {
    const code = reference.charCodeAt(i)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

/** A day that is written out, after ISO 8601. */
function written(text: string): string {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}).*)?$/.exec(text) ?? []
  return day === undefined ? text : time === undefined || time === '00:00' ? day : `${day} ${time}`
}
