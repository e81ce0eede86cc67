import * as contract from '../../../contract/integration.ts'
import { verbs as verbNames } from '../../../contract/glossary.ts'
import { beijingDay } from '../../../contract/time.ts'
import { endFolder, enterFolder, filesHere, findFile, findFolder, foldersUnder, rewrite, type Folder } from '../../engines/filedrop/index.ts'
import { nameOf, texts } from '../../ground/territory/index.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { adapterOf, adapterValues } from './adapters.ts'
import { refuse } from './keys.ts'

const adapterName = (id: string): string => adapterOf(id)?.name ?? id
const verbName = (verb: string): string => verbNames[verb as keyof typeof verbNames] ?? verb

async function shown(ctx: Context, rows: readonly Folder[]): Promise<contract.Folder[]> {
  const [names, keys] = await Promise.all([nameOf(ctx.sql, rows.map(row => row.place)), keysOf(ctx, rows.map(row => row.key))])
  return rows.map(row => ({
    ...row, place_name: names.get(row.place) ?? row.place, adapter_name: adapterName(row.adapter), format_name: contract.formats[row.format as keyof typeof contract.formats],
    key_name: keys.get(row.key)?.name ?? '', key_hint: keys.get(row.key)?.hint ?? '',
  }))
}

interface KeyRow { id: string; place: string; organisation: string; organisation_name: string; name: string; hint: string; verbs: string[]; valid_until: string; revoked_at: string | null }
async function keysOf({ sql }: Context, ids: readonly string[]): Promise<Map<string, KeyRow>> {
  const rows = await sql<KeyRow[]>`select id, place, organisation, organisation_name, name, hint, verbs, valid_until, revoked_at from integration.key where id = any (${texts([...new Set(ids)])}::uuid[])`
  return new Map(rows.map(row => [row.id, row]))
}

export const serveAdapters: Served = serve(contract.adapters, {
  verb: 'integration.manage', at: here,
  run: () => ({
    adapters: adapterValues.map(({ id, name, about, direction, version, verbs, columns }) => ({
      id, name, about, direction, version, verbs: verbs.map(verb => ({ verb, name: verbName(verb) })),
      columns: columns.map(column => ({ title: column.title, name: column.name, required: 'required' in column, about: column.about ?? '' })),
    })),
  }),
})

export const serveFolders = (root: string | null): Served => serve(contract.folders, {
  verb: 'integration.manage', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: async (ctx, asked, { place }) => {
    const { items, ...page } = await foldersUnder(ctx, place, asked)
    return { items: await shown(ctx, items), ...page, root }
  },
})

export const serveOpenFolder = (root: string | null): Served => serve(contract.openFolder, {
  verb: 'integration.manage',
  at: async (ctx, { key }) => {
    const row = (await keysOf(ctx, [key])).get(key)
    return row ? { place: row.place, row } : null
  },
  subject: (_input, { id }) => id,
  run: async (ctx, { format, daily_at, most_rows, ...input }, { row, place }) => {
    const adapter = adapterOf(input.adapter)
    if (!root) throw refuse('这个部署没有设置文件交换目录', 'key')
    if (!adapter) throw refuse('没有这个适配器', 'adapter')
    if (row.revoked_at || row.valid_until < beijingDay(ctx.now)) throw refuse('这个密钥已撤销或已到期', 'key')
    const lacking = adapter.verbs.filter(verb => !row.verbs.includes(verb))
    if (lacking.length > 0) throw refuse(`这个密钥还缺权限：${lacking.map(verbName).join('、')}`, 'key')
    const id = await enterFolder(ctx, { place, organisation: row.organisation, organisation_name: row.organisation_name, key: row.id, adapter, format, daily_at, most_rows })
    return (await shown(ctx, [(await findFolder(ctx, id))!]))[0]!
  },
})

export const serveCloseFolder: Served = serve(contract.closeFolder, {
  verb: 'integration.manage',
  at: async (ctx, { folder }) => {
    const row = await findFolder(ctx, folder)
    return row ? { place: row.place, row } : null
  },
  subject: ({ folder }) => folder,
  run: async (ctx, { folder, reason }, { row }) => {
    if (row.ended_at) throw refuse('这处文件交换已经停用了', 'folder')
    await endFolder(ctx, row, reason)
    return (await shown(ctx, [(await findFolder(ctx, folder))!]))[0]!
  },
})

export const serveFiles: Served = serve(contract.droppedFiles, {
  verb: 'integration.manage', at: here,
  run: async (ctx, asked) => {
    const { items, ...page } = await filesHere(ctx, asked)
    return { items: items.map(row => ({ ...row, adapter_name: adapterName(row.adapter), state_name: contract.fileStates[row.state] })), ...page }
  },
})

export const serveRedeliver: Served = serve(contract.redeliver, {
  verb: 'integration.manage',
  at: async (ctx, { file }) => {
    const row = await findFile(ctx, file)
    return row ? { place: row.place, row } : null
  },
  subject: ({ file }) => file,
  run: async (ctx, { file }, { row }) => {
    if (row.direction === 'in') throw refuse('部门放入的文件请部门重新放入', 'file')
    if (row.closed) throw refuse('这处文件交换已经停用了', 'file')
    if (!row.kept) throw refuse('这个文件的内容已过保存期，不能再生成', 'file')
    await rewrite(ctx, row)
    return { file, name: row.name }
  },
})
