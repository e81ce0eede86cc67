/**
 * The process engine. A definition is a typed value (states, actions, who may act, clocks, papers, countersignature, what
 * is told); `publish` fixes a version for ever. A case is its append-only steps: `open` begins it, `take` adds one, `fold`
 * says its state. Clocks stand in an index of due instants: `dueClocks` finds them, `fire` does what they do.
 */
export { faultsOf, type Action, type ClockDefinition, type Definition, type State, type Who } from './definition.ts'
export { fold, advance, isSigned, type Standing, type Step } from './fold.ts'
export { asPhrase, open, take, paperTitle, stillAsked, type Opening, type Paper, type Posted, type Taken, type Taking } from './engine.ts'
export { papersOf } from './papers.ts'
export { brokenPromise } from './promise.ts'
export { isRecused, keptApart, objection, openTo, stateTitle } from './rights.ts'
export { definitionOf, newestDefinition, newestDefinitions, publish } from './publish.ts'
export { fire, involve, postpone } from './due.ts'
export { mattersOf, personLeft } from './people.ts'
export { provisionalClocks, reckonOld, recompute } from './reckon.ts'
export { casesAt, figuresUnder, openCasesAt, type Figure } from './figures.ts'
export { caseRecount } from './recount.ts'
export { choices, clocksOf, picture, timeline } from './view.ts'
export {
  awaiting, awaitingRows, caseInHand, casesAbout, casesIn, casesOf, casesOfMatters, casesOfRows, countCases, dueClocks, findCase, grantedBeside, grantedOf, grantedStates, isPaperOf, receivedAt, receivedRows, standings, type CaseRecord, type ListRow, type StepRow,
} from './store.ts'
