import { head } from './certificate.ts'
import { inWords } from './certificate.ts'
import { set } from './compile.ts'

/** A table on A4 across: `stale` marks what is old, `total` stands below. Cells are words; numbers are set to the right. */
export interface TablePaper {
  title: string; place: string; day: string; note: string; sealed: readonly string[]; department: string; demonstration: boolean; by: string
  head: readonly string[]; rows: readonly { cells: readonly string[]; stale: readonly boolean[] }[]; total: readonly string[] | null
}

const template = `${head}
#set page(paper: "a4", flipped: true, margin: (x: 14mm, top: 14mm, bottom: 16mm), footer: context { set text(size: 8.5pt, fill: rgb("#555555")); grid(columns: (1fr, auto), [#d.foot], [第 #counter(page).display() 页，共 #counter(page).final().first() 页]) })
#set text(size: 9pt)
#align(center, text(size: 18pt, stroke: 0.3pt, d.title))
#v(1mm)
#grid(columns: (1fr, auto), [#d.place], [#d.day])
#v(0.5mm)
#let line = 0.5pt + rgb("#666666")
#table(columns: d.widths.map(w => w * 1fr), stroke: line, inset: (x: 3pt, y: 3.6pt), align: (x, y) => if y == 0 { center + horizon } else if d.numeric.at(x) { right + horizon } else { left + horizon },
  table.header(..d.head.map(one => table.cell(fill: rgb("#eef1f5"), one))),
  ..d.rows.map(row => row.map(cell => if cell.stale { text(fill: rgb("#8a6116"))[#cell.text ※] } else [#cell.text])).flatten(),
  ..(if d.total == none { () } else { d.total.map(one => table.cell(fill: rgb("#f6f7f9"), one)) }))
#set text(size: 8.5pt)
#if d.marked [#text(fill: rgb("#8a6116"))[※ 已过保鲜期，待核实] \\ ]
#if d.sealed != "" [#d.sealed \\ ]
#if d.note != "" [口径：#d.note]
`

/** Sets a table; a column is as wide as its words ask for. */
export function tableOf(paper: TablePaper): Buffer {
  const width = (text: string) => [...text].reduce((sum, one) => sum + (one.codePointAt(0)! > 0x2e80 ? 2 : 1), 0)
  const widths = paper.head.map((title, i) => Math.min(40, Math.max(6, width(title) + 1, ...paper.rows.slice(0, 200).map(row => width(row.cells[i] ?? '') + (row.stale[i] ? 3 : 0)))))
  const numeric = paper.head.map((_, i) => paper.rows.length > 0 && paper.rows.every(row => /^[\d,.]*$/.test(row.cells[i] ?? '') && (row.cells[i] ?? '').length < 12))
  const data = {
    title: paper.title, place: paper.place, day: inWords(paper.day), note: paper.note, head: paper.head, widths, numeric, total: paper.total,
    sealed: paper.sealed.length > 0 ? `${paper.sealed.join('、')}属于敏感个人信息，表里只印一部分或者有没有登记。` : '',
    rows: paper.rows.map(row => row.cells.map((text, i) => ({ text, stale: row.stale[i] === true }))), marked: paper.rows.some(row => row.stale.includes(true)),
    foot: `${paper.department}　制表：${paper.by}${paper.demonstration ? '　样表：演示系统生成，不具有法律效力' : ''}`,
  }
  return set({ template, data, day: paper.day })
}
