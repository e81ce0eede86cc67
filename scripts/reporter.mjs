import { writeFileSync, writeSync } from 'node:fs'
import { root } from './child.mjs'
import { Tally } from './tally.mjs'

// Longer than --test-timeout, after which every living file has said something. Node 24 does not end a file that hangs.
const patience = Number(process.env.GONGZHI_SILENCE ?? 330) * 1000

/**
 * The reporter of `npm test`; the counts go to the file that GONGZHI_TALLY names. After too long a silence the files
 * that have not ended count as failed, and the runner ends itself with all its processes.
 */
export default async function* reporter(events) {
  const tally = new Tally(root)
  const iterator = events[Symbol.asyncIterator]()
  for (;;) {
    const next = await orSilence(iterator.next())
    if (next === undefined) return giveUp(tally)
    if (next.done) break
    const lines = tally.see(next.value)
    if (lines !== '') yield lines
  }
  yield tally.end()
  save(tally)
}

function orSilence(next) {
  let timer
  const silence = new Promise(resolve => {
    timer = setTimeout(resolve, patience)
  })
  return Promise.race([next, silence]).finally(() => clearTimeout(timer))
}

function giveUp(tally) {
  writeSync(1, tally.giveUp())
  save(tally)
  try {
    process.kill(-process.pid, 'SIGKILL') // scripts/test.mjs makes the runner the leader of its group
  } finally {
    process.exit(1)
  }
}

function save({ passed, failed, skipped }) {
  if (process.env.GONGZHI_TALLY !== undefined) writeFileSync(process.env.GONGZHI_TALLY, JSON.stringify({ passed, failed, skipped }))
}
