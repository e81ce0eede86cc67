import type { Sql } from '../../server/kernel/db/index.ts'
import { withoutIndexes } from '../service/seed/report.ts'

const tables = ['registry.person', 'registry.assertion', 'registry.household', 'registry.member', 'registry.dwelling'] as const

/**
 * People, homes and a few facts of each, spread evenly over every community of the province, made in the database itself:
 * what is measured is reading. Numbers are placeholders of the right shape; nothing here opens them.
 */
export async function seedPeople(owner: Sql, residents: number, log: (line: string) => void): Promise<void> {
  // Laid by one statement just now: without figures the planner takes the 21,958 communities for one.
  await owner`analyze territory.place`
  const [found] = await owner<{ n: number }[]>`select count(*)::integer as n from (select from registry.person limit ${residents}) as found`
  if (found!.n >= residents) return
  const begun = Date.now()
  // One transaction: a seed that is broken off leaves no table without its indexes.
  await owner.begin(async tx => {
    await tx.unsafe(`set local statement_timeout = 0; set local synchronous_commit = off; set local work_mem = '128MB'; set local maintenance_work_mem = '512MB'; truncate ${tables.join(', ')}, registry.identity`).simple()
    await withoutIndexes(tx as unknown as Sql, tables, () => fill(tx as unknown as Sql, residents))
  })
  // Reading in the first round must not write the marks that freshly filled pages still lack.
  const sql = await owner.reserve()
  await sql`set statement_timeout = 0`
  for (const table of tables) await sql.unsafe(`vacuum (analyze) ${table}`)
  sql.release()
  log(`${residents} 名居民，建立用了 ${((Date.now() - begun) / 1000).toFixed(0)} 秒`)
}

async function fill(sql: Sql, residents: number): Promise<void> {
  const homes = Math.ceil(residents / 2.5)
  // Counted beforehand: joined over a remainder of its own count, places and homes are compared each with each.
  const [communities] = await sql<{ n: number }[]>`select count(*)::integer as n from territory.place where level = 'community' and valid_to is null`
  await sql`create temporary table homes on commit drop as
      select h as n, gen_random_uuid() as id, gen_random_uuid() as dwelling, c.code as place, left(c.code, 6) as county
      from generate_series(0, ${homes - 1}::integer) as h
      join (select code, row_number() over (order by code) - 1 as i from territory.place where level = 'community' and valid_to is null) as c on c.i = h % ${communities!.n}::integer`
  await sql`create temporary table people on commit drop as
      select k as n, gen_random_uuid() as id, h.id as household, h.place, h.county, (k / ${homes}::integer) as nth,
        date '1930-01-01' + ((k * 7919::bigint) % 34000)::integer as born
      from generate_series(0, ${residents - 1}::integer) as k join homes h on h.n = k % ${homes}::integer`
  await sql`analyze homes, people`
  await sql`insert into registry.dwelling (county, id, place, address, kind) select county, dwelling, place, '幸福路' || n || '号', case n % 3 when 0 then 'house' else 'apartment' end from homes`
  await sql`insert into registry.household (county, id, place, number, kind, head, dwelling, formed_on)
      select h.county, h.id, h.place, lpad(h.n::text, 9, '0'), 'family', p.id, h.dwelling, date '2001-01-01' from homes h join people p on p.household = h.id and p.nth = 0`
  await sql`insert into registry.person (county, id, place, name, pinyin, initials, sex, birth_date, identity_kind, identity_sealed, identity_masked, phone_masked, address, resides, living, registered_at)
      select county, id, place, '居民' || n, 'jumin' || n, 'jm', (1 + n % 2)::text, born, 'citizen', 'k1.x', '3299**********0000', '138****0000', '幸福路' || n || '号',
        case n % 11 when 0 then 'away' else 'with_hukou' end, (1 + n % 4)::text, now() - interval '1 year' from people`
  await sql`insert into registry.member (county, household, person, place, relation, since) select county, household, id, place, case nth when 0 then '02' when 1 then '10' else '20' end, date '2001-01-01' from people`
  for (const [element, every] of [['person.phone', 1], ['person.residence_address', 2]] as const) {
    await sql`insert into registry.assertion (county, subject, element, id, place, value, source, organ, purpose, asserted_at, fresh_until)
        select county, id, ${element}, gen_random_uuid(), place, case ${element}::text when 'person.phone' then '{"sealed":"k1.x","masked":"138****0000","print":"x"}'::jsonb else to_jsonb('幸福路' || n || '号') end,
          'collected', '村（社区）', '日常走访登记', now() - make_interval(days => (n % 500)::integer), now() - make_interval(days => (n % 500)::integer) + interval '365 days' from people where n % ${every}::integer = 0`
  }
}
