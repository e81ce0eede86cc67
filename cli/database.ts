import { join } from 'node:path'
import { migrate } from '../server/db/migrate.ts'
import { connect } from '../server/kernel/db/index.ts'
import { checkout, readSecrets, type Home } from '../server/kernel/home.ts'
import { startPostgres } from '../server/kernel/postgres/index.ts'

/** A database that commands work on. */
export interface Opened {
  /** May create roles and schemas: for migrations, places and demonstration people. */
  readonly adminUrl: string
  stop(): Promise<void>
}

const say = (line: string) => console.error(line)

/**
 * The database of `DATABASE_URL` (a connection that may create roles), or the embedded one of this home, started if it
 * does not run, with its database `gongzhi`. `stop` ends what was started here and nothing else.
 */
export async function openDatabase(home: Home, env: NodeJS.ProcessEnv = process.env): Promise<Opened> {
  if (env.DATABASE_URL) return { adminUrl: env.DATABASE_URL, stop: async () => undefined }
  readSecrets(home) // made before the database, so that a database without its keys can be told from a new home
  const server = await startPostgres({ home: home.folder, log: say })
  try {
    return { adminUrl: await ensureDatabase(server.adminUrl, 'gongzhi'), stop: server.stop }
  } catch (error) {
    await server.stop()
    throw error
  }
}

/** Brings the database up to date and answers the address that the server connects under. */
export function migrateDatabase(home: Home, adminUrl: string): Promise<string> {
  const folder = join(checkout, 'server', 'db', 'migrations')
  return migrate({ adminUrl, appPassword: readSecrets(home).app_password, folder, log: say })
}

async function ensureDatabase(clusterUrl: string, name: string): Promise<string> {
  const admin = connect({ url: clusterUrl, max: 1, name: 'gongzhi-start' })
  try {
    const [found] = await admin`select 1 from pg_database where datname = ${name}`
    if (!found) await admin`create database ${admin(name)}`
  } finally {
    await admin.end()
  }
  const url = new URL(clusterUrl)
  url.pathname = `/${name}`
  return url.toString()
}
