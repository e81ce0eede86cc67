import { offices, type Office } from '../../../contract/glossary.ts'
import { levels, type Level } from '../../../contract/kernel.ts'

/** Offices whose holders appoint others: given only from above. */
const appointing: readonly string[] = ['county_admin']

export interface OfficeChoice { code: Office; label: string; level: Level }

/** The offices that may be given from a seat of this level: its own and below, those that appoint only from above. */
export const officesBelow = (level: Level): OfficeChoice[] =>
  (Object.entries(offices) as [Office, { zh: string; level: Level | null }][]).flatMap(([code, { zh, level: at }]) =>
    at !== null && levels[at] >= levels[level] && !(appointing.includes(code) && levels[at] <= levels[level]) ? [{ code, label: zh, level: at }] : [])
