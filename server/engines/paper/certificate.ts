import { printedCode } from '../../../contract/licence.ts'
import { qrSvg } from './qr.ts'
import { set } from './compile.ts'
import type { Sealed, Sealer } from './seal.ts'
import { families } from './fonts.ts'

export interface CertificatePaper {
  number: string
  title: string
  holder: string
  identity: string | null
  lines: readonly { label: string; text: string }[]
  organ: string
  issued_on: string
  valid_until: string | null
  matter: string
  code: string
  /** Where anybody verifies it; the QR code leads there. */
  verify_url: string
  /** Revoked since this day. */
  revoked_on: string | null
  demonstration: boolean
}

const list = families.map(one => `"${one}"`).join(', ')
/** What every paper of ours begins with: our fonts and no other, and the day that it bears. */
export const head = `#let d = json(bytes(sys.inputs.data))
#let ymd = sys.inputs.day.split("-").map(int)
#set document(title: d.title, date: datetime(year: ymd.at(0), month: ymd.at(1), day: ymd.at(2)))
#set text(font: (${list}), lang: "zh", region: "cn", fallback: false, size: 12pt)
// A day and a number are one word.
#show regex("\\d{4,6}(-\\d{2,9}){2}"): box
`

const template = `${head}
#let gold = rgb("#8a6a2f")
#set page(paper: "a4", margin: (x: 30mm, top: 40mm, bottom: 24mm), background: {
  place(top + left, dx: 12mm, dy: 12mm, rect(width: 186mm, height: 273mm, stroke: 2pt + gold))
  place(top + left, dx: 14mm, dy: 14mm, rect(width: 182mm, height: 269mm, stroke: 0.5pt + gold))
  if d.demonstration { place(center + horizon, rotate(-32deg, text(size: 96pt, fill: rgb("#0000000d"), tracking: 0.3em)[样章])) }
  if d.revoked != none { place(center + horizon, dy: 62mm, rotate(-18deg, rect(stroke: 3pt + rgb("#c0192080"), inset: 10pt, text(size: 44pt, fill: rgb("#c0192080"))[已撤销]))) }
})
#if d.demonstration { place(top + center, dy: -20mm, text(size: 10pt, fill: rgb("#8a6116"))[样章　演示系统生成，不具有法律效力]) }
#align(center, text(size: calc.min(34pt, 150mm / calc.max(d.title.clusters().len(), 1) * 0.86), stroke: 0.5pt, tracking: 0.14em, d.title))
#v(4mm)
#align(center, text(size: 11pt)[证照编号：#d.number])
#v(14mm)
#set text(size: 14pt)
#grid(columns: (36mm, 1fr), row-gutter: 7.5mm,
  ..d.rows.map(row => (text(fill: rgb("#5a4a2a"), row.at(0)), par(leading: 0.8em, row.at(1)))).flatten())
#if d.revoked != none { v(8mm); text(fill: rgb("#c01920"))[本证照已于 #d.revoked 撤销，不能再使用。] }
#place(bottom + left, block(width: 74mm)[
  #image(bytes(d.qr), width: 30mm, format: "svg")
  #v(-2mm)
  #set text(size: 9pt)
  #set par(leading: 0.6em)
  扫码核验，或在公开查询页填写编号和校验码 \\
  校验码：#text(size: 11pt, tracking: 0.08em, d.code)
])
#place(bottom + right, dy: -6mm, block(width: 76mm)[
  #align(center)[
    #block(height: 36mm, width: 100%)[
      #place(center + horizon, dy: 3mm)[#text(size: 14pt, d.organ) #v(1mm) #text(size: 13pt, d.issued)]
      #if d.mark != none { place(center + horizon, image(bytes(d.mark), width: 34mm, format: "svg")) }
    ]
    #if d.mark == none { text(size: 9pt)[（未加盖电子印章，以核验页为准）] }
  ]
])
`

export const inWords = (day: string): string => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year} 年 ${month} 月 ${date} 日`
}

/** Sets a certificate on one sheet of A4 and has it sealed. The same certificate gives the same bytes, unless the sealer's signature differs. */
export async function certificateOf(paper: CertificatePaper, sealer: Sealer | null): Promise<Sealed> {
  const { number, title, organ, issued_on, valid_until, demonstration, code } = paper
  const rows = [
    ['持证人', paper.holder], ...(paper.identity ? [['证件号码', paper.identity]] : []), ...paper.lines.map(line => [line.label, line.text]),
    ['有效期', valid_until ? `${inWords(issued_on)}至 ${inWords(valid_until)}` : '长期'], ['办件编号', paper.matter],
  ]
  const data = {
    title, number, rows, organ, issued: inWords(issued_on), code: printedCode(code), qr: qrSvg(paper.verify_url), mark: sealer?.mark(organ) ?? null,
    revoked: paper.revoked_on && inWords(paper.revoked_on), demonstration,
  }
  const pdf = set({ template, data, day: issued_on })
  return sealer ? sealer.sign(pdf, { number, organ }) : { content: pdf, type: 'application/pdf' }
}
