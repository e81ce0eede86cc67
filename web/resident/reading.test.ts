import assert from 'node:assert/strict'
import test from 'node:test'
import { reading } from './reading.ts'

test('what is seen is told once and at once, and who leaves waits until it was heard', async () => {
  const told: string[] = []
  let hear = (): void => undefined
  const inbox = reading(id => { told.push(id); return new Promise<void>(resolve => { hear = resolve }) })
  inbox.seen('a')
  inbox.seen('a')
  assert.deepEqual(told, ['a'], 'without a delay in which one can leave')
  let left = false
  const leaving = inbox.settled().then(() => { left = true })
  await Promise.resolve()
  assert.equal(left, false)
  hear()
  await leaving
})

test('what got lost is told again when it is seen again', async () => {
  let times = 0
  const inbox = reading(() => { times++; return Promise.reject(new Error('lost')) })
  inbox.seen('a')
  await inbox.settled()
  inbox.seen('a')
  await inbox.settled()
  assert.equal(times, 2)
})
