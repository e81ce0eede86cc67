/**
 * The registry: people, households and organisations, and every fact about them with where it came from. A value is an
 * assertion about a registered element; what must stay secret is sealed under the element and the subject, found by
 * keyed hash, shown masked. Rows of another range do not exist here: row security decides.
 */
export { declared, elements, findElement, formTypeOf, structural, syncElements, type ElementDefinition, type FormType, type ValueType } from './elements.ts'
export { calledAt, elementNamed, namesOfElement, reaches, titleKey } from './aliases.ts'
export { elementsAt, learnElements, nameElement, registerElement, unnameElement, type Registering } from './dictionary.ts'
export { schemaOf } from './schema.ts'
export { choicesOf, listOf, wordOf } from './lists.ts'
export { checkValue, checked, elementOf, maskValue, showValue, type Given, type Value } from './values.ts'
export { assertFacts, enteredIn, freshUntil, type Asserted, type Entered, type Provenance, type Source, type Subject } from './assert.ts'
export { requireSecond } from './second.ts'
export { identityChecks, type Knock } from './checks.ts'
export { factsOf, fill, history, openSealed, type Held, type PastFact } from './held.ts'
export {
  homeOf, identityOf, isRegistered, personOf, personPresent, personWithin, registerPerson, registeredAs, coveredRow, selfPerson, toPersonRow, toRosterRow,
  type PersonRecord, type Present, type Known, type Registration,
} from './persons.ts'
export { foundHousehold, householdOf, joinHousehold, type Founding, type HouseholdView, type Joining } from './households.ts'
export { settle } from './bulk.ts'
export { readied } from './bulkNew.ts'
export type { BulkOptions, Entrant, Outcome } from './batch.ts'
export { alike, registryRules } from './alike.ts'
export { peopleWithFacts, recordLooks, type TakenOut } from './takeout.ts'
export { changeOf, changesAt, decideChange, proposeChange, type Change, type ChangeState } from './changes.ts'
export { organisationOf, organisationsAt, publicBodiesAt } from './organisations.ts'
export {
  addPost, bodiesOf, bodyOf, dissolveBody, foundBody, lastBegun, membershipOf, postOf, renameBody, seatIn, setPhone, unseat, type Body,
} from './bodies.ts'
export { residentsOf, roster, type RosterFilter } from './roster.ts'
export { Frame, type FrameGrain, type FrameOptions } from './frame.ts'
export { personRecount } from './recount.ts'
export { looksAt, recordLook } from './looks.ts'
export { ageOn, cleanName, nameKey, nameLetters } from './names.ts'
export { mobileOf } from './contact.ts'
export { identityHash, sealedFor, stored } from './seals.ts'
export type { PageOf, PageWanted } from './pages.ts'
export {
  arrival, askLife, callIn, consider, decideLife, doublesAt, heirsAsked, lifeOf, livesAt, livesBy, placeOf, think, toLifeRow, undoLife, withAdded, withdrawLife,
  type Double, type LifeParts, type LifeRecord, type Ties, type TiesOf,
} from './life/index.ts'
export { asksSecond, secondRule } from './life/second.ts'
export { alikeAgain, findingAt, unlike } from './life/unlike.ts'
export { correct, correctionsOf } from './corrections.ts'
