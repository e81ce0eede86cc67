/**
 * The file drop: folders in which files are exchanged with systems that speak no API. Each row of a file that came is a call of an
 * operation from the seat of the folder's key, once however often the file comes or the process is killed, and is answered beside
 * it; files that go out are written all at once from lines that were laid ready. What a file holds an adapter says, a value of
 * whoever uses this room; the room knows no operation.
 */
export type { Adapter, AdapterOf, InColumn, Incoming, OutColumn, Outgoing } from './adapter.ts'
export { exchange } from './exchange.ts'
export type { Drop } from './folder.ts'
export { clearLines, layLines } from './lines.ts'
export { fingerprint, rowsOf } from './rows.ts'
export { endFolder, enterFolder, filesHere, findFile, findFolder, foldersUnder, rewrite, type DroppedFile, type Folder } from './store.ts'
