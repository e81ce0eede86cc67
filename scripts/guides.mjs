import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { passSignals, runNode } from './child.mjs'
import { prepare } from './prepare.mjs'
import { startPlatform } from './served.mjs'

// Takes the pictures of docs/guides anew, on a platform of its own with fresh demonstration data: `npm run guides [-- guide …]`.
// GONGZHI_JOURNEY_URL names a running demonstration instead; what the walks hand in there stays there.
await prepare({ dev: true })
passSignals()
const { register } = await import('tsx/esm/api')
register()
const { openHome } = await import('../server/kernel/home.ts')
const home = join(openHome().folder, `guides-${process.pid}`)
const given = process.env.GONGZHI_JOURNEY_URL
mkdirSync(home, { recursive: true, mode: 0o711 })
const platform = given ? { url: given, stop: () => {} } : await startPlatform(home)
try {
  const env = { ...process.env, CHROMIUM: await findChromium(), GONGZHI_JOURNEY_URL: platform.url }
  process.exitCode = (await runNode(['--import', 'tsx', 'test/guides/shoot.ts', ...process.argv.slice(2)], { env })).code
} finally {
  await platform.stop()
  rmSync(home, { recursive: true, force: true })
}
