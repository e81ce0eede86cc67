import type { ReportBody } from '../../contract/report.ts'
import { today } from '../../contract/time.ts'
import { fillPlaces, fillRows, type Sources } from '../../server/engines/report/index.ts'
import type { Sql } from '../../server/kernel/db/index.ts'
import type { Context } from '../../server/kernel/operation.ts'
import { scopeOf, type Seat } from '../../server/kernel/seat.ts'
import type { Platform } from '../../server/main.ts'
import { carriedReports } from '../../server/modules/report/index.ts'

export interface Measured { work: string; rows: number; ours: number[]; bare: number[] }

const seat = (office: string, place: string): Seat =>
  ({ chair: 'desk', office, place, actor: '00003299-0000-7000-8000-0000000000fd', actorName: '测速', person: null, personName: null, mandate: null, attendance: null })

/** Work from a seat, under its row security, as an operation does it. */
function from<T>(platform: Platform, who: Seat, work: (ctx: Context) => Promise<T>): Promise<T> {
  const idle = () => { throw new Error('not here') }
  return platform.database.transact(scopeOf(who), 'read', ({ sql, defer }) => work({
    sql, defer, seat: who, now: new Date().toISOString(), trace: 'bench', settings: platform.settings, may: () => true, leave: null, active_ms: null,
    perform: idle, ring: () => undefined, afterCommit: () => undefined, get vault(): never { return idle() }, get numbers(): never { return idle() },
  } as unknown as Context))
}

const reportOf = (id: string): ReportBody => carriedReports.find(one => one.id === id)!
const none: Sources = { cases: () => Promise.resolve(new Map()), indicators: {} }

async function ourHouseholds(platform: Platform, county: string): Promise<number> {
  const body = reportOf('elder_households')
  return from(platform, seat('county_civil_affairs', county), async ctx => (await fillRows(ctx, body, { place: county, day: today() }, { limit: 1_000_000 })).rows.length)
}

/** The same households with the same columns, as one would write it by hand for this one report, without rights; joined by ids alone, with which the planner expects the right numbers. */
async function bareHouseholds(owner: Sql, county: string): Promise<number> {
  const born = `${Number(today().slice(0, 4)) - 60}${today().slice(4)}`
  const rows = await owner`
    select h.id, h.number, p.name, c.at_home, d.address, d.kind, p.phone_masked, a.source, a.organ, a.asserted_at, a.fresh_until
    from registry.household h join registry.person p on p.county = h.county and p.id = h.head left join registry.dwelling d on d.county = h.county and d.id = h.dwelling
      left join registry.assertion a on a.county = p.county and a.subject = p.id and a.element = 'person.phone' and a.ended_at is null
      join (select m.household, count(*) filter (where p.resides <> 'away') as at_home, count(*) filter (where p.birth_date <= ${born}::date) as old,
          count(*) filter (where p.birth_date > ${born}::date and p.resides <> 'away') as young
        from registry.member m join registry.person p on p.id = m.person where m.county = ${county} and m.until is null group by 1) as c on c.household = h.id
    where h.county = ${county} and h.ended_on is null and h.kind = 'family' and c.old > 0 and c.young = 0 order by h.place, h.number`
  return rows.length
}

async function ourProvince(platform: Platform): Promise<number> {
  const body = reportOf('inhabitants')
  return from(platform, seat('province_viewer', '32'), async ctx => (await fillPlaces(ctx, body, { place: '32', day: today() }, 'community', none)).rows.length)
}

async function bareProvince(owner: Sql): Promise<number> {
  const [child, old] = [16, 60].map(age => `${Number(today().slice(0, 4)) - age}${today().slice(4)}`)
  // The same memory as ours has for this.
  const rows = await owner.begin(async tx => (await tx`set local work_mem = '48MB'`, tx`
    with people as (select place, count(*) filter (where resides <> 'away') as people, count(*) filter (where resides <> 'away' and sex = '1') as men, count(*) filter (where resides <> 'away' and sex = '2') as women,
        count(*) filter (where resides <> 'away' and birth_date > ${child!}::date) as children, count(*) filter (where resides <> 'away' and birth_date <= ${old!}::date) as elders,
        count(*) filter (where resides = 'migrant_in') as migrants from registry.person group by place),
    homes as (select h.place, count(*) as households, count(*) filter (where c.here <= 1 and c.old >= 1) as lone from registry.household h
      left join (select m.household, count(*) filter (where p.resides <> 'away') as here, count(*) filter (where p.resides <> 'away' and p.birth_date <= ${old!}::date) as old
        from registry.member m join registry.person p on p.id = m.person where m.until is null group by 1) as c on c.household = h.id
      where h.ended_on is null group by h.place)
    select t.code, t.display, people.*, homes.households, homes.lone from territory.place t left join people on people.place = t.code left join homes on homes.place = t.code
    where t.level = 'community' and t.valid_to is null and not t.demonstration order by t.code`))
  return rows.length
}

async function beside(work: string, rounds: number, ours: () => Promise<number>, bare: () => Promise<number>): Promise<Measured> {
  const measured: Measured = { work, rows: 0, ours: [], bare: [] }
  for (let round = 0; round <= rounds; round++) {
    for (const [side, run] of [['ours', ours], ['bare', bare]] as const) {
      const begun = performance.now()
      const rows = await run()
      if (side === 'ours') measured.rows = rows
      else if (rows !== measured.rows) throw new Error(`${work}: ours ${measured.rows} rows, bare ${rows}`)
      if (round > 0) measured[side].push(performance.now() - begun)
    }
  }
  return measured
}

/** Both reports, ours and bare in turns; the first round warms up. Both sides must answer the same number of rows. */
export const measureReports = async (platform: Platform, owner: Sql, county: string, rounds: number): Promise<Measured[]> => [
  await beside('一县，每户一行', rounds, () => ourHouseholds(platform, county), () => bareHouseholds(owner, county)),
  await beside('全省，每村一行', rounds, () => ourProvince(platform), () => bareProvince(owner)),
]
