/**
 * The exchange: tables that come in and go out. A file is opened, its columns are given meanings, a dry run says what would
 * become of every row, and a job writes it batch by batch, each in one transaction from the seat of whoever began it, so that
 * a process that dies loses nothing and doubles nothing. What goes out goes piece by piece.
 */
export { openFile, type OpenedFile } from './open.ts'
export { beginJob, jobOf, jobsAt, setState, saidRows, toJob, writeBatch, judgeBatch, type JobRow } from './store.ts'
export { importsDue, preparedBatch } from './runner.ts'
export { targetsFor } from './targets.ts'
export { answerPiece, blankPiece } from './answer.ts'
export { dropTemplate, templatesAt } from './templates.ts'
export { beginExport, exportablePeople, exportOf, exportsAt, finishExport, peoplePiece } from './export.ts'
