import { openHome, type Home } from '../../server/kernel/home.ts'
import { migrateDatabase, openDatabase } from '../database.ts'
import { claimable, listenOn } from '../port.ts'
import { progress } from '../progress.ts'
import { demoLogins, importPlaces, seed } from '../seams.ts'
import { listenForShutdown } from '../shutdown.ts'
import { serveAt, stopWithin } from './serve.ts'

/** Everything at once, for a first look or one machine: database, migrations, places, demonstration people, server. */
export async function start(): Promise<void> {
  const where = listenOn()
  await claimable(where)
  const shutdown = listenForShutdown(() => console.error('正在停止……'))
  const home = openHome()
  const database = await openDatabase(home)
  try {
    const databaseUrl = await shutdown.unless(fill(home, database.adminUrl))
    if (databaseUrl === undefined) return
    const serving = await serveAt(home, databaseUrl, where)
    try {
      console.log(`\n共治已启动：${serving.address}`)
      for (const line of await demoLogins({ adminUrl: database.adminUrl, home })) console.log(`  ${line}`)
      console.log('按 Ctrl+C 停止。\n')
      await shutdown.wish
    } finally {
      await stopWithin(serving, 30)
    }
  } finally {
    await database.stop()
  }
}

async function fill(home: Home, adminUrl: string): Promise<string> {
  const databaseUrl = await migrateDatabase(home, adminUrl)
  await importPlaces({ adminUrl, progress: progress('导入地区') })
  await seed({ adminUrl, databaseUrl, home, progress: progress('建立演示数据') })
  return databaseUrl
}
