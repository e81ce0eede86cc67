/**
 * The matter engine: several cases that somebody opened as one (一件事). It keeps what they have in common and reckons from
 * its parts how the whole stands, and what several forms ask in common. It knows no process and no item but by their ids.
 */
export { composite, type Composite, type Part } from './status.ts'
export { shared, type Asking, type Shared } from './shared.ts'
export { addMatter, findMatter, mattersOf, mattersOfRows, type MatterRecord } from './store.ts'
