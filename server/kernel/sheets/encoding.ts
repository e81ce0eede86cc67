import { TextDecoder } from 'node:util'
import { Problem } from '../problem.ts'

export const encodings = ['utf-8', 'gb18030', 'utf-16le'] as const
export type Encoding = (typeof encodings)[number]
/** What a text without a mark may be written in. */
export type PlainEncoding = Exclude<Encoding, 'utf-16le'>

/**
 * In what a text is written that comes piece by piece: UTF-8 where every byte fits, else GB18030 (which holds GBK and GB2312) where that
 * does. Never guessed by frequency: a rare character of a name must come back as it was. What has a NUL is a picture, a spreadsheet
 * or UTF-16.
 */
export class EncodingFound {
  readonly #left = new Map<PlainEncoding, TextDecoder>((['utf-8', 'gb18030'] as const).map(one => [one, new TextDecoder(one, { fatal: true })]))

  take(piece: Uint8Array): void {
    if (piece.includes(0)) this.#left.clear()
    for (const one of [...this.#left.keys()]) if (!this.#fits(one, piece)) this.#left.delete(one)
  }

  /** After the last piece; null for what is neither. */
  end(): PlainEncoding | null {
    return [...this.#left.keys()].find(one => this.#fits(one)) ?? null
  }

  #fits(one: PlainEncoding, piece?: Uint8Array): boolean {
    try {
      this.#left.get(one)!.decode(piece, { stream: piece !== undefined })
      return true
    } catch {
      return false
    }
  }
}

/** The same for a text that is held whole, and by its mark where it has one. Throws `sheet.encoding`, `sheet.kind`. */
export function encodingOf(bytes: Buffer): { encoding: Encoding; bom: boolean } {
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bom: true }
  if (!bom && bytes.includes(0)) throw new Problem('sheet.kind')
  const found = new EncodingFound()
  for (let at = 0; at < bytes.length; at += 1024 * 1024) found.take(bytes.subarray(at, at + 1024 * 1024))
  const encoding = found.end()
  if (!encoding || (bom && encoding !== 'utf-8')) throw new Problem('sheet.encoding')
  return { encoding, bom }
}
