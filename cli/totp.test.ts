import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeOfCast } from './commands/totp.ts'

const now = '2026-11-22T10:00:00Z'

test('a code is given for staff of the demonstration, and for nobody else', async () => {
  assert.match(await codeOfCast('helan', now), /^\d{6}$/)
  await assert.rejects(codeOfCast('nobody', now), /没有“nobody”这个账号/)
  await assert.rejects(codeOfCast('xujieying', now), /居民，登录不用动态验证码/)
})
