import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choices, codes, labelOf, versionOn, type CodeList } from './codes.ts'
import type { IdentityKind } from './identifiers.ts'
import { addDays, isDay } from './time.ts'

const lists: [string, CodeList][] = Object.entries(codes)

test('every list is well made: its own name, days that exist, versions in order without overlap, words for all codes', () => {
  for (const [name, list] of lists) {
    assert.equal(list.id, name)
    list.versions.forEach((version, i) => {
      assert.ok(isDay(version.valid_from) && (version.valid_to === null || isDay(version.valid_to)), name)
      const next = list.versions[i + 1]
      if (next) assert.ok(version.valid_to !== null && addDays(version.valid_to, 1) <= next.valid_from, name)
      for (const [code, label] of Object.entries(version.items)) assert.match(`${code} ${label}`, /^[a-z_\d]+ \S+$/)
      assert.equal(new Set(Object.values(version.items)).size, Object.keys(version.items).length, `${name} says one thing twice`)
    })
  }
})

test('the codes of the standards', () => {
  assert.equal(labelOf(codes.sex, '1'), '男')
  assert.equal(labelOf(codes.sex, '9'), '未说明的性别')
  assert.equal(labelOf(codes.marriage, '30'), '丧偶')
  assert.equal(labelOf(codes.family, '52'), '母亲')
  assert.equal(labelOf(codes.family_class, '5'), '父母')
  assert.equal(labelOf(codes.politics, '02'), '中共预备党员')
  assert.equal(labelOf(codes.education, '60'), '普通高中')
  assert.equal(labelOf(codes.fact_source, 'collected'), '上门采集')
  const groups = ['01 汉族', '05 维吾尔族', '11 满族', '22 畲族', '31 达斡尔族', '43 乌孜别克族', '56 基诺族', '97 其他', '98 外国血统中国籍人士']
  for (const group of groups) assert.equal(labelOf(codes.ethnic, group.split(' ')[0]!), group.split(' ')[1])
  assert.equal(choices(codes.ethnic).length, 58)
})

test('choices stand in the order of the standard', () => {
  assert.deepEqual(choices(codes.politics).map(row => row.code), '01 02 03 04 05 06 07 08 09 10 11 12 13'.split(' '))
  assert.deepEqual(choices(codes.family).slice(0, 3).map(row => row.label), ['本人', '户主', '配偶'])
  assert.deepEqual(choices(codes.fact_source).map(row => row.code), ['declared', 'collected', 'shared', 'verified'])
})

test('what an object inherits is no code', () => {
  for (const code of ['constructor', '__proto__', 'toString', '']) assert.equal(labelOf(codes.sex, code), undefined)
})

test('every kind of number has a name', () => {
  const kinds: Record<IdentityKind, true> = { citizen: true, hongkong: true, macau: true, taiwan: true, foreigner: true, foreigner_old: true }
  for (const kind of Object.keys(kinds)) assert.ok(labelOf(codes.id_kind, kind))
})

test('a code is read on the day of the event', () => {
  const list: CodeList = {
    id: 'x', title: '例', standard: '例', versions: [
      { valid_from: '2000-01-01', valid_to: '2009-12-31', items: { 1: '旧' } },
      { valid_from: '2010-01-01', valid_to: '2019-12-31', items: { 1: '新' } },
    ],
  }
  assert.equal(labelOf(list, '1', '2009-12-31'), '旧')
  assert.equal(labelOf(list, '1', '2010-01-01'), '新')
  assert.equal(labelOf(list, '1', '1990-01-01'), '旧')
  assert.equal(labelOf(list, '1', '2026-01-01'), '新', 'an ended list still names what was recorded')
  assert.deepEqual(choices(list, '2026-01-01'), [], 'but offers nothing new')
  assert.equal(versionOn(list, '2015-06-01').items[1], '新')
})
