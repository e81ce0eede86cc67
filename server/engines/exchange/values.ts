import { addDays, isDay } from '../../../contract/time.ts'
import { checked, choicesOf, type ElementDefinition, type Value } from '../../ground/registry/index.ts'
import { isFault, type Cell } from '../../kernel/sheets/index.ts'

export type Read = { ok: true; value: Value | null } | { ok: false; reason: string }
const refuse = (reason: string): Read => ({ ok: false, reason })

/** A cell as a person would read it: half-width, without what typing and copying leave at its ends. */
export const plain = (cell: Cell | undefined): string =>
  cell === null || cell === undefined || isFault(cell) ? '' : String(cell).replace(/[\u200b\u2060\ufeff]/g, '').replace(/[\uff01-\uff5e]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0)).replace(/\s+/g, ' ').trim()

/** Words that mean that nothing is known. */
const nothing = new Set(['', '无', '/', '-', '—', '--', '不详', '未知', 'n/a', 'null'])

/**
 * Reads a cell as an element's value: words of a list as its codes, days however they are written, yuan as fen. Null for an
 * empty cell; a reason that says what to write instead.
 */
export function readCell(element: ElementDefinition, cell: Cell | undefined, { today, from1904 }: { today: string; from1904: boolean }): Read {
  if (isFault(cell)) return refuse(cell.fault)
  const text = plain(cell)
  if (text === '' || (nothing.has(text.toLowerCase()) && element.type !== 'choice')) return { ok: true, value: null }
  const lossy = typeof cell === 'number' && Math.abs(cell) >= 1e15 && ['identity', 'account', 'line', 'phone'].includes(element.type)
  if (lossy) return refuse('这一格是数字格式，末几位已经丢失；请把整列设为“文本”，重新填写完整的号码')
  const converted = convert(element, cell!, text, from1904)
  if (typeof converted === 'object') return converted
  const found = checked(element, converted, today)
  return found.ok ? { ok: true, value: found.value } : refuse(found.reason)
}

function convert(element: ElementDefinition, cell: string | number | boolean | Cell, text: string, from1904: boolean): Value | Read {
  switch (element.type) {
    case 'day': return dayIn(cell as Cell, text, from1904)
    case 'choice': return choiceIn(element.code_list!, text)
    case 'fen': return fenIn(text)
    case 'count': return /^\d{1,15}$/.test(text.replaceAll(',', '')) ? Number(text.replaceAll(',', '')) : refuse('请填写不小于 0 的整数')
    case 'yes_no': return /^(是|有|√|y|yes|true|1|健在)$/i.test(text) ? true : /^(否|无|没有|×|n|no|false|0|去世|死亡)$/i.test(text) ? false : refuse('请填“是”或“否”')
    case 'text': return typeof cell === 'string' ? cell.trim() : text
    default: return text
  }
}

const sayDay = '日期请写成 2026-11-22'
/** Days as offices write them, and the serial numbers that remain where a cell lost its format. */
function dayIn(cell: Cell, text: string, from1904: boolean): Value | Read {
  if (typeof cell === 'number' && Number.isInteger(cell) && cell > 0 && cell < 100_000) return addDays(from1904 ? '1904-01-01' : '1899-12-30', cell)
  const parts = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]\d{1,2}:\d{2}(:\d{2})?)?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (!parts) return refuse(/^\d{4}[-/.年]?\d{1,2}月?$/.test(text) ? `只有年和月，${sayDay}` : sayDay)
  const day = `${parts[1]}-${parts[2]!.padStart(2, '0')}-${parts[3]!.padStart(2, '0')}`
  return isDay(day) ? day : refuse(`没有 ${text} 这一天`)
}

const spoken: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sex: { 男性: '1', 女性: '2' }, marriage: { 已婚: '20', 丧偶: '30', 离异: '40', 未婚: '10' }, hukou_kind: { 家庭: 'family', 集体: 'collective' },
  family: { 儿子: '20', 女儿: '30', 妻子: '12', 丈夫: '11', 爱人: '10', 户主本人: '02' },
}
const tables = new Map<string, Map<string, string>>()
function tableOf(list: string): Map<string, string> {
  let table = tables.get(list)
  if (!table) {
    table = new Map()
    for (const { code, label } of choicesOf(list)) {
      for (const word of [code, label, ...(list === 'ethnic' ? [label.replace(/族$/, '')] : [])]) table.set(word, code)
    }
    for (const [word, code] of Object.entries(spoken[list] ?? {})) if (!table.has(word)) table.set(word, code)
    tables.set(list, table)
  }
  return table
}

function choiceIn(list: string, text: string): Value | Read {
  const table = tableOf(list)
  const code = table.get(text) ?? table.get(text.replace(/[ ()（）]/g, '')) ?? table.get(/^\d$/.test(text) ? `0${text}` : text)
  if (code !== undefined) return code
  const words = choicesOf(list).slice(0, 6).map(one => one.label).join('、')
  return nothing.has(text.toLowerCase()) ? { ok: true, value: null } : refuse(`没有“${text.slice(0, 20)}”这一项，可填${words}${choicesOf(list).length > 6 ? '等' : ''}`)
}

/** A code of a list by its word; null where the list has none. */
export const codeOf = (list: string, text: string): string | null => { const found = choiceIn(list, text); return typeof found === 'string' ? found : null }

function fenIn(text: string): Value | Read {
  const found = /^[¥￥]?\s*(\d{1,10})(?:\.(\d{1,2}))?\s*元?$/.exec(text.replaceAll(',', ''))
  return found ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : refuse('金额请写成以元为单位的数字，最多两位小数')
}
