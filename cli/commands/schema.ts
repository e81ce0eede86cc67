import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describeSchema, describeTypes } from '../../server/db/describe.ts'
import { connect } from '../../server/kernel/db/index.ts'
import { checkout } from '../../server/kernel/home.ts'
import { onDatabase } from './load.ts'

/** Writes server/db/schema.sql and types.ts from the migrated database; a test holds that they are committed. */
export const schema = (): Promise<void> => onDatabase(async (_home, adminUrl) => {
  const sql = connect({ url: adminUrl, max: 1 })
  try {
    await writeFile(join(checkout, 'server', 'db', 'schema.sql'), await describeSchema(sql))
    await writeFile(join(checkout, 'server', 'db', 'types.ts'), await describeTypes(sql))
    return '已写入 server/db/schema.sql 和 server/db/types.ts'
  } finally {
    await sql.end()
  }
})
