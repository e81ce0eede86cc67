/** What a spreadsheet would run as a formula is text here: an apostrophe before it, as OWASP advises for CSV. */
const formula = /^[=+\-@\t\r＝＋－＠]/u
const defused = (text: string): string => formula.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text

const quoted = (text: string): string => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** One line of a CSV (RFC 4180), with nothing that a spreadsheet would run. */
export const csvLine = (cells: readonly unknown[]): string =>
  `${cells.map(cell => quoted(defused(cell === null || cell === undefined ? '' : typeof cell === 'boolean' ? (cell ? '是' : '否') : String(cell as string | number)))).join(',')}\r\n`

/** The mark by which a spreadsheet knows UTF-8. */
export const bom = '\ufeff'
