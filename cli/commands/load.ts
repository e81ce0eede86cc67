import { openHome, type Home } from '../../server/kernel/home.ts'
import { migrateDatabase, openDatabase } from '../database.ts'
import { progress } from '../progress.ts'
import { importPlaces as loadPlaces, seed as loadPeople } from '../seams.ts'
import { listenForShutdown } from '../shutdown.ts'

/** Brings the database up to date. */
export const migrate = (): Promise<void> => onDatabase(async () => '数据库已是最新。')

/** Loads the places of the province, from the shipped list or a file of one's own. */
export const importPlaces = (file?: string): Promise<void> =>
  onDatabase(async (home, adminUrl) => {
    const shown = progress('导入地区')
    const count = await loadPlaces({ home, adminUrl, progress: shown, ...(file ? { file } : {}) })
    return `新增 ${count} 个地区。`
  })

/** Loads the people of the demonstration. */
export const seed = (): Promise<void> =>
  onDatabase(async (home, adminUrl) => `演示数据：${await loadPeople({ home, adminUrl, progress: progress('建立演示数据') })} 人。`)

/** Work on the migrated database, which is stopped afterwards if it was started for it. */
async function onDatabase(work: (home: Home, adminUrl: string) => Promise<string>): Promise<void> {
  const shutdown = listenForShutdown(() => console.error('正在停止……'))
  const home = openHome()
  const database = await openDatabase(home)
  try {
    const said = await shutdown.unless(migrateDatabase(home, database.adminUrl).then(() => work(home, database.adminUrl)))
    if (said !== undefined) console.log(said)
    else process.exitCode = 130
  } finally {
    await database.stop()
  }
}
