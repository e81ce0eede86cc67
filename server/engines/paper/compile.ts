import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { coverage, fonts } from './fonts.ts'

type Setter = { compiler: NodeCompiler; covers: (codePoint: number) => boolean }
const setters: { usual?: Setter; rare?: Setter } = {}

const setter = (which: 'usual' | 'rare'): Setter => setters[which] ??= made(which === 'usual' ? fonts('song') : [...fonts('song'), ...fonts('rare')])
const made = (blobs: Buffer[]): Setter => ({ compiler: NodeCompiler.create({ fontArgs: [{ fontBlobs: blobs }] }), covers: coverage(blobs) })

/** What has no shape of its own: line feeds, joiners, and the selectors of variants. */
const shapeless = /[\p{Cc}\u200b-\u200f\u2060\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u

/** The characters of a text that these fonts cannot set. */
const strangers = (text: string, covers: Setter['covers']): string[] => [...new Set(text)].filter(one => !shapeless.test(one) && !covers(one.codePointAt(0)!))

/**
 * A character that no font of ours has is set as the printers' mark for a missing type, 〓, with its code point, so that nobody
 * takes another character or an empty box for it.
 */
const marked = (text: string, missing: readonly string[]): string =>
  missing.reduce((all, one) => all.replaceAll(one, `〓（U+${one.codePointAt(0)!.toString(16).toUpperCase()}）`), text)

export interface Sheet { template: string; data: unknown; /** Everything that people wrote, for finding out which fonts are needed. */ day: string }

/**
 * Sets a sheet: a Typst template that reads `data`, so that no word of it is ever taken for markup. The same sheet gives the
 * same bytes on any machine. The fonts of the rare planes are loaded when a character first asks for them.
 */
export function set({ template, data, day }: Sheet): Buffer {
  const text = JSON.stringify(data)
  const usual = setter('usual')
  const rare = strangers(text, usual.covers).length > 0
  const { compiler, covers } = rare ? setter('rare') : usual
  const missing = rare ? strangers(text, covers) : []
  const inputs = { data: missing.length > 0 ? marked(text, missing) : text, day }
  try {
    return compiler.pdf({ mainFileContent: template, inputs }, { pdfStandard: 'a-2b' })
  } finally {
    compiler.evictCache(10)
  }
}
