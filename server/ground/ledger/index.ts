/**
 * The ledger: what was done, from which seat, sealed by salted digests. Entries are appended and never changed.
 * `record` runs inside every command's transaction; `entries` reads within one's range; `matches` checks a disclosed
 * content against its entry.
 */
export { digestOf, matches, record, type Content } from './record.ts'
export { entries, entryRows, type EntryFilter, type EntryRow } from './read.ts'
