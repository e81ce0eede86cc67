import * as contract from '../../../contract/service.ts'
import { isPaperOf } from '../../engines/process/index.ts'
import { selfPerson } from '../../ground/registry/index.ts'
import { newId } from '../../kernel/ids.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'

interface FileRow { id: string; place: string; person: string | null; actor: string; name: string; type: 'image/jpeg' | 'image/png' | 'application/pdf'; size: number; digest: string }

/** A file is born at the person's place (or the desk's own) and moves to the case's place when it becomes a paper of it. */
export const keep = serve(contract.keepFile, {
  verb: 'file.keep',
  at: ctx => ctx.seat.chair === 'desk' ? here(ctx) : selfPerson(ctx),
  run: (ctx, { name, type, size, digest }, { place }) => {
    const id = newId()
    ctx.defer(ctx.sql`insert into kernel.file (county, id, place, person, actor, name, type, size, digest, at)
      values (${countyOf(place)}, ${id}, ${place}, ${ctx.seat.chair === 'self' ? ctx.seat.person : null}, ${ctx.seat.actor}, ${name}, ${type}, ${size}, ${digest}, ${ctx.now})`)
    return { id, name, type, size }
  },
  subject: (_input, output) => output.id,
})

/** At a window one sees the papers of the matter that is served, and what one has kept for it a moment ago. */
const servedBy = async (ctx: Context, { id, actor }: FileRow, number: string | undefined): Promise<boolean> =>
  number === undefined ? actor === ctx.seat.actor && !(await isPaperOf(ctx.sql, id)) : isPaperOf(ctx.sql, id, number)

export const read = serve(contract.readFile, {
  verb: 'file.read',
  at: async (ctx, { file, number }) => {
    const [row] = await ctx.sql<FileRow[]>`select id, place, person, actor, name, type, size, digest from kernel.file where id = ${file}`
    return row && (!ctx.seat.attendance || await servedBy(ctx, row, number)) ? row : null
  },
  run: (_ctx, _input, row) => row,
  looked: (_input, output, row) => row.person ? [{ person: row.person, place: row.place, purpose: `查看材料：${output.name}` }] : null,
})
