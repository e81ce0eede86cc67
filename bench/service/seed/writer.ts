import { once } from 'node:events'
import { connect } from '../../../server/kernel/db/index.ts'
import type { Secrets } from '../../../server/kernel/home.ts'
import { vaultOf } from '../../../server/main.ts'
import { serveJobs } from '../worker.ts'
import { columns, People, type Lines } from './people.ts'

/** Grids with the number of their residents, who are counted on from `first`. */
export interface PeopleWork { ownerUrl: string; secrets: Secrets; now: number; first: number; grids: { place: string; n: number }[] }

const tables = ['person', 'identity', 'assertion'] as const

// A process that makes its share of the residents and COPYs them in, three tables at once.
serveJobs<PeopleWork, number>(async ({ ownerUrl, secrets, now, first, grids }, progress) => {
  const sql = connect({ url: ownerUrl, max: 3, name: 'bench-seed', role: 'gongzhi_owner' })
  const streams = await Promise.all(tables.map(async table => {
    const connection = await sql.reserve()
    await connection.unsafe('set synchronous_commit = off; set statement_timeout = 0').simple()
    return { table, stream: await connection.unsafe(`copy ${columns[table]} from stdin`).writable(), release: () => connection.release() }
  }))
  const people = new People(vaultOf(secrets), now)
  let n = first
  let waiting: Lines[] = []
  const flush = async (): Promise<void> => {
    const lines = waiting
    waiting = []
    for (const { table, stream } of streams) if (!stream.write(lines.map(line => line[table]).join(''))) await once(stream, 'drain')
    progress(lines.length)
  }
  for (const grid of grids) {
    for (let i = 0; i < grid.n; i++) waiting.push(people.lines(n++, grid.place))
    if (waiting.length >= 2000) await flush()
  }
  await flush()
  for (const { stream, release } of streams) {
    const done = once(stream, 'finish')
    stream.end()
    await done
    release()
  }
  await sql.end({ timeout: 5 })
  return n - first
})
