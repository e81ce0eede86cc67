import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { run } from './child.mjs'

/**
 * The full path of the browser for the journeys: `CHROMIUM`, or one on the PATH; on Debian as root it is installed when absent. Throws a
 * sentence when there is none: journeys are never skipped silently.
 */
export async function findChromium() {
  if (process.env.CHROMIUM) {
    if (answers(process.env.CHROMIUM)) return process.env.CHROMIUM
    throw new Error(`CHROMIUM=${process.env.CHROMIUM} does not run`)
  }
  const onPath = () => ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'].flatMap(places).find(answers)
  const found = onPath()
  if (found !== undefined) return found
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('installing chromium and fonts-noto-cjk (apt-get)')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const { code } = await run('sh', ['-c', 'apt-get update -q && apt-get install -y -q --no-install-recommends chromium fonts-noto-cjk'], { env })
    const installed = code === 0 ? onPath() : undefined
    if (installed !== undefined) return installed
  }
  throw new Error('The journeys need Chromium: install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM to its path.')
}

const places = name => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name)).filter(existsSync)

const answers = program => spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 30000 }).status === 0
