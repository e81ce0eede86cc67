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
  /** `house` null: as the head of the household that is founded. */
  | { do: 'enrol'; being: Being; house: string | null; relation: string }
  /** How somebody lives is not known any more, because others live with them now. */
  | { do: 'unsettle'; person: string }
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
      if (edit.house !== null) houses.get(edit.house)!.members.push({ person: newcomerId, relation: edit.relation, since: day })
      break
    case 'relocate': people.get(edit.person)!.place = edit.to; break
    case 'fact': fact(people.get(edit.person)!, edit.element, edit.value); break
    case 'unsettle': people.get(edit.person)!.living = null; break
    case 'fuse': people.delete(edit.gone); break
  }
}

function fact(being: Being, element: string, value: Value): void {
  if (element === 'person.alive') being.alive = value === true
  if (element === 'person.resides') being.resides = String(value)
  if (element === 'person.residence_address') being.address = String(value)
}

/** Alone, with a spouse only, with grandchildren only: what is not so any more when one more lives there. */
const exclusive = ['1', '2', '5']

/**
 * Of whom it is held how they live, and others live with them after these steps than before: who goes, who stays, whom a death leaves
 * behind, and where somebody of the household lives elsewhere or comes back. It is asked anew; nobody guesses it from the household.
 */
export function unsettled(before: World, later: World, edits: readonly Edit[]): Edit[] {
  if (edits.some(edit => edit.do === 'fuse')) return []
  const moved = new Set(edits.flatMap(edit => edit.do === 'fact' && edit.element === 'person.resides' && (edit.value === 'away') !== (before.people.get(edit.person)?.resides === 'away') ? [edit.person] : []))
  return [...later.people.values()].filter(one => one.alive && one.living && before.people.has(one.id)).flatMap((one): Edit[] => {
    const [was, is] = [companions(before, one.id), companions(later, one.id)]
    const [left, came] = [was.some(id => !is.includes(id)), is.some(id => !was.includes(id))]
    const away = [one.id, ...was].some(id => moved.has(id))
    const joined = came && (edits.every(edit => edit.do !== 'enrol') || exclusive.includes(one.living!))
    return left || away || joined ? [{ do: 'unsettle', person: one.id }] : []
  })
}

/** Who lives with somebody; the dead are in no household. */
function companions({ houses }: World, person: string): string[] {
  const home = [...houses.values()].find(house => !house.ended && house.members.some(one => one.person === person))
  return home ? home.members.map(one => one.person).filter(id => id !== person) : []
}
