import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backDatedFaults, spoken } from './numbers.ts'

const fields = [
  { id: 'monthly_fen', name: '每月金额', unit: 'fen', value: 5000, local: 'at_least' }, { id: 'min_age', name: '最低年龄', unit: 'years', value: 80, local: 'at_most' },
  { id: 'max_cars', name: '机动车上限', unit: 'count', value: 0, local: 'free' },
] as const
const faults = (values: Record<string, number>, which: 'params' | 'days' = 'params', reason: string | null = '省里的文件从一月起算') =>
  backDatedFaults(fields, { monthly_fen: 6000, min_age: 80, max_cars: 0 }, values, { which, reason }).map(one => one.path)

test('a number is said by its name and in its unit', () => {
  assert.deepEqual(['monthly_fen', 'min_age', 'unknown'].map(id => { const { name, say } = spoken(fields, id); return `${name} ${say(5000)}` }), ['每月金额 50.00 元', '最低年龄 5000 岁', 'unknown 5000'])
})

test('from a day that has passed numbers hold with a reason only, and never to the harm of those who apply', () => {
  assert.deepEqual(faults({ monthly_fen: 7000, min_age: 79, max_cars: 0 }), [])
  assert.deepEqual(faults({ monthly_fen: 7000 }, 'params', null), ['valid_from'])
  assert.deepEqual(faults({ monthly_fen: 5999, min_age: 81, max_cars: 1, unknown: 3 }), ['values.monthly_fen', 'values.min_age', 'values.max_cars', 'values.unknown'])
  assert.deepEqual(faults({ promised_days: 3 }, 'days'), ['valid_from'])
})
