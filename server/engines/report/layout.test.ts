import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readXlsx, writeXlsx } from 'hucre/xlsx'
import { intoLayout, placeholdersOf } from './layout.ts'

const columns = [{ id: 'name', title: '姓名' }, { id: 'age', title: '年龄' }]
const cell = (value: string | number) => ({ value, shown: String(value), state: 'held' as const, source_name: null, organ: null, at: null })
const template = async () => Buffer.from(await writeXlsx({ sheets: [{
  name: '名册', rows: [['{{place}}{{title}}', null, null], ['制表日期：{{day}}', null, null], ['序号', '姓名', '年龄'], ['{{n}}', '{{name}}', '{{age}}'], ['共 {{count}} 人', null, '盖章']],
  merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 2 }], cells: new Map([['3,1', { style: { font: { bold: true } } }]]),
}] }))
const words = { title: '独居老人名册', place: '荷风社区', day: '2026-11-22', count: '3', department: '民政局', period: '2026年11月' }

test('a department’s own layout is filled, its rows repeated with their look, and what stood below goes down', async () => {
  const rows = [['顾秀英', 84], ['=1+1', 80], ['徐㛃英', 81]].map(([name, age]) => ({ place_name: '荷风社区', cells: [cell(name!), cell(age!)] }))
  const filled = (await readXlsx(await intoLayout(await template(), { words, columns, rows }), { readStyles: true })).sheets[0]!
  assert.deepEqual(filled.rows.map(row => [...row]), [
    ['荷风社区独居老人名册', null, null], ['制表日期：2026-11-22', null, null], ['序号', '姓名', '年龄'], [1, '顾秀英', 84], [2, '=1+1', 80], [3, '徐㛃英', 81], ['共 3 人', null, '盖章'],
  ])
  for (const row of [3, 4, 5]) assert.equal(filled.cells?.get(`${row},1`)?.style?.font?.bold, true, `row ${row} is as bold as the pattern`)
  assert.equal(filled.cells?.get('4,1')?.formula, undefined, 'a text is never a formula')
  assert.equal(filled.merges?.length, 1)
})

test('an empty table keeps its head; a name that the report does not have is told', async () => {
  const filled = (await readXlsx(await intoLayout(await template(), { words: { ...words, count: '0' }, columns, rows: [] }))).sheets[0]!
  assert.equal(filled.rows[4]![0], '共 0 人')
  assert.deepEqual(await placeholdersOf(await template(), columns.slice(0, 1)), { names: ['place', 'title', 'day', 'n', 'name', 'age', 'count'], unknown: ['age'], row: true })
})
