import { join } from 'node:path'
import type { Vault } from '../../kernel/crypto/index.ts'
import { serverScope, type Database } from '../../kernel/db/index.ts'
import type { House } from '../../kernel/house.ts'
import { forward } from '../../kernel/outbox.ts'
import type { Seat } from '../../kernel/seat.ts'
import type { Adapter, AdapterOf } from './adapter.ts'

/** A folder as whoever works on it holds it: with the seat of its key, for a while alone. */
export interface Held {
  county: string; id: string; place: string; organisation_name: string; adapter: string; format: 'csv' | 'csv_gb' | 'jsonl'; direction: 'in' | 'out'
  daily_at: number | null; most_rows: number; path: string; made_by_person: string; key: string
}
/** What working on folders needs. `root` is the folder in which all of them lie. */
export interface Drop {
  house: House; database: Database; vault: Vault; root: string; adapterOf: AdapterOf
  /** The seat of a key as it stands now; null for one that is dead. */
  seatOf(key: string): Promise<Seat | null>
}
export interface Work extends Drop { folder: Held; seat: Seat; adapter: Adapter; at: string }

export const claimSeconds = 120

/** The folders that nobody works on, claimed; each is released when its work is done, or comes free by itself. */
export async function claim({ database, house }: Drop): Promise<Held[]> {
  return database.transact(serverScope, 'write', async ({ sql }) => [...await sql<Held[]>`
    with free as (select county, id from filedrop.folder where ended_at is null and (claimed_until is null or claimed_until <= ${house.now}::timestamptz)
      order by id limit ${1000} for update skip locked)
    update filedrop.folder f set claimed_until = ${house.now}::timestamptz + make_interval(secs => ${claimSeconds}) from free
    where f.county = free.county and f.id = free.id
    returning f.county, f.id, f.place, f.organisation_name, f.adapter, f.format, f.direction, f.daily_at, f.most_rows, f.path, f.made_by_person, f.key`])
}

/** Keeps the claim of a folder whose work takes long. */
export const hold = ({ database, house, folder }: Work): Promise<unknown> => database.transact(serverScope, 'write', async ({ sql }) =>
  sql`update filedrop.folder set claimed_until = ${house.now}::timestamptz + make_interval(secs => ${claimSeconds}) where county = ${folder.county} and id = ${folder.id}`)

/** Lets a folder go; `trouble` says why it stands still, and is told once to whoever opened it. */
export async function release(drop: Drop, folder: Held, trouble: string | null): Promise<void> {
  await drop.database.transact(serverScope, 'write', async ({ sql }) => {
    const [row] = await sql<{ changed: boolean }[]>`
      update filedrop.folder f set claimed_until = null, trouble = ${trouble} from filedrop.folder o
      where f.county = ${folder.county} and f.id = ${folder.id} and o.county = f.county and o.id = f.id returning o.trouble is distinct from ${trouble} as changed`
    if (trouble && row?.changed) await forward(sql, noticeTo(drop, folder, '一处文件交换停住了', `原因：${trouble}。处理好后会自动继续，已经放入的文件不会丢。`))
  })
}

/** A letter to whoever opened the folder. */
export const noticeTo = ({ adapterOf }: Drop, folder: Held, title: string, body: string) =>
  ({ topic: 'notice', place: folder.place, payload: { person: folder.made_by_person, title, matter: null, body: `${folder.organisation_name}的“${adapterOf(folder.adapter)?.name ?? folder.adapter}”：${body}` } })

/** The work on a folder with the rights that its key has now, or why there is none. */
export async function workOn(drop: Drop, folder: Held): Promise<Work | string> {
  const adapter = drop.adapterOf(folder.adapter)
  if (!adapter) return '平台不再带有这个适配器'
  const seat = await drop.seatOf(folder.key)
  if (!seat) return '它的密钥已撤销或已到期，请停用后用新密钥重新登记'
  return { ...drop, folder, adapter, seat, at: join(drop.root, folder.path, folder.direction) }
}
