import * as contract from '../../../contract/place.ts'
import { calendarYear, recordNotice } from '../../ground/law/index.ts'
import {
  ancestors, children as childrenOf, countsUnder, findPlace, placeOfEvent, provinceCode, reorganise as reorganisePlaces, searchPlaces, successionsOf, versionsOf, type Recount,
} from '../../ground/territory/index.ts'
import type { Query } from '../../kernel/db/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** Open reference data: who may read it may read it wherever he sits. */
export const children = serve(contract.children, {
  verb: 'place.read',
  at: here,
  run: async ({ sql, settings }, { parent = provinceCode, as_of }) => {
    if (!(await findPlace(sql, parent, as_of))) throw new Problem('place.unknown')
    const items = await childrenOf(sql, parent, as_of)
    return { items: items.filter(item => settings.demonstration || !item.demonstration) }
  },
})

export const show = serve(contract.show, {
  verb: 'place.read',
  at: here,
  run: async ({ sql }, { code, as_of }) => {
    const place = await findPlace(sql, code, as_of)
    if (!place) throw new Problem('place.unknown')
    return { place, ancestors: await ancestors(sql, code, as_of), counts: await countsUnder(sql, code, as_of) }
  },
})

export const search = serve(contract.search, {
  verb: 'place.read',
  at: here,
  run: async ({ sql, settings }, { text, within, level }) => ({
    items: await searchPlaces(sql, text, { within, level, demonstration: settings.demonstration }),
  }),
})

export const history = serve(contract.history, {
  verb: 'place.read',
  at: here,
  run: async ({ sql }, { id }) => {
    const versions = await versionsOf(sql, id)
    if (versions.length === 0) throw new Problem('place.unknown')
    return { versions, events: await successionsOf(sql, id) }
  },
})

/** What rooms above this one lend it; `main.ts` hands them in. */
export interface PlaceParts {
  /** Reckons provisional clocks anew after a notice, with the calendar that `calendarOf` gives there; says how many. */
  recompute(ctx: Context): Promise<number>
  /** Open clocks within the seat's range that reach into a year without notice. */
  provisionalClocks(sql: Query): Promise<number>
  /** How rooms count their counters anew where a place is divided between towns. */
  recounts?: readonly Recount[]
}

export const reorganise = ({ recounts = [] }: PlaceParts) => serve(contract.reorganise, {
  verb: 'place.reorganise',
  at: (_, { event }) => ({ place: placeOfEvent(event) }),
  alone: ({ rehearse }) => !rehearse,
  run: (ctx, { event, effective, basis, rehearse }) => reorganisePlaces(ctx, event, effective, basis, { rehearse, recounts }),
  // A rehearsal left nothing behind that an id could lead to.
  subject: (_, output) => output.rehearsed ? 'rehearsal' : output.event.id,
})

/** Only a desk hears how many clocks wait for a notice: the other chairs see no clocks but their own. */
export const calendar = ({ provisionalClocks }: PlaceParts) => serve(contract.calendar, {
  verb: 'calendar.read',
  at: here,
  run: async ({ sql, seat }, { year }) => ({
    ...await calendarYear(sql, year), provisional_clocks: seat.chair === 'desk' ? await provisionalClocks(sql) : 0,
  }),
})

export const uploadCalendar = ({ recompute }: PlaceParts) => serve(contract.uploadCalendar, {
  verb: 'calendar.upload',
  at: here,
  run: async (ctx, input) => {
    await recordNotice(ctx, input)
    const recomputed = await recompute(ctx)
    return { ...await calendarYear(ctx.sql, input.year), recomputed }
  },
  subject: ({ year }) => String(year),
})
