import { Problem } from '../problem.ts'

const pageSize = 1024 * 1024

/**
 * The texts that the cells of a workbook share, by their number: kept as bytes, page by page, so that a million of them cost
 * little more than they say. Bounded by `sheetLimits.shared`: beyond it `add` throws `sheet.too_large`.
 */
export class Texts {
  readonly #limit: number
  readonly #pages: Buffer[] = []
  /** Where each text ends, counted over all pages; a text does not cross from one page to the next. */
  #starts = new Float64Array(1024)
  #ends = new Float64Array(1024)
  #free = 0
  #count = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  add(text: string): void {
    const length = Buffer.byteLength(text)
    if (length > pageSize || this.#count * 16 + this.#free + length > this.#limit) throw new Problem('sheet.too_large')
    if (this.#count === this.#ends.length) [this.#starts, this.#ends] = [grown(this.#starts), grown(this.#ends)]
    const room = pageSize - (this.#free % pageSize)
    if (length > room) this.#free += room
    const page = Math.floor(this.#free / pageSize)
    const bytes = (this.#pages[page] ??= Buffer.allocUnsafe(pageSize))
    bytes.write(text, this.#free % pageSize)
    this.#starts[this.#count] = this.#free
    this.#free += length
    this.#ends[this.#count++] = this.#free
  }

  /** Throws `sheet.broken` where there is no text of that number. */
  at(n: number): string {
    if (!(Number.isInteger(n) && n >= 0 && n < this.#count)) throw new Problem('sheet.broken')
    const [start, end] = [this.#starts[n]!, this.#ends[n]!]
    if (start === end) return ''
    const page = Math.floor(start / pageSize)
    return this.#pages[page]!.toString('utf8', start - page * pageSize, end - page * pageSize)
  }
}

function grown(old: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(old.length * 2)
  larger.set(old)
  return larger
}
