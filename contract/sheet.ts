import { z } from 'zod'

/** How a table is written; the answer to a csv file comes in the file's own encoding. */
export const Format = z.union([
  z.object({ kind: z.literal('xlsx') }),
  z.object({ kind: z.literal('csv'), encoding: z.enum(['utf-8', 'gb18030', 'utf-16le']), bom: z.boolean(), delimiter: z.enum([',', '\t', ';']) }),
])

/**
 * A piece of a table: its rows, and how the next piece is asked for (`after`). Whatever operation answers with this very schema
 * is also served as one whole file, piece after piece, by `GET /sheets/<operation>?…`.
 */
export const SheetPiece = z.object({
  name: z.string().max(200), sheet: z.string().max(31), format: Format,
  rows: z.array(z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))), next: z.string().nullable(),
  /** What is called when the reader goes before the end. */
  abandon: z.object({ operation: z.string(), input: z.record(z.string(), z.string()) }).optional(),
})
export type SheetPiece = z.infer<typeof SheetPiece>
