import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordFault } from './password.ts'

test('three kinds of characters or a long one; never the login, never one character over and over', () => {
  for (const good of ['Hefeng-2026', 'hefeng#2026x', 'correct horse battery', '荷风社区的第一张办公桌靠着窗户放着']) assert.equal(passwordFault(good, 'jiangmin'), null, good)
  for (const [bad, why] of [
    ['Ab-1', /至少 10 位/], ['hefeng2026', /至少三种/], ['aaaaaaaaaaaaaaaaaaaa', /重复/], ['Jiangmin-2026', /账号/], ['', /至少/],
  ] as const) assert.match(passwordFault(bad, 'jiangmin') ?? '', why, bad)
})
