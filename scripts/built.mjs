import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWithParent, root } from './child.mjs'

/** Runs the built command line in this process, so that signals and the exit code are its own. */
export async function runBuilt(args) {
  const entry = join(root, 'dist', 'gongzhi.mjs')
  process.argv = [process.argv[0], entry, ...args]
  process.setSourceMapsEnabled(true)
  endWithParent()
  await import(pathToFileURL(entry).href)
}
