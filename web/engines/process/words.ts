/** Words set in lines, with the room they take. */
export interface Block { lines: string[]; w: number; h: number }

/** The breadth of a text in ems: a Chinese character is one, a Latin letter or digit about six tenths. */
export const ems = (text: string): number =>
  Array.from(text).reduce((sum, c) => sum + (/[\u0000-\u024f]/.test(c) ? 0.6 : 1), 0)

/** Sets `text` in lines of about equal length, none over `most` ems; a word of Latin letters is not torn. */
export function wrap(text: string, most: number, size: number, padX: number, padY: number): Block {
  const pieces = text.match(/[\u0021-\u024f]+|\s+|./gsu) ?? ['']
  const even = Math.max(1, Math.ceil(ems(text) / Math.ceil(ems(text) / most)))
  const lines: string[] = ['']
  for (const piece of pieces) {
    const line = lines[lines.length - 1]!
    if (line !== '' && ems(line + piece) > Math.min(even + 0.4, most + 0.4) && !/^[，。、）》”]/.test(piece)) lines.push(piece.trim())
    else lines[lines.length - 1] = line + piece
  }
  const w = Math.max(...lines.map(ems)) * size + padX
  return { lines, w: Math.ceil(w), h: Math.ceil(lines.length * size * 1.4 + padY) }
}
