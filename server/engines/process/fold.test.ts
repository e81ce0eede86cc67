import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { faultsOf, type Action, type Countersign, type Definition } from './definition.ts'
import { advance, begun, fold, isSigned, nextToSign, type Step } from './fold.ts'

const act = (from: string[], to: string, extra: Partial<Action> = {}): Action =>
  ({ title: 'x', from, to, by: 'applicant', verb: 'service.answer', note: 'none', ...extra })

const two = [{ office: 'street_examiner', level: 'town' }, { office: 'county_civil_affairs', level: 'county' }, { office: 'county_admin', level: 'county' }] as const

const definition = (countersign?: Countersign): Definition => ({
  id: 'trial', version: 1, title: 'trial', initial: 'a',
  open: { by: 'applicant', verb: 'service.apply', title: 'open', clocks: [] },
  states: { a: { title: 'a', kind: 'start' }, b: { title: 'b', kind: 'normal' }, c: { title: 'c', kind: 'end' } },
  actions: { go: act(['a'], 'b'), back: act(['b'], 'a'), end: act(['a', 'b'], 'c', countersign ? { countersign } : {}) },
  clocks: {}, papers: {},
})

const step = (seq: number, action: string, actor: string | null = null, office = 'resident'): Step => ({ seq, action, actor, office, at: '2026-11-22T00:00:00Z' })

test('a state is a pure function of the steps, whatever the walk', () => {
  const plain = definition()
  fc.assert(fc.property(fc.array(fc.nat(10), { maxLength: 30 }), choices => {
    let standing = begun(plain)
    const steps = [step(1, 'open')]
    for (const choice of choices) {
      const open = Object.entries(plain.actions).filter(([, action]) => action.from.includes(standing.state))
      if (open.length === 0) break
      const [name, action] = open[choice % open.length]!
      steps.push(step(standing.seq + 1, name))
      standing = advance(plain, standing, steps.at(-1)!)
      assert.equal(standing.state, action.to)
    }
    assert.deepEqual(fold(plain, steps).state, standing.state)
    assert.deepEqual(fold(plain, steps), fold(plain, structuredClone(steps)))
    assert.equal(fold(plain, steps).seq, steps.length)
  }))
})

test('a history that could not have happened is refused', () => {
  const plain = definition()
  assert.throws(() => fold(plain, []))
  assert.throws(() => fold(plain, [step(1, 'go')]))
  assert.throws(() => fold(plain, [step(1, 'open'), step(3, 'go')]))
  assert.throws(() => fold(plain, [step(1, 'open'), step(2, 'back')]))
  assert.throws(() => fold(plain, [step(1, 'open'), step(2, 'end'), step(3, 'go')]))
})

test('countersignature: all, any one, n of m; one person signs once, one office fills its own place', () => {
  const sign = (actor: string, office: string) => ({ action: 'end', actor, office })
  const all: Countersign = { rule: 'all', of: [...two] }
  assert.equal(isSigned(all, [sign('p1', 'street_examiner'), sign('p2', 'county_civil_affairs')]), false)
  assert.equal(isSigned(all, [sign('p1', 'street_examiner'), sign('p2', 'county_civil_affairs'), sign('p3', 'county_admin')]), true)
  assert.equal(isSigned(all, [sign('p1', 'street_examiner'), sign('p1', 'county_civil_affairs'), sign('p1', 'county_admin')]), false, 'one person cannot sign for three')
  assert.equal(isSigned({ rule: 'any', of: [...two] }, [sign('p1', 'county_admin')]), true)
  assert.equal(isSigned({ rule: 'any', of: [...two] }, [sign('p1', 'auditor')]), false, 'an office that is not named does not count')
  assert.equal(isSigned({ rule: 'n', n: 2, of: [...two] }, [sign('p1', 'county_admin'), sign('p2', 'county_admin')]), false, 'an office named once fills one place')
  assert.equal(isSigned({ rule: 'n', n: 2, of: [...two] }, [sign('p1', 'county_admin'), sign('p2', 'street_examiner')]), true)
  assert.equal(nextToSign(all, [sign('p1', 'street_examiner')]), 'county_civil_affairs')
})

test('an action that several sign takes effect with the last of them, and not before', () => {
  const several = definition({ rule: 'n', n: 2, of: [...two] })
  const first = fold(several, [step(1, 'open'), step(2, 'end', 'p1', 'county_admin')])
  assert.equal(first.state, 'a')
  assert.equal(first.signatures.length, 1)
  const second = fold(several, [step(1, 'open'), step(2, 'end', 'p1', 'county_admin'), step(3, 'end', 'p2', 'street_examiner')])
  assert.equal(second.state, 'c')
  assert.deepEqual(second.signatures, [])
  const moved = fold(several, [step(1, 'open'), step(2, 'end', 'p1', 'county_admin'), step(3, 'go')])
  assert.deepEqual(moved.signatures, [], 'a signature does not outlive the state that it was given in')
})

test('the faults of a definition are named before it is published', () => {
  assert.deepEqual(faultsOf(definition()), [])
  const broken = definition()
  broken.actions.lost = act(['nowhere'], 'c')
  broken.states.island = { title: 'x', kind: 'normal' }
  broken.actions.end = act(['c'], 'a', { clocks: { start: ['no_clock'] }, requires: ['no_paper'], separate_from: ['nobody'], countersign: { rule: 'n', n: 9, of: [...two] } })
  broken.clocks.plain = { title: 'x', kind: 'promised', unit: 'working', days: 'x_days', basis: 'x' }
  broken.actions.wait = act(['a'], 'b', { clocks: { stop: ['plain'] } })
  const faults = faultsOf(broken).join('\n')
  for (const word of ['unknown state nowhere', 'leaves the end state c', 'unknown clock no_clock', 'unknown paper no_paper', 'unknown action nobody', 'n of m', 'island is never reached', 'island has no way out', 'clock plain may not stand still']) {
    assert.ok(faults.includes(word), `${word} in\n${faults}`)
  }
})
