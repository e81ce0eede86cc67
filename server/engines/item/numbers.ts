import type { ItemBody } from '../../../contract/catalogue.ts'
import type { FieldProblem } from '../../kernel/problem.ts'
import { yuan } from './judge.ts'

type Param = ItemBody['params'][number]
const units: Record<Param['unit'], string> = { fen: ' 元', days: ' 天', months: ' 个月', years: ' 年', count: '', percent: '%' }

/** What a number is called on screens, and how a value of it is written: «5000» of `monthly_fen` is 50.00 元. */
export function spoken(fields: readonly Pick<Param, 'id' | 'name' | 'unit'>[], id: string): { name: string; say: (value: number) => string } {
  const { name, unit } = fields.find(one => one.id === id) ?? { name: id, unit: 'count' as const }
  return { name, say: value => unit === 'fen' ? `${yuan(value)} 元` : `${value}${unit === 'years' && name.includes('龄') ? ' 岁' : units[unit]}` }
}

/**
 * What speaks against numbers that are to hold from a day that has passed. Terms never do: a clock that ran cannot run
 * otherwise. The others only with a reason, and only towards those who apply (立法法 art. 104): in the direction that the
 * level above leaves open. What may be set freely says not which way is better, so it stays.
 */
export function backDatedFaults(
  fields: readonly Param[], standing: Readonly<Record<string, number>>, values: Readonly<Record<string, number>>, { which, reason }: { which: 'params' | 'days'; reason: string | null },
): FieldProblem[] {
  if (which === 'days') return [{ path: 'valid_from', message: '办理时限不能从过去的日子起算，请选今天或以后的一天' }]
  if (reason === null) return [{ path: 'valid_from', message: '这一天已经过去。本地标准从今天或以后的一天起执行；文件规定要追溯的，请勾选“追溯执行”并写明理由' }]
  return Object.entries(values).flatMap(([id, value]) => {
    const { name, say } = spoken(fields, id)
    const [held, local] = [standing[id], fields.find(one => one.id === id)?.local]
    const path = `values.${id}`
    if (held === undefined) return [{ path, message: `“${name}”在那一天还没有上级标准，不能追溯` }]
    if (local === 'at_least' && value < held) return [{ path, message: `“${name}”那时是 ${say(held)}，追溯只能更高，不能追溯降低` }]
    if (local === 'at_most' && value > held) return [{ path, message: `“${name}”那时是 ${say(held)}，追溯只能更低，不能追溯提高` }]
    return local === 'free' && value !== held ? [{ path, message: `“${name}”那时是 ${say(held)}，不能追溯改动，请从今天或以后的一天起执行` }] : []
  })
}
