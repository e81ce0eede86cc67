import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeSchema, describeTypes } from '../../server/db/describe.ts'
import { migrate } from '../../server/db/migrate.ts'
import { connect } from '../../server/kernel/db/index.ts'
import { checkout, openHome } from '../../server/kernel/home.ts'
import { openDatabase } from '../database.ts'

const scratch = 'gongzhi_schema'

/** Writes server/db/schema.sql and types.ts from a database migrated for it; a test holds that they are committed. */
export async function schema(): Promise<void> {
  const database = await openDatabase(openHome())
  const admin = connect({ url: database.adminUrl, max: 1 })
  const there = new URL(database.adminUrl)
  there.pathname = `/${scratch}`
  try {
    await admin.unsafe(`drop database if exists ${scratch} with (force)`)
    await admin.unsafe(`create database ${scratch}`)
    await migrate({ adminUrl: there.toString(), appPassword: 'schema', folder: join(checkout, 'server', 'db', 'migrations') })
    const sql = connect({ url: there.toString(), max: 1 })
    await writeFile(join(checkout, 'server', 'db', 'schema.sql'), await describeSchema(sql))
    await writeFile(join(checkout, 'server', 'db', 'types.ts'), await describeTypes(sql))
    await sql.end()
    await admin.unsafe(`drop database ${scratch} with (force)`)
    await admin.unsafe(`drop role if exists gongzhi_app_${scratch}`)
    console.log('已写入 server/db/schema.sql 和 server/db/types.ts')
  } finally {
    await admin.end()
    await database.stop()
  }
}
