import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { newId } from '../../server/kernel/ids.ts'
import { toCursor } from '../../server/kernel/page.ts'
import { Problem } from '../../server/kernel/problem.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { openTestHouse, personOf, population, type TestHouse } from '../house.ts'
import { promised, type OperationName } from './contract.ts'
import { inputs, type Entry } from './inputs.ts'
import { deskSeat, setScene, type Scene, type Things } from './scene.ts'

// The person from the next village: whatever is asked from there, no answer holds anything of a person, a household or a
// case that lies elsewhere. What is found is compared with everybody who must not be found.

let house: TestHouse
let scene: Scene
let strangers: Stranger[]
before(async () => {
  house = await openTestHouse()
  scene = await setScene(house)
  strangers = await Promise.all([
    stranger('the worker of the next village', house.seat('ding')),
    stranger('the clerk of the other county', house.seat('han')),
    stranger('a decider of the other county', deskSeat('county_civil_affairs', '329902', personOf('cheng'))),
    stranger('an examiner of the other county', deskSeat('street_examiner', '329902001', personOf('zhang'))),
    stranger('a young man in his own chair', house.self('lu')),
  ])
})
after(() => house.close())

/** Somebody with all that must not reach them: ids, masks, case numbers and rare names of everything outside their range. */
interface Stranger { label: string; seat: Seat; ids: Set<string>; words: Set<string>; numbers: Set<string> }

/** Open to everybody: places, laws, the catalogue; and the list of the demonstration's log-ins, which is for show. */
const openToAll: OperationName[] = ['account.demo_logins']

async function stranger(label: string, seat: Seat): Promise<Stranger> {
  const sees = (place: string, person: string) => (seat.chair === 'desk' ? place.startsWith(seat.place) : person === seat.person)
  const [near, far] = [population.persons.filter(one => sees(one.place, one.id)), population.persons.filter(one => !sees(one.place, one.id))]
  // A household's other members are shown to each other.
  const homes = new Set(population.members.filter(one => near.some(own => own.id === one.person)).map(one => one.household))
  const kin = new Set(population.members.filter(one => homes.has(one.household)).map(one => one.person))
  const known = new Set([...near, ...population.persons.filter(one => kin.has(one.id))].flatMap(one => [one.name, ...masksOf(one)]))
  known.add(seat.actorName)
  // Officials are named in what they do; whoever one has served at one's window is in one's own list.
  for (const { name } of await house.admin<{ name: string }[]>`
    select person_name as name from territory.mandate union select person_name from territory.attendance where clerk = ${seat.actor}`) known.add(name)
  // Whom somebody named to be called in need is a fact about that somebody, who may well be of elsewhere.
  const called = await house.admin<{ subject: string; name: string }[]>`select subject, value #>> '{}' as name from registry.assertion where element = 'person.contact_name'`
  const here = new Set(near.map(one => one.id))
  for (const { subject, name } of called) if (here.has(subject)) known.add(name)
  const cases = await house.admin<{ number: string; place: string; person: string }[]>`select number, place, person from process."case"`
  const files = await house.admin<{ id: string; place: string; person: string }[]>`select id, place, person from kernel.file`
  const messages = await house.admin<{ id: string; place: string; person: string }[]>`select id, place, person from message.message`
  return {
    label, seat,
    ids: new Set([...far.filter(one => !kin.has(one.id)).map(one => one.id), ...[...files, ...messages].filter(row => !sees(row.place, row.person)).map(row => row.id),
      ...population.households.filter(one => !homes.has(one.id) && !sees(one.place, '')).map(one => one.id)]),
    words: new Set(far.flatMap(one => [one.name, ...masksOf(one)]).filter(word => !known.has(word))),
    numbers: new Set(cases.filter(row => !sees(row.place, row.person)).map(row => row.number)),
  }
}

const masksOf = ({ id_number, phone, bank_account }: { id_number: string; phone: string | null; bank_account: string | null }) =>
  [id_number, ...[phone, bank_account].filter(text => text !== null)]

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const number = /\d{6}-\d{8}-\d{6,9}/g

/** What of an answer must not be there. */
function leaks({ ids, words, numbers }: Stranger, value: unknown): string[] {
  if (typeof value === 'string') {
    return [...(value.match(uuid) ?? []).filter(id => ids.has(id)), ...(value.match(number) ?? []).filter(one => numbers.has(one)), ...(words.has(value) ? [value] : [])]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(inner => leaks({ ids, words, numbers } as Stranger, inner))
}

/** The answer, or nothing where it is refused; a fault is not a refusal. */
async function ask(seat: Seat, operation: OperationName, input: unknown): Promise<unknown> {
  try {
    return await house.platform.house.call(seat, operation, input)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return error.body()
  }
}

const reading = [...promised.values()].filter(one => one.kind !== 'command' && !openToAll.includes(one.name as OperationName)).map(one => one.name as OperationName)

test('the walk finds what it should: the worker of the village itself sees the ids that the neighbour must not', async () => {
  const seen = await ask(house.seat('xia'), 'person.list', {})
  assert.ok(leaks(strangers[0]!, seen).length > 20)
  const all = await ask(deskSeat('province_viewer', '32', personOf('kong')), 'case.list', {})
  assert.ok(leaks(strangers[0]!, all).length >= 12)
})

test('every query and look, with every plausible input of the three places', async () => {
  for (const operation of reading) {
    for (const [variant, { build }] of Object.entries(inputs[operation] as Entry)) {
      for (const things of Object.values(scene.things)) {
        for (const one of strangers) {
          const output = await ask(one.seat, operation, build(things, one.seat, scene))
          assert.deepEqual(leaks(one, output), [], `${one.label} asks ${operation} ${variant} of ${things.name}`)
        }
      }
    }
  }
})

test('whatever is asked for by id, number, name, place or position', async () => {
  const persons = population.persons
  const cases = (await house.admin<{ number: string }[]>`select number from process."case"`).map(row => row.number)
  const anybody = fc.integer({ min: 0, max: persons.length - 1 })
  const anywhere = fc.constantFrom('32', '3299', ...population.places.map(one => one.code))
  const asked = fc.record({ person: anybody, number: fc.constantFrom(...cases), place: anywhere, limit: fc.integer({ min: 1, max: 200 }), cursor: fc.constantFrom('none', 'person', 'case') })
  await fc.assert(fc.asyncProperty(fc.nat(strangers.length - 1), fc.constantFrom(...reading), asked, async (who, operation, made) => {
    const [one, person] = [strangers[who]!, persons[made.person]!]
    const { number, place, limit } = made
    const after = { none: undefined, person: toCursor(person.name, person.id), case: toCursor('2026-11-22T00:00:00Z', number) }[made.cursor]
    const given: Record<string, unknown> = {
      id: person.id, number, seq: 1, place, code: place, parent: place, within: place, limit, text: person.name, subject: number, purpose: '随便看看', reason: '随便看看',
      element: 'person.phone', file: scene.things.liuhu.file, item: 'old_age_allowance', year: 2026, after,
    }
    const { shape } = promised.get(operation)!.input as unknown as { shape: object }
    const input = Object.fromEntries(Object.keys(shape).filter(name => given[name] !== undefined).map(name => [name, given[name]]))
    assert.deepEqual(leaks(one, await ask(one.seat, operation, input)), [], `${one.label} asks ${operation} ${JSON.stringify(input)}`)
  }), { numRuns: 600, endOnFailure: true })
})

test('the neighbour’s own steps say nothing either: a refused command names nobody', async () => {
  for (const things of [scene.things.liuhu, scene.things.daohe] as Things[]) {
    for (const operation of ['case.take', 'person.record', 'account.revoke', 'message.read', 'window.leave'] as const) {
      for (const [variant, { build }] of Object.entries(inputs[operation] as Entry)) {
        for (const one of strangers) {
          const refused = await house.platform.house.call(one.seat, operation, build(things, one.seat, scene), { key: newId() }).then(answer => answer, (error: unknown) => {
            if (!(error instanceof Problem)) throw error
            return error.body()
          })
          assert.deepEqual(leaks(one, refused), [], `${one.label} tries ${operation} ${variant}`)
        }
      }
    }
  }
})
