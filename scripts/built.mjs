import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './child.mjs'

/** Runs the built command line in this process, so that signals and the exit code are its own. */
export async function runBuilt(args) {
  const entry = join(root, 'dist', 'gongzhi.mjs')
  process.argv = [process.argv[0], entry, ...args]
  process.setSourceMapsEnabled(true)
  if (process.env.npm_lifecycle_event !== undefined) endWithParent()
  await import(pathToFileURL(entry).href)
}

/** Some shells between npm and us keep a SIGTERM to themselves; then we notice that they are gone. */
function endWithParent() {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}
