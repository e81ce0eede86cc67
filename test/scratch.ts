import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate } from '../server/db/migrate.ts'
import { createVault, type Vault } from '../server/kernel/crypto/index.ts'
import { connect, openDatabase, type Database, type Sql } from '../server/kernel/db/index.ts'
import { checkout } from '../server/kernel/home.ts'

/**
 * An empty migrated database of its own, with a connection of its superuser, one that serves, and fresh keys. For what
 * needs no people; a story with people begins with `openTestHouse`.
 */
export interface Scratch {
  /** Under which its superuser connects, and under which the server does. */
  adminUrl: string; url: string
  admin: Sql; database: Database; vault: Vault; close(): Promise<void>
}

const key = () => randomBytes(32).toString('base64')

export async function scratch(): Promise<Scratch> {
  const server = process.env.GONGZHI_TEST_ADMIN_URL
  if (!server) throw new Error('GONGZHI_TEST_ADMIN_URL names no PostgreSQL; run npm test')
  const name = `scratch_${randomBytes(6).toString('hex')}`
  const root = connect({ url: server, max: 1 })
  const drop = async () => {
    await root.unsafe(`drop database if exists ${name} with (force)`)
    await root.unsafe(`drop role if exists gongzhi_app_${name}`)
    await root.end()
  }
  try {
    await root.unsafe(`create database ${name}`)
    const address = new URL(server)
    address.pathname = name
    const url = await migrate({ adminUrl: address.toString(), appPassword: 'scratch', folder: join(checkout, 'server', 'db', 'migrations') })
    const admin = connect({ url: address.toString(), max: 2 })
    const database = await openDatabase({ url })
    return {
      adminUrl: address.toString(), url, admin, database, vault: createVault({ suite: 'sm', keys: { k1: key() }, current: 'k1', hashKey: key() }),
      async close() {
        await Promise.all([database.close(), admin.end()])
        await drop()
      },
    }
  } catch (error) {
    await drop()
    throw error
  }
}

/** A file of the project's `data/` folder. */
export const carried = (name: string): Promise<string> => readFile(join(checkout, 'data', name), 'utf8')
