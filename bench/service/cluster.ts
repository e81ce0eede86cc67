import { join } from 'node:path'
import { migrate } from '../../server/db/migrate.ts'
import { connect, type Sql } from '../../server/kernel/db/index.ts'
import { checkout, readSecrets, type Home, type Secrets } from '../../server/kernel/home.ts'
import { startPostgres } from '../../server/kernel/postgres/index.ts'
import { asOwner, importPlaces, layGround } from '../../server/setup.ts'
import type { Size } from './settings.ts'

export interface Cluster {
  secrets: Secrets
  /** The connection of the role that serves. */
  appUrl: string
  /** The superuser's: for looking at backends and for maintenance. */
  root: Sql
  /** Acts as the owner of the tables: for seeding. */
  owner: Sql
  ownerUrl: string
  stop(): Promise<void>
}

/** Seeding writes much at once; with the usual megabyte or two of WAL it would do nothing but checkpoints. Durability is the usual. */
const settings = { max_wal_size: '4GB', maintenance_work_mem: '256MB' }

/** Starts the benchmark's own PostgreSQL, brings its database up to date and lays the ground. `fresh` drops what was there. */
export async function openCluster(home: Home & { bin: string }, size: Size, fresh: boolean): Promise<Cluster> {
  const secrets = readSecrets(home)
  const server = await startPostgres({ home: home.folder, bin: home.bin, log: line => console.error(line), settings })
  const closing: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const close of closing.reverse()) await close().catch(() => undefined)
    await server.stop()
  }
  try {
    const adminUrl = await ensureDatabase(server.adminUrl, size.database, fresh)
    const appUrl = await migrated(adminUrl, secrets, () => ensureDatabase(server.adminUrl, size.database, true))
    const root = connect({ url: adminUrl, max: 2, name: 'bench-root' })
    const owner = asOwner(adminUrl)
    closing.push(() => root.end({ timeout: 2 }), () => owner.end({ timeout: 2 }))
    await importPlaces(owner)
    await layGround(owner)
    return { secrets, appUrl, root, owner, ownerUrl: adminUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** While the platform is not released its migrations are edited in place; a database made by older ones is then made anew. */
async function migrated(adminUrl: string, secrets: Secrets, anew: () => Promise<unknown>): Promise<string> {
  const parts = { adminUrl, appPassword: secrets.app_password, folder: join(checkout, 'server', 'db', 'migrations') }
  try {
    return await migrate(parts)
  } catch (error) {
    if (!String(error).includes('was edited after it was applied')) throw error
    console.error('数据库结构改过，重新建立……')
    await anew()
    return migrate(parts)
  }
}

async function ensureDatabase(clusterUrl: string, name: string, fresh: boolean): Promise<string> {
  const admin = connect({ url: clusterUrl, max: 1, name: 'bench-root' })
  try {
    if (fresh) await admin.unsafe(`drop database if exists ${name} with (force)`)
    const [found] = await admin`select 1 from pg_database where datname = ${name}`
    if (!found) await admin.unsafe(`create database ${name}`)
  } finally {
    await admin.end()
  }
  return Object.assign(new URL(clusterUrl), { pathname: `/${name}` }).toString()
}
