import type { Column, ImportKind } from '../../../contract/exchange.ts'
import { contentPath, fileOf, type KeptFile } from '../../kernel/files.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { openWorkbook, type Workbook } from '../../kernel/sheets/index.ts'
import { headOf, type Head } from './header.ts'
import { suggest, targetsFor } from './targets.ts'
import { templateFor } from './templates.ts'

export interface OpenedFile { file: KeptFile; book: Workbook; head: Head; columns: Column[]; template: string | null }

/** A table that this seat has brought. Throws `found.nothing`. */
export async function ownFile(ctx: Context, id: string): Promise<KeptFile> {
  const file = await fileOf(ctx.sql, id)
  if (!file || file.person !== null || file.actor !== ctx.seat.actor) throw new Problem('found.nothing')
  return file
}

/** Opens a table and says what its columns mean: as the template with these titles has it, else by the titles. Throws `sheet.…`. */
export async function openFile(ctx: Context, id: string, kind: ImportKind, sheet?: string, header?: number): Promise<OpenedFile> {
  const file = await ownFile(ctx, id)
  const book = await openWorkbook(contentPath(ctx.settings.uploads, file.digest), sheet)
  const head = await headOf(book, ctx.seat.place, header)
  const template = await templateFor(ctx, kind, head.titles)
  return { file, book, head, columns: template?.columns ?? suggest(head.titles, kind, ctx.seat.place), template: template?.name ?? null }
}

/** What is wrong with the meanings that were given: nothing needed may lack, nothing may be meant twice. Throws `exchange.columns`. */
export function checkColumns(columns: readonly Column[], kind: ImportKind, place: string): void {
  const targets = targetsFor(kind, place)
  const meant = columns.flatMap(column => column.target ?? [])
  const refuse = (reason: string) => new Problem('exchange.columns', { reason }, [{ path: 'columns', message: reason }])
  const odd = meant.find(one => !targets.some(target => target.id === one))
  if (odd !== undefined) throw refuse('有一列的含义不在可选的范围内，请重新选择')
  const twice = meant.find((one, i) => meant.indexOf(one) !== i)
  if (twice) throw refuse(`有两列都选了“${targets.find(one => one.id === twice)!.name}”，只能留一列`)
  const missing = targets.filter(target => target.needed && !meant.includes(target.id))
  if (missing.length > 0) throw refuse(`还没有指出哪一列是${missing.map(one => `“${one.name}”`).join('、')}`)
}
