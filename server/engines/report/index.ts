/**
 * Reports that fill themselves: definitions as typed values, compiled to parameterised SQL over the registry's frames under
 * row security; what is held answers them, and only what is missing or stale is asked for. What a place confirmed is kept as
 * it was; corrections change facts, never a table.
 */
export { coverage, elementsOfCell, type Range } from './coverage.ts'
export { compile, elementsOf } from './condition.ts'
export { faultsOf, isRowGrain, type Fault, type Known } from './faults.ts'
export { fillPlaces, fillRows, headings, surveyPlaces, type Sources } from './fill.ts'
export { intoLayout, layoutWords, placeholdersOf, type Sheeted } from './layout.ts'
export { shownLayout } from './preview.ts'
export { addReading, endedReading, listReadings, maskedRow, nameShown, readingOf, readingRows, settle, type ReadingRecord } from './readings.ts'
export { askedElements, asksOf, overlap, type Overlap } from './overlap.ts'
export {
  approveReturn, confirmReturn, keptRows, progressUnder, reopenReturn, standingAt, standingOf, stepRows, stepsOf, type ProgressRow, type Standing, type Step,
} from './returns.ts'
export {
  addAlias, addSendings, addVersion, allReports, foundReport, headOf, holdReport, importReports, laidOn, layoutFor, reportOf, reportsAt, retireReport, sendingsFor, setLayout, setOwnLayout,
  type ReportRecord, type Sending,
} from './store.ts'
export { dueFacts, isCollectable, type Due } from './tasks.ts'
