import { crc32, createInflateRaw } from 'node:zlib'
import { Problem } from '../problem.ts'
import { sheetLimits } from './cells.ts'

/** One file inside a workbook, as the directory at the end of the archive names it. */
export interface Entry { name: string; method: number; check: number; packed: number; size: number; at: number; sealed: boolean }

const endMark = 0x06054b50, entryMark = 0x02014b50, localMark = 0x04034b50
const broken = (): Problem => new Problem('sheet.broken')

/** The files of an archive by name. Throws `sheet.broken`, or `sheet.too_large` for what unfolds beyond all measure. */
export function entriesOf(file: Buffer): Map<string, Entry> {
  const end = endOf(file)
  const count = file.readUInt16LE(end + 10)
  const begin = file.readUInt32LE(end + 16)
  if (count === 0xffff || begin === 0xffffffff || begin >= file.length) throw broken()
  if (count > sheetLimits.entries) throw new Problem('sheet.too_large')
  const entries = new Map<string, Entry>()
  let at = begin
  for (let i = 0; i < count; i++) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== entryMark) throw broken()
    const [nameLength, extra, comment] = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)]
    const name = file.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
    entries.set(name, {
      name, method: file.readUInt16LE(at + 10), check: file.readUInt32LE(at + 16), packed: file.readUInt32LE(at + 20), size: file.readUInt32LE(at + 24), at: file.readUInt32LE(at + 42),
      sealed: (file.readUInt16LE(at + 8) & 1) === 1,
    })
    at += 46 + nameLength + extra + comment
  }
  refuseSwelling(file.length, [...entries.values()].reduce((sum, one) => sum + one.size, 0))
  return entries
}

/** Where the directory's end lies: within the last 64 KB, behind nothing but a comment. */
function endOf(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - 65_536); at--) if (file.readUInt32LE(at) === endMark) return at
  throw broken()
}

/** An archive may grow when it is unfolded, within bounds. The directory can lie: `unfold` measures again. */
function refuseSwelling(packed: number, unfolded: number): void {
  if (unfolded > sheetLimits.inflated || (unfolded > sheetLimits.large && unfolded > packed * sheetLimits.ratio)) throw new Problem('sheet.too_large')
}

/** The packed bytes of a file inside. */
function packedOf(file: Buffer, { at, packed }: Entry): Buffer {
  if (at + 30 > file.length || file.readUInt32LE(at) !== localMark) throw broken()
  const begin = at + 30 + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28)
  if (begin + packed > file.length) throw broken()
  return file.subarray(begin, begin + packed)
}

/** What an archive may still unfold to, shared by all of its files. */
export interface Allowance { unfolded: number }

/** A file inside, unfolded as its pieces are asked for and measured: throws `sheet.too_large` when it is more than the directory may say, `sheet.broken`. */
export async function* unfold(file: Buffer, entry: Entry, allowance: Allowance): AsyncGenerator<Buffer> {
  const packed = packedOf(file, entry)
  if (entry.method !== 0 && entry.method !== 8) throw broken()
  let sum = 0
  for await (const piece of entry.method === 0 ? [packed] : inflated(packed)) {
    allowance.unfolded += piece.length
    refuseSwelling(file.length, allowance.unfolded)
    sum = crc32(piece, sum)
    yield piece
  }
  if (sum !== entry.check) throw broken()
}

/** What the library does not unfold is a fault of the file; what the reader throws passes by here. */
async function* inflated(packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
  inflate.end(packed)
  const pieces = inflate[Symbol.asyncIterator]()
  try {
    for (;;) {
      const { value, done } = await pieces.next().catch(() => { throw broken() })
      if (done) return
      yield value as Buffer
    }
  } finally {
    inflate.destroy()
  }
}

/** A small file inside, as text. */
export async function textOf(file: Buffer, entry: Entry, allowance: Allowance): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of unfold(file, entry, allowance)) {
    size += piece.length
    if (size > 8 * 1024 * 1024) throw new Problem('sheet.too_large')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}
