/**
 * The licence library. What was issued here stands in its rows; what other registers hold is read from the registry's facts
 * and never copied. A licence is used in a matter only while it is valid and by the holder's consent, and each use is a row
 * that lies where the matter lies. Rows of another range do not exist here: row security decides.
 */
export { issue, revoke, type Issuing } from './issue.ts'
export { findLicence, licenceOf, licencesOf, licencesRows, standingOf, verified, type LicenceRow } from './store.ts'
export { obtainable, obtained, type Obtained } from './obtained.ts'
export { deposit, depositedOf, type Deposited } from './deposited.ts'
export { available, recordUses, usesIn, usesOf, usesRows, type Available, type UseRow } from './use.ts'
