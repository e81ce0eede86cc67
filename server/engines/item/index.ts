/**
 * The item engine. A service item is a value: its fields of the national catalogue, a form over data elements (JSON Schema
 * 2020-12), conditions that are judged in three values, parameters of a dated rule, what is granted. `faultsOf` says what
 * stands in the way of publishing one; published versions never change. It knows no process but by its name. A bundle is a
 * value too: items that are offered together. Drafts and a place's own numbers are made by one and put in force by another.
 */
export { bundleFaultsOf, type Named } from './bundle.ts'
export { changesOf } from './changes.ts'
export { doubtsOf } from './doubts.ts'
export {
  beginDraft, discardDraft, draftsHere, findDraft, isMaker, proposeDraft, publishDraft, returnDraft, saveDraft, type Draft,
} from './drafts.ts'
export { exclusions } from './exclusions.ts'
export { faultsOf, schemaCheck, type Known } from './faults.ts'
export { elementsOf, licencesAsked, membersOf, questionsOf, refOf, type Members, type Question } from './form.ts'
export { groundsOf, isProven } from './grounds.ts'
export { filled, judge, outcomeOf, reasonsOf, yuan, type Excluded, type Grounds, type Reason, type Verdict } from './judge.ts'
export { spoken } from './numbers.ts'
export { organIn } from './organ.ts'
export { offersPromise, promiseLetter } from './promise.ts'
export { ruleOf, type Which } from './rules.ts'
export { enforceStandard, findStandard, proposeStandard, returnStandard, standardsHere, type Standard } from './standards.ts'
export { bundlesOf, everyNewest, importCarried, itemOf, itemsOf, itemVersion, newestOf, retire, type BundleRecord, type ItemRecord, type Published } from './store.ts'
