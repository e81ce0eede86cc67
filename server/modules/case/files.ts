import * as contract from '../../../contract/service.ts'
import { isPaperOf } from '../../engines/process/index.ts'
import { selfPerson } from '../../ground/registry/index.ts'
import { addFile, fileOf, namedBy, type KeptFile } from '../../kernel/files.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'

/** A file is born at the person's place (or the desk's own) and moves to the case's place when it becomes a paper of it. */
export const keep = serve(contract.keepFile, {
  verb: 'file.keep',
  at: ctx => ctx.seat.chair === 'desk' ? here(ctx) : selfPerson(ctx),
  run: async (ctx, { name: given, type, size, digest }, { place }) => {
    const name = namedBy(given, type)
    return { id: await addFile(ctx, place, { name, type, size, digest }), name, type, size }
  },
  subject: (_input, output) => output.id,
})

/**
 * One's own files are one's own. An office reads what was submitted to a case within its range, and what it has kept itself; at a
 * window one sees the papers of the matter that is served, and what one has kept for it a moment ago.
 */
async function mayRead(ctx: Context, { id, actor }: KeptFile, number: string | undefined): Promise<boolean> {
  const { chair, attendance, actor: self } = ctx.seat
  if (chair === 'self' && !attendance) return true
  if (attendance && number === undefined) return actor === self && !(await isPaperOf(ctx.sql, id))
  return (!attendance && actor === self) || isPaperOf(ctx.sql, id, number)
}

export const read = serve(contract.readFile, {
  verb: 'file.read',
  at: async (ctx, { file, number }) => {
    const row = await fileOf(ctx.sql, file)
    return row && await mayRead(ctx, row, number) ? row : null
  },
  run: (_ctx, _input, row) => row,
  looked: (_input, output, row) => row.person ? [{ person: row.person, place: row.place, purpose: `查看材料：${output.name}` }] : null,
})
