import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where one checkout keeps what it must not lose: the database, the uploads, the keys. All paths are absolute. */
export interface Home {
  readonly folder: string
  readonly uploads: string
  readonly secretsFile: string
}

/** Keys made at random on first use, base64: 32 bytes each for field encryption and keyed hashes, 24 for the application's role. */
export interface Secrets {
  readonly field_key: string
  readonly hash_key: string
  readonly app_password: string
}

/**
 * The folder of this checkout. Files read at run time are found from here, never from `import.meta.url`: the server runs
 * bundled as `dist/gongzhi.mjs`.
 */
export const checkout: string = findCheckout(dirname(fileURLToPath(import.meta.url)))

export const isRoot = (): boolean => process.getuid?.() === 0

/**
 * Opens the home of this checkout, making what is missing. `GONGZHI_HOME` wins; an ordinary user's home is
 * `<checkout>/.gongzhi`; that of root is `/var/lib/gongzhi/<id>`, because PostgreSQL then runs as another user, who
 * cannot enter a checkout that only root may read.
 */
export function openHome(env: NodeJS.ProcessEnv = process.env): Home {
  const folder = env.GONGZHI_HOME ? resolve(env.GONGZHI_HOME)
    : isRoot() ? join('/var/lib/gongzhi', checkoutId()) : join(checkout, '.gongzhi')
  try {
    if (isRoot() && !env.GONGZHI_HOME) makeFolder(dirname(folder), 0o755)
    makeFolder(folder, isRoot() ? 0o711 : 0o700)
    if (folder.startsWith(checkout)) checkoutId()
    makeFolder(join(folder, 'uploads'), 0o700)
  } catch (error) {
    throw new Error(`数据目录 ${folder} 不能写入，可用环境变量 GONGZHI_HOME 另指定一个。Cannot write to the data folder: ${(error as Error).message}`)
  }
  return { folder, uploads: join(folder, 'uploads'), secretsFile: env.GONGZHI_SECRETS_FILE ?? join(folder, 'secrets.json') }
}

/**
 * Reads the keys of a home; the first call of a new home makes them. Keys are never made anew beside an existing
 * database, nor in a file that `GONGZHI_SECRETS_FILE` names: what the lost ones encrypted would silently be unreadable.
 */
export function readSecrets(home: Home): Secrets {
  if (!existsSync(home.secretsFile)) {
    if (home.secretsFile !== join(home.folder, 'secrets.json')) throw new Error(`没有找到密钥文件 ${home.secretsFile}。The secrets file does not exist.`)
    if (existsSync(join(home.folder, 'postgres', 'data'))) {
      throw new Error(`数据库已在，密钥文件 ${home.secretsFile} 却不见了；请从备份恢复它。The database exists but its secrets file is lost.`)
    }
    const key = (bytes: number) => randomBytes(bytes).toString('base64')
    writeOnce(home.secretsFile, JSON.stringify({ field_key: key(32), hash_key: key(32), app_password: key(24) }, null, 2) + '\n')
  }
  const found = JSON.parse(readFileSync(home.secretsFile, 'utf8')) as Partial<Secrets>
  for (const name of ['field_key', 'hash_key', 'app_password'] as const) {
    if (typeof found[name] !== 'string' || found[name] === '') throw new Error(`密钥文件 ${home.secretsFile} 缺少 ${name}。`)
  }
  return found as Secrets
}

/** Writes a private file (0600) unless it exists; of two writers at once the first wins and the file is never half written. */
export function writeOnce(path: string, text: string): void {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft)
  }
}

/** Makes a folder of exactly this mode, whatever the umask; an existing one is left as it is. */
export function makeFolder(path: string, mode: number): void {
  if (mkdirSync(path, { recursive: true }) !== undefined) chmodSync(path, mode)
}

function checkoutId(): string {
  const folder = join(checkout, '.gongzhi')
  const file = join(folder, 'id')
  if (!existsSync(file)) {
    makeFolder(folder, 0o700)
    writeOnce(file, randomBytes(8).toString('hex') + '\n')
    const { uid, gid } = statSync(checkout)
    if (isRoot() && uid !== 0) for (const path of [folder, file]) chownSync(path, uid, gid)
  }
  const id = readFileSync(file, 'utf8').trim()
  if (!/^[0-9a-f]{16}$/.test(id)) throw new Error(`${file} is damaged: it should hold 16 hexadecimal digits`)
  return id
}

function findCheckout(from: string): string {
  const manifest = join(from, 'package.json')
  if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string }).name === 'gongzhi') return from
  if (dirname(from) === from) throw new Error('the checkout of gongzhi was not found above this file')
  return findCheckout(dirname(from))
}
