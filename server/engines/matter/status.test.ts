import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { composite, type Part } from './status.ts'
import { shared } from './shared.ts'

const part = fc.record({
  number: fc.integer({ min: 1, max: 40 }).map(n => `329901-20261122-${String(n).padStart(6, '0')}`), state: fc.constantFrom('submitted', 'accepted', 'granted', 'refused'),
  closed: fc.boolean(), due_at: fc.option(fc.integer({ min: 1, max: 28 }).map(d => `2026-11-${String(d).padStart(2, '0')}T09:00:00.000Z`)),
  awaits: fc.option(fc.constantFrom('applicant', 'street_examiner')),
})
const parts = fc.uniqueArray(part, { minLength: 1, maxLength: 12, selector: one => one.number })

describe('how a matter stands', () => {
  test('does not depend on the order of its parts', () => {
    fc.assert(fc.property(parts, fc.integer(), (all, seed) => {
      const turned = [...all].sort((a, b) => (a.number + seed).localeCompare(b.number)).reverse()
      assert.deepEqual(composite(turned), composite(all))
    }))
  })
  test('is done exactly when every part has ended, and nothing is due then', () => {
    fc.assert(fc.property(parts, all => {
      const { state, decided, of, granted, awaiting, next_due_at } = composite(all)
      assert.equal(state === 'done', all.every(one => one.closed))
      assert.equal(of, all.length)
      assert.ok(granted <= decided && decided + awaiting <= of)
      if (state === 'done') assert.equal(next_due_at, null)
      assert.equal(state === 'awaiting', awaiting > 0)
    }))
  })
  test('the next due instant is that of an open part, and none is earlier', () => {
    fc.assert(fc.property(parts, all => {
      const { next_due_at, next_case } = composite(all)
      const due = all.filter(one => !one.closed && one.due_at !== null)
      assert.equal(next_due_at === null, due.length === 0)
      for (const one of due) assert.ok(next_due_at! <= one.due_at!)
      if (next_case) assert.equal(all.find(one => one.number === next_case)?.due_at, next_due_at)
    }))
  })
  test('ending one more part never takes a decision back', () => {
    fc.assert(fc.property(parts, fc.nat(), (all, n) => {
      const ended: Part[] = all.map((one, i) => i === n % all.length ? { ...one, closed: true } : one)
      assert.ok(composite(ended).decided >= composite(all).decided)
    }))
  })
})

describe('questions in common', () => {
  const question = fc.record({ element: fc.constantFrom('a', 'b', 'c', 'd'), ask: fc.constantFrom('甲', '乙'), required: fc.boolean(), editable: fc.boolean() })
  const forms = fc.array(fc.uniqueArray(question, { maxLength: 4, selector: one => one.element }), { maxLength: 5 })
    .map(all => all.map((questions, i) => ({ item: `i${i}`, questions })))
  test('each is asked once; whoever asks it is named; what one item needs is needed', () => {
    fc.assert(fc.property(forms, all => {
      const found = shared(all)
      assert.equal(new Set(found.map(one => one.question.element)).size, found.length)
      for (const { item, questions } of all) for (const one of questions) {
        const common = found.find(each => each.question.element === one.element)!
        assert.ok(common.items.includes(item))
        assert.equal(common.needed_by.includes(item), one.required)
        assert.ok(common.question.ask === one.ask || common.also.some(each => each.item === item && each.ask === one.ask))
        if (one.editable) assert.ok(common.question.editable)
        if (one.required) assert.ok(common.question.required)
      }
    }))
  })
})
