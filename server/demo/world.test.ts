import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { codes } from '../../contract/codes.ts'
import { luhn, parseCreditCode, parseIdentity, parseMobile } from '../../contract/identifiers.ts'
import { levelOf, Place } from '../../contract/kernel.ts'
import { ageOn } from './calendar.ts'
import { asOf, cast, castList, generate, type DemoPerson } from './index.ts'

const world = generate()
const persons = new Map(world.persons.map(one => [one.id, one]))
const age = (one: DemoPerson) => ageOn(one.birth_date)
const of = (id: string): DemoPerson => persons.get(id)!
const share = (fits: (one: DemoPerson) => boolean, all = world.persons) => all.filter(fits).length / all.length
const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

test('the corner has its people, and every id only once', () => {
  const under = (place: string) => world.persons.filter(one => one.place.startsWith(place)).length
  assert.deepEqual(['329901001', '329901100', '329902001', '329902100'].map(under), [6000, 6000, 300, 100])
  const mean = world.persons.filter(one => one.resides !== 'away').length / world.households.length
  assert.ok(mean > 2.5 && mean < 2.75, `mean size ${mean}`)
  for (const list of [world.persons, world.households, world.dwellings, world.organisations, world.posts])
    assert.equal(new Set(list.map(one => one.id)).size, list.length)
  assert.equal(new Set(world.dwellings.map(one => one.address)).size, world.dwellings.length)
  assert.equal(new Set(world.households.map(one => one.number)).size, world.households.length)
})

test('the same seed gives the same bytes, another seed another world with the same cast', () => {
  assert.equal(digest(generate(3299)), digest(world))
  // of every machine and Node version; a change here is a change of the demonstration and is meant
  assert.equal(digest({ ...world, cast: [] }).slice(0, 16), '41bc4329116fc97e')
  const other = generate(7)
  assert.notEqual(digest(other.persons), digest(world.persons))
  for (const one of castList) assert.equal(other.persons.find(person => person.id === one.person)?.name, one.name)
  const number = (of: typeof world) => castList.map(one => of.persons.find(person => person.id === one.person)!.id_number)
  assert.deepEqual(number(other), number(world))
})

test('places are well formed under 3299, with parents before children', () => {
  const seen = new Set(['32'])
  for (const place of world.places) {
    assert.ok(Place.safeParse(place.code).success && place.code.startsWith('3299'))
    assert.equal(levelOf(place.code), place.level)
    assert.ok(seen.has(place.parent) && place.code.startsWith(place.parent), place.code)
    seen.add(place.code)
  }
  for (const row of [...world.dwellings, ...world.persons, ...world.households]) assert.equal(levelOf(row.place), 'grid')
  for (const row of [...world.dwellings, ...world.persons, ...world.households, ...world.organisations]) assert.ok(seen.has(row.place))
  const ofGrid = Map.prototype.get.bind(world.households.reduce((n, one) => n.set(one.place, (n.get(one.place) ?? 0) + 1), new Map<string, number>()))
  for (const place of world.places) if (place.level === 'grid') assert.ok(ofGrid(place.code)! > 30 && ofGrid(place.code)! <= 360, place.code)
})

test('no street, town, community or county bears the name of a real one of the province', () => {
  const stem = (name: string) =>
    name.replace(/(居民委员会|村民委员会|居委会|村委会)$/, '').replace(/(社区|街道|镇|乡|村)$/, '')
  const real = readFileSync(new URL('../../data/jiangsu-divisions.csv', import.meta.url), 'utf8').trim().split('\n').slice(1).map(line => line.split(','))
  assert.ok(real.length > 20_000)
  const whole = new Set(real.map(row => row[1]))
  const communities = new Set(real.filter(row => row[2] === 'village').map(row => stem(row[1]!)))
  const towns = new Set(real.filter(row => row[2] === 'street').map(row => stem(row[1]!)))
  for (const { name, level } of world.places) {
    assert.ok(!whole.has(name.replace('（演示）', '')), name)
    if (level === 'community') assert.ok(!communities.has(stem(name)), name)
    if (level === 'town') assert.ok(!towns.has(stem(name)), name)
  }
})

test('numbers are valid in form and cannot be anybody’s', () => {
  const seen = new Set<string>(), phones = new Set<string>()
  for (const one of world.persons) {
    const read = parseIdentity(one.id_number, asOf)
    assert.ok(read.ok && read.kind === 'citizen', one.id_number)
    assert.deepEqual([read.birth_date, read.sex], [one.birth_date, one.sex])
    assert.ok(one.id_number.startsWith('3299') && !seen.has(one.id_number))
    seen.add(one.id_number)
    if (one.phone) {
      assert.ok(parseMobile(one.phone).ok && one.phone.startsWith('154329') && !phones.has(one.phone), one.phone)
      phones.add(one.phone)
    }
    if (one.bank_account) assert.ok(luhn(one.bank_account) && /^0\d{18}$/.test(one.bank_account))
  }
  for (const { credit_code: code } of world.organisations) if (code) assert.ok(parseCreditCode(code).ok && code.startsWith('3299', 2), code)
})

test('facts say what the person’s fields say, from a past day, in codes of the lists', () => {
  const lists = { sex: 'sex', ethnic: 'ethnic', marital: 'marriage', education: 'education', politics: 'politics', living: 'living' } as const
  for (const one of world.persons) {
    assert.equal(one.facts['person.name']?.value, one.name)
    assert.equal(one.facts['person.phone']?.value ?? null, one.phone)
    for (const fact of Object.values(one.facts)) assert.ok(fact.collected_on < asOf && fact.collected_on > one.birth_date && fact.value !== '')
    for (const [field, list] of Object.entries(lists) as [keyof typeof lists, (typeof lists)[keyof typeof lists]][])
      if (one[field] !== null) assert.ok(Object.hasOwn(codes[list].versions[0]!.items, one[field]), `${field} ${one[field]}`)
  }
})

test('there is something to ask: old elders without an account, telephones two years old', () => {
  const old = world.persons.filter(one => age(one) >= 80)
  assert.ok(Math.abs(share(one => one.bank_account === null, old) - 1 / 3) < 0.06)
  assert.ok(share(one => (one.facts['person.phone']?.fresh_until ?? asOf) < asOf) > 0.15)
  assert.ok(share(one => (one.facts['person.phone']?.collected_on ?? asOf) < '2024-11-02') > 0.03)
})

test('the ages are those of the province: pyramid, elders alone, centenarians, minorities, rare names', () => {
  const elders = share(one => age(one) >= 60)
  assert.ok(elders >= 0.2 && elders <= 0.26, `60+ ${elders}`)
  const children = share(one => age(one) < 15)
  assert.ok(children > 0.11 && children < 0.17, `0–14 ${children}`)
  assert.ok(world.persons.filter(one => one.living === '1' && age(one) >= 80).length > 50)
  assert.equal(world.persons.filter(one => age(one) >= 100).length, 3)
  assert.ok(world.persons.every(one => one.alive))
  const minorities = share(one => one.ethnic !== '01')
  assert.ok(minorities > 0.004 && minorities < 0.02, `minorities ${minorities}`)
  assert.ok(world.persons.some(one => one.name.length >= 12 && one.name.includes('·')))
  assert.ok(world.persons.filter(one => [...one.name].some(char => char.codePointAt(0)! > 0xffff)).length >= 3)
  assert.ok(share(one => one.resides === 'migrant_in', world.persons.filter(one => one.place.startsWith('329901001'))) > 0.15)
})

test('the cast stands in the population with its seats, and the next village is another village', () => {
  const places = new Set(['32', ...world.places.map(one => one.code)])
  for (const one of castList) {
    assert.equal(persons.get(one.person)?.name, one.name)
    for (const seat of [...(one.office ? [{ office: one.office, place: one.place! }] : []), ...one.also]) assert.ok(places.has(seat.place))
  }
  assert.equal(new Set(castList.filter(one => one.login).map(one => one.login)).size, castList.filter(one => one.login).length)
  assert.equal(world.persons.filter(one => castList.some(member => member.name === one.name)).length, castList.length)
  assert.deepEqual([cast.gu, cast.shen, cast.zhou, cast.xu, cast.lu].map(one => age(of(one.person))), [84, 52, 91, 80, 25])
  const gu = of(cast.gu.person)
  assert.deepEqual([gu.living, gu.phone, gu.bank_account, gu.facts['person.contact_name']?.value], ['1', null, null, '沈梅'])
  assert.equal(gu.facts['person.contact_phone']?.value, of(cast.shen.person).phone)
  assert.ok(of(cast.zhou.person).facts['person.bank_account']!.fresh_until! < asOf)
  assert.ok(of(cast.zhou.person).place.startsWith('329901100200') && of(cast.ding.person).place.startsWith('329901100201'))
  assert.equal(cast.tang.also.length, 1)
})
