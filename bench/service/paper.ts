import { certificateOf, families, fonts, sampleCertificate, specimenSealer } from '../../server/engines/paper/index.ts'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import type { LoadAnswer } from './load.ts'
import { serveJobs } from './worker.ts'

/** Sheets set one after the other: certificates as the platform sets them, or a page of one line by the bare compiler. */
export interface PaperJob { side: 'ours' | 'bare'; many: number }

// The same fonts and the same standard; no template, no data, no QR code, no seal. The day changes so that nothing is remembered.
let compiler: NodeCompiler | undefined
const bare = (n: number): Buffer => {
  compiler ??= NodeCompiler.create({ fontArgs: [{ fontBlobs: fonts('song') }] })
  const pdf = compiler.pdf({
    mainFileContent: `#set document(date: datetime(year: 2026, month: 11, day: 22))\n#set text(font: (${families.map(one => `"${one}"`).join(', ')}), fallback: false)\n居住证 ${n}`,
  }, { pdfStandard: 'a-2b' })
  compiler.evictCache(10)
  return pdf
}

serveJobs<PaperJob, LoadAnswer>(async ({ side, many }) => {
  const latencies: number[] = []
  let first = 0
  const began = performance.now()
  for (let n = 0; n < many; n++) {
    const start = performance.now()
    const sheet = side === 'ours' ? (await certificateOf({ ...sampleCertificate(), number: `329901-20261122-${String(n).padStart(6, '0')}` }, specimenSealer)).content : bare(n)
    latencies.push(performance.now() - start)
    first ||= sheet.subarray(0, 5).toString('latin1') === '%PDF-' ? sheet.length : NaN
  }
  return { seconds: (performance.now() - began) / 1000, latencies: { [side]: latencies }, answers: [], failed: Number.isNaN(first) ? many : 0, firstFailure: 'no PDF' }
})
