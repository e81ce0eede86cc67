/**
 * Household life: what may happen to a household, as values; a request is thought through (`consider`), asked for as it was seen,
 * decided by somebody else and written in one transaction. Two records of one person can be made one, and two again.
 */
export { askLife, consider, decideLife, placeOf, undoLife, withAdded, withdrawLife, type Decision, type LifeParts } from './life.ts'
export { heirsAsked, think } from './shown.ts'
export { kinds } from './kinds.ts'
export { lifeOf, livesAt, livesBy, toLifeRow, type LifeRecord } from './requests.ts'
export { doublesAt, type Double } from './doubles.ts'
export { arrival } from './arrive.ts'
export { callIn } from './callIn.ts'
export type { Ties, TiesOf } from './warnings.ts'
