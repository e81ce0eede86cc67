import assert from 'node:assert/strict'
import * as household from '../../contract/household.ts'
import * as people from '../../contract/person.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { population, type TestHouse } from '../house.ts'

const inCast = new Set(population.cast.map(one => one.person))
/** The name of somebody of the demonstration. */
export const nameOf = (id: string) => population.persons.find(one => one.id === id)!.name
/** These people, each the same to a head. */
export const relatives = (ids: string[], relation = '80') => ids.map(person => ({ person, relation }))

/** Households that no other test of the file uses, and the ways in which a story asks, decides and looks. */
export function families(at: () => { house: TestHouse; xia: Seat }) {
  const used = new Set<string>()
  return {
    /** A household of the village: grown-ups living, the head first. */
    familyOf(size: number, place = at().xia.place) {
      const found = population.households.find(one => {
        const members = population.members.filter(each => each.household === one.id)
        return one.place.startsWith(place) && !used.has(one.id) && members.length === size && members.every(each => {
          const person = population.persons.find(somebody => somebody.id === each.person)!
          return person.alive && !inCast.has(each.person) && person.birth_date < '2004'
        })
      })
      assert.ok(found, `a family of ${size} in ${place}`)
      used.add(found.id)
      const members = population.members.filter(each => each.household === found.id).sort((a, b) => Number(b.person === found.head) - Number(a.person === found.head)).map(each => each.person)
      return { id: found.id, head: members[0]!, members, others: members.slice(1), place: found.place }
    },
    shown: (person: string, seat = at().xia) => at().house.call(seat, people.show, { id: person, purpose: '核对' }),
    async asked(seat: Seat, ask: household.LifeAsk, reason = '本人申请') {
      const preview = await at().house.call(seat, household.preview, { ask })
      return { preview, ...await at().house.call(seat, household.ask, { ask, seen: preview.seen, reason }) }
    },
    async decided(seat: Seat, id: string, accept = true) {
      const { preview } = await at().house.call(seat, household.show, { id })
      return at().house.call(seat, household.decide, { id, accept, seen: preview!.seen, answer: accept ? '核对户口簿无误' : '材料不符' })
    },
  }
}
