import { createHash, type Hash } from 'node:crypto'
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { newId } from '../ids.ts'
import { Problem } from '../problem.ts'
import { sheetKinds, sheetLimits } from '../sheets/index.ts'

export const fileLimit = 10 * 1024 * 1024
/** How much more of a refused upload is read, so that its sender hears the refusal instead of a broken connection. */
const drainBytes = 32 * 1024 * 1024
const drainMs = 20_000
const day = 24 * 3600 * 1000

/** What a file is, by its first bytes; its name says nothing. */
const kinds = [
  { type: 'image/jpeg', magic: Buffer.from([0xff, 0xd8, 0xff]) },
  { type: 'image/png', magic: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) },
  { type: 'application/pdf', magic: Buffer.from('%PDF-') },
] as const
const headLength = 8

/** What an upload may be: known by its first bytes, up to a size. */
export interface Accepted { typeOf(head: Buffer): string | undefined; allowed: string; limit: number }
/** Papers of a matter. */
export const paperFiles: Accepted = {
  typeOf: head => kinds.find(({ magic }) => head.subarray(0, magic.length).equals(magic))?.type, allowed: 'JPG、PNG、PDF', limit: fileLimit,
}
const types = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', old: 'application/x-ole-storage', text: 'text/csv' } as const
/** Tables: whatever is none is told so in words when it is opened. */
export const tableFiles: Accepted = {
  typeOf: head => (head.length < 4 ? undefined : types[sheetKinds(head)]), allowed: 'xlsx、csv', limit: sheetLimits.bytes,
}

/** A file that was received whole and lies apart until somebody answers for it. */
export interface Received { path: string; type: string; size: number; digest: string; kept?: true }

/**
 * Kept files by content: `<folder>/<aa>/<sha256>`. A file is there whole or not at all; the same content twice is one file.
 * What is being received lies under `<folder>/incoming`.
 */
export class FileStore {
  readonly #folder: string
  readonly #incoming: string

  constructor(folder: string) {
    this.#folder = folder
    this.#incoming = join(folder, 'incoming')
  }

  /**
   * Receives one file. Throws `file.empty`, `file.type`, `file.too_large`, or `input.not_json` for one that broke off, and
   * then leaves nothing behind.
   */
  async receive(stream: IncomingMessage, accepted: Accepted = paperFiles): Promise<Received> {
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 })
    const path = join(this.#incoming, `${newId()}.part`)
    const file = await open(path, 'wx', 0o600)
    try {
      const { type, size, digest } = await receiveInto(file, stream, accepted)
      await file.sync()
      await file.close()
      return { path, type, size, digest }
    } catch (error) {
      await file.close().catch(() => undefined)
      await rm(path, { force: true })
      throw error
    }
  }

  /** Puts a received file in its place; once is enough, however often it is asked. */
  async keep(received: Received): Promise<void> {
    if (received.kept) return
    const { path, digest } = received
    const folder = join(this.#folder, digest.slice(0, 2))
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await rename(path, join(folder, digest))
    const entry = await open(folder)
    await entry.sync().finally(() => entry.close())
    received.kept = true
  }

  async discard({ path }: Received): Promise<void> {
    await rm(path, { force: true })
  }

  /** The content, open, with its size; null when it is not there. */
  async open(digest: string): Promise<{ file: FileHandle; size: number } | null> {
    if (!/^[0-9a-f]{64}$/.test(digest)) return null
    try {
      const file = await open(join(this.#folder, digest.slice(0, 2), digest))
      return { file, size: (await file.stat()).size }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
      throw error
    }
  }

  /** Clears what a crash left half received, once it is a day old; says how many. */
  async sweep(now = Date.now()): Promise<number> {
    let swept = 0
    for (const name of await readdir(this.#incoming).catch(() => [])) {
      const path = join(this.#incoming, name)
      const found = await stat(path).catch(() => null)
      if (!found || now - found.mtimeMs < day) continue
      await rm(path, { force: true })
      swept++
    }
    return swept
  }

  /**
   * Clears contents that `known` has no entry for, once they have lain a day (an upload puts its content in place before its
   * entry is there); says how many. Looks at a twenty-fourth of the folders, those of the hour, so that a day sees all.
   */
  async clear(known: (digests: readonly string[]) => Promise<ReadonlySet<string>>, now = Date.now()): Promise<number> {
    const hour = Math.floor(now / (day / 24)) % 24
    let cleared = 0
    for (const folder of await readdir(this.#folder).catch(() => [])) {
      if (!/^[0-9a-f]{2}$/.test(folder) || parseInt(folder, 16) % 24 !== hour) continue
      const names = await readdir(join(this.#folder, folder))
      const held = names.length === 0 ? new Set<string>() : await known(names)
      for (const name of names) {
        if (held.has(name)) continue
        const path = join(this.#folder, folder, name)
        const found = await stat(path).catch(() => null)
        if (!found || now - found.mtimeMs < day) continue
        await rm(path, { force: true })
        cleared++
      }
    }
    return cleared
  }
}

async function receiveInto(file: FileHandle, stream: IncomingMessage, accepted: Accepted): Promise<Omit<Received, 'path'>> {
  const intake = new Intake(file, accepted)
  if (Number(stream.headers['content-length'] ?? 0) > accepted.limit) intake.refuse('file.too_large')
  try {
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      if (!(await intake.take(chunk as Buffer))) break
    }
  } catch {
    throw new Problem('input.not_json')
  }
  return intake.finish()
}

/** Takes the chunks of one upload; once it is refused the rest is read and dropped, within bounds. */
class Intake {
  readonly #file: FileHandle
  readonly #accepted: Accepted
  readonly #hash: Hash = createHash('sha256')
  #head = Buffer.alloc(0)
  #type: string | undefined
  #size = 0
  #dropped = 0
  #refused: { problem: Problem; at: number } | null = null

  constructor(file: FileHandle, accepted: Accepted) {
    this.#file = file
    this.#accepted = accepted
  }

  refuse(code: 'file.too_large' | 'file.type'): void {
    this.#refused ??= { problem: new Problem(code, code === 'file.type' ? { allowed: this.#accepted.allowed } : { limit: `${this.#accepted.limit / 1024 / 1024} MB` }), at: Date.now() }
  }

  /** False when enough has been read of something refused. */
  async take(chunk: Buffer): Promise<boolean> {
    if (!this.#refused) await this.#store(chunk)
    if (!this.#refused) return true
    this.#dropped += chunk.length
    return this.#dropped < drainBytes && Date.now() - this.#refused.at < drainMs
  }

  async #store(chunk: Buffer): Promise<void> {
    this.#size += chunk.length
    if (this.#size > this.#accepted.limit) return this.refuse('file.too_large')
    if (this.#type === undefined) {
      this.#head = Buffer.concat([this.#head, chunk])
      this.#type = this.#accepted.typeOf(this.#head)
      if (this.#type === undefined) return this.#head.length < headLength ? undefined : this.refuse('file.type')
      chunk = this.#head
    }
    this.#hash.update(chunk)
    await this.#file.writeFile(chunk)
  }

  finish(): Omit<Received, 'path'> {
    if (this.#refused) throw this.#refused.problem
    if (this.#size === 0) throw new Problem('file.empty')
    if (this.#type === undefined) throw new Problem('file.type', { allowed: this.#accepted.allowed })
    return { type: this.#type, size: this.#size, digest: this.#hash.digest('hex') }
  }
}
