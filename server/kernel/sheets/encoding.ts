import { Problem } from '../problem.ts'

export const encodings = ['utf-8', 'gb18030', 'utf-16le'] as const
export type Encoding = (typeof encodings)[number]

/**
 * In what a text is written: by its mark, else UTF-8 where every byte fits, else GB18030 (which holds GBK and GB2312) where
 * that does. Never guessed by frequency: a rare character of a name must come back as it was. Throws `sheet.encoding`.
 */
export function encodingOf(bytes: Buffer): { encoding: Encoding; bom: boolean } {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: sure(bytes, 'utf-8'), bom: true }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: 'utf-16le', bom: true }
  if (bytes.includes(0)) throw new Problem('sheet.kind')
  if (decodes(bytes, 'utf-8')) return { encoding: 'utf-8', bom: false }
  return { encoding: sure(bytes, 'gb18030'), bom: false }
}

function sure(bytes: Buffer, encoding: Encoding): Encoding {
  if (!decodes(bytes, encoding)) throw new Problem('sheet.encoding')
  return encoding
}

function decodes(bytes: Buffer, encoding: Encoding): boolean {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true })
    for (let at = 0; at < bytes.length; at += 1024 * 1024) decoder.decode(bytes.subarray(at, at + 1024 * 1024), { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}
