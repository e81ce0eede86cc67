import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import test from 'node:test'
import { colours as c, contrast, font } from './tokens.ts'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const [normal, large] = css.split(':root[data-large]') as [string, string]

test('the style sheet and the object say the same colours and font', () => {
  for (const [name, value] of Object.entries(c)) {
    const property = `--${name.replace(/[A-Z]/g, l => `-${l.toLowerCase()}`)}`
    assert.match(normal, new RegExp(`${property}: ${value};`), property)
  }
  assert.ok(normal.includes(`--font: ${font};`))
})

test('text is readable on every ground it stands on (WCAG 2.2 AA, 4.5:1)', () => {
  const pairs: [string, string][] = [
    ...[c.ground, c.paper, c.blueTint, c.amberTint, c.greenTint, c.faultTint, c.partyTint].flatMap(g =>
      [c.ink, c.inkSoft].map((t): [string, string] => [t, g])),
    [c.paper, c.blue], [c.paper, c.blueDeep], [c.paper, c.party], [c.blue, c.ground], [c.blue, c.paper], [c.blue, c.blueTint],
    [c.amber, c.amberTint], [c.amber, c.paper], [c.green, c.greenTint], [c.green, c.paper], [c.fault, c.faultTint], [c.fault, c.paper], [c.party, c.partyTint], [c.party, c.paper],
  ]
  for (const [text, ground] of pairs) assert.ok(contrast(text, ground) >= 4.5, `${text} on ${ground}: ${contrast(text, ground)}`)
})

test('the edges of fields can be seen (3:1), in the large version as strongly as text', () => {
  assert.ok(contrast(c.edge, c.paper) >= 3)
  const edge = /--edge: (#\w+)/.exec(large)![1]!
  assert.ok(contrast(edge, c.ground) >= 4.5)
})

test('the large version has no text under 18 px and main targets of 60 px', () => {
  for (const [, name, rem] of large.matchAll(/--(text[\w-]*): ([\d.]+)rem/g)) assert.ok(Number(rem) * 20 >= 18, name)
  assert.match(large, /--target: 60px/)
})
