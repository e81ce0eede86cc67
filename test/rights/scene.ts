import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { identityCheck } from '../../contract/identifiers.ts'
import * as matters from '../../contract/matter.ts'
import * as exchange from '../../contract/exchange.ts'
import * as household from '../../contract/household.ts'
import * as integration from '../../contract/integration.ts'
import * as people from '../../contract/person.ts'
import * as queue from '../../contract/queue.ts'
import * as rating from '../../contract/rating.ts'
import * as service from '../../contract/service.ts'
import type { DemoPerson } from '../../server/demo/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { publicSeat, type Seat } from '../../server/kernel/seat.ts'
import { personOf, population, type TestHouse } from '../house.ts'

export const item = 'old_age_allowance'
/** Three places: the street where most of the cast works, a village of another town of the county, a community of another county. */
export const grounds = { liuhu: '329901001', daohe: '329901100200', wanglan: '329902001001' } as const
export type GroundName = keyof typeof grounds

/** What there is at one place: people, and a case in each state that a step can leave. */
export interface Things {
  name: GroundName
  /** A community. */
  place: string
  place_id: string
  person: DemoPerson
  /** Not yet registered, and a number that nobody has. */
  newcomer: { name: string; identity: string }
  /** Somebody without an office who may be appointed. */
  candidate: DemoPerson
  mandate: string
  cases: Record<'submitted' | 'accepted' | 'examined' | 'supplement_requested', string>
  /** A matter that the applicant of the case that was submitted opened. */
  matter: string
  /** A paper of the case that was submitted. */
  file: string
  /** Who was asked for papers, and the paper. */
  asked: DemoPerson
  proof: string
  /** A committee there, a vacant post of it, and the membership of its head. */
  body: { id: string; post: string; membership: string }
  /** The key of a system of the committee. */
  key: string
  /** Where its system is told, and something that it was told. */
  hook: string
  delivery: string
  /** A folder in which files are exchanged with it, and a file that was written there. */
  folder: string
  dropped: string
  /** A bad grade for somebody who kept no case of it, and the case that follows it up. */
  rated: { id: string; ref: string; follow_up: string }
  /** In the inbox of `person`. */
  message: string
  /** A certificate of `person`, issued by the street, with its check code. */
  licence: { number: string; code: string }
  /** A table that was brought there and its job, a template, a list that is to go out, a fact that two sources say differently. */
  table: { file: string; job: string; template: string; export: string; change: string; seen: string }
  /** Something that may be asked of a household there, as it is seen, and a request that waits. */
  life: {
    ask: household.LifeAsk; seen: string; request: string; requested: string
    /** Two who may be compared, two who were, and somebody who lives in another village. */
    pair: { one: string; other: string }; finding: string; elsewhere: { name: string; identity: string }
  }
  /** A bureau of the county reads the roster of elders living alone, names were let; and one of them who lives there. */
  reading: { id: string; person: string }
}
export interface Scene {
  house: TestHouse
  things: Record<GroundName, Things>
  /** Somebody is present at the windows of Han and of Jiang. */
  attendances: { clerk: string; attendance: string; person: string; name: string }[]
  /** One message in everybody's own inbox, by person. */
  messages: Map<string, string>
  /** The log-in of an official between password and code, and the code. */
  half: Seat
  /** The rating screen of Han's window, in the chair of the person served. */
  pass: Seat
  code: string
  /** A time at Han's window, and the number that Shen booked there. */
  slot: string
  ticket: string
}

const nobody = { person: null, personName: null, mandate: null, attendance: null }
export const deskSeat = (office: string, place: string, actor: { id: string; name: string }): Seat =>
  ({ ...nobody, chair: 'desk', office, place, actor: actor.id, actorName: actor.name, mandate: '00003299-0000-7000-8000-0000000000ff' })
export const selfSeat = ({ id, name }: { id: string; name: string }): Seat =>
  ({ ...nobody, chair: 'self', office: 'resident', place: '32', actor: id, actorName: name, person: id, personName: name })

/** Answers to everything that a form may ask. */
export const plausible: Record<string, unknown> = {
  'person.residence_address': '听橹雅苑1幢2单元201室', 'person.living_arrangement': '2', 'person.bank_name': '柳湖农村商业银行（演示）',
  'person.bank_account': '6217001234567890122', 'person.contact_name': '家里人', 'person.contact_phone': '13800001234', 'person.phone': '13800001235',
}
/** What the form still asks for, answered plausibly. */
export const answersTo = (form: service.Prepared): Record<string, unknown> =>
  Object.fromEntries(form.fields.filter(field => field.editable && field.state !== 'held').map(field => [field.element, plausible[field.element]]))

const inCast = new Set(population.cast.map(member => member.person))
/** Everybody of 80 and over whose household register lies at a place, the youngest ids first. */
export const eldersOf = (place: string): DemoPerson[] => population.persons
  .filter(one => one.birth_date < '1946-11-01' && one.alive && one.hukou_place.startsWith(place) && one.place.startsWith(place) && !inCast.has(one.id))

let numbers = 0
/** A number under the demonstration's codes that nobody of the demonstration has. */
export function freshIdentity(): string {
  const taken = new Set(population.persons.map(one => one.id_number))
  for (;;) {
    const digits = `32990119680${1 + (numbers % 9)}${String(10 + (Math.floor(numbers / 9) % 18))}${String(900 + Math.floor(numbers++ / 162)).padStart(3, '0')}`
    const number = digits + identityCheck(digits)
    if (!taken.has(number)) return number
  }
}

/** Applies in the self chair of a person. */
export async function applied(house: TestHouse, person: { id: string; name: string }): Promise<string> {
  const chair = selfSeat(person)
  const form = await house.call(chair, service.prepare, { item })
  return (await house.call(chair, service.apply, { item, answers: answersTo(form), confirmed: true })).number
}

/** Applies for several items at once, as one matter; answers the numbers of its cases. */
export async function appliedTogether(house: TestHouse, person: { id: string; name: string }, items = [item, 'elder_card']): Promise<string[]> {
  const chair = selfSeat(person)
  const form = await house.call(chair, matters.prepare, { items })
  const answers = Object.fromEntries(form.fields.filter(one => one.editable && one.state !== 'held').map(one => [one.element, plausible[one.element] ?? one.choices[0]?.code]))
  return (await house.call(chair, matters.apply, { items, answers, confirmed: true })).cases.map(one => one.number)
}

async function casesAt(house: TestHouse, place: string, first: DemoPerson[]): Promise<Things['cases']> {
  const elders = [...first, ...eldersOf(place)]
  const examiner = deskSeat('street_examiner', place.slice(0, 9), personOf('zhang'))
  const step = (number: string, seq: number, action: string, more: object = {}) =>
    house.call(examiner, service.take, { number, seq, action, note: '核对后发现户名对不上', ...more })
  const [submitted, accepted, examined, supplement_requested] = [
    await applied(house, elders[0]!), await applied(house, elders[1]!), await applied(house, elders[2]!), await applied(house, elders[3]!)]
  await step(accepted, 1, 'accept')
  await step(examined, 1, 'accept')
  await step(examined, 2, 'examine')
  await step(supplement_requested, 1, 'request_supplement', { data: { papers: ['bank_proof'] } })
  return { submitted, accepted, examined, supplement_requested }
}

async function thingsAt(house: TestHouse, name: GroundName): Promise<Things> {
  const ground = grounds[name]
  const place = name === 'liuhu' ? '329901001001' : ground
  const first = name === 'liuhu' ? [personOf('gu')] : name === 'daohe' ? [personOf('zhou')] : []
  const cases = await casesAt(house, ground, first)
  const adults = population.persons.filter(one => one.place.startsWith(place) && one.phone && one.birth_date < '1990' && one.birth_date > '1960' && !inCast.has(one.id))
  const [person, candidate] = adults as [DemoPerson, DemoPerson]
  const [code] = await house.admin<{ id: string }[]>`select id from territory.place where code = ${place} and valid_to is null`
  const applicantOf = async (number: string): Promise<DemoPerson> => {
    const [row] = await house.admin<{ person: string }[]>`select person from process."case" where number = ${number}`
    return population.persons.find(one => one.id === row!.person)!
  }
  const keep = (owner: DemoPerson) => house.call(selfSeat(owner), service.keepFile,
    { name: '存折.jpg', type: 'image/jpeg', size: 1000, digest: createHash('sha256').update(owner.id).digest('hex') })
  const asked = await applicantOf(cases.supplement_requested)
  const applicant = await applicantOf(cases.submitted)
  const [file, proof] = [await keep(applicant), await keep(asked)]
  // Submitted with the case; the other is not yet.
  await house.admin`insert into process.paper (county, id, number, place, person, kind, file, name, added_at, added_by)
    select county, ${newId()}::uuid, number, place, person, 'bank_proof', ${file.id}, ${file.name}, now(), ${applicant.name} from process."case" where number = ${cases.submitted}`
  const { number: matter } = await house.call(selfSeat(applicant), matters.apply, { items: ['elder_card'], answers: { 'matter.delivery': 'online' }, confirmed: true })
  const mandate = newId()
  await house.admin`insert into territory.mandate (county, id, person, person_name, office, place, valid_from, basis)
    values (${place.slice(0, 6)}, ${mandate}, ${adults[2]!.id}, ${adults[2]!.name}, 'community_worker', ${place}, '2026-01-01', '任命文件')`
  const body = await bodyAt(house, place)
  return {
    name, place, place_id: code!.id, person, candidate, mandate, cases, matter, asked, file: file.id, proof: proof.id, body, ...await keyAt(house, place, body.id), ...await hookAt(house, place, body.id, cases.submitted), message: await messageFor(house, person), rated: await ratedAt(house, ground), licence: await licenceFor(house, place, person, cases.accepted), table: await tableAt(house, place, person), life: await lifeAt(house, place, person), reading: await readingAt(house, place),
    newcomer: { name: '新来的人', identity: freshIdentity() },
  }
}

async function keyAt(house: TestHouse, place: string, organisation: string): Promise<Pick<Things, 'key' | 'folder' | 'dropped'>> {
  const admin = deskSeat('county_admin', place.slice(0, 6), personOf('shao'))
  const key = (await house.call(admin, integration.makeKey, keyFor(organisation, place))).key.id
  const folder = (await house.call(admin, integration.openFolder, { key, adapter: 'case_events' })).id
  const [dropped, line] = [newId(), newId()]
  await house.admin`insert into filedrop.file (county, id, place, folder, direction, number, name, state, at) values (${place.slice(0, 6)}, ${dropped}, ${place}, ${folder}, 'out', 1, '000001-case_events.csv', 'written', now())`
  await house.admin`insert into filedrop.line (county, id, place, folder, subject, mark, event, at, file, sealed) values (${place.slice(0, 6)}, ${line}, ${place}, ${folder}, 'nothing', 'nothing', '{}', now(), ${dropped}, 'nothing')`
  // It stays as it is while everybody tries: nobody writes into it.
  await house.admin`update filedrop.folder set claimed_until = 'infinity' where id = ${folder}`
  return { key, folder, dropped }
}

async function hookAt(house: TestHouse, place: string, organisation: string, number: string): Promise<{ hook: string; delivery: string }> {
  const admin = deskSeat('county_admin', place.slice(0, 6), personOf('shao'))
  const hook = (await house.call(admin, integration.subscribe, hookFor(organisation, place))).subscription.id
  const delivery = newId()
  await house.admin`insert into delivery.delivery (county, id, place, subscription, event, topic, subject, body, at, due_at)
    values (${place.slice(0, 6)}, ${delivery}, ${place}, ${hook}, ${newId()}, 'case.opened', ${number}, '{}', now(), now() + interval '1 day')`
  return { hook, delivery }
}

export const hookFor = (organisation: string, place: string) => ({ organisation, place, url: 'https://hook.example.gov.cn/in', topics: ['case.opened' as const] })

export const keyFor = (organisation: string, place: string) => ({
  organisation, name: '社区平台', office: 'community_worker', verbs: ['case.survey', 'service.read'], place, valid_until: '2027-06-30', basis: '接入协议',
})

/** A case taken back by its applicant, who then gave the lowest grade. */
async function ratedAt(house: TestHouse, place: string): Promise<Things['rated']> {
  const elder = eldersOf(place)[4]!
  const number = await applied(house, elder)
  await house.call(selfSeat(elder), service.take, { number, seq: 1, action: 'withdraw' })
  await house.call(selfSeat(elder), rating.give, { number, grade: 1, words: '等了很久' })
  await house.platform.sweeper.once()
  const [row] = await house.admin<Things['rated'][]>`select id, ref, follow_up from rating.rating where number = ${number}`
  return { ...row! }
}

async function bodyAt(house: TestHouse, place: string): Promise<Things['body']> {
  const [row] = await house.admin<{ id: string; membership: string }[]>`
    select o.id, m.id as membership from registry.organisation o join registry.post p on p.organisation = o.id join registry.membership m on m.post = p.id
    where o.place = ${place} and o.kind in ('residents_committee', 'villagers_committee') and p.title = '主任' order by o.name limit 1`
  // A seat that nobody holds.
  const post = newId()
  await house.admin`insert into registry.post (county, id, place, organisation, title, seats) values (${place.slice(0, 6)}, ${post}, ${place}, ${row!.id}, '换届联络员', 1)`
  return { ...row!, post }
}

/** The table belongs to whoever of the cast keeps the register nearest by. */
async function tableAt(house: TestHouse, place: string, person: DemoPerson): Promise<Things['table']> {
  const [county, actor, name] = [place.slice(0, 6), personOf(place.startsWith('329901100') ? 'xia' : 'song').id, '登记人']
  const table = { file: newId(), job: newId(), template: newId(), export: newId(), change: newId(), seen: '' }
  const bytes = Buffer.from(`姓名,证件号码,住址\n${person.name},${person.id_number},1号\n`)
  const digest = createHash('sha256').update(bytes).digest('hex')
  mkdirSync(join(house.uploads, digest.slice(0, 2)), { recursive: true })
  writeFileSync(join(house.uploads, digest.slice(0, 2), digest), bytes)
  const columns = JSON.stringify([{ at: 0, title: '姓名', target: 'person.name' }, { at: 1, title: '证件号码', target: 'person.identity_number' }, { at: 2, title: '住址', target: 'person.residence_address' }])
  await house.admin`insert into kernel.file (county, id, place, actor, name, type, size, digest, at) values (${county}, ${table.file}, ${place}, ${actor}, '名单.csv', 'text/csv', ${bytes.length}, ${digest}, now())`
  await house.admin`insert into exchange.job (county, id, place, kind, state, file, file_name, digest, format, sheet, header, columns, purpose, actor, actor_name, office, line, made_at)
    values (${county}, ${table.job}, ${place}, 'residents', 'checked', ${table.file}, '名单.csv', ${digest}, '{"kind":"csv","encoding":"utf-8","bom":false,"delimiter":","}', '', 1, ${columns}::text::jsonb, '登记', ${actor}, ${name}, 'community_worker', 1, now())`
  await house.admin`insert into exchange.template (county, id, place, name, kind, columns, made_by, made_name, used_at) values (${county}, ${table.template}, ${place}, '台账', 'residents', ${columns}::text::jsonb, ${actor}, ${name}, now())`
  await house.admin`insert into exchange.export (county, id, place, scope, columns, format, purpose, state, actor, actor_name, made_at)
    values (${county}, ${table.export}, ${place}, ${place}, '["person.name"]', 'csv', '核对', 'open', ${actor}, ${name}, now())`
  await house.admin`insert into registry.change (county, id, place, person, element, value, source, organ, purpose, held, proposed_by, proposed_name, proposed_at)
    select a.county, ${table.change}::uuid, a.place, a.subject, a.element, '"另一处"', 'collected', '街道办事处', '走访', a.id, ${actor}::uuid, ${name}, now()
    from registry.assertion a where a.subject = ${person.id} and a.element = 'person.residence_address' and a.ended_at is null`
  table.seen = (await house.call(deskSeat('community_worker', place, personOf('luo')), exchange.change, { id: table.change, purpose: '核对' })).seen
  return table
}

/** Somebody's state of residence may be changed; somebody else is asked to join their household, and that waits. */
async function lifeAt(house: TestHouse, place: string, person: DemoPerson): Promise<Things['life']> {
  const worker = deskSeat('community_worker', place, personOf('luo'))
  const ask: household.LifeAsk = { kind: 'apart', person: person.id, resides: 'away', address: '上海市' }
  const home = population.members.find(one => one.person === person.id)!.household
  const joining = population.members.find(one => one.relation !== '02' && one.household !== home && !inCast.has(one.person)
    && population.households.some(each => each.id === one.household && each.place.startsWith(place)) && population.persons.some(each => each.id === one.person && each.alive))!
  const transfer: household.LifeAsk = { kind: 'transfer', person: joining.person, household: home, relation: '80' }
  const { seen } = await house.call(worker, household.preview, { ask })
  const { seen: requested } = await house.call(worker, household.preview, { ask: transfer })
  const { id } = await house.call(worker, household.ask, { ask: transfer, seen: requested, reason: '投靠亲属' })
  const [one, other, third] = population.persons.filter(each => each.place.startsWith(place) && !inCast.has(each.id) && each.id !== person.id).map(each => each.id)
  const { finding } = await house.call(worker, household.unlike, { one: one!, other: third!, reason: '两个人' })
  const away = population.persons.find(each => each.alive && !each.place.startsWith(place.slice(0, 6)) && !inCast.has(each.id))!
  return { ask, seen, request: id, requested, pair: { one: one!, other: other! }, finding, elsewhere: { name: away.name, identity: away.id_number } }
}

async function readingAt(house: TestHouse, place: string): Promise<Things['reading']> {
  const id = newId()
  await house.admin`insert into report.reading (county, id, place, report, body, body_name, purpose, basis, columns, until, state, opened_at, opened_by, opened_by_name)
    select ${place.slice(0, 6)}, ${id}::uuid, ${place.slice(0, 6)}, 'elders_alone', o.id, o.name, '核对床位需求', '江苏省养老服务条例', '{name,age}', current_date + 60, 'named', now(), ${personOf('lu').id}::uuid, '别人'
    from registry.membership m join registry.post p on p.id = m.post join registry.organisation o on o.id = p.organisation where m.person = ${personOf('cheng').id} and m.until is null limit 1`
  return { id, person: population.persons.find(one => one.place.startsWith(place) && one.alive && one.living === '1' && one.resides !== 'away' && one.birth_date < '1960')!.id }
}

async function messageFor(house: TestHouse, person: DemoPerson): Promise<string> {
  const id = newId()
  await house.admin`insert into message.message (county, id, place, person, title, body, at)
    values (${person.place.slice(0, 6)}, ${id}, ${person.place}, ${person.id}, '提醒', '请核对您的登记信息', now())`
  return id
}

async function licenceFor(house: TestHouse, place: string, person: DemoPerson, matter: string): Promise<Things['licence']> {
  const licence = { number: `${place.slice(0, 6)}-20261101-9${place.slice(7, 12)}`, code: '23456ABCDE' }
  await house.admin`insert into licence.licence (county, number, place, person, kind, title, holder, holder_masked, lines, organ, office, matter, issued_at, issued_on, code)
    values (${place.slice(0, 6)}, ${licence.number}, ${place}, ${person.id}, 'elder_card', '老年人优待证', ${person.name}, '某*', '[]', '街道办事处', 'street_examiner', ${matter}, now(), '2026-11-01', ${licence.code})`
  return licence
}

/** The stage on which every operation is tried: life in three places, attendances at two windows, a half log-in. */
export async function setScene(house: TestHouse): Promise<Scene> {
  const things = { liuhu: await thingsAt(house, 'liuhu'), daohe: await thingsAt(house, 'daohe'), wanglan: await thingsAt(house, 'wanglan') }
  const messages = new Map<string, string>()
  for (const { person } of population.cast) messages.set(person, await messageFor(house, population.persons.find(one => one.id === person)!))
  const attendances = []
  for (const [clerk, served] of [['han', 'gu'], ['jiang', 'xu']] as const) {
    const { name, id_number } = personOf(served)
    attendances.push({ clerk: personOf(clerk).id, ...await house.call(house.seat(clerk), people.attend, { name, identity: id_number, manner: 'present' }) })
  }
  // The post of the scene is delivered before anybody counts what is there.
  await house.platform.sweeper.once()
  const calls = house.platform.house
  const { token } = await calls.call(publicSeat, 'account.login', { login: 'zhangwen', password: 'Gongzhi-demo-2026' }) as { token: string }
  const { logins } = await calls.call(publicSeat, 'account.demo_logins', {}) as { logins: { login: string; code: string }[] }
  const code = logins.find(one => one.login === 'zhangwen')!.code
  const handed = await house.call(house.seat('han'), rating.invite, { attendance: attendances[0]!.attendance })
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  const { slots } = await house.call(house.seat('han'), queue.open, { day, slots: [{ at: '09:00', capacity: 9 }] })
  const { ticket } = await house.call(house.self('shen'), queue.book, { slot: slots[0]!.slot })
  return { house, things, attendances, messages, code, slot: slots[0]!.slot, ticket, half: await house.platform.seatOf({ token }), pass: await house.platform.seatOf({ pass: handed.token }) }
}
