import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import * as glossary from '../../contract/glossary.ts'
import { levels } from '../../contract/kernel.ts'
import { attend } from '../../contract/person.ts'
import { problems, sentence, type ProblemCode } from '../../contract/problems.ts'
import { castList } from '../../server/demo/index.ts'
import { checkout } from '../../server/kernel/home.ts'
import { admissionProcesses } from '../../server/modules/admission/index.ts'
import { ratingProcesses } from '../../server/modules/rating/index.ts'
import { processes } from '../../server/modules/catalogue/index.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { contractFiles, promised } from '../rights/contract.ts'

// One word for one thing: whatever is declared or said anywhere stands in the glossary, and nothing stands there that
// nobody uses.

let house: TestHouse
before(async () => { house = await openTestHouse() })
after(() => house.close())

const sorted = (words: Iterable<string>): string[] => [...new Set(words)].sort()
const definitions = [...processes, ...ratingProcesses, ...admissionProcesses]

/** The text of every source under a folder, tests left out. */
function sources(folder: string): Map<string, string> {
  const path = join(checkout, folder)
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  return new Map(files.map(file => [join(folder, file), readFileSync(join(path, file), 'utf8')]))
}
const server = [...sources('server').values()].join('\n')
const quoted = (word: string, text: string): boolean => text.includes(`'${word}'`)

/** The verbs that a call can need: those of the operations, and of the steps of every process. */
function neededVerbs(): string[] {
  const operations = house.platform.house.operations.flatMap(({ handler }) => typeof handler.verb === 'string' ? [handler.verb] : [])
  return [...operations, ...definitions.flatMap(({ open, actions }) => [open.verb, ...Object.values(actions).map(action => action.verb)])]
}

test('operations: promised, served and named are the same', () => {
  const names = sorted(promised.keys())
  assert.deepEqual(sorted(house.platform.house.operations.map(served => served.operation.name)), names)
  assert.deepEqual(sorted(Object.keys(glossary.operations)), names)
  for (const { operation } of house.platform.house.operations) assert.equal(operation, promised.get(operation.name as never), `${operation.name} is served as it is promised`)
  for (const file of readdirSync(join(checkout, 'contract')).filter(name => /^\w+\.ts$/.test(name))) {
    const declares = /=\s*(query|command|look)\('/.test(readFileSync(join(checkout, 'contract', file), 'utf8'))
    assert.equal(file.replace('.ts', '') in contractFiles, declares, `contract/${file}: test/rights/contract.ts`)
  }
})

test('offices: every one declared is named, and every one named has something to do that not everybody may', () => {
  const { rights } = house.platform.house
  const awaited = definitions.flatMap(({ states }) => Object.values(states).flatMap(state => state.awaits && state.awaits !== 'applicant' ? [state.awaits] : []))
  const acting = definitions.flatMap(({ actions, open }) => [open.by, ...Object.values(actions).flatMap(action => [action.by, ...action.countersign?.of ?? []])])
    .flatMap(who => (typeof who === 'string' ? [] : [who.office]))
  const seats = castList.flatMap(({ office, also }) => [...(office ? [office] : []), ...also.map(seat => seat.office)])
  assert.deepEqual([...rights.offices, ...awaited, ...acting, ...seats].filter(office => !(office in glossary.offices)), [])
  const common = rights.of('auditor').filter(verb => rights.offices.every(office => office === 'system' || rights.of(office).includes(verb)))
  assert.deepEqual(Object.keys(glossary.offices).filter(office => rights.of(office).every(verb => common.includes(verb))), [])
})

test('verbs: every one that is held or needed is named, and every one named is held and needed', () => {
  const { rights } = house.platform.house
  const held = sorted(rights.offices.flatMap(office => rights.of(office)))
  const needed = sorted(neededVerbs())
  assert.deepEqual(sorted(Object.keys(glossary.verbs)), held)
  assert.deepEqual(needed, held)
})

test('states: those of the processes, no more and no fewer', () => {
  assert.deepEqual(sorted(Object.keys(glossary.states)), sorted(definitions.flatMap(({ states }) => Object.keys(states))))
})

test('levels, manners and kinds of organisation are those of the contract and the demonstration', () => {
  assert.deepEqual(Object.keys(glossary.levelsInWords), Object.keys(levels))
  assert.deepEqual(sorted(Object.keys(glossary.manners)), sorted(attend.input.shape.manner.options))
  for (const kind of Object.keys(glossary.organisationKinds)) assert.ok(quoted(kind, server), kind)
  for (const { level } of Object.values(glossary.offices)) assert.ok(level === null || level in levels)
})

test('refusals: every code that is thrown has a sentence, and every sentence is used', () => {
  const thrown = [...server.matchAll(/new Problem\(\s*'([^']+)'/g)].map(match => match[1]!)
  assert.ok(thrown.length > 60, `only ${thrown.length} were seen`)
  const constraints = house.platform.modules.flatMap(module => Object.values(module.constraints ?? {}))
  assert.deepEqual(sorted([...thrown, ...constraints].filter(code => !(code in problems))), [])
  assert.deepEqual(Object.keys(problems).filter(code => !quoted(code, server)), [])
  const names = house.platform.modules.flatMap(module => [...Object.keys(module.constraints ?? {}), ...module.races ?? []])
  const schema = readFileSync(join(checkout, 'server', 'db', 'schema.sql'), 'utf8')
  assert.deepEqual(names.filter(name => !new RegExp(`\\b${name}\\b`).test(schema)), [], 'constraints that the database has')
})

test('every sentence is Chinese, whole, and free of jargon', () => {
  for (const [code, [status, text]] of Object.entries(problems)) {
    assert.ok(status >= 400 && status < 600, code)
    const bare = text.replace(/\{\w+\}/g, '某')
    assert.doesNotMatch(bare, /[A-Za-z]/, `${code}: ${text}`)
    assert.doesNotMatch(bare, /[,;:!?()]|\s{2}|“[^”]*$/, `${code}: Chinese punctuation in ${text}`)
    for (const reason of ['原因', 3, ...(text.endsWith('}') ? ['原因。'] : [])]) {
      const said = sentence(code as ProblemCode, Object.fromEntries([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name!, reason])))
      assert.match(said, /[^。]。$/, `${code}: ${said}`)
    }
  }
})

test('every label is a short Chinese word without an end', () => {
  const { offices, verbs, operations, states, levelsInWords, manners, organisationKinds } = glossary
  const labels = [...Object.values(offices).map(office => office.zh), ...[verbs, operations, states, levelsInWords, manners, organisationKinds].flatMap(table => Object.values(table) as string[])]
  for (const label of labels) assert.match(label, /^[\p{Script=Han}、（）]{1,14}$/u, label)
})

test('one word of a table means one thing', () => {
  for (const table of [glossary.verbs, glossary.states, glossary.manners, glossary.levelsInWords, glossary.organisationKinds]) {
    const words = Object.values(table)
    assert.deepEqual(words.filter((word, i) => words.indexOf(word) !== i), [])
  }
  const names = Object.values(glossary.offices).map(office => office.zh)
  assert.equal(new Set(names).size, names.length)
})
