import type { Sql } from '../../server/kernel/db/index.ts'
import type { LoadAnswer } from './load.ts'
import { ratio, round, side, type Round } from './measure.ts'
import type { PaperJob } from './paper.ts'
import type { Result } from './run.ts'
import { startWorker } from './worker.ts'

const many = 60

/** A certificate with its seal and its QR code, beside a page of one line set by the bare compiler: one process, one sheet after the other. */
export async function certificates(root: Sql, times: number): Promise<Result> {
  const setter = startWorker<PaperJob, LoadAnswer>('./paper.ts')
  const rounds = { ours: [] as Round[], bare: [] as Round[] }
  for (let i = 0; i <= times; i++) {
    for (const which of ['ours', 'bare'] as const) {
      const measured = await round(root, 0, setter.pid, () => setter.run({ side: which, many }))
      // the first of each loads fonts and compiles
      if (i > 0) rounds[which].push(measured.round)
    }
  }
  await setter.stop()
  const [ours, bare] = [side(rounds.ours), side(rounds.bare)]
  return { work: '证照 certificate', kind: 'paper', ours, bare, ratio: ratio(ours, bare) }
}
