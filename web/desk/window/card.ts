import { normaliseNumber, parseIdentity } from '../../../contract/identifiers.ts'

/** A card reader types name and number in one go; a clerk only the number. */
export interface Card { name: string | null; number: string }

/** Splits what came into the field: 「顾秀英 3299…」, 「3299…，顾秀英」 or a number alone, in half or full width. */
export function readCard(text: string): Card {
  const plain = text.normalize('NFKC')
  const found = /(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])/.exec(plain)
  if (!found) return { name: null, number: text }
  const rest = (plain.slice(0, found.index) + plain.slice(found.index + found[0].length)).replace(/[\s,，;；|]+/g, '')
  return { name: rest === '' ? null : rest, number: found[0].toUpperCase() }
}

/** What can be said about a number while it is typed: how far it is, what is wrong, or whose birthday it bears. */
export type Said = { tone: 'typing' | 'wrong' | 'right'; text: string }
export function sayNumber(text: string): Said | null {
  const number = normaliseNumber(text)
  if (number === '') return null
  if (number.length < 18 && /^[0-9]+$/.test(number)) return { tone: 'typing', text: `已输入 ${number.length} 位，还差 ${18 - number.length} 位` }
  const read = parseIdentity(number)
  if (!read.ok) return { tone: 'wrong', text: read.reason }
  return { tone: 'right', text: read.birth_date ? `号码正确：${read.birth_date} 出生，${read.sex === '1' ? '男' : '女'}` : '号码格式正确' }
}
