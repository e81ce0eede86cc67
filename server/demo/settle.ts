import { isoDay, today } from './calendar.ts'
import { drawClans, person, type Draft, type Family, type Maker } from './drafts.ts'
import { family } from './families.ts'
import { home } from './homes.ts'
import { relation } from './kinship.ts'
import { communities, type Block, type Community } from './places.ts'
import { dice, type Dice } from './prng.ts'
import { told } from './roster.ts'
import type { DemoDwelling, DemoHousehold, DemoMember, Resides } from './types.ts'

/** A thought-up person with a home: what the later parts (traits, facts, organisations) are written from. */
export interface Resident {
  id: string; draft: Draft; family: Family; household: string; place: string; community: string; urban: boolean
  address: string; hukou: string; resides: Resides
}
export interface Settlement { dwellings: DemoDwelling[]; households: DemoHousehold[]; members: DemoMember[]; residents: Resident[] }

/** The two collective households: a factory's dormitory in the street, the home for the aged of the town. */
const dormitory = { grid: '329901001004002', people: 36, address: '柳湖街道云桥路88号云川电子职工宿舍1号楼' }
const careHome = { grid: '329901100200003', people: 22, address: '青禾镇稻禾村敬老路1号青禾镇敬老院' }

function drawFamily(dice: Dice, community: Community, clans: readonly string[]): Family {
  const migrant = dice.chance(community.migrants)
  const from = migrant ? home(dice) : undefined
  const local = dice.chance(0.004) ? '03' : '01'
  const maker: Maker = { dice, rural: !community.urban, migrant, ethnic: from?.ethnic ?? local, clans: migrant ? [] : clans }
  const members = family(maker)
  for (const one of members) one.hukou = from?.hukou
  return { kind: 'family', members, head: members[0]! }
}

function dormMate(dice: Dice): Draft {
  const from = home(dice)
  const maker: Maker = { dice, rural: false, migrant: true, ethnic: from.ethnic, clans: [] }
  return person(maker, dice.chance(0.6) ? '1' : '2', dice.between(18.2, 36), { hukou: from.hukou })
}
function careMate(dice: Dice): Draft {
  const man = dice.chance(0.6)
  const one = person({ dice, rural: true, migrant: false, ethnic: '01', clans: [] }, man ? '1' : '2', dice.between(68, 92))
  one.marital = man && dice.chance(0.7) ? '10' : '30'
  return one
}

/** Families of a block that together are exactly its people: told ones first, then drawn ones that still fit. */
function families(dice: Dice, community: Community, block: Block, index: number): Family[] {
  const firstOfGrid = community.blocks.findIndex(one => one.grid === block.grid) === index
  const lastOfGrid = community.blocks.findLastIndex(one => one.grid === block.grid) === index
  const named = firstOfGrid ? told(community.code, Number(block.grid.slice(12))) : []
  const list: Family[] = []
  const collective = (plan: typeof dormitory, mate: (dice: Dice) => Draft) => {
    const members = Array.from({ length: plan.people }, () => mate(dice)).sort((a, b) => a.born - b.born)
    list.push({ kind: 'collective', members, head: members[0]!, address: plan.address })
  }
  if (lastOfGrid && block.grid === dormitory.grid) collective(dormitory, dormMate)
  if (lastOfGrid && block.grid === careHome.grid) collective(careHome, careMate)
  const clans = block.clans ? drawClans(dice) : []
  let left = block.people - [...named, ...list].reduce((sum, one) => sum + one.members.length, 0)
  while (left > 0) {
    const next = drawFamily(dice, community, clans)
    if (next.members.length > left) continue
    list.push(next)
    left -= next.members.length
  }
  for (const one of named) list.splice(dice.int(0, list.length), 0, one)
  return list
}

/** When the household came to be: after the head grew up, for newcomers in the last years. */
function formedOn(dice: Dice, { head, kind }: Family): number {
  const grown = head.born + Math.floor(365.25 * (head.hukou || kind === 'collective' ? 18 : dice.between(22, 31)))
  const recent = today - dice.int(40, 365 * 9)
  return Math.min(today - 20, head.hukou || kind === 'collective' ? Math.max(grown, recent) : grown)
}

/** Gives every family a door, a number and ids. Sequences are drawn block by block, so that one community's change moves no other. */
export function settle(seed: number): Settlement {
  const out: Settlement = { dwellings: [], households: [], members: [], residents: [] }
  let ordinal = 0
  for (const [c, community] of communities.entries()) {
    let serial = 0
    for (const [b, block] of community.blocks.entries()) {
      const chance = dice(seed, `block ${community.code} ${b}`)
      const doors = block.addresses()
      const list = families(chance, community, block, b)
      const pinned = new Set(list.map(one => one.address))
      const door = (): string => { let next: string; do next = doors.next().value as string; while (pinned.has(next)); return next }
      for (const one of list) {
        const number = `9${String(c + 1).padStart(2, '0')}${String(++serial).padStart(6, '0')}`
        house(out, chance, community, block.grid, one, one.address ?? door(), number, ordinal += 20)
      }
    }
  }
  return out
}

function house(out: Settlement, chance: Dice, community: Community, place: string, one: Family, address: string, number: string, ordinal: number): void {
  const collective = one.kind === 'collective'
  const kind = community.urban ? (collective ? 'dormitory' : 'apartment') : collective ? 'care_home' : 'house'
  const dwelling: DemoDwelling = { id: chance.uuid(ordinal), place, address, kind }
  const id = chance.uuid(ordinal + 1), formed = formedOn(chance, one)
  const idOf = new Map(one.members.map((draft, i) => [draft, draft.told?.id ?? chance.uuid(ordinal + 2 + i)]))
  out.dwellings.push(dwelling)
  out.households.push({ id, place, number, dwelling: dwelling.id, kind: one.kind, head: idOf.get(one.head)!, formed_on: isoDay(formed) })
  for (const draft of one.members) {
    const relative = collective ? (draft === one.head ? '02' : '99') : relation(one.head, draft, one.members)
    const joined = collective ? Math.min(today - 5, Math.max(formed, draft.born) + chance.int(0, 300)) : Math.max(formed, draft.born)
    out.members.push({ household: id, person: idOf.get(draft)!, relation: relative, from: isoDay(joined) })
    const hukou = draft.hukou ?? community.code
    const resides: Resides = draft.hukou ? 'migrant_in' : draft.away ? 'away' : 'with_hukou'
    const where = { household: id, place, community: community.code, urban: community.urban, address }
    out.residents.push({ id: idOf.get(draft)!, draft, family: one, ...where, hukou, resides })
  }
}
