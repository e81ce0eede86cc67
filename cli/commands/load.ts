import { openHome, type Home } from '../../server/kernel/home.ts'
import { migrateDatabase, openDatabase } from '../database.ts'
import { progress } from '../progress.ts'
import { importPlaces as loadPlaces, mendPlaces as mend, seed as loadPeople } from '../seams.ts'
import { listenForShutdown } from '../shutdown.ts'

/** Brings the database up to date. */
export const migrate = (): Promise<void> => onDatabase(async () => '数据库已是最新。')

/** Loads the places of the province from the shipped list. */
export const importPlaces = (): Promise<void> =>
  onDatabase(async (_home, adminUrl) => `新增 ${await loadPlaces({ adminUrl, progress: progress('导入地区') })} 个地区。`)

/** Brings rows that lie at codes no longer in the tree to where their place is now. */
export const mendPlaces = (): Promise<void> => onDatabase(async (_home, adminUrl) => {
  const mended = await mend(adminUrl)
  return mended === 0 ? '没有记录落在已失效的地区代码上。' : `已把 ${mended} 个失效地区代码下的记录归到现在的地区。`
})

/** Loads the people of the demonstration. */
export const seed = (): Promise<void> =>
  onDatabase(async (home, adminUrl, databaseUrl) => `演示数据：${await loadPeople({ home, adminUrl, databaseUrl, progress: progress('建立演示数据') })} 人。`)

/** Work on the migrated database, which is stopped afterwards if it was started for it. */
async function onDatabase(work: (home: Home, adminUrl: string, databaseUrl: string) => Promise<string>): Promise<void> {
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
