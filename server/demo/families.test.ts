import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codes } from '../../contract/codes.ts'
import { ageOn } from './calendar.ts'
import { castList, generate, type DemoMember, type DemoPerson, type OrganisationKind } from './index.ts'

const world = generate()
const persons = new Map(world.persons.map(one => [one.id, one]))
const houses = new Map<string, DemoMember[]>()
for (const one of world.members) houses.set(one.household, [...(houses.get(one.household) ?? []), one])
const houseOf = new Map(world.members.map(one => [one.person, one.household]))
const age = (one: DemoPerson) => ageOn(one.birth_date)
const years = (older: DemoPerson, younger: DemoPerson) => ageOn(older.birth_date, younger.birth_date)

test('everybody has one household, and the head is a member of theirs', () => {
  assert.equal(world.members.length, world.persons.length)
  assert.equal(houseOf.size, world.persons.length)
  for (const house of world.households) {
    const members = houses.get(house.id)!
    assert.deepEqual(members.filter(one => one.relation === '02').map(one => one.person), [house.head])
    assert.ok(age(persons.get(house.head)!) >= 18, house.id)
    for (const one of members) {
      const person = persons.get(one.person)!
      assert.equal(person.place, house.place)
      assert.ok(one.from >= person.birth_date && one.from >= house.formed_on && one.from < world.as_of)
      assert.ok(Object.hasOwn(codes.family.versions[0]!.items, one.relation), one.relation)
    }
  }
})

test('relations agree with sex, age and marriage', () => {
  const men = new Set('11 20 21 22 23 24 28 41 43 51 53 55 61 63'.split(' ')), women = new Set('12 30 31 32 33 34 38 42 44 52 54 56 62 64'.split(' '))
  for (const house of world.households) {
    const head = persons.get(house.head)!
    for (const { person: id, relation } of houses.get(house.id)!) {
      const one = persons.get(id)!, told = `${head.name} ${head.birth_date} – ${relation} ${one.name} ${one.birth_date}`
      if (men.has(relation)) assert.equal(one.sex, '1', told)
      if (women.has(relation)) assert.equal(one.sex, '2', told)
      if (/^1[12]$/.test(relation)) {
        assert.ok(age(one) >= (one.sex === '1' ? 22 : 20) && age(head) >= (head.sex === '1' ? 22 : 20), told)
        assert.notEqual(one.sex, head.sex, told)
        assert.ok([one, head].every(mate => mate.marital === null || mate.marital === '20'), told)
        assert.ok(Math.abs(age(one) - age(head)) <= 10, told)
      }
      if (/^[23][0-7]$/.test(relation)) assert.ok(years(head, one) >= (head.sex === '1' ? 22 : 20) && years(head, one) <= 50, told)
      if (/^4/.test(relation)) assert.ok(years(head, one) >= 36, told)
      if (/^5[12]$/.test(relation)) assert.ok(years(one, head) >= 18, told)
      if (/^6/.test(relation)) assert.ok(years(one, head) >= 36, told)
      if (relation === '28' || relation === '38') assert.ok(age(one) >= 20, told)
    }
  }
})

test('nobody under sixteen lives without a grown person present', () => {
  for (const [, members] of houses) {
    const here = members.map(one => persons.get(one.person)!).filter(one => one.resides !== 'away')
    if (here.some(one => age(one) < 16)) assert.ok(here.some(one => age(one) >= 18))
  }
})

test('left-behind children live in the villages with grandparents; twins are rare; the usual shapes are there', () => {
  let leftBehind = 0, twins = 0, three = 0
  for (const members of houses.values()) {
    const list = members.map(one => ({ ...persons.get(one.person)!, relation: one.relation }))
    if (list.length > 20) continue
    const away = list.filter(one => one.resides === 'away')
    const children = list.filter(one => age(one) < 16 && /^4/.test(one.relation))
    const parents = list.filter(one => /^(20|22|23|28|30|38|21|31)$/.test(one.relation))
    if (children.length > 0 && parents.length === 2 && parents.every(one => away.includes(one))) {
      leftBehind += children.length
      assert.ok(list[0]!.place.startsWith('329901100') || list[0]!.place.startsWith('329902100'))
    }
    if (list.some((one, i) => list.some((other, j) => j > i && age(one) < 30 && one.birth_date === other.birth_date))) twins++
    if (list.some(one => /^4/.test(one.relation)) || (list.some(one => /^5/.test(one.relation)) && list.some(one => /^[23][0-3]$/.test(one.relation)))) three++
  }
  assert.ok(leftBehind >= 80 && leftBehind < 400, `left behind ${leftBehind}`)
  assert.ok(twins >= 5 && twins < 40, `twins ${twins}`)
  assert.ok(three > 250, `three generations ${three}`)
})

const holders = (place: string, kind: OrganisationKind) => {
  const found = world.organisations.filter(one => one.place === place && one.kind === kind)
  const posts = new Map(world.posts.filter(post => found.some(one => one.id === post.organisation)).map(post => [post.id, post]))
  const list = world.memberships.filter(one => posts.has(one.post)).map(one => persons.get(one.person)!)
  assert.equal(list.length, [...posts.values()].reduce((sum, post) => sum + post.seats, 0), `${place} ${kind}: every seat is held`)
  return list
}

test('committees are lawful: size, a woman, no relatives, supervision apart, party branches of members', () => {
  for (const { code, kind } of world.places.filter(one => one.level === 'community')) {
    const village = kind === '村委会'
    const committee = holders(code, village ? 'villagers_committee' : 'residents_committee')
    assert.ok(committee.length >= (village ? 3 : 5) && committee.length <= (village ? 7 : 9), code)
    assert.ok(committee.some(one => one.sex === '2'), code)
    const watch = holders(code, 'supervision_committee')
    assert.ok(watch.length >= 3 && watch.length <= 5, code)
    const all = [...committee, ...watch]
    assert.equal(new Set(all.map(one => houseOf.get(one.id))).size, all.length, `${code}: near relatives`)
    for (const one of all) assert.ok(age(one) >= 18 && one.hukou_place === code && one.resides === 'with_hukou')
    const branch = holders(code, 'party_branch')
    assert.ok(branch.length >= 3 && branch.every(one => one.politics === '01'), code)
  }
  for (const membership of world.memberships) assert.ok(persons.has(membership.person) && membership.to === null)
})

test('the cast’s staff hold a post in some body, each of the three administrators one alone', () => {
  const posts = (person: string) => world.memberships.filter(one => one.person === person).length
  // At the gate a county's clerk sits by the post of their own bureau, which asks, checks or decides.
  const gate = ['department_clerk', 'social_work', 'burden_taskforce']
  for (const one of castList) if (one.office) assert.equal(posts(one.person), 1 + one.also.filter(seat => !gate.includes(seat.office)).length, one.name)
})
