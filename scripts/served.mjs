import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { root } from './child.mjs'

/** A port that was free a moment ago. */
const freePort = () => new Promise((resolve, reject) => {
  const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
    const { port } = probe.address()
    probe.close(() => resolve(port))
  })
})

/**
 * Starts the built platform as a newcomer would, in a home of its own with fresh demonstration data, and waits until it
 * answers. `stop` ends it as Ctrl+C does, and says when it did not end cleanly.
 */
export async function startPlatform(home) {
  const port = await freePort()
  const child = spawn(process.execPath, ['dist/gongzhi.mjs', 'start'], {
    cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_ENV: 'production', GONGZHI_HOME: home, DATABASE_URL: '', HOST: '127.0.0.1', PORT: String(port) },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
  const ended = new Promise(resolve => child.on('close', code => resolve(code)))
  const url = `http://127.0.0.1:${port}`
  for (const limit = Date.now() + 180_000; ;) {
    if (child.exitCode !== null || Date.now() > limit) {
      child.kill('SIGTERM')
      throw new Error(`the platform did not start:\n${output}`)
    }
    if (await fetch(`${url}/readyz`).then(answer => answer.ok, () => false)) break
    await new Promise(resolve => setTimeout(resolve, 250))
  }
  return {
    url,
    async stop() {
      child.kill('SIGTERM')
      const code = await ended
      if (code !== 0) throw new Error(`the platform ended with ${code}:\n${output}`)
    },
  }
}
