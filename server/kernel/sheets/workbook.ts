import { Problem } from '../problem.ts'
import { entriesOf, textOf, unfold, type Allowance, type Entry } from './archive.ts'
import { sheetLimits } from './cells.ts'

/** A sheet of a workbook: its place in the list and the file it lies in. */
export interface Leaf { name: string; index: number; hidden: boolean; path: string }
/** A block of cells shown as one, from 0; its value stands in the first. */
export interface Merge { top: number; left: number; bottom: number; right: number }

const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
export const isZip = (head: Buffer): boolean => head.length > 3 && head.readUInt32LE(0) === 0x04034b50
export const isOle = (head: Buffer): boolean => head.subarray(0, 8).equals(ole)
const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')

/** The old container: an encrypted workbook, or one of before 2007. */
export function refuseOle(file: Buffer): never {
  throw new Problem(file.includes(wide('EncryptedPackage')) ? 'sheet.encrypted' : 'sheet.old_format')
}

const unescape = (text: string): string => text.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[0-9a-f]+);/gi, (all, name: string) =>
  ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name.toLowerCase()] ?? (name[0] === '#' ? String.fromCodePoint(Number(name[1] === 'x' ? `0${name.slice(1)}` : name.slice(1))) : all))
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}\\s*=\\s*("([^"]*)"|'([^']*)')`).exec(tag)
  return found ? unescape(found[2] ?? found[3] ?? '') : undefined
}

export interface Opened { entries: Map<string, Entry>; leaves: Leaf[]; from1904: boolean; allowance: Allowance }

/** Opens the directory of a workbook and reads which sheets there are. Throws a `sheet.…` for whatever is no plain xlsx. */
export async function openArchive(file: Buffer): Promise<Opened> {
  const entries = entriesOf(file)
  const allowance = { unfolded: 0 }
  if ([...entries.values()].some(entry => entry.sealed)) throw new Problem('sheet.encrypted')
  if ([...entries.keys()].some(name => /vbaProject\.bin$/i.test(name) || /^xl\/macrosheets\//i.test(name))) throw new Problem('sheet.macros')
  const [workbook, relations, types] = [entries.get('xl/workbook.xml'), entries.get('xl/_rels/workbook.xml.rels'), entries.get('[Content_Types].xml')]
  if (entries.has('xl/workbook.bin') || entries.has('content.xml') || entries.has('word/document.xml')) throw new Problem('sheet.kind')
  if (!workbook || !relations || !types) throw new Problem('sheet.broken')
  if (/macroEnabled/i.test(await textOf(file, types, allowance))) throw new Problem('sheet.macros')
  const [book, links] = [await textOf(file, workbook, allowance), await textOf(file, relations, allowance)]
  if (/<!DOCTYPE/i.test(book) || /<!DOCTYPE/i.test(links)) throw new Problem('sheet.broken')
  const targets = new Map([...links.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)].map(([tag]) => [attribute(tag, 'Id'), attribute(tag, 'Target') ?? '']))
  const leaves = [...book.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)].map(([tag], index): Leaf => {
    const target = targets.get(attribute(tag, '\\w+:id') ?? '') ?? ''
    return { name: attribute(tag, 'name') ?? '', index, hidden: /hidden/i.test(attribute(tag, 'state') ?? ''), path: target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}` }
  }).filter(leaf => entries.has(leaf.path))
  if (leaves.length === 0) throw new Problem('sheet.broken')
  return { entries, leaves, from1904: /<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*["'](1|true)/.test(book), allowance }
}

/** What a sheet holds beside plain values. */
export interface Surveyed { merges: Merge[]; /** `12:3`: cells with a formula whose result is not in the file. */ unsolved: Set<string> }

/** Unfolds a sheet and what it stands on once, measuring, before the library does: merged blocks, and formulas without a result. */
export async function survey(file: Buffer, { entries, allowance }: Opened, leaf: Leaf): Promise<Surveyed> {
  for (const name of ['xl/sharedStrings.xml', 'xl/styles.xml']) {
    const entry = entries.get(name)
    if (entry) await unfold(file, entry, allowance, () => undefined)
  }
  const reading = new Survey()
  await unfold(file, entries.get(leaf.path)!, allowance, piece => reading.take(piece))
  return reading.done()
}

const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
function cellAt(reference: string): { line: number; column: number } | null {
  const found = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  return found && { line: Number(found[2]), column: columnOf(found[1]!) }
}

/** Reads past a sheet's text: bytes are searched natively, and only what has formulas or merged blocks is looked at closely. */
class Survey {
  #rest: Buffer = Buffer.alloc(0)
  #tail: Buffer[] | null = null
  #end: Buffer = Buffer.alloc(0)
  readonly #unsolved = new Set<string>()

  take(piece: Buffer): void {
    this.#end = Buffer.concat([this.#end, piece]).subarray(-200)
    const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, piece]) : piece
    if (bytes.includes('<!DOCTYPE')) throw new Problem('sheet.broken')
    if (this.#tail) {
      this.#tail.push(piece)
      return
    }
    const merged = bytes.indexOf('mergeCells')
    if (merged >= 0) this.#tail = [bytes.subarray(merged)]
    // A cell may be cut in two: what follows the last whole one is kept for the next piece.
    const end = merged >= 0 ? merged : Math.max(bytes.lastIndexOf('</c>'), bytes.lastIndexOf(':c>'), bytes.lastIndexOf('/>'))
    const whole = end < 0 ? bytes : bytes.subarray(0, end + 4)
    if (whole.includes('<f') || whole.includes(':f>') || whole.includes(':f ')) this.#formulas(whole.toString('latin1'))
    this.#rest = end < 0 ? bytes.subarray(-64) : bytes.subarray(end)
    if (this.#rest.length > 1024 * 1024) this.#rest = this.#rest.subarray(-64)
  }

  #formulas(text: string): void {
    for (const [, attributes, inner] of text.matchAll(/<(?:\w+:)?c\b([^>]*[^/>])>((?:(?!<(?:\w+:)?c\b)[\s\S])*?)<\/(?:\w+:)?c>/g)) {
      if (!/<(?:\w+:)?f[\s/>]/.test(inner!) || /<(?:\w+:)?v>[^<]/.test(inner!)) continue
      const at = cellAt(attribute(attributes!, 'r') ?? '')
      if (!at) throw new Problem('sheet.formula')
      this.#unsolved.add(`${at.line}:${at.column}`)
      if (this.#unsolved.size > sheetLimits.merges) throw new Problem('sheet.formula')
    }
  }

  done(): Surveyed {
    if (!/<\/(\w+:)?worksheet>\s*$/.test(this.#end.toString('latin1'))) throw new Problem('sheet.broken')
    const merges: Merge[] = []
    for (const [, from, to] of Buffer.concat(this.#tail ?? []).toString('latin1').matchAll(/mergeCell\s[^>]*ref=["']([A-Z]+\d+):([A-Z]+\d+)["']/g)) {
      const [top, bottom] = [cellAt(from!), cellAt(to!)]
      if (top && bottom) merges.push({ top: top.line - 1, left: top.column, bottom: bottom.line - 1, right: bottom.column })
      if (merges.length > sheetLimits.merges) throw new Problem('sheet.too_large')
    }
    return { merges: merges.sort((a, b) => a.top - b.top), unsolved: this.#unsolved }
  }
}
