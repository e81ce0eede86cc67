import type { Value } from '../values.ts'
import { headRelation } from '../households.ts'
import type { Being, House, Member, World } from './world.ts'

/** Somebody who is registered with the request, before there is an id. */
export const newcomerId = 'newcomer'
/** A household that is founded with it. */
export const newHouse = 'new'

/** What a request does, step by step: the same steps make the far side of the preview and the rows. */
export type Edit =
  | { do: 'leave'; person: string; house: string }
  | { do: 'join'; person: string; house: string; relation: string }
  | { do: 'relate'; person: string; house: string; relation: string }
  | { do: 'head'; house: string; person: string }
  | { do: 'found'; place: string; address: string; head: string; kind: string }
  | { do: 'end'; house: string }
  | { do: 'enrol'; being: Being; house: string; relation: string }
  | { do: 'relocate'; person: string; to: string; county: string }
  | { do: 'fact'; person: string; element: string; value: Value; proven: boolean }
  | { do: 'fuse'; kept: string; gone: string }

/** The world after these steps; the one before stays as it is. */
export function after(world: World, edits: readonly Edit[], day: string): World {
  const houses: Houses = new Map([...world.houses].map(([id, house]) => [id, { ...house, members: [...house.members] }]))
  const people = new Map([...world.people].map(([id, one]) => [id, { ...one }] as const))
  for (const edit of edits) step(houses, people, edit, day)
  return { houses, people }
}

type Houses = Map<string, Omit<House, 'members'> & { members: Member[] }>

function step(houses: Houses, people: Map<string, Being>, edit: Edit, day: string): void {
  const without = (house: string, person: string) => houses.get(house)!.members.filter(one => one.person !== person)
  switch (edit.do) {
    case 'leave': houses.get(edit.house)!.members = without(edit.house, edit.person); break
    case 'join': houses.get(edit.house)!.members.push({ person: edit.person, relation: edit.relation, since: day }); break
    case 'relate': houses.get(edit.house)!.members = houses.get(edit.house)!.members.map(one => (one.person === edit.person ? { ...one, relation: edit.relation } : one)); break
    case 'head': houses.get(edit.house)!.head = edit.person; break
    case 'end': houses.get(edit.house)!.ended = true; break
    case 'found': houses.set(newHouse, {
      id: newHouse, county: '', place: edit.place, number: '', kind: edit.kind, address: edit.address, head: edit.head, members: [{ person: edit.head, relation: headRelation, since: day }],
    }); break
    case 'enrol':
      people.set(newcomerId, edit.being)
      houses.get(edit.house)!.members.push({ person: newcomerId, relation: edit.relation, since: day })
      break
    case 'relocate': people.get(edit.person)!.place = edit.to; break
    case 'fact': fact(people.get(edit.person)!, edit.element, edit.value); break
    case 'fuse': people.delete(edit.gone); break
  }
}

function fact(being: Being, element: string, value: Value): void {
  if (element === 'person.alive') being.alive = value === true
  if (element === 'person.resides') being.resides = String(value)
  if (element === 'person.residence_address') being.address = String(value)
}
