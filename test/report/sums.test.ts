import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type { Condition, ReportBody } from '../../contract/report.ts'
import { beijingDay } from '../../contract/time.ts'
import { coverage, fillPlaces, fillRows, surveyPlaces, type Sources } from '../../server/engines/report/index.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { from } from './seat.ts'

// Whatever is asked: what is said of a town is the sum of its communities, and the number of the rows that can be read.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map(from => ({ aged: { from } })), fc.integer({ min: 0, max: 100 }).map(to => ({ aged: { to } })),
  fc.constantFrom('person.phone', 'person.care_level', 'person.education', 'household.address').map(known => ({ known })),
  fc.constantFrom('1', '2', '3', '9').map(code => ({ equal: ['person.living_arrangement', code] as [string, string] })),
  fc.constantFrom('with_hukou', 'away').map(code => ({ equal: ['person.resides', code] as [string, string] })),
  fc.subarray(['01', '03', '13'], { minLength: 1 }).map(codes => ({ one_of: ['person.politics', codes] as [string, string[]] })),
  fc.record({ n: fc.integer({ min: 1, max: 4 }), from: fc.integer({ min: 0, max: 90 }) }).map(({ n, from }) => ({ members: { who: { aged: { from } }, at_least: n } })),
)
const condition: fc.Arbitrary<Condition> = fc.letrec<{ one: Condition }>(tie => ({
  one: fc.oneof({ maxDepth: 2 }, leaf, tie('one').map(not => ({ not })), fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map(all => ({ all })), fc.array(tie('one'), { minLength: 1, maxLength: 3 }).map(any => ({ any }))),
})).one
const none: Sources = { cases: async () => new Map(), indicators: {} }
const day = beijingDay(new Date())

test('sums of a level are those below; what is true, not known and false make up everybody', async () => {
  await fc.assert(fc.asyncProperty(condition, condition, async (population, own) => {
    await from(house, house.seat('cheng'), async ctx => {
      const range = { place: '329901', day }
      const body: Pick<ReportBody, 'population' | 'columns'> = { population, columns: [{ id: 'own', title: '数', note: '', aliases: [], cell: { people: own } }, { id: 'all', title: '数', note: '', aliases: [], cell: { people: null } }] }
      const [towns, communities] = [await fillPlaces(ctx, body, range, 'town', none), await fillPlaces(ctx, body, range, 'community', none)]
      for (const town of towns.rows) town.cells.forEach((cell, i) =>
        assert.equal(cell.value, communities.rows.filter(row => row.place.startsWith(town.place)).reduce((sum, row) => sum + Number(row.cells[i]!.value), 0)))
      const people = { grain: 'person' as const, columns: [], population }
      const belonging = await coverage(ctx, people, range)
      assert.equal(towns.total[1], belonging.population)
      assert.equal((await surveyPlaces(ctx, people, range, 'community')).reduce((sum, row) => sum + row.population, 0), belonging.population)
      assert.equal((await fillRows(ctx, people, range, { limit: 20_000 })).rows.length, belonging.population)
      const [not, everybody] = [await coverage(ctx, { ...people, population: { not: population } }, range), await coverage(ctx, { ...people, population: null }, range)]
      assert.equal(not.unknown, belonging.unknown)
      assert.equal(belonging.population + belonging.unknown + not.population, everybody.population)
    })
  }), { numRuns: 12 })
})
