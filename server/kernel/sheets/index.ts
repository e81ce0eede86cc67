/**
 * Tables that people make: xlsx of Excel and WPS and csv in the encodings of offices, read and written row by row. Knows no
 * word of the domain. Every file that cannot be read honestly is a `Problem` with a sentence; nothing in a file is executed.
 */
export { openWorkbook, sheetKinds, type Workbook } from './read.ts'
export { measureWorkbook } from './workbook.ts'
export { writeSheet, type SheetFormat } from './write.ts'
export { bom, CsvFault, csvLine, csvRecords } from './csv.ts'
export { EncodingFound, type PlainEncoding } from './encoding.ts'
export { isFault, plainCell, sheetLimits, type Cell, type Fault, type SheetRow } from './cells.ts'
