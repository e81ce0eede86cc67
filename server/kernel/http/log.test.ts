import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import { createLog, described } from './log.ts'

test('a log line leaves out what is personal, also inside', () => {
  let said = ''
  const log = createLog({ destination: new Writable({ write: (line, _, done) => { said += String(line); done() } }) })
  log.info({ trace: 't', password: 'p1', who: { name: '张三', deep: { phone: '13800001234' } }, headers: { cookie: 'gongzhi_session=x' } }, 'line')
  for (const word of ['p1', '张三', '13800001234', 'gongzhi_session']) assert.ok(!said.includes(word), word)
  assert.match(said, /"trace":"t"/)
})

test('an error is described without the numbers and the parameters it was about', () => {
  const error = Object.assign(new Error('duplicate key (320106195501010021) of 13800001234'), {
    code: '23505', constraint_name: 'identity_pkey', detail: 'Key (hash)=(x)', parameters: ['320106195501010021'], query: 'insert …',
  })
  const text = JSON.stringify(described(error))
  assert.match(text, /23505.*identity_pkey/)
  for (const word of ['320106195501010021', '13800001234', 'Key (hash)', 'insert …']) assert.ok(!text.includes(word), word)
  assert.deepEqual(described('32010619550101002X'), { message: '***' })
})
