import { z } from 'zod'

/**
 * A finished paper: its name and its bytes in base64. Whatever operation answers with this very schema is also served as the
 * file itself, by `GET /papers/<operation>?…`, so that a browser shows, keeps and prints it.
 */
export const Document = z.object({ name: z.string().max(200), type: z.enum(['application/pdf', 'application/ofd', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'text/csv']), content: z.base64() })
export type Document = z.infer<typeof Document>
