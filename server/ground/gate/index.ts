/**
 * The gate (准入): what may reach communities. Nothing is laid on a community but under an admission: operations say what they
 * lay (`lays`), the house asks `gateKeeper`, and tables under `gate.leave` take no row without it. Caps and lists are law with
 * dates. What was seen on a wall can always be written down.
 */
export { admit, admittedTo, agree, endedOn, expired, findAdmission, finish, holding, holds, importAdmissions, standing, standingWithin, standingRows, type Admission, type Admitting, type Reach } from './admission.ts'
export { barriersTo, capDetails, capsOn, loadOf, type Barrier } from './caps.ts'
export { carriedLists, ownAdmissions } from './carried.ts'
export {
  communitiesOf, countBack, dayOf, heardAt, demandOf, demandRows, demandsAt, groundOf, judgeSeen, recordSeen, refusalsOf, refuseDemand, seatsOf, send, sendersOf, sendingsOf, sightingRows, sightingsAt, turnedAway, watchersOf, type Demand, type Seen, type Sighting,
} from './demand.ts'
export { askerOf, gateKeeper, speaksFor } from './keeper.ts'
export { addList, concerning, importLists, listsOn, type List, type ListEntry, type ListName } from './lists.ts'
export { capsRule, daysRule, gateRules } from './rules.ts'
export type { Asks, Scope } from './scope.ts'
