import { dayNumber, isDay, showWeekday, weekdayOf } from '../../../contract/time.ts'
import { createCalendar, type Edition, type SpecialDay } from './workdays.ts'

/** What is wrong with a line of the upload, in a sentence for the administrator. Line 1 is the first of the text. */
export interface NoticeError { line: number, reason: string }
export type ParsedNotice =
  | { ok: true, edition: Edition, workdays: number }
  | { ok: false, errors: NoticeError[] }

const kinds: Record<string, SpecialDay['kind']> = {
  holiday: 'holiday', makeup_workday: 'makeup_workday', 放假: 'holiday', 休: 'holiday', 上班: 'makeup_workday', 班: 'makeup_workday',
}

/**
 * Reads an administrator's CSV `date,kind,name` (kind `holiday` or `makeup_workday`, also 放假 or 上班) of one year's notice. Days of the
 * December before are allowed, as notices about New Year's Day have them. Gives the whole edition with the working days
 * it makes, for the administrator to compare, or every error at once.
 */
export function parseNotice(csv: string, year: number, about: { notice?: string, published_on?: string } = {}): ParsedNotice {
  const errors: NoticeError[] = []
  const days: SpecialDay[] = []
  const lineOf = new Map<string, number>()
  csv.replace(/^\ufeff/, '').split(/\r\n|\n|\r/).forEach((text, i) => {
    const line = i + 1
    const cells = text.split(/[,，\t]/).map(cell => cell.normalize('NFKC').trim().replace(/^"(.*)"$/, '$1').trim())
    if (cells.every(cell => cell === '') || (line === 1 && /^(date|日期)$/i.test(cells[0]!))) return
    const day = readLine(cells, year)
    const earlier = typeof day === 'string' ? undefined : lineOf.get(day.date)
    if (typeof day === 'string') errors.push({ line, reason: day })
    else if (earlier) errors.push({ line, reason: `${day.date} 已在第 ${earlier} 行出现，请删去一行` })
    else {
      days.push(day)
      lineOf.set(day.date, line)
    }
  })
  if (errors.length === 0 && !days.some(day => day.kind === 'holiday')) errors.push({ line: 1, reason: '没有一天放假，请核对文件内容' })
  if (errors.length > 0) return { ok: false, errors }
  days.sort((a, b) => (a.date < b.date ? -1 : 1))
  const edition: Edition = { year, notice: about.notice ?? '', published_on: about.published_on ?? '', days }
  return { ok: true, edition, workdays: createCalendar([edition]).countWorkdays(`${year - 1}-12-31`, `${year}-12-31`) }
}

function readLine(cells: string[], year: number): SpecialDay | string {
  const [date = '', kindText = '', name = ''] = cells
  if (cells.length !== 3) return '每行应为三列：日期,类别,名称'
  if (!isDay(date)) return `日期“${date}”不对，应写成 ${year}-01-01`
  if (!date.startsWith(`${year}-`) && !date.startsWith(`${year - 1}-12-`)) return `${date} 不在 ${year} 年，请核对年份`
  const kind = Object.hasOwn(kinds, kindText) ? kinds[kindText] : undefined
  if (!kind) return `类别“${kindText}”不对，应为 holiday（放假）或 makeup_workday（上班）`
  if (name === '' || name.length > 20) return '名称应为 1 到 20 个字，如“春节”'
  const weekend = [0, 6].includes(weekdayOf(dayNumber(date)))
  if (kind === 'makeup_workday' && !weekend) return `${date} 是${showWeekday(date)}，本来就上班，请核对日期`
  return { date, kind, name }
}
