import assert from 'node:assert/strict'
import test from 'node:test'
import { generations, type Member } from './generations.ts'

const m = (name: string, relation: string, age: number): Member => ({ person: name, name, relation, relation_name: '', age, head: relation === '02' })
const names = (rows: Member[][]) => rows.map(r => r.map(x => x.name))

test('the old stand above, the head before the spouse, strangers beside', () => {
  const { rows, beside } = generations([m('孙', '41', 8), m('媳', '38', 33), m('妻', '12', 58), m('父', '51', 84), m('主', '02', 60), m('子', '21', 35), m('客', '99', 20)])
  assert.deepEqual(names(rows), [['父'], ['主', '妻'], ['子', '媳'], ['孙']])
  assert.deepEqual(beside.map(x => x.name), ['客'])
})
