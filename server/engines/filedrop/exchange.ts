import { claim, release, workOn, type Drop, type Held } from './folder.ts'
import { giveFiles } from './give.ts'
import { takeFiles } from './take.ts'

/** Goes through every folder that nobody works on, side by side, and says how many there were. What fails in one stops that one only. */
export async function exchange(drop: Drop): Promise<number> {
  const folders = await claim(drop)
  const ends = await Promise.allSettled(folders.map(folder => turn(drop, folder)))
  const failed = ends.filter(end => end.status === 'rejected')
  if (failed.length > 0) throw new Error(`${failed.length} of ${ends.length} folders: ${String((failed[0] as PromiseRejectedResult).reason)}`)
  return folders.length
}

async function turn(drop: Drop, folder: Held): Promise<void> {
  let trouble: string | null = '上次没有处理完，会再试'
  try {
    const work = await workOn(drop, folder)
    if (typeof work === 'string') { trouble = work; return }
    await (folder.direction === 'in' ? takeFiles(work) : giveFiles(work))
    trouble = null
  } finally {
    await release(drop, folder, trouble)
  }
}
