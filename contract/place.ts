import { z } from 'zod'
import { command, Day, Id, Instant, Level, Line, Name, Place, query } from './kernel.ts'

export const PlaceRow = z.object({
  id: Id, code: Place, name: z.string(), display: z.string(), level: Level, kind: z.string(), parent: Place.nullable(),
  statistical: z.boolean(), demonstration: z.boolean(), valid_from: Day, valid_to: Day.nullable(), children: z.int(),
})
export type PlaceRow = z.infer<typeof PlaceRow>

/** The places directly under `parent` (absent: the province itself), as of a day (absent: today). */
export const children = query('place.children', z.object({ parent: Place.optional(), as_of: Day.optional() }), z.object({ items: z.array(PlaceRow) }))
/** One place with its ancestors from the province down. */
export const show = query('place.show', z.object({ code: Place, as_of: Day.optional() }),
  z.object({ place: PlaceRow, ancestors: z.array(PlaceRow), counts: z.record(z.string(), z.int()) }))
/** Search by name, pinyin or initials; at most 20, nearest level first; `within` narrows it. */
export const search = query('place.search', z.object({ text: Line(40), within: Place.optional(), level: Level.optional() }),
  z.object({ items: z.array(PlaceRow.extend({ path: z.string() })) }))

export const Succession = z.object({
  id: Id, kind: z.enum(['established', 'abolished', 'merged', 'split', 'converted', 'renamed']), effective: Day, basis: z.string(),
  before: z.array(z.object({ code: Place, name: z.string() })), after: z.array(z.object({ code: Place, name: z.string() })),
  moved: z.int(), recorded_at: Instant,
})
export type Succession = z.infer<typeof Succession>
/** What became of a place, and what it came from. */
export const history = query('place.history', z.object({ id: Id }), z.object({ versions: z.array(PlaceRow), events: z.array(Succession) }))

const Reorganise = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('established'), code: Place, name: Name(60), type: Line(20) }),
  z.object({ kind: z.literal('abolished'), code: Place }),
  z.object({ kind: z.literal('renamed'), code: Place, name: Name(60) }),
  z.object({ kind: z.literal('merged'), codes: z.array(Place).min(2).max(20), code: Place, name: Name(60), type: Line(20) }),
  z.object({ kind: z.literal('split'), code: Place, parts: z.array(z.object({ code: Place, name: Name(60), type: Line(20), children: z.array(Place) })).min(2).max(20) }),
  z.object({ kind: z.literal('converted'), code: Place, new_code: Place, name: Name(60), type: Line(20) }),
])
export const ReorganiseInput = z.object({ event: Reorganise, effective: Day, basis: Line(200), rehearse: z.boolean().default(false) })
export type ReorganiseInput = z.infer<typeof ReorganiseInput>
/** Merges, splits, converts (村改居), renames, sets up or abolishes places; `rehearse` shows what would move and undoes it. */
export const reorganise = command('place.reorganise', ReorganiseInput, z.object({
  event: Succession, moved: z.record(z.string(), z.int()), unchanged: z.boolean(), rehearsed: z.boolean(),
  /** Every place that got a new code. */
  mapping: z.array(z.object({ id: Id, name: z.string(), before: Place, after: Place })),
}))

export const CalendarYear = z.object({
  year: z.int(), edition: z.int().nullable(), notice: z.string().nullable(), published_on: Day.nullable(), workdays: z.int(),
  days: z.array(z.object({ date: Day, kind: z.enum(['holiday', 'makeup_workday']), name: z.string() })),
  editions: z.array(z.object({ edition: z.int(), notice: z.string(), recorded_at: Instant })),
})
export type CalendarYear = z.infer<typeof CalendarYear>
/** The working calendar of a year; a year without a notice says so (edition null). `late` counts clocks that reach into such a year. */
export const calendar = query('calendar.year', z.object({ year: z.int().min(2000).max(2100) }), CalendarYear.extend({ provisional_clocks: z.int() }))
/** Records a year's notice as a new edition; CSV lines `date,kind,name`. Provisional deadlines are computed anew. */
export const uploadCalendar = command('calendar.upload', z.object({
  year: z.int().min(2000).max(2100), notice: Line(120), published_on: Day, csv: z.string().max(20_000),
}), CalendarYear.extend({ recomputed: z.int() }))
