import assert from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import type { Process } from './graph.ts'
import { layout, type Box } from './layout.ts'
import { apart } from './arrange.ts'
import { ems, wrap } from './words.ts'
import { example } from './example.ts'

const meet = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w - 0.5 && b.x < a.x + a.w - 0.5 && a.y < b.y + b.h - 0.5 && b.y < a.y + a.h - 0.5

/** No two boxes or words lie on each other, all lie inside, and every way of the process is drawn. */
function sound(process: Process): void {
  for (const direction of ['down', 'right'] as const) {
    const shown = layout(process, direction)
    const boxes = [...shown.nodes, ...shown.edges.map(e => e.label)]
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => assert.ok(!meet(a, b), `${direction}: ${JSON.stringify([a, b])}`)))
    for (const b of boxes) assert.ok(b.x >= 0 && b.y >= 0 && b.x + b.w <= shown.w && b.y + b.h <= shown.h, `${direction} inside`)
    assert.equal(shown.nodes.length, process.states.length)
    const drawn = new Set(shown.edges.flatMap(e => e.label.actions.map(a => `${e.from}/${a.id}/${e.to}`)))
    for (const a of process.actions) for (const from of a.from) assert.ok(drawn.has(`${from}/${a.id}/${a.to}`), `${from}/${a.id}`)
    for (const e of shown.edges) assert.match(e.d, /^M[-\d. ]+[CLhv]/)
  }
}

test('a real process, with a way back, branches and a waiting state', () => {
  sound(example)
  const down = layout(example, 'down')
  const y = (id: string) => down.nodes.find(n => n.id === id)!.y
  assert.ok(y('lodged') < y('accepted') && y('accepted') < y('checked') && y('checked') < y('granted'), 'the stream goes down')
  assert.ok(down.edges.find(e => e.from === 'wanting' && e.to === 'lodged')!.back)
  assert.ok(down.w <= 520, `a phone shows most of it at once: ${down.w}`)
})

test('two actions that lead the same way are two lines, each with its own words', () => {
  const two: Process = {
    states: [{ id: 'a', title: '已提交', kind: 'start' }, { id: 'b', title: '已受理', kind: 'normal' }],
    actions: [{ id: 'accept', title: '受理', from: ['a'], to: 'b', by: '街道' }, { id: 'deem', title: '视为受理', from: ['a'], to: 'b', by: '系统' }],
  }
  sound(two)
  assert.deepEqual(layout(two, 'down').edges.map(e => e.label.actions.map(a => a.id)), [['accept'], ['deem']])
})

test('any process, however tangled', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const process = fc.record({
    n: fc.integer({ min: 1, max: 6 }),
    actions: fc.array(fc.record({ from: fc.subarray(ids), to: fc.constantFrom(...ids), title: fc.string({ minLength: 1, maxLength: 14 }) }), { maxLength: 12 }),
  }).map(({ n, actions }): Process => ({
    states: ids.slice(0, n).map((id, i) => ({ id, title: `状态${'很长'.repeat(i)}`, kind: i === 0 ? 'start' as const : 'normal' as const })),
    actions: actions.map((a, i) => ({ id: `x${i}`, title: a.title, from: a.from.filter(f => ids.indexOf(f) < n), to: a.to, by: '窗口' }))
      .filter(a => ids.indexOf(a.to) < n),
  }))
  fc.assert(fc.property(process, sound), { numRuns: 150 })
})

test('places keep order and gaps and stay where they are wanted when they can', () => {
  const item = (want: number) => ({ want, breadth: 10, weight: 1 })
  assert.deepEqual(apart([item(0), item(50)], 5), [0, 50])
  assert.deepEqual(apart([item(0), item(0)], 5), [-7.5, 7.5])
  fc.assert(fc.property(fc.array(fc.record({ want: fc.integer({ min: -500, max: 500 }), breadth: fc.integer({ min: 1, max: 99 }), weight: fc.integer({ min: 1, max: 4 }) })), items => {
    const at = apart(items, 5)
    for (let i = 1; i < at.length; i++)
      assert.ok(at[i]! - at[i - 1]! >= (items[i]!.breadth + items[i - 1]!.breadth) / 2 + 5 - 1e-6)
  }))
})

test('words are set in even lines and lose nothing', () => {
  assert.deepEqual(wrap('乡镇人民政府审核确认', 7, 15, 0, 0).lines, ['乡镇人民政', '府审核确认'])
  fc.assert(fc.property(fc.string(), text => {
    const { lines, w } = wrap(text, 7, 10, 0, 0)
    assert.equal(lines.join('').replace(/\s/g, ''), text.replace(/\s/g, ''))
    for (const line of lines) assert.ok(ems(line) * 10 <= w)
  }))
})
