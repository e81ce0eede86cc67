import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, type FileHandle } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'

/** Where a folder's files lie: `in` with what becomes of them below it, or `out`. */
export const corners = { in: ['', 'taking', 'done', 'again', 'bad'], out: [''] } as const
/** The department's account and ours share a group; nobody else reads. */
const folderMode = 0o770, fileMode = 0o640

/** Makes the corners of a folder; throws when one of them is anything but a folder of its own, a link for instance. */
export async function furnish(path: string, direction: 'in' | 'out'): Promise<void> {
  for (const corner of corners[direction]) {
    const folder = join(path, direction, corner)
    await mkdir(folder, { recursive: true, mode: folderMode })
    if (!(await lstat(folder)).isDirectory()) throw new Error(`${folder} is no folder`)
  }
}

/** Opens a file to read it, never through a link. */
export const openPlain = (path: string): Promise<FileHandle> => open(path, constants.O_RDONLY | constants.O_NOFOLLOW)

const longest = 180
/** A file's name with room for what we put before and behind it: no file system takes more than 255 bytes. */
export function cutName(name: string): string {
  if (Buffer.byteLength(name) <= longest) return name
  const end = extname(name).slice(0, 12)
  let kept = ''
  for (const letter of name.slice(0, name.length - end.length)) {
    if (Buffer.byteLength(kept + letter + end) > longest) break
    kept += letter
  }
  return kept + end
}

/**
 * Names in GB18030, as an old system or a transfer from Windows leaves them, are made readable; without that nobody could open
 * the file. `ready` says of which kind of name and since when untouched; a name that is taken is left for later.
 */
export async function readableNames(folder: string, ready: (name: string, mtimeMs: number) => boolean): Promise<void> {
  for (const raw of await readdir(folder, { encoding: 'buffer' })) {
    if (Buffer.from(raw.toString()).equals(raw)) continue
    const name = new TextDecoder('gb18030').decode(raw).replace(/[/\0\ufffd]/g, '_')
    const from = Buffer.concat([Buffer.from(`${folder}/`), raw])
    const file = await lstat(from).catch(() => null)
    if (!file || !ready(name, file.mtimeMs) || await lstat(join(folder, name)).catch(() => null)) continue
    await rename(from, join(folder, name))
  }
}

/** What was renamed is there after a power cut as well. */
async function settle(folder: string): Promise<void> {
  const handle = await open(folder, constants.O_RDONLY)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Moves a file within one file system: it is here or there, never in part. */
export async function move(from: string, to: string): Promise<void> {
  await rename(from, to)
  await settle(dirname(to))
}

/** A file in the making under a name that nobody takes; `finish` gives it its own, all at once. */
export class Draft {
  readonly #handle: FileHandle
  readonly #path: string
  #waiting: Buffer[] = []
  #length = 0
  #at: number
  /** Bytes that were handed over, written or not. */
  get bytes(): number {
    return this.#at + this.#length
  }

  private constructor(handle: FileHandle, path: string, bytes: number) {
    this.#handle = handle
    this.#path = path
    this.#at = bytes
  }

  /** Goes on with what was written up to `from` bytes; null when less than that is there. */
  static async open(path: string, from = 0): Promise<Draft | null> {
    const handle = await open(`${path}.tmp`, constants.O_RDWR | constants.O_CREAT | constants.O_NOFOLLOW, fileMode)
    if ((await handle.stat()).size < from) {
      await handle.close()
      return null
    }
    await handle.truncate(from)
    return new Draft(handle, path, from)
  }

  async write(what: string | Buffer): Promise<void> {
    const bytes = Buffer.from(what as string)
    this.#waiting.push(bytes)
    this.#length += bytes.length
    if (this.#length > 65_536) await this.#flush()
  }

  async #flush(): Promise<void> {
    const all = Buffer.concat(this.#waiting)
    for (let done = 0; done < all.length;) done += (await this.#handle.write(all, done, all.length - done, this.#at + done)).bytesWritten
    this.#at += all.length
    this.#waiting = []
    this.#length = 0
  }

  /** What was handed over so far outlives this process. */
  async keep(): Promise<void> {
    await this.#flush()
    await this.#handle.datasync()
  }

  async finish(): Promise<void> {
    await this.#flush()
    await this.#handle.sync()
    await this.#handle.close()
    await move(`${this.#path}.tmp`, this.#path)
  }

  /** Leaves it as it is, for whoever goes on. */
  async leave(): Promise<void> {
    await this.#flush()
    await this.#handle.close()
  }
}

/** Writes a small file all at once. */
export async function put(path: string, text: string): Promise<void> {
  const draft = (await Draft.open(path))!
  await draft.write(text)
  await draft.finish()
}
