import * as contract from '../../../contract/integration.ts'
import { verbs as verbNames } from '../../../contract/glossary.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { newId } from '../../kernel/ids.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { beijingDay } from '../../../contract/time.ts'
import { countyOf } from '../../kernel/seat.ts'
import { adapterOf, adapterValues } from './drop/index.ts'
import { refuse } from './keys.ts'

type Row = Omit<contract.Folder, 'place_name' | 'adapter_name' | 'format_name'> & { county: string }
const columns = ({ sql }: Context) => sql`f.county, f.id, f.organisation, f.organisation_name, f.place, f.key, k.name as key_name, k.hint as key_hint, f.adapter, f.direction, f.format, f.daily_at, f.most_rows,
  f.path, f.files, f.trouble, f.made_at, f.made_by, f.ended_at, f.ended_reason,
  (select count(*)::integer from integration.line l where l.folder = f.id and l.file is null and l.refused is null) as waiting`
const tables = ({ sql }: Context) => sql`integration.folder f join integration.key k on k.id = f.key`
const adapterName = (id: string): string => adapterOf(id)?.name ?? id

async function shown(ctx: Context, rows: readonly Row[]): Promise<contract.Folder[]> {
  const names = await nameOf(ctx.sql, rows.map(row => row.place))
  return rows.map(row => ({ ...row, place_name: names.get(row.place) ?? row.place, adapter_name: adapterName(row.adapter), format_name: contract.formats[row.format as keyof typeof contract.formats] }))
}

async function byId(ctx: Context, id: string): Promise<Row | undefined> {
  const [row] = await ctx.sql<Row[]>`select ${columns(ctx)} from ${tables(ctx)} where f.id = ${id} limit ${1}`
  return row
}

export const serveAdapters: Served = serve(contract.adapters, {
  verb: 'integration.manage', at: here,
  run: () => ({
    adapters: adapterValues.map(({ id, name, about, direction, version, verbs, columns }) => ({
      id, name, about, direction, version, verbs: verbs.map(verb => ({ verb, name: verbNames[verb as keyof typeof verbNames] ?? verb })),
      columns: columns.map(column => ({ title: column.title, name: column.name, required: 'required' in column, about: column.about ?? '' })),
    })),
  }),
})

export const serveFolders = (root: string | null): Served => serve(contract.folders, {
  verb: 'integration.manage', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: async (ctx, { after, limit }, { place }) => {
    const from = fromCursor(after, 'id')?.[0]
    const range = ctx.sql`f.place >= ${place} and f.place < ${`${place}~`}`
    const rows = await ctx.sql<Row[]>`select ${columns(ctx)} from ${tables(ctx)} where ${range} ${from ? ctx.sql`and f.id < ${from}::uuid` : ctx.sql``} order by f.id desc limit ${limit + 1}`
    const { items, next } = pageOf(rows, limit, row => [row.id])
    return { items: await shown(ctx, items), next, count: await countUpTo(ctx.sql, ctx.sql`select 1 from integration.folder f where ${range}`), root }
  },
})

interface KeyRow { id: string; place: string; organisation: string; organisation_name: string; verbs: string[]; valid_until: string; revoked_at: string | null }

export const serveOpenFolder = (root: string | null): Served => serve(contract.openFolder, {
  verb: 'integration.manage',
  at: async (ctx, { key }) => {
    const [row] = await ctx.sql<KeyRow[]>`select id, place, organisation, organisation_name, verbs, valid_until, revoked_at from integration.key where id = ${key} limit ${1}`
    return row ? { place: row.place, row } : null
  },
  subject: (_input, { id }) => id,
  run: async (ctx, input, { row, place }) => {
    const adapter = adapterOf(input.adapter)
    if (!root) throw refuse('这个部署没有设置文件交换目录', 'key')
    if (!adapter) throw refuse('没有这个适配器', 'adapter')
    if (row.revoked_at || row.valid_until < beijingDay(ctx.now)) throw refuse('这个密钥已撤销或已到期', 'key')
    const lacking = adapter.verbs.filter(verb => !row.verbs.includes(verb))
    if (lacking.length > 0) throw refuse(`这个密钥还缺权限：${lacking.map(verb => verbNames[verb as keyof typeof verbNames] ?? verb).join('、')}`, 'key')
    const id = newId()
    await ctx.sql`insert into integration.folder (county, id, place, organisation, organisation_name, key, adapter, direction, format, daily_at, most_rows, path, made_at, made_by, made_by_person)
      values (${countyOf(place)}, ${id}, ${place}, ${row.organisation}, ${row.organisation_name}, ${row.id}, ${adapter.id}, ${adapter.direction}, ${input.format},
        ${adapter.direction === 'out' ? input.daily_at : null}, ${input.most_rows}, ${`${place}/${adapter.id}-${id.slice(-8)}`}, ${ctx.now}, ${ctx.seat.actorName}, ${ctx.seat.actor})`
    return (await shown(ctx, [(await byId(ctx, id))!]))[0]!
  },
})

export const serveCloseFolder: Served = serve(contract.closeFolder, {
  verb: 'integration.manage',
  at: async (ctx, { folder }) => {
    const row = await byId(ctx, folder)
    return row ? { place: row.place, row } : null
  },
  subject: ({ folder }) => folder,
  run: async (ctx, { folder, reason }, { row }) => {
    if (row.ended_at) throw refuse('这处文件交换已经停用了', 'folder')
    await ctx.sql`update integration.folder set ended_at = ${ctx.now}, ended_reason = ${reason} where county = ${row.county} and id = ${folder}`
    return (await shown(ctx, [(await byId(ctx, folder))!]))[0]!
  },
})

type FileRow = Omit<contract.DroppedFile, 'adapter_name' | 'state_name'> & { adapter: string; county: string; place: string; closed: boolean; kept: boolean }
const fileColumns = ({ sql }: Context) => sql`d.county, d.place, d.id, d.folder, f.organisation_name, f.adapter, d.direction, d.number, d.name, d.digest, d.state, d.read, d.written, d.unchanged, d.refused, d.why, d.at, d.done_at,
  f.ended_at is not null as closed`

export const serveFiles: Served = serve(contract.droppedFiles, {
  verb: 'integration.manage', at: here,
  run: async (ctx, { after, limit, folder }) => {
    const { sql } = ctx
    const from = fromCursor(after, 'instant', 'id')
    const rowsOf = sql`integration.file d join integration.folder f on f.county = d.county and f.id = d.folder where true ${folder ? sql`and d.folder = ${folder}` : sql``}`
    const rows = await sql<FileRow[]>`select ${fileColumns(ctx)} from ${rowsOf} ${from ? sql`and (d.at, d.id) < (${from[0]!}, ${from[1]!}::uuid)` : sql``} order by d.at desc, d.id desc limit ${limit + 1}`
    const { items, next } = pageOf(rows, limit, row => [row.at, row.id])
    return {
      items: items.map(row => ({ ...row, adapter_name: adapterName(row.adapter), state_name: contract.fileStates[row.state] })), next, count: await countUpTo(sql, sql`select 1 from ${rowsOf}`),
    }
  },
})

export const serveRedeliver: Served = serve(contract.redeliver, {
  verb: 'integration.manage',
  at: async (ctx, { file }) => {
    const [row] = await ctx.sql<FileRow[]>`select ${fileColumns(ctx)}, exists (select from integration.line l where l.file = d.id) as kept
      from integration.file d join integration.folder f on f.county = d.county and f.id = d.folder where d.id = ${file} limit ${1}`
    return row ? { place: row.place, row } : null
  },
  subject: ({ file }) => file,
  run: async (ctx, { file }, { row }) => {
    if (row.direction === 'in') throw refuse('部门放入的文件请部门重新放入', 'file')
    if (row.closed) throw refuse('这处文件交换已经停用了', 'file')
    if (!row.kept) throw refuse('这个文件的内容已过保存期，不能再生成', 'file')
    await ctx.sql`update integration.file set state = 'writing' where county = ${row.county} and id = ${file}`
    return { file, name: row.name }
  },
})
