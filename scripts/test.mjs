import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { passSignals, root, run, runNode } from './child.mjs'
import { makeReady } from './prepare.mjs'
import { startPlatform } from './served.mjs'
import { listFiles } from './stale.mjs'

// All that must hold, in order: types, lint, walls, tests, journeys. `npm test -- PATTERN` runs only the test files whose
// path contains PATTERN. The last line is «N passed, N failed».
const total = { passed: 0, failed: 0 }
const pattern = process.argv[2]
const isTest = name => /\.test\.m?tsx?$|\.test\.mjs$/.test(name)
const all = ['contract', 'server', 'cli', 'web', 'test', 'scripts'].flatMap(folder => listFiles(root, folder, isTest))
const chosen = all.filter(file => pattern === undefined || file.includes(pattern))
const under = folder => chosen.filter(file => file.startsWith(folder))
const walls = under('test/walls/')
const journeys = under('test/journeys/')
const rest = chosen.filter(file => !walls.includes(file) && !journeys.includes(file))

let database
let temporary
let cleaning
passSignals(cleanUp)
try {
  await stage('packages', () => makeReady({ dev: true, build: false }), { counts: false })
  if (total.failed === 0) await stages()
} finally {
  await cleanUp()
}
if (total.passed + total.failed === 0) {
  console.log(`No test file matches ${pattern}.`)
  total.failed = 1
}
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exit(total.failed === 0 ? 0 : 1)

async function stages() {
  if (pattern === undefined || journeys.length > 0) await stage('build', () => makeReady({ dev: true }), { counts: false })
  if (pattern === undefined) {
    await stage('types', () => allZero(['contract', 'server', 'web'].map(project => ['node_modules/typescript/bin/tsc', '-p', project])))
    await stage('lint', () => allZero([['node_modules/eslint/bin/eslint.js', '.']]))
  }
  if (chosen.length > 0) await stage('database', startDatabase, { counts: false })
  if (walls.length > 0) await stage('walls', async () => asOne(await runTests(walls, 2)))
  if (rest.length > 0) await stage('tests', () => runTests(rest, 2))
  if (journeys.length > 0) await stage('journeys', runJourneys)
}

/**
 * Runs one stage; what it throws, or a number of failures, counts and does not keep the later ones from running. With
 * `counts: false` only its failure does.
 */
async function stage(name, work, { counts = true } = {}) {
  if (cleaning !== undefined) return // a signal came
  console.log(`\n── ${name}`)
  const started = Date.now()
  let result
  try {
    result = (await work()) ?? { passed: 1, failed: 0 }
  } catch (error) {
    console.log(error.message)
    result = { passed: 0, failed: 1 }
  }
  if (counts) total.passed += result.passed
  total.failed += result.failed
  console.log(`── ${name}: ${result.failed === 0 ? 'passed' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
}

async function allZero(commands) {
  let failed = 0
  for (const command of commands) if ((await runNode(command)).code !== 0) failed++
  if (failed > 0) throw new Error(`${failed} of ${commands.length} failed`)
}

function asOne({ passed, failed }) {
  return failed === 0 && passed > 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Runs test files with node's runner and answers its counts; a runner that dies counts as one failure more. */
async function runTests(files, concurrency, extra = {}) {
  const report = join(root, 'dist', `.tally-${process.pid}.json`)
  mkdirSync(join(root, 'dist'), { recursive: true })
  rmSync(report, { force: true })
  const { code } = await runNode([
    '--import', 'tsx', '--test', `--test-concurrency=${concurrency}`, '--test-timeout=300000',
    '--test-reporter=./scripts/reporter.mjs', '--test-reporter-destination=stdout', ...files,
  ], { group: true, env: { ...process.env, NODE_ENV: 'test', GONGZHI_TALLY: report, GONGZHI_TEST_ADMIN_URL: database?.adminUrl ?? '', ...extra } })
  if (!existsSync(report)) return { passed: 0, failed: 1 }
  const { passed, failed, skipped } = JSON.parse(readFileSync(report, 'utf8'))
  rmSync(report)
  if (skipped > 0) console.log(`${skipped} skipped`)
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

/** Journeys run on the platform as a newcomer starts it, with its own database and fresh demonstration data. */
async function runJourneys() {
  const chromium = await findChromium()
  const platform = await startPlatform(join(temporary, 'journeys'))
  try {
    return await runTests(journeys, 1, { CHROMIUM: chromium, GONGZHI_JOURNEY_URL: platform.url })
  } finally {
    await platform.stop()
  }
}

/** One PostgreSQL for the whole run, in a folder of its own; what killed runs left behind is swept up first. */
async function startDatabase() {
  const { register } = await import('tsx/esm/api')
  register()
  const { openHome } = await import('../server/kernel/home.ts')
  const { startPostgres, stopAbandoned } = await import('../server/kernel/postgres/index.ts')
  const { folder } = openHome()
  for (const name of readdirSync(folder).filter(each => /^test-\d+$/.test(each))) {
    if (lives(Number(name.slice(5)))) continue
    await stopAbandoned(join(folder, name))
    rmSync(join(folder, name), { recursive: true, force: true })
  }
  temporary = join(folder, `test-${process.pid}`)
  mkdirSync(temporary, { recursive: true, mode: 0o711 })
  database = await startPostgres({ home: temporary, bin: join(folder, 'bin'), log: () => {}, settings: { fsync: 'off', full_page_writes: 'off' } })
  if (!existsSync(join(root, 'test', 'template.ts'))) return
  const env = { ...process.env, NODE_ENV: 'test', GONGZHI_TEST_ADMIN_URL: database.adminUrl }
  const { code } = await run(process.execPath, ['--import', 'tsx', 'test/template.ts'], { env })
  if (code !== 0) throw new Error('test/template.ts did not make the template database')
}

function cleanUp() {
  cleaning ??= (async () => {
    await database?.stop()
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true })
  })()
  return cleaning
}

function lives(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}
