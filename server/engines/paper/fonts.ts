import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { checkout } from '../../kernel/home.ts'

/** The families in the order in which a character is looked for. No font of the machine is ever used: the same paper on any machine. */
export const families = ['Gongzhi Song', 'Gongzhi Rare A', 'Gongzhi Rare B', 'Gongzhi Rare C'] as const

const files = { song: ['song.otf'], rare: ['rare-a.ttf', 'rare-b.ttf', 'rare-c.otf'] } as const
const kept = new Map<string, Buffer>()

function font(file: string): Buffer {
  const known = kept.get(file)
  if (known) return known
  const read = brotliDecompressSync(readFileSync(join(checkout, 'data', 'fonts', `${file}.br`)))
  kept.set(file, read)
  return read
}

/** The fonts that nearly every paper needs, and those of the rare planes besides; unpacked when first asked for. */
export const fonts = (which: keyof typeof files): Buffer[] => files[which].map(font)

/** Offset of a table of an OpenType font. */
function tableAt(bytes: Buffer, tag: string): number {
  const count = bytes.readUInt16BE(4)
  for (let i = 0; i < count; i++) {
    const at = 12 + i * 16
    if (bytes.toString('latin1', at, at + 4) === tag) return bytes.readUInt32BE(at + 8)
  }
  throw new Error(`no table ${tag}`)
}

/** The ranges of code points that a font has a glyph for, from the 32-bit subtable of its character map (OpenType cmap, format 12). */
function rangesOf(bytes: Buffer): [first: number, last: number][] {
  const cmap = tableAt(bytes, 'cmap')
  for (let i = 0; i < bytes.readUInt16BE(cmap + 2); i++) {
    const table = cmap + bytes.readUInt32BE(cmap + 4 + i * 8 + 4)
    if (bytes.readUInt16BE(table) !== 12) continue
    return Array.from({ length: bytes.readUInt32BE(table + 12) }, (_, group) => {
      const at = table + 16 + group * 12
      return [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
    })
  }
  throw new Error('a font without a 32-bit character map')
}

/** Says of a code point whether one of these fonts has a glyph for it. */
export function coverage(these: readonly Buffer[]): (codePoint: number) => boolean {
  const ranges = these.flatMap(rangesOf).sort((a, b) => a[0] - b[0])
  return codePoint => {
    let [low, high] = [0, ranges.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const [first, last] = ranges[middle]!
      if (codePoint < first) high = middle - 1
      else if (codePoint > last) low = middle + 1
      else return true
    }
    return false
  }
}
