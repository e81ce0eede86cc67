import { Problem } from '../problem.ts'
import { entriesOf, textOf, unfold, type Allowance, type Entry } from './archive.ts'
import { sheetLimits } from './cells.ts'
import { Listening, type Heard } from './xml.ts'

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

/** Refuses bytes that are no sound xlsx, or unfold beyond measure, before anything else opens them. Throws `sheet.…`. */
export async function measureWorkbook(file: Buffer): Promise<void> {
  if (file.length === 0) throw new Problem('sheet.empty')
  if (isOle(file)) refuseOle(file)
  if (!isZip(file)) throw new Problem('sheet.kind')
  const { entries, allowance } = await openArchive(file)
  for (const entry of entries.values()) for await (const piece of unfold(file, entry, allowance)) void piece
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
  const [{ sheets, from1904 }, targets] = [await sheetsOf(file, workbook, allowance), await targetsOf(file, relations, allowance)]
  const leaves = sheets.map(({ id, ...sheet }, index): Leaf => {
    const target = targets.get(id) ?? ''
    return { ...sheet, index, path: target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}` }
  }).filter(leaf => entries.has(leaf.path))
  if (leaves.length === 0) throw new Problem('sheet.broken')
  return { entries, leaves, from1904, allowance }
}

async function heard(file: Buffer, entry: Entry, allowance: Allowance, opened: Heard['opened']): Promise<void> {
  const listening = new Listening({ opened, closed: () => undefined })
  listening.take(Buffer.from(await textOf(file, entry, allowance)))
  listening.end()
}

/** An attribute whatever its prefix is: programs differ in the one of `r:id`. */
const prefixed = (attributes: Readonly<Record<string, string>>, name: string): string =>
  Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`))?.[1] ?? ''

interface Sheets { sheets: { name: string; hidden: boolean; id: string }[]; from1904: boolean }
async function sheetsOf(file: Buffer, entry: Entry, allowance: Allowance): Promise<Sheets> {
  const found: Sheets = { sheets: [], from1904: false }
  await heard(file, entry, allowance, (name, attributes) => {
    if (name === 'workbookPr') found.from1904 ||= /^(1|true)$/.test(attributes.date1904 ?? '')
    else if (name === 'sheet') found.sheets.push({ name: attributes.name ?? '', hidden: /hidden/i.test(attributes.state ?? ''), id: prefixed(attributes, 'id') })
    if (found.sheets.length > sheetLimits.entries) throw new Problem('sheet.too_large')
  })
  return found
}

async function targetsOf(file: Buffer, entry: Entry, allowance: Allowance): Promise<Map<string, string>> {
  const targets = new Map<string, string>()
  await heard(file, entry, allowance, (name, { Id, Target }) => { if (name === 'Relationship') targets.set(Id ?? '', Target ?? '') })
  return targets
}

const columnOf = (letters: string): number => [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
function cellAt(reference: string): { line: number; column: number } | null {
  const found = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  return found && { line: Number(found[2]), column: columnOf(found[1]!) }
}

/** Where merged blocks are listed; the word in a cell's text is none. */
const markOf = (bytes: Buffer): number => { const at = bytes.indexOf('<mergeCells'); return at >= 0 ? at : bytes.indexOf(':mergeCells') }

/**
 * Unfolds what a sheet stands on once, before any row of it is believed: it is whole and within measure. Answers its merged
 * blocks, which stand behind the rows that they concern. Bytes are searched natively; nothing is kept but the end.
 */
export async function survey(file: Buffer, { entries, allowance }: Opened, leaf: Leaf): Promise<Merge[]> {
  for (const name of ['xl/sharedStrings.xml', 'xl/styles.xml']) {
    const entry = entries.get(name)
    if (entry) for await (const piece of unfold(file, entry, allowance)) void piece
  }
  let rest = Buffer.alloc(0)
  let [tail, whole] = [null as Buffer[] | null, false]
  for await (const piece of unfold(file, entries.get(leaf.path)!, allowance)) {
    // What is looked for may be cut in two.
    const bytes = Buffer.concat([rest, piece])
    if (bytes.includes('<!DOCTYPE')) throw new Problem('sheet.broken')
    const begins = tail ? -1 : markOf(bytes)
    if (begins >= 0) tail = [bytes.subarray(begins)]
    else if (tail && !whole) tail.push(piece)
    whole ||= tail !== null && /<\/(?:\w+:)?mergeCells/.test(bytes.toString('latin1'))
    if (tail && tail.length > 128) throw new Problem('sheet.too_large')
    rest = bytes.subarray(-200)
  }
  if (!/<\/(\w+:)?worksheet>\s*$/.test(rest.toString('latin1'))) throw new Problem('sheet.broken')
  return mergesIn(Buffer.concat(tail ?? []).toString('latin1'))
}

function mergesIn(text: string): Merge[] {
  const merges: Merge[] = []
  // No expression here runs past the next tag: a text that never closes one costs no more than its length.
  for (const [, from, to] of text.matchAll(/mergeCell\s[^<>]{0,200}?ref=["']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})["']/g)) {
    const [top, bottom] = [cellAt(from!), cellAt(to!)]
    if (top && bottom && top.column <= sheetLimits.columns) merges.push({ top: top.line - 1, left: top.column, bottom: bottom.line - 1, right: bottom.column })
    if (merges.length > sheetLimits.merges) throw new Problem('sheet.too_large')
  }
  return merges.sort((a, b) => a.top - b.top)
}
