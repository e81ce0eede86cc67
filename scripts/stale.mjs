import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A digest over the names and contents of source files, so that neither a checkout of the same commit nor a touched
 * file causes a build, and every change does. Tests and SQL are no part of what is built.
 */
export function digest(base, paths) {
  const hash = createHash('sha256')
  for (const path of paths.flatMap(path => listFiles(base, path)).sort()) {
    const content = createHash('sha256').update(readFileSync(join(base, path))).digest('hex')
    hash.update(`${path}\n${content}\n`)
  }
  return hash.digest('hex')
}

const built = name => !/\.test\.m?tsx?$|\.sql$|^\./.test(name)

/** The files under a path, relative to the base, with `/` between folders; none when the path does not exist. */
export function listFiles(base, path, wanted = built) {
  const full = join(base, path)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [path]
  return readdirSync(full, { withFileTypes: true }).flatMap(entry => {
    if (entry.name === 'node_modules') return []
    const inner = `${path}/${entry.name}`
    if (entry.isDirectory()) return listFiles(base, inner, wanted)
    return wanted(entry.name) ? [inner] : []
  })
}

/**
 * Compares package-lock.json with the record that npm keeps of what it installed (`node_modules/.package-lock.json`) and
 * answers the first package that is missing or of another version, or undefined when the installation will do.
 * Development packages count only when `dev`; optional ones (binaries of other systems) may be missing.
 */
export function firstDifference(lock, installed, dev) {
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === '' || wanted.link || (wanted.dev && !dev)) continue
    const found = installed.packages[path]
    if (found === undefined ? !wanted.optional && !wanted.devOptional : found.version !== wanted.version) return path
  }
  return undefined
}
