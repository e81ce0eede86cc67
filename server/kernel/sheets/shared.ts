import { Problem } from '../problem.ts'
import { unfold } from './archive.ts'
import { sheetLimits } from './cells.ts'
import { Texts } from './texts.ts'
import type { Opened } from './workbook.ts'
import { Listening, unwritten } from './xml.ts'

/** What the cells of a workbook stand on: texts by number, which styles show a number as a day, and from when days count. */
export interface Standing { texts: Texts; dated: readonly boolean[]; from1904: boolean }

/** Reads once, when rows are first asked for, what the cells stand on. Throws `sheet.broken`, `sheet.too_large`. */
export function standingOf(file: Buffer, opened: Opened): () => Promise<Standing> {
  let standing: Promise<Standing> | undefined
  const read = async (): Promise<Standing> => ({ texts: await sharedTexts(file, opened), dated: await datedStyles(file, opened), from1904: opened.from1904 })
  return () => (standing ??= read())
}

async function sharedTexts(file: Buffer, { entries }: Opened): Promise<Texts> {
  const texts = new Texts(sheetLimits.shared)
  const entry = entries.get('xl/sharedStrings.xml')
  if (!entry) return texts
  let [text, taking, phonetic] = ['', false, false]
  const listening = new Listening({
    opened(name) {
      if (name === 'si') text = ''
      else if (name === 'rPh') phonetic = true
      else if (name === 't') taking = !phonetic
    },
    said(piece) { if (taking) text += piece },
    closed(name) {
      if (name === 't') taking = false
      else if (name === 'rPh') phonetic = false
      else if (name === 'si') texts.add(unwritten(text))
    },
  })
  for await (const piece of unfold(file, entry, { unfolded: 0 })) listening.take(piece)
  listening.end()
  return texts
}

/** Formats that every program knows without their being written (ECMA-376 part 1, 18.8.30): days, times, and those of East Asia. */
const builtIn = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47 && id !== 46) || (id >= 50 && id <= 58)

/** Whether a format shows a number as a day or an hour: what remains of it beside quoted words, colours and lengths of time. */
export function showsDay(format: string): boolean {
  if (/\[(h+|m+|s+)\]/i.test(format)) return false
  const bare = format.replace(/\[[^\]]*\]/g, '').replace(/"[^"]*"/g, '').replace(/[\\*_]./g, '').split(';')[0]!
  return !/general|standard/i.test(bare) && /[ymdhs]/i.test(bare)
}

/** What programs allow themselves: styles in a workbook, characters in a format. */
const mostStyles = 65_536, longestFormat = 255

async function datedStyles(file: Buffer, { entries }: Opened): Promise<boolean[]> {
  const entry = entries.get('xl/styles.xml')
  if (!entry) return []
  const formats = new Map<number, boolean>()
  const dated: boolean[] = []
  let within = false
  const listening = new Listening({
    opened(name, { numFmtId, formatCode }) {
      if (name === 'numFmt') formats.set(Number(numFmtId), showsDay((formatCode ?? '').slice(0, longestFormat)))
      else if (name === 'cellXfs') within = true
      else if (name === 'xf' && within && dated.length >= mostStyles) throw new Problem('sheet.too_large')
      else if (name === 'xf' && within) dated.push(formats.get(Number(numFmtId)) ?? builtIn(Number(numFmtId)))
    },
    closed(name) { if (name === 'cellXfs') within = false },
  })
  for await (const piece of unfold(file, entry, { unfolded: 0 })) listening.take(piece)
  listening.end()
  return dated
}
