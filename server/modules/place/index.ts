import { offices, type Office } from '../../../contract/glossary.ts'
import type { Module } from '../../kernel/module.ts'
import { calendar, children, history, reorganise, search, show, uploadCalendar, type PlaceParts } from './operations.ts'

export type { PlaceParts } from './operations.ts'

const reading = ['place.read', 'calendar.read'] as const
const everybody = (Object.keys(offices) as Office[]).filter(office => office !== 'system')

/** The tree of places and the working calendar: open to everybody, changed by the province. */
export const placeModule = (parts: PlaceParts): Module => ({
  name: 'place',
  offices: {
    ...Object.fromEntries(everybody.map(office => [office, reading])),
    province_admin: [...reading, 'place.reorganise', 'calendar.upload'],
  },
  operations: [children, show, search, history, reorganise(parts), calendar(parts), uploadCalendar(parts)],
  constraints: { place_code_now: 'conflict.stale', calendar_edition_pkey: 'conflict.stale', rule_pkey: 'conflict.stale', place_stands: 'place.unknown' },
})
