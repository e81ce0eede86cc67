import { openHome, type Home } from '../../server/kernel/home.ts'
import { migrateDatabase, openDatabase } from '../database.ts'
import { claimable, listenOn } from '../port.ts'
import { progress } from '../progress.ts'
import { demoLogins, importPlaces, inEarnest, seed, standing } from '../seams.ts'
import { listenForShutdown } from '../shutdown.ts'
import { serveAt, stopWithin } from './serve.ts'

/** Everything at once, for a first look or one machine: database, migrations, places, server; demonstration people unless GONGZHI_DEMO=off. */
export async function start(): Promise<void> {
  const where = listenOn()
  wantsDemonstration()
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
      const { nature, appointed } = await standing(database.adminUrl)
      if (nature === 'earnest' && !appointed) console.log('  还没有任何岗位。请在另一个终端运行 npx gongzhi appoint --help，设立首批管理员。')
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
  if (!wantsDemonstration()) await inEarnest(adminUrl)
  const { nature } = await standing(adminUrl)
  if (nature !== 'earnest') await seed({ adminUrl, databaseUrl, home, progress: progress('建立演示数据') })
  return databaseUrl
}

/** Whether a new house is a demonstration: it is, unless GONGZHI_DEMO=off. Throws a sentence for any other word. */
export function wantsDemonstration(env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.GONGZHI_DEMO && !['on', 'off'].includes(env.GONGZHI_DEMO)) throw new Error(`GONGZHI_DEMO=${env.GONGZHI_DEMO} 看不懂：不要演示数据请写 GONGZHI_DEMO=off。GONGZHI_DEMO is either on or off.`)
  return env.GONGZHI_DEMO !== 'off'
}
