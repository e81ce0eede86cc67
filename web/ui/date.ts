/** A date as it is typed: three boxes of digits, perhaps not yet complete. */
export interface DateParts { year: string; month: string; day: string }
export const noDate: DateParts = { year: '', month: '', day: '' }

export type DateBox = keyof DateParts
export type DateReading = { day: string; error?: undefined } | { day?: undefined; error: string; at: DateBox }

const digits = (s: string): string => s.normalize('NFKC').trim()
const asNumber = (s: string): number => (/^\d+$/.test(digits(s)) ? Number(digits(s)) : NaN)

/** Reads the boxes as a day `2026-11-22` that exists, or says what is missing and in which box. */
export function readDate(parts: DateParts, latest?: string): DateReading {
  if (!parts.year && !parts.month && !parts.day) return { error: '请填写日期', at: 'year' }
  const y = asNumber(parts.year)
  const m = asNumber(parts.month)
  const d = asNumber(parts.day)
  if (!parts.year) return { error: '还缺年份', at: 'year' }
  if (!(y >= 1880 && y <= 2200)) return { error: '年份要填四位数字，例如 1958', at: 'year' }
  if (!parts.month) return { error: '还缺月份', at: 'month' }
  if (!(m >= 1 && m <= 12)) return { error: '月份应是 1 到 12', at: 'month' }
  if (!parts.day) return { error: '还缺日期是哪一日', at: 'day' }
  if (!(d >= 1 && d <= 31)) return { error: '日应是 1 到 31', at: 'day' }
  if (d > new Date(Date.UTC(y, m, 0)).getUTCDate()) return { error: `${y} 年 ${m} 月没有 ${d} 日`, at: 'day' }
  const day = `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`
  return latest && day > latest ? { error: '这个日期还没有到，请核对年份', at: 'year' } : { day }
}

/** The boxes of a day. */
export function partsOf(day: string | null | undefined): DateParts {
  const [year, month, d] = (day ?? '').split('-')
  return year && month && d ? { year, month: String(Number(month)), day: String(Number(d)) } : noDate
}
