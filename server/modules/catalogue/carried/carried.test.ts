import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { faultsOf, questionsOf, schemaCheck } from '../../../engines/item/index.ts'
import { faultsOf as processFaults } from '../../../engines/process/index.ts'
import { findElement, schemaOf } from '../../../ground/registry/index.ts'
import { describe as described } from '../parts.ts'
import { bundles, carried, processes } from './index.ts'

const known = {
  schemaOf, item: (id: string) => carried.some(one => one.id === id),
  settled: (id: string) => findElement(id)?.settled !== undefined,
  process: (id: string) => {
    const found = processes.find(one => one.id === id)
    return found && described(found)
  },
}

describe('the catalogue that comes along', () => {
  test('has at least fifteen items over five kinds, each publishable as it stands', () => {
    assert.ok(carried.length >= 15)
    assert.ok(new Set(carried.map(one => one.kind)).size >= 5)
    for (const item of carried) assert.deepEqual(faultsOf(item, known), [], item.id)
    assert.equal(new Set(carried.map(one => one.id)).size, carried.length)
  })
  test('every process is publishable, and every material that an applicant brings is one of its papers', () => {
    for (const process of processes) assert.deepEqual(processFaults(process), [], process.id)
    for (const item of carried) {
      const papers = known.process(item.process)!.papers
      for (const one of item.materials) if (one.source !== 'shared') assert.ok(papers.includes(one.id), `${item.id}: ${one.id}`)
    }
  })
  test('a bundle names items that are there', () => {
    for (const bundle of bundles) for (const id of bundle.items) assert.ok(carried.some(one => one.id === id), `${bundle.id}: ${id}`)
  })
  test('each form is a JSON Schema that takes an empty word for nothing', () => {
    for (const item of carried) {
      const fits = schemaCheck(item, known)
      const [question] = questionsOf(item.form)
      assert.equal(fits({ [question!.element]: '' }), false, item.id)
      assert.equal(fits({ 'person.nobody_knows': 'x' }), false, item.id)
    }
  })
  test('what stands in the way is said: unknown elements, parameters, missing days, a promise longer than the law', () => {
    const [item] = carried
    const paths = (body: unknown) => faultsOf(body, known).map(one => one.path)
    assert.ok(paths({ ...item, name: '' }).includes('name'))
    assert.ok(paths({ ...item, conditions: [{ text: 'x', basis: 'x', when: { at_least: [{ age: true }, { param: 'no_such' }] } }] }).includes('conditions.0'))
    assert.ok(paths({ ...item, days: [] }).includes('days'))
    assert.ok(faultsOf({ ...item, days: [] }, known).every(one => !one.message.includes('_')), 'called as people call them')
    const said = (change: object) => faultsOf({ ...item, ...change }, known).map(one => one.path)
    assert.deepEqual(said({ outcome: { ...item!.outcome, text: '每月 {money} 元' } }), ['outcome'], 'nothing would fill it')
    assert.deepEqual(said({ outcome: { text: '每月 {amount} 元', amount: null } }), ['outcome'])
    assert.deepEqual(said({ conditions: [{ text: '年满 {min_age} 周岁（{who}）', basis: 'x', when: item!.conditions[0]!.when }] }), ['conditions.0'])
    assert.deepEqual(faultsOf({ ...item, summary: '' }, known).map(one => one.message), ['一句话说明：请填写'])
    assert.deepEqual([paths({ ...item, rule: 'remedies' }), paths({ ...item, time: 'minimum_living.time' })], [['rule'], ['time']], 'another’s rule is not touched')
    const since = { at_least: [{ since: { element: 'person.name' }, in: 'months' }, { value: 6 }] }
    assert.deepEqual(paths({ ...item, conditions: [{ text: 'x', basis: 'x', when: since }] }), ['conditions.0'], 'time goes by since a day, not since a name')
    assert.deepEqual(paths({ ...item, excludes: [{ item: 'no_such_item', what: 'x', basis: 'x' }, { item: item!.id, what: 'x', basis: 'x' }] }), ['excludes.0', 'excludes.1'])
    assert.ok(paths({ ...item, process: 'nothing' }).includes('process'))
    assert.ok(paths({ ...item, form: { ...item!.form, properties: { ...item!.form.properties, 'person.shoe_size': { $ref: 'urn:gongzhi:element:person.shoe_size', title: '鞋码' } } } }).includes('form'))
    assert.ok(paths({ ...item, days: item!.days.map(one => one.id === 'promised_days' ? { ...one, value: 99 } : one) }).includes('days'))
  })
})
