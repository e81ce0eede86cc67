import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { describeSchema, describeTypes } from '../../server/db/describe.ts'
import { guardedTables } from '../../server/ground/territory/index.ts'
import { connect } from '../../server/kernel/db/index.ts'
import { checkout } from '../../server/kernel/home.ts'
import { inDatabase, template } from '../secrets.ts'

const admin = () => connect({ url: inDatabase(process.env.GONGZHI_TEST_ADMIN_URL!, template), max: 1 })
const floors = ['kernel', 'territory', 'law', 'ledger', 'registry', 'gate', 'burden', 'process', 'licence', 'delivery', 'filedrop', 'account', 'message', 'rating', 'queue', 'admission', 'resource', 'integration', 'exchange']

test('schema.sql and types.ts are what the migrations make (npx gongzhi schema)', async () => {
  const sql = admin()
  try {
    const committed = (file: string) => readFile(join(checkout, 'server', 'db', file), 'utf8')
    assert.ok(await describeTypes(sql) === await committed('types.ts'), 'server/db/types.ts is old: npx gongzhi schema')
    assert.ok(await describeSchema(sql) === await committed('schema.sql'), 'server/db/schema.sql is old: npx gongzhi schema')
  } finally {
    await sql.end()
  }
})

test('every table with a place is guarded, and has its home shard first in its key', async () => {
  const sql = admin()
  try {
    const tables = await guardedTables(sql)
    assert.ok(tables.length > 15, `only ${tables.length} tables were seen`)
    assert.deepEqual(tables.filter(table => !table.guarded), [])
    const keys = await sql<{ name: string; first: string }[]>`
      select format('%s.%s', n.nspname, c.relname) as name, a.attname::text as first
      from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where i.indisprimary and exists (select 1 from pg_attribute p where p.attrelid = c.oid and p.attname = 'county')
        and exists (select 1 from pg_attribute p where p.attrelid = c.oid and p.attname = 'place') and c.relkind = 'r'`
    assert.deepEqual(keys.filter(key => key.first !== 'county'), [])
  } finally {
    await sql.end()
  }
})

test('no foreign key points up a floor, and no policy contains OR', async () => {
  const sql = admin()
  try {
    const keys = await sql<{ below: string; above: string }[]>`
      select n.nspname::text as below, m.nspname::text as above from pg_constraint k
        join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
        join pg_class d on d.oid = k.confrelid join pg_namespace m on m.oid = d.relnamespace where k.contype = 'f'`
    assert.ok(keys.length > 0)
    assert.deepEqual(keys.filter(key => floors.indexOf(key.above) > floors.indexOf(key.below)), [])
    const policies = await sql<{ name: string; condition: string }[]>`
      select format('%s.%s %s', schemaname, tablename, policyname) as name, concat(qual, ' ', with_check) as condition from pg_policies`
    assert.ok(policies.length > 20)
    assert.deepEqual(policies.filter(policy => /\bor\b|select/i.test(policy.condition)), [])
  } finally {
    await sql.end()
  }
})
