import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { LifeAsk } from '../../../../contract/household.ts'
import { Problem } from '../../../kernel/problem.ts'
import { after, newHouse, type Edit } from './edits.ts'
import { editsOf } from './kinds.ts'
import { warningsOf } from './warnings.ts'
import { digestOf, homeOfPerson, type Being, type House, type World } from './world.ts'

const day = '2026-11-22'
const person = (id: string, age: number): Being =>
  ({ id, county: '329901', place: '329901001001001', name: `人${id}`, age, sex: '1', identity_masked: '3****1', resides: 'with_hukou', address: '一号', alive: true })
const house = (id: string, members: string[]): House => ({
  id, county: '329901', place: '329901001001001', number: id, kind: 'family', address: '一号', head: members[0]!,
  members: members.map((one, i) => ({ person: one, relation: i === 0 ? '02' : '20', since: '2020-01-01' })),
})
const worldOf = (ages: number[][]): World => {
  const people = ages.flatMap((home, i) => home.map((age, j) => person(`${i}.${j}`, age)))
  return { people: new Map(people.map(one => [one.id, one])), houses: new Map(ages.map((home, i) => [`h${i}`, house(`h${i}`, home.map((_, j) => `${i}.${j}`))])) }
}

/** What holds of every household that stands: its head is one of its members, nobody is in two. */
function sound({ houses }: World): void {
  const seen = new Set<string>()
  for (const one of houses.values()) {
    if (one.ended) { assert.equal(one.members.length, 0, 'an ended household has nobody'); continue }
    assert.ok(one.members.some(member => member.person === one.head), `the head of ${one.id} is a member`)
    for (const member of one.members) { assert.ok(!seen.has(member.person), `${member.person} is in two`); seen.add(member.person) }
  }
}

const homes = fc.array(fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 2 })
const asks = (world: World): fc.Arbitrary<LifeAsk> => {
  const [a, b] = [...world.houses.values()] as [House, House]
  const everybody = [...world.people.keys()]
  const one = fc.constantFrom(...everybody)
  const relatives = (people: string[]) => people.map(id => ({ person: id, relation: '20' }))
  const some = fc.subarray(a.members.map(m => m.person), { minLength: 1 })
  const left = fc.option(fc.constantFrom(...a.members.map(m => m.person)).map(head => ({ head, members: relatives(a.members.map(m => m.person)) })), { nil: undefined })
  return fc.oneof(
    fc.record({ kind: fc.constant('transfer' as const), person: one, household: fc.constantFrom(a.id, b.id), relation: fc.constant('20'), left }),
    fc.tuple(some, left).chain(([going, stay]) => fc.constantFrom(...going).map(head => ({ kind: 'split' as const, household: a.id, head, members: relatives(going), address: '二号', left: stay }))),
    fc.constant({ kind: 'merge' as const, household: a.id, other: b.id, members: relatives(b.members.map(m => m.person)) }),
    fc.constantFrom(...a.members.map(m => m.person)).map(head => ({ kind: 'head' as const, household: a.id, head, members: relatives(a.members.map(m => m.person)) })),
    fc.tuple(some, left).chain(([going, stay]) => fc.constantFrom(...going).map(head => ({ kind: 'move' as const, household: a.id, head, members: relatives(going), to: '329901100200', address: '三号', hukou: 'stays' as const, left: stay }))),
    fc.record({ kind: fc.constant('death' as const), person: one, on: fc.constant('2026-11-01'), left }),
  )
}

describe('household life', () => {
  test('whatever happens, every household that stands has its head in it and nobody is in two; the world before stays', () => {
    fc.assert(fc.property(homes.chain(ages => asks(worldOf(ages)).map(ask => ({ ages, ask }))), ({ ages, ask }) => {
      const world = worldOf(ages)
      const before = digestOf(world)
      let edits: Edit[]
      try { edits = editsOf(world, ask as LifeAsk, day) } catch (error) {
        assert.ok(error instanceof Problem, String(error))
        return
      }
      const later = after(world, edits, day)
      sound(later)
      assert.equal(digestOf(world), before)
      assert.ok(Array.isArray(warningsOf(world, later, edits, ask as LifeAsk, new Map())))
      for (const id of world.people.keys()) {
        if (ask.kind === 'death' && id === ask.person) assert.equal(homeOfPerson(later, id), undefined)
        else assert.ok(homeOfPerson(later, id), `${id} lives somewhere`)
      }
    }), { numRuns: 400 })
  })

  test('a head does not go without a successor, and the last closes the door', () => {
    const world = worldOf([[70, 40, 10], [30]])
    assert.throws(() => editsOf(world, { kind: 'death', person: '0.0', on: '2026-11-01' }, day), /先选定留下的人中谁接任户主/)
    const edits = editsOf(world, { kind: 'death', person: '0.0', on: '2026-11-01', left: { head: '0.1', members: [{ person: '0.2', relation: '20' }] } }, day)
    assert.equal(after(world, edits, day).houses.get('h0')!.head, '0.1')
    const last = editsOf(world, { kind: 'transfer', person: '1.0', household: 'h0', relation: '28' }, day)
    const later = after(world, last, day)
    assert.equal(later.houses.get('h1')!.ended, true)
    assert.match(warningsOf(world, later, last, { kind: 'transfer', person: '1.0', household: 'h0', relation: '28' }, new Map()).join(), /将没有成员，同时销户/)
  })

  test('a child left without a grown-up is said, and what hangs on somebody who died', () => {
    const world = worldOf([[40, 9], [30]])
    const ask: LifeAsk = { kind: 'death', person: '0.0', on: '2026-11-01', left: { head: '0.1', members: [] } }
    const edits = editsOf(world, ask, day)
    const said = warningsOf(world, after(world, edits, day), edits, ask, new Map([['0.0', { open: 2, granted: 1, where: ['柳湖街道'], posts: ['网格员'] }]])).join()
    for (const words of [/人0\.1未满 18 周岁.*先落实监护/, /2 件事正在办（柳湖街道）/, /待遇应当停发/, /现任网格员/]) assert.match(said, words)
  })

  test('a split founds a household, and the whole family does not split', () => {
    const world = worldOf([[60, 30], [30]])
    const split = (members: string[]): LifeAsk => ({ kind: 'split', household: 'h0', head: members[0]!, members: members.map(one => ({ person: one, relation: '20' })), address: '二号' })
    const later = after(world, editsOf(world, split(['0.1']), day), day)
    assert.deepEqual([later.houses.get(newHouse)!.head, later.people.get('0.1')!.address], ['0.1', '二号'])
    assert.throws(() => editsOf(world, split(['0.0', '0.1']), day), /全家都离开不是分户/)
  })
})
