import * as contract from '../../../contract/exchange.ts'
import {
  answerPiece, beginJob, blankPiece, dropTemplate, jobOf, jobsAt, judgeBatch, openFile, preparedBatch, saidRows, setState, targetsFor, templatesAt, toJob, writeBatch, type JobRow,
} from '../../engines/exchange/index.ts'
import { asksSecond } from '../../ground/registry/index.ts'
import { addFile, namedBy } from '../../kernel/files.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

const verb = 'exchange.import'
const at = (ctx: Context, input: { job: string }): Promise<JobRow | null> => jobOf(ctx, input.job)
/** People are registered by tables under the same rule as at the desk: where it asks for two, another starts what one has tried out. */
const secondFor = async (ctx: Context, { kind, place, started_at }: JobRow): Promise<boolean> => kind === 'residents' && started_at === null && asksSecond(ctx, 'add', place)
/** Where in a table of many pieces one stands. */
const pieceOf = (after: string | undefined): number => {
  if (after === undefined) return 0
  if (!/^\d{1,7}$/.test(after)) throw new Problem('input.invalid', {}, [{ path: 'after', message: '翻页位置已失效，请回到第一页' }])
  return Number(after)
}

export const upload = serve(contract.upload, {
  verb, at: here,
  run: async (ctx, { name: given, type, size, digest }, { place }) => {
    const name = namedBy(given, type)
    return { id: await addFile(ctx, place, { name, type, size, digest }), name, type, size }
  },
  subject: (_input, { id }) => id,
})

export const open = serve(contract.open, {
  verb, at: here,
  run: async (ctx, { file: id, kind, sheet, header }) => {
    const { file, book, head, columns, template } = await openFile(ctx, id, kind, sheet, header)
    return { name: file.name, format: book.format, sheets: book.sheets, sheet: book.sheet, header: head.line, columns, sample: head.sample, template, targets: targetsFor(kind, ctx.seat.place) }
  },
})

export const check = serve(contract.check, {
  verb, at: here,
  run: async (ctx, input) => {
    // What goes on by itself goes on in a mandate that can be looked up; a program's key is none.
    if (ctx.seat.mandate === null) throw new Problem('right.missing')
    return { job: await beginJob(ctx, input) }
  },
  subject: (_input, { job: id }) => id,
})

export const start = serve(contract.start, {
  verb, at, subject: ({ job: id }) => id,
  run: async (ctx, _input, found) => { await setState(ctx, found, 'running', await secondFor(ctx, found)); return {} },
})
export const stop = serve(contract.stop, {
  verb, at, subject: ({ job: id }) => id,
  run: async (ctx, _input, found) => { await setState(ctx, found, 'stopped'); return {} },
})

export const job = serve(contract.job, { verb, at, run: async (ctx, _input, found) => ({ ...toJob(found, ctx.seat.actor), second: await secondFor(ctx, found) }) })
export const jobs = serve(contract.jobs, { verb, at: here, run: (ctx, page) => jobsAt(ctx, page) })
export const rows = serve(contract.rows, { verb, at, run: (ctx, { after }, found) => saidRows(ctx, found, pieceOf(after)) })

/** Only to whoever brought the file: it is theirs. */
export const answered = serve(contract.answered, {
  verb, at,
  run: (ctx, { after }, found) => {
    if (found.actor !== ctx.seat.actor) throw new Problem('exchange.not_yours')
    return answerPiece(ctx, found, pieceOf(after))
  },
})
export const blank = serve(contract.blank, { verb, at: here, run: ({ seat }, { kind }) => blankPiece(kind, seat.place) })

export const templates = serve(contract.templates, { verb, at: here, run: async ctx => ({ items: await templatesAt(ctx) }) })
export const drop = serve(contract.dropTemplate, {
  verb, at: here, subject: ({ template }) => template,
  run: async (ctx, { template }) => {
    if (!(await dropTemplate(ctx, template))) throw new Problem('found.nothing')
    return {}
  },
})

/** The rows are those that this process has read for this very call; a call from outside finds none. */
function batchFor(ctx: Context, found: JobRow, seq: number) {
  const batch = preparedBatch(found.id, seq)
  if (!batch || found.actor !== ctx.seat.actor) throw new Problem('exchange.not_now', { state: contract.jobStates[found.state] })
  return batch
}
export const advance = serve(contract.advance, {
  verb, at, subject: ({ job: id }) => id,
  run: async (ctx, { seq }, found) => {
    const batch = batchFor(ctx, found, seq)
    if (found.state !== 'running') throw new Problem('exchange.not_now', { state: contract.jobStates[found.state] })
    await writeBatch(ctx, found, { ...batch, seq })
    return { line: batch.line, done: batch.last }
  },
})
export const rehearse = serve(contract.rehearse, {
  verb, at, run: (ctx, { seq }, found) => judgeBatch(ctx, found, batchFor(ctx, found, seq).rows),
})
