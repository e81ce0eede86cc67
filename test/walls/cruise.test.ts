import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { before, describe, test } from 'node:test'
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import { checkout } from '../../server/kernel/home.ts'
import { helpers, lawful, packages, violations } from './fixtures.ts'

const floors = ['contract', 'server', 'web', 'cli', 'bench', 'test']
const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: IForbiddenRuleType[]; options: ICruiseOptions }

async function walk(baseDir: string): Promise<ICruiseResult> {
  const present = floors.filter(floor => existsSync(join(baseDir, floor)))
  const { output } = await cruise(present, { ...config.options, ruleSet: { forbidden: config.forbidden }, validate: true, baseDir })
  if (typeof output === 'string') throw new Error(output)
  return output
}

const filesOf = (folder: string): string[] =>
  readdirSync(join(checkout, folder), { recursive: true, encoding: 'utf8' }).filter(name => /\.tsx?$/.test(name)).map(name => `${folder}/${name}`)

describe('the walls of this checkout', () => {
  let result: ICruiseResult
  before(async () => {
    result = await walk(checkout)
  })

  test('stand', () => {
    const broken = result.summary.violations.map(({ rule, from, to, cycle }) =>
      `${rule.name}: ${from} → ${cycle ? cycle.map(step => step.name).join(' → ') : to}`)
    assert.deepEqual(broken, [])
  })

  test('were seen whole: every file on disk, and the imports in it', () => {
    const seen = new Map(result.modules.map(module => [module.source, module.dependencies.length]))
    const onDisk = ['contract', 'server', 'web'].flatMap(filesOf)
    assert.ok(onDisk.length > 20)
    assert.deepEqual(onDisk.filter(file => !seen.has(file)), [])
    const imports = /^(import|export)\b[^'"]*\bfrom '\.\.?\//m
    const blind = onDisk.filter(file => seen.get(file) === 0 && imports.test(readFileSync(join(checkout, file), 'utf8')))
    assert.deepEqual(blind, [])
  })
})

describe('every rule bites', () => {
  let found: Set<string>
  before(async () => {
    const base = realpathSync(mkdtempSync(join(tmpdir(), 'walls-')))
    try {
      build(base)
      found = new Set((await walk(base)).summary.violations.map(({ rule, from }) => `${rule.name} ${from}`))
    } finally {
      rmSync(base, { recursive: true })
    }
  })

  test('and has a violation here to show it', () => {
    assert.deepEqual(config.forbidden.map(rule => rule.name).filter(name => !violations.some(one => one.rule === name)), [])
  })
  for (const { rule, from, to } of violations) {
    test(`${rule}: ${from} → ${to}`, () => assert.ok(found.has(`${rule} ${from}`), [...found].join('\n')))
  }
  for (const { from, to } of lawful) {
    test(`lawful: ${from} → ${to}`, () => assert.deepEqual([...found].filter(one => one.endsWith(` ${from}`)), []))
  }
})

/** A small checkout in which every rule is broken once. */
function build(base: string): void {
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(base, path)), { recursive: true })
    writeFileSync(join(base, path), text)
  }
  const named = (where: string) => Object.fromEntries(Object.entries(packages).filter(([, kind]) => kind === where).map(([name]) => [name, '1.0.0']))
  write('package.json', JSON.stringify({ type: 'module', dependencies: named('dependencies'), devDependencies: named('devDependencies') }))
  for (const name of Object.keys(packages)) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', type: 'module', main: 'index.js' }))
    write(`node_modules/${name}/index.js`, 'export const x = 1\n')
  }
  const isFile = (to: string) => floors.includes(to.split('/')[0] ?? '')
  const imports = [...violations, ...helpers, ...lawful]
  for (const { to } of imports) if (isFile(to)) write(to, 'export const x = 1\n')
  for (const { from, to } of imports) {
    const path = isFile(to) ? relative(dirname(from), to) : to
    write(from, `import { x } from '${isFile(to) && !path.startsWith('.') ? `./${path}` : path}'\nexport const y = x\nexport { x }\n`)
  }
}
