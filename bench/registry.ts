import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkout } from '../server/kernel/home.ts'
import { measureExchange } from './registry/exchange.ts'
import { openCluster, type Cluster } from './service/cluster.ts'
import { clearProfiles, topCosts } from './service/profile.ts'
import { killServers, startServer } from './service/server.ts'
import { benchHome } from './service/settings.ts'
import { table } from './service/table.ts'

// npm run bench -- registry: tables in and out, over HTTP, beside the least that moves the same rows.
const sizes = { full: { rows: 100_000, out: 1_000_000 }, quick: { rows: 10_000, out: 50_000 } } as const
/** The server's heap is held this small, so that its peak says what it needs and not what there was room for; who needs more ends there. */
const heapMb = 192
const out = join(checkout, 'dist', 'bench')
let cluster: Cluster | undefined

async function main(args: readonly string[]): Promise<void> {
  const strange = args.find(arg => arg !== '--quick' && arg !== '--profile')
  if (strange !== undefined) throw new Error(`不认识 ${strange}。用法：npm run bench -- registry [--quick] [--profile]`)
  const profiled = args.includes('--profile')
  const size = args.includes('--quick') ? sizes.quick : sizes.full
  const home = benchHome()
  mkdirSync(out, { recursive: true })
  cluster = await openCluster(home, { database: 'bench_registry' } as never, true)
  const folder = mkdtempSync(join(tmpdir(), 'gongzhi-bench-'))
  if (profiled) clearProfiles(out)
  const server = await startServer(home, cluster.appUrl, [`--max-old-space-size=${heapMb}`, ...profiled ? ['--cpu-prof', '--cpu-prof-dir', out] : []])
  try {
    const run = await measureExchange(cluster, server, folder, size)
    console.log(`\n${table([['做什么', '秒', '行', '行/秒', '服务进程 CPU 秒', '数据库 CPU 秒', '服务进程内存最高 MB', ''], ...run.measured.map(one => [one.what, one.seconds.toFixed(1), String(one.rows), String(Math.round(one.rows / one.seconds)), one.server_cpu?.toFixed(1) ?? '', one.database_cpu?.toFixed(1) ?? '', String(one.peak ?? ''), one.note ?? ''])])}\n`)
    console.log(`写入 ÷（读文件并 COPY 文本）= ${run.ratio_write.toFixed(1)}；从上传到写完 ÷ 同上 = ${run.ratio_copy.toFixed(1)}；写入 ÷（读文件 + 再写一遍）= ${run.ratio_rows.toFixed(1)}；导出 ÷ COPY TO = ${run.ratio_export.toFixed(1)}`)
    console.log(`服务进程内存：开始时 ${run.rest} MB`)
    writeFileSync(join(out, 'registry.json'), JSON.stringify({ at: new Date().toISOString(), cores: availableParallelism(), node: process.version, size, ...run }, null, 2) + '\n')
  } finally {
    await server.stop()
    if (profiled) console.log(topCosts(out))
    rmSync(folder, { recursive: true, force: true })
  }
}

async function end(code: number): Promise<never> {
  killServers()
  await cluster?.stop()
  process.exit(code)
}
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143]] as const) process.once(signal, () => void end(code))
try {
  await main(process.argv.slice(2))
  await end(0)
} catch (error) {
  console.error(error instanceof Error ? error.stack : error)
  await end(1)
}
