import { availableParallelism } from 'node:os'
import { progress } from '../../../cli/progress.ts'
import { addPlaces } from '../../../server/ground/territory/index.ts'
import type { Sql } from '../../../server/kernel/db/index.ts'
import type { Cluster } from '../cluster.ts'
import type { Size } from '../settings.ts'
import { caseParts, caseTables, countAnew, wrongCounters } from './cases.ts'
export { wrongCounters } from './cases.ts'
import { Diary, withoutIndexes, type SeededTable } from './report.ts'
import { startWorker } from '../worker.ts'
import type { PeopleWork } from './writer.ts'

export interface Seeding { at: string; residents: number; cases: number; seconds: number; megabytes: number; tables: SeededTable[] }

const day = 86_400_000
/** After that the clocks of open cases would run out in the middle of a run, and held facts grow stale. */
const keptDays = 25

/** What was seeded here, unless it is none, another size's, or too old. */
export async function seeded(sql: Sql, size: Size): Promise<Seeding | undefined> {
  const [row] = await sql<{ value: Seeding }[]>`select value from kernel.deployment where key = 'bench'`
  const fits = row && row.value.residents === size.residents && row.value.cases === size.cases
  return fits && Date.now() - Date.parse(row.value.at) < keptDays * day ? row.value : undefined
}

/** Fills an empty database with residents and cases over all communities of the province; set-based, as the owner. */
export async function seed({ owner, ownerUrl, secrets }: Cluster, size: Size): Promise<Seeding> {
  const diary = new Diary()
  const now = Date.now()
  const sql = await owner.reserve()
  try {
    await sql.unsafe(`set synchronous_commit = off; set statement_timeout = 0; set work_mem = '256MB'; set maintenance_work_mem = '768MB';
      drop schema if exists bench cascade; create schema bench`).simple()
    const grids = await addGrids(owner, diary)
    await withoutIndexes(sql as unknown as Sql, ['registry.person', 'registry.identity', 'registry.assertion'], async () => {
      await people({ ownerUrl, secrets, now }, share(grids, size.residents), diary)
    })
    const indexed = diary.seconds
    await withoutIndexes(sql as unknown as Sql, caseTables, async () => {
      for (const [table, statement] of caseParts(size.cases, size.residents)) await diary.part(table, async () => (await sql.unsafe(statement)).count)
    })
    await diary.part('kernel.counter', () => countAnew(sql as unknown as Sql))
    await sql`drop schema bench cascade`
    diary.note('（其中办件部分，含索引）', 0, diary.seconds - indexed)
    const wrong = await wrongCounters(sql as unknown as Sql)
    if (wrong > 0) throw new Error(`${wrong} counters differ from the counts`)
  } finally {
    sql.release()
  }
  return finish(owner, size, diary)
}

async function finish(owner: Sql, size: Size, diary: Diary): Promise<Seeding> {
  await diary.part('vacuum analyze', async () => {
    const sql = await owner.reserve()
    await sql`set statement_timeout = 0`
    const tables = await sql<{ name: string }[]>`select oid::regclass::text as name from pg_class where relkind = 'r' and relowner = 'gongzhi_owner'::regrole and relname <> 'applied'`
    for (const { name } of tables) await sql.unsafe(`vacuum (analyze) ${name}`)
    sql.release()
    return tables.length
  })
  const [row] = await owner<{ bytes: number }[]>`select pg_database_size(current_database()) as bytes`
  const seeding: Seeding = {
    at: new Date().toISOString(), residents: size.residents, cases: size.cases, seconds: Math.round(diary.seconds),
    megabytes: Math.round(row!.bytes / 2 ** 20), tables: diary.tables,
  }
  await owner`insert into kernel.deployment (key, value) values ('bench', ${owner.json(seeding as never)}) on conflict (key) do update set value = excluded.value`
  return seeding
}

/** Three grids in each real community (residents' and villagers' committees; not the virtual ones of zones). */
async function addGrids(owner: Sql, diary: Diary): Promise<string[]> {
  const communities = await owner<{ code: string }[]>`
    select code from territory.place where level = 'community' and kind in ('居委会', '村委会') and valid_to is null and not demonstration order by code`
  const grids = communities.flatMap(({ code }) => [1, 2, 3].map(n => ({ code: `${code}00${n}`, name: `第${'一二三'[n - 1]!}网格`, kind: '网格' })))
  await diary.part(`territory.place（${communities.length} 个村、社区）`, async () => (await addPlaces(owner, grids, '2023-06-30')).inserted)
  return grids.map(({ code }) => code)
}

interface GridShare { place: string; n: number }

/** Residents per grid: large and small ones, none without, the sum exact. */
function share(grids: readonly string[], residents: number): GridShare[] {
  const weights = grids.map(() => 0.2 + Math.random() ** 3 * 4)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  let given = 0
  let due = 0
  return grids.map((place, i) => {
    due += (weights[i]! / sum) * residents
    const n = (i === grids.length - 1 ? residents : Math.round(due)) - given
    given += n
    return { place, n }
  })
}

async function people(common: Pick<PeopleWork, 'ownerUrl' | 'secrets' | 'now'>, grids: GridShare[], diary: Diary): Promise<void> {
  const threads = Math.min(4, Math.max(2, availableParallelism()))
  const total = grids.reduce((sum, { n }) => sum + n, 0)
  const shown = progress('registry.person, identity, assertion')
  const started = Date.now()
  let done = 0
  let first = 0
  const slice = Math.ceil(grids.length / threads)
  await Promise.all(Array.from({ length: threads }, async (_, i) => {
    const part = grids.slice(i * slice, (i + 1) * slice)
    const work: PeopleWork = { ...common, first, grids: part }
    first += part.reduce((sum, { n }) => sum + n, 0)
    const writer = startWorker<PeopleWork, number>('./seed/writer.ts')
    await writer.run(work, n => shown.to(done += n, total))
    await writer.stop()
  }))
  shown.end(`${total} 人，${total * 11} 条事实`)
  const seconds = (Date.now() - started) / 1000
  diary.note('registry.person', total, seconds)
  diary.note('registry.identity', total, seconds)
  diary.note('registry.assertion', total * 11, seconds)
}
