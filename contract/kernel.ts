import { z } from 'zod'

/**
 * How server and web make promises to each other. An operation has a kind, a name and two schemas; the HTTP surface is
 * one `POST /api/<name>` per operation. A `query` only reads, a `command` changes something and is recorded, a `look`
 * is a query that opens one person's record and leaves a trace of having done so.
 */
export type Kind = 'query' | 'command' | 'look'

export interface Operation<
  N extends string = string, I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, K extends Kind = Kind,
> {
  readonly kind: K
  readonly name: N
  readonly input: I
  readonly output: O
}

export type InputOf<T extends Operation> = z.input<T['input']>
export type ParsedOf<T extends Operation> = z.output<T['input']>
export type OutputOf<T extends Operation> = z.output<T['output']>

const operation =
  <K extends Kind>(kind: K) =>
  <N extends string, I extends z.ZodType, O extends z.ZodType>(name: N, input: I, output: O): Operation<N, I, O, K> =>
    ({ kind, name, input, output })

export const query = operation('query')
export const command = operation('command')
export const look = operation('look')

/** A stable identity (UUID, version 7 when made here). */
export const Id = z.uuid({ error: '编号格式不对' })

/** Lengths of a place code by level: province 2, city 4, county 6, town 9, community 12, grid 15, micro-unit 18. */
export const levels = {
  province: 2, city: 4, county: 6, town: 9, community: 12, grid: 15, micro: 18,
} as const
export type Level = keyof typeof levels
export const levelNames = Object.keys(levels) as Level[]
export const Level = z.enum(levelNames as [Level, ...Level[]])

/** The official statistical code, cut to its level's length; never by stripping zeros. */
export const Place = z.string().regex(/^\d{2}(\d{2}(\d{2}(\d{3}(\d{3}(\d{3}(\d{3})?)?)?)?)?)?$/, '区划代码格式不对')

/** The level of a well-formed place code. */
export function levelOf(place: string): Level {
  const level = levelNames.find(name => levels[name] === place.length)
  if (!level) throw new Error(`not a place code: ${place}`)
  return level
}

/** The ancestor-or-self of `place` at `level`; undefined when the place is above that level. */
export const cut = (place: string, level: Level): string | undefined =>
  place.length >= levels[level] ? place.slice(0, levels[level]) : undefined

/** True when `place` is `top` or lies under it. */
export const within = (place: string, top: string): boolean => place.startsWith(top)

/** A calendar day, `2026-11-22`, that exists; there was no year 0. */
export const Day = z.iso.date({ error: '日期格式应为 2026-11-22' }).refine(day => !day.startsWith('0000'), '日期格式应为 2026-11-22')
/** An instant with its zone, ISO 8601. */
export const Instant = z.iso.datetime({ offset: true })
/** Money in integer fen. */
export const Fen = z.int().min(0).max(9_000_000_000_000)

/** What copying from other programs leaves in a text and nobody meant: zero-width spaces, word joiners, byte order marks. */
const withoutJoints = (text: string): string => text.replace(/[\u200b\u2060\ufeff]/g, '')
/** What cannot be seen and turns or forges what can: direction marks, tag characters. Joiners belong to scripts and to emoji. */
const hidden = /(?![\u200c\u200d])\p{Cf}/u
/** One line of free text: trimmed, without control or hidden characters, any other character of any plane. */
export const Line = (max: number) =>
  z.string().overwrite(withoutJoints).trim().min(1, '请填写').max(max, `最多 ${max} 个字`).refine(s => !/\p{Cc}/u.test(s), '不能含控制字符')
    .refine(s => !hidden.test(s), '含有看不见的字符，请删去后重新填写')
/** Letters that show nothing: the fillers of Hangul. */
const fillers = /[\u115f\u1160\u3164\uffa0]/u
/** A letter of any script; in planes 2 and 3 also Han characters younger than our tables, and those of private use. */
const letter = /[\p{L}\p{Co}\u{20000}-\u{3fffd}]/u
/** A name of a person or a body: a line that has a letter and does not begin with a mark. */
export const Name = (max: number) =>
  Line(max).refine(s => !fillers.test(s) && letter.test(s) && !/^\p{M}/u.test(s), '这不像一个名称，请核对后重新填写')
/** Several lines of free text. */
export const Text = (max: number) =>
  z.string().trim().min(1, '请填写').max(max, `最多 ${max} 个字`).refine(s => !/[^\P{Cc}\n\t]/u.test(s), '不能含控制字符')

/** A count that says whether it is exact; past 10,000 an uncounted filter says only «more than 10,000». */
export const Count = z.object({ n: z.int().min(0), exact: z.boolean() })

/** The request for one page by key: `after` is the `next` of the page before. */
export const PageRequest = z.object({
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).default(50),
})
export const Page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable(), count: Count })

/** What a caller hears when an operation is refused: never a bare code, always a sentence. */
export const ProblemBody = z.object({
  code: z.string(),
  message: z.string(),
  fields: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type ProblemBody = z.infer<typeof ProblemBody>

/** Where a page finds the program that drives the tools of a window (docs/devices.md): on its own computer only. */
export const bridgeAddress = 'ws://127.0.0.1:8765'

/**
 * The headers of a call. `seat` names the mandate one acts under (absent: one's own self chair, or the public chair when
 * not logged in); `serving` names the attendance at a window in whose person's chair one sits; `pass` is a short-lived token
 * that seats one person for one deed, without a log-in; `idempotency-key` makes a
 * repeated command answer what it answered first; `active` says how many milliseconds somebody worked on the form that is sent. `x-gongzhi: 1` is required on every call with a cookie or
 * without any token: a page of another origin cannot send it. A program that bears a token needs none.
 */
export const headers = { seat: 'seat', serving: 'serving', pass: 'pass', idempotency: 'idempotency-key', active: 'active-ms', own: 'x-gongzhi' } as const
