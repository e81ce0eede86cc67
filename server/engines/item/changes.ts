import { isDeepStrictEqual } from 'node:util'
import type { Bundle, ItemBody } from '../../../contract/catalogue.ts'
import { spoken } from './numbers.ts'
import { partNames } from './words.ts'

type Body = Partial<ItemBody & Bundle>

/** Numbers one by one, old and new: that is what money hangs on. */
function numbersOf(before: ItemBody['params'], after: ItemBody['params'], what: string): string[] {
  const fields = [...after, ...before]
  return [...new Set(fields.map(one => one.id))].flatMap(id => {
    const [old, next] = [before.find(one => one.id === id), after.find(one => one.id === id)]
    const { name, say } = spoken(fields, id)
    if (!old) return [`新增${what}“${name}”：${say(next!.value)}`]
    if (!next) return [`去掉${what}“${name}”`]
    if (old.value !== next.value) return [`${what}“${name}”：${say(old.value)} → ${say(next.value)}`]
    return isDeepStrictEqual(old, next) ? [] : [`${what}“${name}”的规定`]
  })
}

/** What a draft would change of what is published, in words for whoever decides on it; nothing where nothing stands yet. */
export function changesOf(before: Body | undefined, after: Body): string[] {
  if (!before) return []
  const list = (value: unknown): ItemBody['params'] => Array.isArray(value) ? value as ItemBody['params'] : []
  const parts = Object.keys(partNames).filter(key => !['params', 'days'].includes(key) && !isDeepStrictEqual(before[key as keyof Body] ?? null, after[key as keyof Body] ?? null))
  return [...numbersOf(list(before.params), list(after.params), '标准'), ...numbersOf(list(before.days), list(after.days), '期限'), ...parts.map(key => partNames[key]!)]
}
