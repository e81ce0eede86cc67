import { dayNumber, isDay, showWeekday, weekdayOf } from '../../../contract/time.ts'
import type { SpecialDay } from './days.ts'

export interface LineError { line: number; text: string; reason: string }
export interface Preview { days: SpecialDay[]; errors: LineError[] }

const kinds: Readonly<Record<string, SpecialDay['kind']>> = {
  holiday: 'holiday', makeup_workday: 'makeup_workday', 放假: 'holiday', 休: 'holiday', 上班: 'makeup_workday', 班: 'makeup_workday',
}

/** Reads what was pasted, so that it can be looked at and mended before it is recorded; the server reads it again. */
export function previewNotice(csv: string, year: number): Preview {
  const days: SpecialDay[] = []
  const errors: LineError[] = []
  const seen = new Map<string, number>()
  csv.replace(/^\ufeff/, '').split(/\r\n|\n|\r/).forEach((text, i) => {
    const cells = text.split(/[,，\t]/).map(cell => cell.normalize('NFKC').trim().replace(/^"(.*)"$/, '$1').trim())
    if (cells.every(cell => cell === '') || (i === 0 && /^(date|日期)$/i.test(cells[0] ?? ''))) return
    const read = readLine(cells, year)
    const earlier = typeof read === 'string' ? undefined : seen.get(read.date)
    if (typeof read === 'string') errors.push({ line: i + 1, text, reason: read })
    else if (earlier) errors.push({ line: i + 1, text, reason: `${read.date} 已在第 ${earlier} 行出现，请删去一行` })
    else {
      days.push(read)
      seen.set(read.date, i + 1)
    }
  })
  return { days: days.sort((a, b) => (a.date < b.date ? -1 : 1)), errors }
}

function readLine(cells: readonly string[], year: number): SpecialDay | string {
  const [date = '', kindText = '', name = ''] = cells
  if (cells.length !== 3) return '每行应为三列：日期,类别,名称'
  if (!isDay(date)) return `日期“${date}”不对，应写成 ${year}-01-01`
  if (!date.startsWith(`${year}-`) && !date.startsWith(`${year - 1}-12-`)) return `${date} 不在 ${year} 年，请核对年份`
  const kind = Object.hasOwn(kinds, kindText) ? kinds[kindText] : undefined
  if (!kind) return `类别“${kindText}”不对，应为“放假”或“上班”`
  if (name === '' || name.length > 20) return '名称应为 1 到 20 个字，如“春节”'
  if (kind === 'makeup_workday' && ![0, 6].includes(weekdayOf(dayNumber(date)))) return `${date} 是${showWeekday(date)}，本来就上班，请核对日期`
  return { date, kind, name }
}

/** The text of a file as people save it: UTF-8, or the GBK of a spreadsheet program. */
export async function textOf(file: Blob): Promise<string> {
  const bytes = await file.arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
