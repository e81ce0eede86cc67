import { createInterface } from 'node:readline/promises'
import { openHome, type Home } from '../../server/kernel/home.ts'
import { migrateDatabase, openDatabase } from '../database.ts'
import { progress } from '../progress.ts'
import { emptyAll, importPlaces as loadPlaces, mendPlaces as mend, seed as loadPeople } from '../seams.ts'
import { listenForShutdown } from '../shutdown.ts'

/** Brings the database up to date. */
export const migrate = (): Promise<void> => onDatabase(async () => '数据库已是最新。')

/** Loads the places of the province from the shipped list. */
export const importPlaces = (): Promise<void> =>
  onDatabase(async (_home, adminUrl) => `新增 ${await loadPlaces({ adminUrl, progress: progress('导入地区') })} 个地区。`)

/** Loads the people of the demonstration where they are not there yet; with `reset` everything is taken out first and laid anew. */
export const seed = ({ reset = false, yes = false }: { reset?: boolean; yes?: boolean }): Promise<void> =>
  onDatabase(async (home, adminUrl, databaseUrl) => {
    if (reset) {
      if (!yes && !await agreed()) return '没有改动。'
      await emptyAll({ home, adminUrl })
      await migrateDatabase(home, adminUrl)
      await loadPlaces({ adminUrl, progress: progress('导入地区') })
    }
    const people = await loadPeople({ home, adminUrl, databaseUrl, progress: progress('建立演示数据') })
    return people > 0 ? `演示数据：${people} 人。` : '演示数据已在库中，没有改动。要全部清空重来：先停止平台，再运行 npx gongzhi seed --reset'
  })

/** Asked before what cannot be taken back; whoever is not at a terminal has to say so beforehand. */
async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('这里不能提问。确定要清空，请加上 --yes。')
  const question = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await question.question('将清空这个演示库里的全部数据（办件、记录、上传的材料）并重新载入。输入“清空”继续：')
  question.close()
  return answer.trim() === '清空'
}

/** Brings rows that lie at codes no longer in the tree to where their place is now. */
export const mendPlaces = (): Promise<void> => onDatabase(async (_home, adminUrl) => {
  const mended = await mend(adminUrl)
  return mended === 0 ? '没有记录落在已失效的地区代码上。' : `已把 ${mended} 个失效地区代码下的记录归到现在的地区。`
})


/** Work on the migrated database, which is stopped afterwards if it was started for it. */
export async function onDatabase(work: (home: Home, adminUrl: string, databaseUrl: string) => Promise<string>): Promise<void> {
  const shutdown = listenForShutdown(() => console.error('正在停止……'))
  const home = openHome()
  const database = await openDatabase(home)
  try {
    const said = await shutdown.unless(migrateDatabase(home, database.adminUrl).then(url => work(home, database.adminUrl, url)))
    if (said !== undefined) console.log(said)
    else process.exitCode = 130
  } finally {
    await database.stop()
  }
}
