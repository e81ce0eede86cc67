import type { ImportKind, RowSaid } from '../../../contract/exchange.ts'
import type { SheetPiece } from '../../../contract/sheet.ts'
import { titleKey } from '../../ground/registry/index.ts'
import { contentPath } from '../../kernel/files.ts'
import type { Context } from '../../kernel/operation.ts'
import { openWorkbook, plainCell, type SheetRow } from '../../kernel/sheets/index.ts'
import { batchesOf, saidOf, type JobRow } from './store.ts'
import { answerTitle, targetsFor } from './targets.ts'

const size = 5_000
/** Readers that stand where the next piece begins: asked for in their order, a file is read once. */
const open = new Map<string, { rows: AsyncGenerator<SheetRow>; timer: NodeJS.Timeout }>()

function keep(key: string, rows: AsyncGenerator<SheetRow>): void {
  const timer = setTimeout(() => { open.delete(key); void rows.return(undefined) }, 30_000).unref()
  open.set(key, { rows, timer })
}
function resume(key: string): AsyncGenerator<SheetRow> | undefined {
  const found = open.get(key)
  open.delete(key)
  clearTimeout(found?.timer)
  return found?.rows
}

const words = { written: '已导入', unchanged: '已有，没有变化', refused: '没有导入', held: '待核对' } as const
const sentence = ({ what, says }: RowSaid): string => (says === null ? words[what] : `${words[what]}：${says}`)

/** The file as it came, line by line, with what became of each row in a column behind the last; rows that the job has not reached stay without. */
export async function answerPiece(ctx: Context, job: JobRow, after: number): Promise<SheetPiece> {
  const width = Math.max(...job.columns.map(column => column.at)) + 1
  const old = job.columns.find(column => titleKey(column.title) === titleKey(answerTitle))?.at
  const at = old ?? width
  const key = `${ctx.seat.actor} ${job.id} ${after}`
  const rows = resume(key) ?? (await openWorkbook(contentPath(ctx.settings.uploads, job.digest), job.sheet === '' ? undefined : job.sheet)).rows({ after, asStored: true })
  const out: SheetPiece['rows'] = []
  const lines: number[] = []
  let line = after
  let done = false
  while (out.length < size) {
    const { value, done: over } = await rows.next()
    if (over) { done = true; break }
    while (++line < value.line) { out.push([]); lines.push(line) }
    const cells = value.cells.map(plainCell)
    out.push(cells)
    lines.push(value.line)
  }
  const said = await saidBetween(ctx, job, after, line)
  out.forEach((cells, i) => {
    const answer = lines[i] === job.header ? answerTitle : said.get(lines[i]!)
    if (answer === undefined) return
    while (cells.length < at) cells.push(null)
    // What stands behind the last title is not written over.
    if (old === undefined && cells.length > at) cells.push(answer)
    else cells[at] = answer
  })
  if (!done) keep(`${ctx.seat.actor} ${job.id} ${line}`, rows)
  const name = job.file_name.replace(/(\.[^.]+)$/, '（导入结果）$1')
  return { name, sheet: job.sheet.slice(0, 31) || '数据', format: job.format, rows: out, next: done ? null : String(line) }
}

async function saidBetween(ctx: Context, job: JobRow, after: number, until: number): Promise<Map<number, string>> {
  const said = new Map<number, string>()
  for (let seq = 0; ;) {
    const batches = await batchesOf(ctx, job, seq, 50)
    for (const batch of batches) {
      seq = batch.seq
      if (batch.lines.at(-1)! <= after) continue
      if (batch.lines[0]! > until) return said
      for (const row of saidOf(batch)) said.set(row.line, sentence(row))
    }
    if (batches.length < 50) return said
  }
}

/** An empty table with the titles that are understood. */
export const blankPiece = (kind: ImportKind, place: string): SheetPiece => ({
  name: kind === 'residents' ? '居民登记表' : '信息补充表', sheet: '居民', format: { kind: 'xlsx' }, rows: [blankTitles(kind, place)], next: null,
})
const often = ['person.name', 'person.identity_number', 'person.residence_place', 'person.residence_address', 'household.number', 'household.relation', 'person.phone', 'person.ethnic_group',
  'person.marital_status', 'person.education', 'person.politics', 'person.living_arrangement', 'person.contact_name', 'person.contact_phone']
const blankTitles = (kind: ImportKind, place: string): string[] => {
  const targets = targetsFor(kind, place)
  return often.flatMap(id => targets.filter(one => one.id === id).map(one => (one.needed ? `${one.name}（必填）` : one.name)))
}
