import { spawn } from 'node:child_process'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const running = new Set()

/**
 * Runs a program in the checkout and answers its exit code; a program ended by a signal, or not found, answers 1. With
 * `capture` its output is answered too instead of shown; `group` makes it the leader of its own process group.
 */
export function run(program, args, { env = process.env, capture = false, shell = false, group = false } = {}) {
  return new Promise(resolve => {
    const channel = capture ? 'pipe' : 'inherit'
    const child = spawn(program, args, { cwd: root, env, shell, detached: group, stdio: ['ignore', channel, channel] })
    child.end = () => (group && process.platform !== 'win32' ? process.kill(-child.pid, 'SIGTERM') : child.kill('SIGTERM'))
    running.add(child)
    let output = ''
    if (capture) for (const stream of [child.stdout, child.stderr]) stream.on('data', chunk => (output += chunk))
    const end = (code, said) => {
      running.delete(child)
      resolve({ code, output: output + said })
    }
    child.on('error', error => end(1, `${program}: ${error.message}\n`))
    child.on('close', code => end(code === null ? 1 : code, ''))
  })
}

/** Runs a JavaScript or (through tsx) TypeScript program with this Node. */
export const runNode = (args, options) => run(process.execPath, args, options)

/** From now on a signal to us ends the programs we run, then `cleanUp` is awaited and we exit. Answers how to undo it. */
export function passSignals(cleanUp = async () => {}) {
  const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 }
  endWithParent()
  const listeners = Object.keys(codes).map(name => {
    const listener = () => {
      for (const child of running) child.end()
      Promise.resolve(cleanUp()).finally(() => process.exit(codes[name]))
    }
    process.once(name, listener)
    return () => process.off(name, listener)
  })
  return () => listeners.forEach(off => off())
}

/** Some shells between npm and us keep a SIGTERM to themselves and are gone; then it is as if we had got it. */
export function endWithParent() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
