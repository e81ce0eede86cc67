import { lstat, readFile } from 'node:fs/promises'
import type { Incoming } from './adapter.ts'
import { BadFile, fingerprint, mostBytes, rowsOf, type Encoding } from './rows.ts'

export interface Inspected { digest: string; encoding: Encoding; rows: number }

/** What a department may put beside a file, under its name and `.manifest.json`: then it is taken at once, and only if it agrees. */
interface Manifest { sha256?: unknown; rows?: unknown }
export const manifestOf = (name: string): string => `${name}.manifest.json`

async function manifest(path: string): Promise<Manifest | null> {
  const file = await lstat(manifestOf(path)).catch(() => null)
  if (!file) return null
  if (!file.isFile() || file.size > 65_536) throw new BadFile('清单文件不对')
  try {
    return JSON.parse(await readFile(manifestOf(path), 'utf8')) as Manifest
  } catch {
    throw new BadFile('清单文件不是 JSON，请重新生成')
  }
}

/** Which columns a CSV lacks, doubles, or all of them; throws a sentence that names them. */
export function checkTitles(titles: readonly string[], { columns }: Incoming): void {
  const twice = titles.filter((title, i) => title !== '' && titles.indexOf(title) !== i)
  if (twice.length > 0) throw new BadFile(`表头里“${twice[0]}”出现了两次`)
  const missing = columns.filter(column => column.required && !titles.includes(column.title) && !titles.includes(column.name))
  if (missing.length > 0) throw new BadFile(`表头缺少：${missing.map(column => `“${column.title}”`).join('、')}`)
}

/** The digest of a file's content alone; null for what is no plain file, or too large to be read. */
export async function digestOf(path: string): Promise<{ digest: string; encoding: Encoding | null } | null> {
  const file = await lstat(path)
  return file.isFile() && file.size <= mostBytes ? fingerprint(path) : null
}

/**
 * Goes through a whole file before anything of it is written: it is text, its header has what the adapter needs, its quotes
 * close, and it is what its manifest says. Throws `BadFile`. Memory does not grow with the file.
 */
export async function inspect(path: string, adapter: Incoming, known: Awaited<ReturnType<typeof digestOf>>): Promise<Inspected> {
  if (!known) throw new BadFile('不是普通文件，或超过 2 GB')
  if (!/\.(csv|txt|jsonl|ndjson|json)$/i.test(path)) throw new BadFile('只收 .csv 和 .jsonl 文件')
  const { digest, encoding } = known
  const promised = await manifest(path)
  if (promised?.sha256 !== undefined && promised.sha256 !== digest) throw new BadFile('内容与清单里的 SHA-256 不符，可能没有传完整，请重新放入')
  if (!encoding) throw new BadFile('编码既不是 UTF-8 也不是 GB18030，请另存后重新放入')
  let rows = 0
  for await (const row of rowsOf(path, encoding, titles => checkTitles(titles, adapter))) if (row.line > 0) rows++
  if (promised?.rows !== undefined && promised.rows !== rows) throw new BadFile(`清单说有 ${JSON.stringify(promised.rows).slice(0, 20)} 行，文件里有 ${rows} 行，请重新放入`)
  if (rows === 0) throw new BadFile('文件里没有一行数据')
  return { digest, encoding, rows }
}
