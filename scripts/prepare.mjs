import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { passSignals, root, run, runNode } from './child.mjs'
import { digest, firstDifference } from './stale.mjs'

/**
 * Makes the checkout ready: Node, packages, the built page and server. Only what is stale is done, so that a second call
 * costs a tenth of a second. `dev` also wants the development packages; `build: false` leaves the builds alone.
 * Ends the process with a sentence when something cannot be made ready.
 */
export async function prepare(wanted) {
  try {
    await makeReady(wanted)
  } catch (error) {
    console.error(error instanceof NotReady ? error.message : error)
    process.exit(1)
  }
}

/** As `prepare`, but throws the sentence. */
export async function makeReady({ dev = false, build = true, quiet = false } = {}) {
  checkNode()
  const undo = passSignals(async () => release())
  await lock()
  try {
    await installPackages(dev)
    if (build) {
      await buildWeb(quiet)
      await buildServer()
    }
  } finally {
    release()
    undo()
  }
}

class NotReady extends Error {}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  // 20.20 and 22.12 are what Vite and we need of the two older lines; 21 and 23 have ended.
  if (major === 20 ? minor >= 20 : major === 22 ? minor >= 12 : major >= 24) return
  fail(`需要 Node.js 20.20、22.12、24 或更新的版本，现在是 ${process.versions.node}。Node.js 20.20, 22.12, 24 or later is required.`)
}

async function installPackages(dev) {
  const why = missingPackage(dev)
  if (why === undefined) return
  console.error(`正在安装依赖（npm ci），约需一分钟…… Installing packages.`)
  const started = Date.now()
  const beat = setInterval(() => console.error(`  ……已 ${Math.round((Date.now() - started) / 1000)} 秒`), 10000)
  const args = ['ci', '--no-audit', '--no-fund', ...(dev || process.env.NODE_ENV !== 'production' ? ['--include=dev'] : [])]
  const npm = process.env.npm_execpath
  const { code } = npm !== undefined && /npm-cli\.c?js$/.test(npm)
    ? await runNode([npm, ...args])
    : await run('npm', args, { shell: process.platform === 'win32' })
  clearInterval(beat)
  const still = code === 0 ? missingPackage(dev) : undefined
  if (code !== 0 || still !== undefined) fail(`依赖没有装好，请看上面的原因${still === undefined ? '' : `（缺 ${still}）`}。npm ci failed.`)
}

function missingPackage(dev) {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installed)) return 'node_modules'
  const read = path => JSON.parse(readFileSync(path, 'utf8'))
  return firstDifference(read(join(root, 'package-lock.json')), read(installed), dev)
}

async function buildWeb(quiet) {
  if (!existsSync(join(root, 'web', 'vite.config.ts'))) return
  await unlessFresh('web', 'index.html', ['web', 'docs/guides', 'contract', 'package-lock.json'], async () => {
    console.error('正在构建网页…… Building the web.')
    const { code, output } = await runNode(
      ['node_modules/vite/bin/vite.js', 'build', 'web', '--config', 'web/vite.config.ts', '--outDir', join(root, 'dist', 'web'), '--emptyOutDir', '--logLevel', 'warn'],
      { env: { ...process.env, NODE_ENV: 'production' }, capture: quiet },
    )
    if (code !== 0) fail(`${output}网页没有构建成功。The web build failed.`)
  })
}

async function buildServer() {
  await unlessFresh('gongzhi.mjs', '', ['cli', 'server', 'contract', 'package-lock.json'], async () => {
    const { build, stop } = await import('esbuild')
    try {
      await build({
        absWorkingDir: root, entryPoints: ['cli/index.ts'], outfile: 'dist/gongzhi.mjs', bundle: true, platform: 'node',
        format: 'esm', target: 'node20', packages: 'external', sourcemap: true, logLevel: 'warning',
      })
    } catch {
      fail('服务端没有构建成功，请看上面的原因。The server build failed.')
    } finally {
      await stop() // its service would live as long as the server that start.mjs becomes
    }
  })
}

/** Runs `make` unless `dist/<name>` was made from exactly these sources; the stamp is written only after success. */
async function unlessFresh(name, proof, sources, make) {
  const stamp = join(root, 'dist', `.${name}.stamp`)
  const now = digest(root, sources)
  if (existsSync(join(root, 'dist', name, proof)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return
  mkdirSync(join(root, 'dist'), { recursive: true })
  rmSync(stamp, { force: true })
  await make()
  writeFileSync(stamp, now)
}

const lockFile = join(root, '.gongzhi', 'prepare.lock')
let held = false

/** One preparation at a time: two `npm ci` in the same folder destroy each other. */
async function lock() {
  for (let said = false; ; ) {
    try {
      mkdirSync(join(root, '.gongzhi'), { recursive: true, mode: 0o700 })
      writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
      held = true
      return
    } catch (error) {
      if (error.code === 'EACCES' || error.code === 'EROFS' || error.code === 'EPERM') return // a checkout that others made ready
      if (error.code !== 'EEXIST') throw error
    }
    if (!holderLives()) rmSync(lockFile, { force: true })
    else if (!said) {
      console.error('另一个进程正在准备，稍候…… Another process is preparing this checkout.')
      said = true
    }
    await new Promise(resolve => setTimeout(resolve, 200))
  }
}

function holderLives() {
  try {
    process.kill(Number(readFileSync(lockFile, 'utf8')) || -1e9, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function release() {
  if (held) rmSync(lockFile, { force: true })
  held = false
}

function fail(sentence) {
  throw new NotReady(sentence)
}
