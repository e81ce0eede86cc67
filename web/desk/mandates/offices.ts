import { isHeldAt, levelsInWords, officeName, offices } from '../../../contract/glossary.ts'
import { levelNames, levels, type Level } from '../../../contract/kernel.ts'

/** Offices whose holders appoint others: given and taken only from above. The server has the last word. */
const appointing: readonly string[] = ['county_admin', 'security_admin']

/** An office at one of the levels where it is held; `code` names both, as a form's choice. */
export interface OfficeChoice { code: string; office: string; level: Level; label: string }

/** True when somebody who sits at a level may give or take the office at another. */
export const mayGive = (from: Level, office: string, at: Level): boolean =>
  isHeldAt(office, at) && levels[at] >= levels[from] && !(appointing.includes(office) && levels[at] <= levels[from])

/** The offices that may be given from a seat of this level, from the highest level down. */
export const officesBelow = (from: Level): OfficeChoice[] =>
  levelNames.flatMap(level => Object.keys(offices).filter(office => mayGive(from, office, level))
    .map(office => ({ code: `${office} ${level}`, office, level, label: `${levelsInWords[level]}：${officeName(office)}` })))
