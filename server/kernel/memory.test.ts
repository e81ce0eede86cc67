import assert from 'node:assert/strict'
import { describe, mock, test } from 'node:test'
import { Memory } from './memory.ts'

const asking = () => {
  const asked: string[][] = []
  const source = new Map([['a', 1], ['b', 2]])
  const load = (missing: string[]) => {
    asked.push(missing)
    return Promise.resolve(new Map([...source].filter(([key]) => missing.includes(key))))
  }
  return { asked, source, load }
}

describe('what is remembered', { concurrency: false }, () => {
  test('is read once, also that there is nothing; after a minute it is read again', async () => {
    mock.timers.enable({ apis: ['Date'], now: 1_000_000 })
    try {
      const memory = new Memory<number>()
      const { asked, source, load } = asking()
      assert.deepEqual([...await memory.recall(['a', 'a', 'c'], load)], [['a', 1]])
      assert.deepEqual([...await memory.recall(['a', 'b', 'c'], load)], [['a', 1], ['b', 2]])
      assert.deepEqual(asked, [['a', 'c'], ['b']])
      source.set('a', 9)
      mock.timers.tick(60_000)
      assert.deepEqual([...await memory.recall(['a'], load)], [['a', 9]])
    } finally {
      mock.timers.reset()
    }
  })

  test('is forgotten with a change, and not remembered before the change can be seen by all', async () => {
    mock.timers.enable({ apis: ['Date'], now: 1_000_000 })
    try {
      const memory = new Memory<number>()
      const { asked, source, load } = asking()
      await memory.recall(['a'], load)
      memory.forget()
      await memory.recall(['a'], load)
      source.set('a', 5)
      assert.equal((await memory.recall(['a'], load)).get('a'), 5)
      mock.timers.tick(5_000)
      await memory.recall(['a'], load)
      await memory.recall(['a'], load)
      assert.equal(asked.length, 4)
    } finally {
      mock.timers.reset()
    }
  })

  test('a read that began before a change is not kept by it', async () => {
    const memory = new Memory<number>()
    let answer: (value: ReadonlyMap<string, number>) => void = () => undefined
    const slow = memory.recall(['a'], () => new Promise(resolve => { answer = resolve }))
    memory.forget()
    answer(new Map([['a', 1]]))
    await slow
    assert.equal((await memory.recall(['a'], () => Promise.resolve(new Map([['a', 2]])))).get('a'), 2)
  })
})
