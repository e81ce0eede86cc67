import assert from 'node:assert/strict'
import test from 'node:test'
import { capacityOf } from './capacity.ts'

const entry = { chair: 'self', office_name: '窗口受理员', for_name: '顾秀英', verb: 'service.apply' } as const

test('the record says in which capacity: a window for somebody, oneself, an office, the platform', () => {
  assert.equal(capacityOf(entry), '窗口受理员 · 代顾秀英')
  assert.equal(capacityOf({ ...entry, office_name: '居民', for_name: null }), '本人')
  assert.equal(capacityOf({ ...entry, chair: 'desk', office_name: '镇街审核员', for_name: null }), '镇街审核员')
  assert.equal(capacityOf({ ...entry, chair: 'server', office_name: '系统', for_name: null }), '系统自动')
  assert.doesNotMatch(capacityOf({ ...entry, chair: 'public', office_name: '公众', for_name: null, verb: 'account.login' }), /未登录/)
})
