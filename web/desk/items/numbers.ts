import type { z } from 'zod'
import type { params } from '../../../contract/catalogue.ts'
import { yuanOf } from './body.ts'

export type Params = z.output<typeof params.output>['params']
const units = { fen: '元', days: '天', months: '个月', years: '年', count: '', percent: '%' } as const
/** Years of a life are 岁, all others 年. */
export const unitOf = ({ unit, name }: { unit: keyof typeof units; name: string }): string => unit === 'years' && name.includes('龄') ? '岁' : units[unit]
export const locals = { fixed: '上级统一规定', at_most: '只能更低', at_least: '只能更高', free: '可以自定' } as const
export const shown = (one: Params[number]): string => one.unit === 'fen' ? yuanOf(one.value) : String(one.value)
