import { head, inWords } from './certificate.ts'
import { set } from './compile.ts'
import type { Sealed, Sealer } from './seal.ts'

/** A notice as the case gives it: receipt, acceptance, supplement, decision. */
export interface NoticePaper {
  title: string; number: string; to: string; body: readonly string[]; organ: string; date: string; demonstration: boolean; clerk: string; agent: string | null; remedies: string | null
}

/** The layout of official papers (GB/T 9704): margins 37 and 35, 28 and 26 mm, size 2 for the title, size 3 for the text, 28 points a line. */
const template = `${head}
#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm), footer: if d.demonstration { align(center, text(size: 9pt, fill: rgb("#8a6116"))[样章　演示系统生成，不具有法律效力]) })
#set text(size: 16pt)
#set par(leading: 12pt, spacing: 12pt)
#align(center, par(leading: 10pt, text(size: 22pt, stroke: 0.4pt, d.parts.map(part => box(part)).join())))
#v(4mm)
#align(right, text(size: 12pt)[编号：#d.number])
#v(2mm)
#for line in d.body [#par(first-line-indent: if line.head { 0em } else { (amount: 2em, all: true) }, line.text)]
#v(14mm)
#align(right, block(width: 90mm, breakable: false, inset: (right: 1em))[
  #align(center)[
    #block(height: 36mm, width: 100%)[
      #place(center + horizon)[#d.organ #v(0.5mm) #d.date]
      #if d.mark != none { place(center + horizon, image(bytes(d.mark), width: 34mm, format: "svg")) }
    ]
  ]
])
#v(1fr)
#line(length: 100%, stroke: 0.5pt)
#if d.agent != none { text(size: 12pt, d.agent); v(1mm) }
#text(size: 12pt)[#d.by #h(1fr) 咨询电话：12345]
#if d.receipt { v(1mm); text(size: 12pt)[签收人： #h(1fr) 签收日期：#h(3em)年#h(2em)月#h(2em)日#h(1em)] }
`

/** A long title breaks before the words that say what kind of paper it is. */
const kindOfPaper = /(?=不予批准决定书|(?<!不予)批准决定书|不予受理决定书)/

/** Sets a notice on A4 and has it sealed. */
export async function noticeOf(paper: NoticePaper, sealer: Sealer | null): Promise<Sealed> {
  const body = [...paper.body, ...(paper.remedies ? [paper.remedies] : [])]
  const data = {
    title: paper.title, parts: paper.title.split(kindOfPaper).filter(Boolean), number: paper.number, organ: paper.organ, date: inWords(paper.date), demonstration: paper.demonstration, mark: sealer?.mark(paper.organ) ?? null,
    agent: paper.agent, by: paper.clerk === paper.to ? '本人网上提交' : `经办：${paper.clerk}`, receipt: paper.clerk !== paper.to,
    body: body.map((text, i) => ({ text, head: i === 0 && /[：:]$/.test(text) })),
  }
  const pdf = set({ template, data, day: paper.date })
  return sealer ? sealer.sign(pdf, { number: paper.number, organ: paper.organ }) : { content: pdf, type: 'application/pdf' }
}
