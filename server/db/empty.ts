import type { Sql } from '../kernel/db/index.ts'
import { loginRole } from './roles.ts'

/**
 * Takes everything out of a demonstration's database, so that it can be laid anew from the first migration. Throws a
 * sentence where the database bears no demonstration, or while a platform serves it.
 */
export async function emptyDemonstration(admin: Sql): Promise<void> {
  const [here] = await admin<{ name: string; kept: boolean }[]>`
    select current_database() as name, to_regclass('kernel.deployment') is not null as kept`
  const [mark] = here!.kept ? await admin<{ value: unknown }[]>`select value from kernel.deployment where key = 'demonstration'` : []
  if (mark?.value !== true) throw new Error('这个库不是演示环境，不能清空。')
  const [served] = await admin<{ n: number }[]>`
    select count(*)::int as n from pg_stat_activity where datname = ${here!.name} and usename = ${loginRole(here!.name)}`
  if (served!.n > 0) throw new Error('平台正在运行，请先按 Ctrl+C 停止，再清空。')
  await admin.begin(async tx => {
    const schemas = await tx<{ name: string }[]>`select nspname::text as name from pg_namespace where nspowner = 'gongzhi_owner'::regrole`
    for (const { name } of schemas) await tx`drop schema ${tx(name)} cascade`
  })
}
