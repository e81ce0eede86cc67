import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { checkout, type Home } from '../server/kernel/home.ts'
import { openCluster, type Cluster } from './service/cluster.ts'
import { clearProfiles, topCosts } from './service/profile.ts'
import { mattersOf, Run, type Result } from './service/run.ts'
import { seed, seeded, wrongCounters, type Seeding } from './service/seed/index.ts'
import { certificates } from './service/certificates.ts'
import { killServers, startServer } from './service/server.ts'
import { benchHome, connections, inFlight, optionsOf, type Options } from './service/settings.ts'
import { clearRuns, seatPeople } from './service/standing.ts'
import { aimsOf, aimTable, cpuTable, levelTable, mainTable, table, tripTable } from './service/table.ts'
import { countTrips } from './service/trips.ts'
import { peakMemory } from './service/usage.ts'
import { stopWorkers } from './service/worker.ts'

// npm run bench -- service: the platform over HTTP against the least SQL that writes, or reads, the same rows.
const out = join(checkout, 'dist', 'bench')
let cluster: Cluster | undefined

async function main(options: Options): Promise<void> {
  const home = benchHome()
  mkdirSync(out, { recursive: true })
  cluster = await openCluster(home, options.size, options.fresh)
  const seeding = await seededOrSeed(cluster, options)
  if (options.seedOnly) return
  await clearRuns(cluster.owner, seeding.at)
  const { rounds, writes } = options.size
  const standing = await seatPeople(cluster.owner, cluster.secrets, 2 * (rounds + 1) * (writes + mattersOf(writes)) + 1100)
  await cluster.root`checkpoint`
  if (options.profile) return profile(cluster, home, options, standing)
  const server = await startServer(home, cluster.appUrl)
  const run = new Run(cluster, server, standing, options.size)
  const results: Result[] = [await run.create(), await run.step(), await run.matter(), ...await run.pages(), await run.form(), await certificates(cluster.root, rounds)]
  const memory = peakMemory(server.pid)
  await server.stop()
  const trips = await countTrips(home, cluster.appUrl, run)
  await run.stop()
  const wrong = await wrongCounters(cluster.owner)
  const aims = aimsOf(results)
  const [create] = results
  console.log(`\n${mainTable(results)}\n\n${cpuTable(results)}\n\n${levelTable(results.filter(one => one.kind === 'page'))}\n\n${tripTable(trips)}\n\n${aimTable(aims)}\n`)
  console.log(`服务进程内存最高 ${memory} MB；申请一轮结束时还有 ${create!.letters_left} 封通知待投递，另需 ${create!.drain_seconds!.toFixed(1)} 秒；` +
    `计数与实数${wrong === 0 ? '一致' : `不一致：${wrong} 处`}。`)
  writeFileSync(join(out, 'service.json'), JSON.stringify({
    at: new Date().toISOString(), cores: availableParallelism(), node: process.version, connections, in_flight: inFlight, size: options.size, seeding, results, trips,
    server_peak_megabytes: memory, wrong_counters: wrong, aims,
  }, null, 2) + '\n')
  if (wrong > 0) throw new Error('counters differ from the counts')
}

async function seededOrSeed(cluster: Cluster, options: Options): Promise<Seeding> {
  let seeding = await seeded(cluster.owner, options.size)
  if (!seeding) {
    seeding = await seed(cluster, options.size)
    console.log(table([['表', '行', '秒', '行/秒'], ...seeding.tables.map(one => [one.table, String(one.rows), String(one.seconds), one.rows ? String(one.rows_per_second) : ''])]))
  }
  console.log(`${seeding.residents} 名居民，${seeding.cases} 件办件，数据库 ${seeding.megabytes} MB，建立用了 ${seeding.seconds} 秒（${seeding.at}）`)
  return seeding
}

/** Only applications, with the server under the profiler. */
async function profile(cluster: Cluster, home: Home, { size }: Options, standing: Awaited<ReturnType<typeof seatPeople>>): Promise<void> {
  clearProfiles(out)
  const server = await startServer(home, cluster.appUrl, ['--cpu-prof', '--cpu-prof-dir', out])
  const run = new Run(cluster, server, standing, size)
  const created = [await run.create()]
  console.log(`${mainTable(created)}\n\n${cpuTable(created)}`)
  await run.stop()
  await server.stop()
  console.log(topCosts(out))
}

async function end(code: number): Promise<never> {
  stopWorkers()
  killServers()
  await cluster?.stop()
  process.exit(code)
}

for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
  process.once(signal, () => { console.error('正在停止……'); void end(code) })
}
try {
  await main(optionsOf(process.argv.slice(2)))
  await end(0)
} catch (error) {
  console.error(error instanceof Error ? error.stack : error)
  await end(1)
}
