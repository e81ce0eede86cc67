/**
 * The burden ledger: what demands cost communities in person-minutes, measured in the platform's own forms and never filled in by
 * anybody, and how many typed facts had been held already. `note` counts a command; `layOn` says for whose demand it is done.
 */
export { importLedger } from './import.ts'
export { layOn, note, type Behalf } from './note.ts'
export { handlingAt, measureOf, monthOf, paceAt, publish, publishedAt, requestersAt, spentAt, type Measured } from './read.ts'
export { burdenRule, burdenRules, estimate, questionTypes, weigh, type Pace, type Weight } from './rules.ts'
