import { createHash } from 'node:crypto'
import { canonicalJson } from '../../kernel/crypto/index.ts'
import type { Query, Sql } from '../../kernel/db/index.ts'
import { Memory } from '../../kernel/memory.ts'
import { faultsOf, type Definition } from './definition.ts'

const published = new Map<string, Definition>()

/**
 * Publishes definitions that are not yet published. A published version never changes: the same version with another
 * content is refused, because running cases keep theirs. Needs an administrative connection.
 */
export async function publish(admin: Sql, definitions: readonly Definition[]): Promise<void> {
  newest.forget()
  for (const definition of definitions) {
    const faults = faultsOf(definition)
    if (faults.length > 0) throw new Error(`process ${definition.id} ${definition.version}: ${faults.join('; ')}`)
    const body = canonicalJson(definition)
    const digest = createHash('sha256').update(body).digest('hex')
    await admin`insert into process.definition (id, version, body, digest)
      values (${definition.id}, ${definition.version}, ${JSON.stringify(definition)}::text::json, ${digest}) on conflict (id, version) do nothing`
    const [row] = await admin<{ digest: string }[]>`select digest from process.definition where id = ${definition.id} and version = ${definition.version}`
    if (row!.digest !== digest) throw new Error(`process ${definition.id} version ${definition.version} is published and may not change: raise its version`)
  }
}

/** The newest published version: a new case runs on it. Throws when there is none. */
export async function newestDefinition(sql: Query, id: string): Promise<Definition> {
  const found = (await newestDefinitions(sql)).find(one => one.id === id)
  if (!found) throw new Error(`no published process ${id}`)
  return found
}

const newest = new Memory<readonly Definition[]>()
/** The newest version of every published process, at most a minute old. */
export async function newestDefinitions(sql: Query): Promise<readonly Definition[]> {
  const all = await newest.recall(['all'], async () => new Map([['all',
    (await sql<{ body: Definition }[]>`select distinct on (id) body from process.definition order by id, version desc limit ${500}`).map(row => row.body)]]))
  return all.get('all') ?? []
}

/** A published definition; versions never change, so they are kept in the process once read. */
export async function definitionOf(sql: Query, id: string, version: number): Promise<Definition> {
  const key = `${id} ${version}`
  const known = published.get(key)
  if (known) return known
  const [row] = await sql<{ body: Definition }[]>`select body from process.definition where id = ${id} and version = ${version}`
  if (!row) throw new Error(`no published process ${key}`)
  published.set(key, row.body)
  return row.body
}
