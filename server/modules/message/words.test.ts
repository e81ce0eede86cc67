import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsOf } from './words.ts'

const [a, b, c] = ['329901-20261122-000001', '329901-20261122-000002', '329901-20261122-000003']

test('a short message says what is to be done, of which case by the end of its number, and nothing else', () => {
  assert.match(wordsOf([{ matter: a, brief: '请补材料，12月3日前补齐' }]), /^【共治】您的办件（编号尾号000001）请补材料，12月3日前补齐。请登录/)
  assert.match(wordsOf([{ matter: a, brief: '' }]), /（编号尾号000001）有新进展。/, 'where nothing is declared')
  assert.match(wordsOf([{ matter: null, brief: '' }]), /您有一条新通知，/)
})

test('what is told of several cases at once is one message: those that stand alike together, nothing twice', () => {
  const words = wordsOf([{ matter: a, brief: '已受理' }, { matter: b, brief: '请补材料' }, { matter: c, brief: '已受理' }, { matter: c, brief: '已受理' }])
  assert.match(words, /您一起申请的 3 件事：2 件（尾号000001、000003）已受理；1 件（尾号000002）请补材料。/)
  assert.match(wordsOf([{ matter: a, brief: '已决定' }, { matter: a, brief: '可领取' }]), /（编号尾号000001）已决定，可领取。/)
  assert.ok(!words.includes('329901'), 'no whole number')
})
