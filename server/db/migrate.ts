import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect, type Sql } from '../kernel/db/index.ts'
import { ensureRoles, grantDoor, loginRole } from './roles.ts'

export interface MigrateOptions {
  /** A connection that may create roles and schemas in this database. */
  adminUrl: string
  /** The password of the role that serves; kept with the secrets. */
  appPassword: string
  /** The folder of the numbered SQL files. */
  folder: string
  log?: (line: string) => void
}

/** Brings the database up to date, one transaction per file, and returns the address under which the server connects. */
export async function migrate({ adminUrl, appPassword, folder, log = () => undefined }: MigrateOptions): Promise<string> {
  const admin = connect({ url: adminUrl, max: 1, name: 'gongzhi-migrate' })
  try {
    const [here] = await admin<{ name: string; version: number }[]>`
      select current_database() as name, current_setting('server_version_num')::int as version`
    if (here!.version < 150000) throw new Error('需要 PostgreSQL 15 或更新的版本 / PostgreSQL 15 or later is required')
    const login = { name: loginRole(here!.name), password: appPassword }
    await ensureRoles(admin, login).catch(error => { throw explained(error) })
    await apply(admin, folder, log)
    await grantDoor(admin, login.name)
    const url = new URL(adminUrl)
    url.username = login.name
    url.password = encodeURIComponent(appPassword)
    return url.toString()
  } finally {
    await admin.end()
  }
}

/** A refusal of rights, as somebody who runs a database should hear it. */
const explained = (error: unknown): unknown => (error as { code?: string }).code === '42501'
  ? new Error('DATABASE_URL 的角色不能建立或授予平台的数据库角色（gongzhi_*）；请换用超级用户，或有 CREATEROLE 且管理这些角色的账号，运行一次 npx gongzhi migrate。'
    + ' The role in DATABASE_URL may not create or grant the gongzhi_* roles.')
  : error

async function apply(admin: Sql, folder: string, log: (line: string) => void): Promise<void> {
  await admin`select pg_advisory_lock(3299321)`
  await admin.unsafe(`set role gongzhi_owner; create schema if not exists migration;
    create table if not exists migration.applied (name text primary key, digest text not null, at timestamptz not null default now());
    reset role`).simple()
  const applied = new Map((await admin<{ name: string; digest: string }[]>`select name, digest from migration.applied`)
    .map(row => [row.name, row.digest]))
  for (const name of (await readdir(folder)).filter(file => file.endsWith('.sql')).sort()) {
    const text = await readFile(join(folder, name), 'utf8')
    const digest = createHash('sha256').update(text).digest('hex')
    const known = applied.get(name)
    if (known === digest) continue
    if (known) throw new Error(`迁移 ${name} 在执行之后被改动过 / migration ${name} was edited after it was applied`)
    await admin.begin(async tx => {
      // A change of a large table takes as long as it takes; waiting for a lock does not.
      await tx`set local statement_timeout = 0`
      await tx`set local role gongzhi_owner`
      await tx.unsafe(text).simple()
      await tx`insert into migration.applied (name, digest) values (${name}, ${digest})`
    })
    log(`数据库结构已更新：${name}`)
  }
  await admin`select pg_advisory_unlock(3299321)`
}
