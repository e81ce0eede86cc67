import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addDays, atBeijing, beijingDay } from '../contract/time.ts'
import { importCarried } from './engines/item/index.ts'
import { publish } from './engines/process/index.ts'
import { burdenRules, importLedger } from './ground/burden/index.ts'
import { carriedLists, gateRules, importAdmissions, importLists, ownAdmissions } from './ground/gate/index.ts'
import { importHolidays, importRules } from './ground/law/index.ts'
import { registryRules, syncElements } from './ground/registry/index.ts'
import { addPlaces, demonstrationCity, importDivisions, readDivisions } from './ground/territory/index.ts'
import { cast, castList, demoRules, demoWork, gateStories, generate, loadDemo, tellHistory, type CastKey } from './demo/index.ts'
import type { DemoWorld } from './demo/index.ts'
import type { Vault } from './kernel/crypto/index.ts'
import { connect, type Sql } from './kernel/db/index.ts'
import { checkout } from './kernel/home.ts'
import type { Secrets } from './kernel/home.ts'
import { newId } from './kernel/ids.ts'
import type { Seat } from './kernel/seat.ts'
import { openPlatform } from './main.ts'
import { loadDemoAccounts, type DemoActor } from './modules/account/index.ts'
import { caseRules } from './modules/case/index.ts'
import { bundles, carried, carriedRules, processes } from './modules/catalogue/index.ts'
import { admissionProcesses } from './modules/admission/index.ts'
import { agencyRules } from './modules/person/index.ts'
import { queueRules } from './modules/queue/index.ts'
import { ratingProcesses, ratingRules } from './modules/rating/index.ts'
import { layReports, reportRules, sendCarried } from './modules/report/index.ts'
import { importResources } from './modules/resource/index.ts'

/** The day from which the imported tree of places holds: the cut-off of its last public edition. */
const treeFrom = '2023-06-30'

/** An administrative connection that acts as the owner of the tables. The server itself never connects so. */
export const asOwner = (url: string): Sql => connect({ url, max: 2, name: 'gongzhi-setup', role: 'gongzhi_owner' })

const data = (file: string) => readFile(join(checkout, 'data', file), 'utf8')

/** The whole province's tree: how many places were new. Loaded once it only looks. */
export async function importPlaces(admin: Sql): Promise<number> {
  const [found] = await admin`select 1 from territory.place limit 1`
  if (found) return 0
  return (await importDivisions(admin, readDivisions(await data('jiangsu-divisions.csv')), treeFrom)).inserted
}

/** What every deployment rests on besides the tree: calendar, rules, data elements, published processes. Repeating it changes nothing. */
export async function layGround(admin: Sql): Promise<void> {
  await importHolidays(admin, await data('cn-holidays.csv'))
  await importRules(admin, [...caseRules, ...carriedRules, ...ratingRules, ...queueRules, ...gateRules, ...burdenRules, ...registryRules, ...agencyRules, ...reportRules])
  await syncElements(admin)
  await publish(admin, [...processes, ...ratingProcesses, ...admissionProcesses])
  await importLists(admin, carriedLists)
  const at = new Date().toISOString()
  await importAdmissions(admin, ownAdmissions, at)
  await importCarried(admin, 'item', carried, '32', at)
  await importCarried(admin, 'bundle', bundles, '32', at)
  await layReports(admin)
}

/** What this database is: a demonstration, in earnest, or neither yet. */
export async function nature(admin: Sql): Promise<'demonstration' | 'earnest' | 'open'> {
  const [mark] = await admin<{ value: unknown }[]>`select value from kernel.deployment where key = 'demonstration'`
  return mark === undefined ? 'open' : mark.value === true ? 'demonstration' : 'earnest'
}

/** From now on this is no demonstration and never becomes one. Throws a sentence where it is one. */
export async function beInEarnest(admin: Sql): Promise<void> {
  await admin`insert into kernel.deployment (key, value) values ('demonstration', 'false') on conflict (key) do nothing`
  if (await nature(admin) === 'demonstration') {
    throw new Error('这个库是演示环境，不能转为正式平台。请用 GONGZHI_HOME 或 DATABASE_URL 指定一个空的库。')
  }
}

/** The demonstration corner under 3299 with its people, accounts and mandates. False when it was there already. */
export async function loadDemonstration(admin: Sql, vault: Vault, log: (line: string) => void = () => undefined, world: DemoWorld = generate()): Promise<boolean> {
  const loaded = await loadDemo(admin, world, vault, { addPlaces: places => addPlaces(admin, places, treeFrom), log })
  await loadDemoAccounts(admin, vault, withNumbers(world))
  await importRules(admin, demoRules)
  await sendCarried(admin, demonstrationCity, beijingDay(new Date()))
  return loaded
}

/** The clerks' labels name whom they may serve: an elder without a phone comes to the window with a number. */
function withNumbers(world: DemoWorld): DemoActor[] {
  const numberOf = (key: 'gu' | 'zhou' | 'shen') => `${cast[key].name} ${world.persons.find(one => one.id === cast[key].person)?.id_number ?? ''}`
  return castList.map(one => one.office === 'window_clerk' ? { ...one, label: `${one.label}。可受理：${(['gu', 'zhou', 'shen'] as const).map(numberOf).join('，')}` } : one)
}

export interface HistoryOptions { admin: Sql; url: string; secrets: Secrets; uploads: string; log?: (done: number, all: number) => void }

/** Tells the demonstration's past through the house itself, with the clock set back; once. Answers how many steps were taken. */
export async function tellDemonstration({ admin, url, secrets, uploads, log }: HistoryOptions): Promise<number> {
  const [begun] = await admin`select 1 from process."case" where place like ${`${demonstrationCity}%`} limit 1`
  if (begun) return 0
  const [world, today] = [generate(), beijingDay(new Date())]
  const work = demoWork(world, today)
  await importLedger(admin, work)
  await importResources(admin, work)
  let at = new Date()
  const platform = await openPlatform({ url, secrets, uploads, connections: 2, clock: () => at })
  const mandates = await admin<{ id: string; person: string; office: string; place: string }[]>`select id, person, office, place from territory.mandate`
  const nobody = { person: null, personName: null, mandate: null, attendance: null }
  try {
    const gate = await tellGate(today, async (desk, office, instant, operation, input) => {
      at = new Date(instant)
      return platform.house.call(deskOf(cast[desk], mandates, office), operation, input, { key: newId() }) as Promise<Record<string, unknown>>
    })
    return gate + await tellHistory(world, new Date(), {
      call: (who, instant, operation, input) => {
        at = new Date(instant)
        const seat: Seat = 'self' in who
          ? { ...nobody, chair: 'self', office: 'resident', place: '32', actor: who.self.id, actorName: who.self.name, person: who.self.id, personName: who.self.name }
          : deskOf(cast[who.desk], mandates)
        return platform.house.call(seat, operation, input, { key: newId() }) as Promise<Record<string, unknown>>
      },
    }, log)
  } finally {
    at = new Date()
    await platform.sweeper.once()
    await platform.close()
  }
}

type Call = (desk: CastKey, office: string, instant: string, operation: string, input: Record<string, unknown>) => Promise<Record<string, unknown>>

/** The gate's past, told through the house as the cases are: asked, checked, heard and decided by the people of the cast. */
async function tellGate(today: string, call: Call): Promise<number> {
  let told = 0
  for (const { asked, days, steps, heard } of gateStories(today)) {
    const at = (ago: number, time = '10:00') => atBeijing(addDays(today, -ago), time)
    const { number } = await call('cheng', 'department_clerk', at(days, '09:20'), 'admission.ask', asked)
    for (const [i, one] of steps.entries()) {
      const { seq } = await call(one.desk, one.office, at(one.days), 'case.show', { number })
      await call(one.desk, one.office, at(one.days), 'case.take', { number, seq, action: one.action, note: one.note })
      for (const { desk, ...opinion } of i === 0 ? heard : []) {
        const office = desk === 'zhang' ? 'street_examiner' : 'community_worker'
        const { items } = await call(desk, office, at(one.days - 1), 'admission.hearings', { limit: 50 })
        const hearing = (items as { id: string; number: string }[]).find(each => each.number === number)!.id
        await call(desk, office, at(one.days - 1), 'admission.opine', { hearing, ...opinion })
      }
      told++
    }
  }
  return told
}

function deskOf({ person, name }: { person: string; name: string }, mandates: readonly { id: string; person: string; office: string; place: string }[], office?: string): Seat {
  const mandate = mandates.find(one => one.person === person && (!office || one.office === office))
  if (!mandate) throw new Error(`${name} holds no office`)
  return { chair: 'desk', office: mandate.office, place: mandate.place, actor: person, actorName: name, person: null, personName: null, mandate: mandate.id, attendance: null }
}
