/**
 * Territory: the tree of places as it lives in time, and the seats in it. Codes are cut by level and compared as text
 * ranges; a place keeps its id while code, name and kind change. Only `reorganise` changes the tree, and with it moves
 * the rows of every table, losing none.
 */
export { apart, common, demonstrationCity, kindFits, levelBelow, parentCode, pathCodes, provinceCode } from './codes.ts'
export { guardedTables, mendStrays, strayRows, type GuardedTable } from './guard.ts'
export { codesOn, successionsOf, successorOf, versionsOf } from './history.ts'
export {
  addPlaces, codeOfDivision, idOfCode, importDivisions, readDivisions, type DivisionRow, type GivenPlace, type Imported,
} from './import.ts'
export { agentServing, attendanceRows, attendanceSince, attendancesOf, closeAttendance, openAttendance, type MarkedAgent } from './attendance.ts'
export {
  addMandate, appointInTurn, appointOnce, endMandate, heldFrom, heldToday, mandateForUpdate, mandateOf, mandateRows, mandatesAt, type Mandate,
} from './mandates.ts'
export { normalise, pinyinOf } from './names.ts'
export { placeOfEvent, type PlaceEvent } from './plan.ts'
export { ancestors, children, countsUnder, findPlace, groundsUnder, nameOf, pathNameOf, placesByCode } from './read.ts'
export { reorganise, type CounterRow, type Recount, type Reorganised, type ReorganiseOptions } from './reorganise.ts'
export { foldPinyin, searchPlaces, type SearchOptions } from './search.ts'
export { texts } from './texts.ts'
