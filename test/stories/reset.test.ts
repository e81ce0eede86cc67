import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyDemonstration } from '../../server/db/empty.ts'
import { scratch } from '../scratch.ts'

test('only a demonstration that nobody serves is emptied, and then whole', async () => {
  const at = await scratch()
  try {
    await assert.rejects(emptyDemonstration(at.admin), /不是演示环境/)
    await at.admin`insert into kernel.deployment (key, value) values ('demonstration', 'true')`
    await at.database.door`select 1`
    await assert.rejects(emptyDemonstration(at.admin), /正在运行/)
    await at.database.close()
    await emptyDemonstration(at.admin)
    const left = await at.admin`select 1 from pg_namespace where nspowner = 'gongzhi_owner'::regrole`
    assert.equal(left.length, 0)
  } finally {
    await at.close()
  }
})
