import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LifeAsk } from '../../../contract/household.ts'
import type { Household } from '../../../contract/person.ts'
import { askOf, blank, faultsOf, needsSuccessor, relationsAsked } from './draft.ts'

const id = (n: number) => `00000000-0000-7000-8000-00000000000${n}`
const member = (n: number, head = false) => ({ person: id(n), name: `人${n}`, relation: head ? '02' : '20', relation_name: '', age: 30, head })
const household: Household = { id: id(9), number: '1', kind: '家庭户', address: '一号', formed_on: '2020-01-01', members: [member(1, true), member(2), member(3)] }

describe('what was filled in for a household', () => {
  test('a head who goes needs a successor, and each who stays a relation to them', () => {
    const draft = { ...blank('death', id(1)), on: '2026-11-01' }
    assert.equal(needsSuccessor(household, draft), true)
    assert.ok(faultsOf(household, draft).left_head)
    const chosen = { ...draft, left_head: id(2) }
    assert.deepEqual(relationsAsked(household, chosen), [{ person: id(3), name: '人3', to: '人2' }])
    assert.deepEqual(Object.keys(faultsOf(household, chosen)), [`relations.${id(3)}`])
    const whole = { ...chosen, relations: { [id(3)]: '70' } }
    assert.deepEqual(faultsOf(household, whole), {})
    assert.deepEqual(LifeAsk.parse(askOf(household, whole)), { kind: 'death', person: id(1), on: '2026-11-01', left: { head: id(2), members: [{ person: id(3), relation: '70' }] } })
  })

  test('one who goes alone heads the new household without being asked', () => {
    const draft = { ...blank('split', id(2)), address: '二号' }
    assert.deepEqual(faultsOf(household, draft), {})
    assert.deepEqual(askOf(household, draft), { kind: 'split', household: id(9), head: id(2), members: [{ person: id(2), relation: '02' }], address: '二号' })
    assert.ok(faultsOf(household, { ...draft, going: [id(2), id(3)] }).head)
  })

  test('a newcomer is asked for birth only where the number does not tell it', () => {
    assert.deepEqual(Object.keys(faultsOf(household, blank('add', id(1)))).sort(), ['identity', 'name', 'relation'])
  })
})
