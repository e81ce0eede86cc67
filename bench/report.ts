import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { checkout } from '../server/kernel/home.ts'
import { openPlatform } from '../server/main.ts'
import { measureReports, type Measured } from './report/run.ts'
import { seedPeople } from './report/seed.ts'
import { openCluster, type Cluster } from './service/cluster.ts'
import { benchHome } from './service/settings.ts'
import { table } from './service/table.ts'

// npm run bench -- report: reports that fill themselves, beside the SQL that one would write by hand for each.
const args = process.argv.slice(2)
const quick = args.includes('--quick')
const residents = quick ? 50_000 : 1_000_000
const size = { database: quick ? 'bench_report_quick' : 'bench_report', residents, cases: 0, rounds: quick ? 3 : 5, writes: 0, pages: 0 }
const county = '320583'
let cluster: Cluster | undefined

const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!
const line = ({ work, rows, ours, bare }: Measured): string[] =>
  [work, String(rows), middle(ours).toFixed(0), middle(bare).toFixed(0), (middle(bare) / middle(ours)).toFixed(2)]

async function main(): Promise<void> {
  const home = benchHome()
  cluster = await openCluster(home, size, args.includes('--fresh'))
  await seedPeople(cluster.owner, residents, console.log)
  if (args.includes('--seed-only')) return
  const platform = await openPlatform({ url: cluster.appUrl, secrets: cluster.secrets, uploads: join(home.folder, 'uploads'), connections: 4 })
  try {
    const measured = await measureReports(platform, cluster.root, county, size.rounds)
    console.log(`\n${table([['', '行', 'ours ms', 'bare ms', '比（bare/ours）'], ...measured.map(line)])}\n`)
    mkdirSync(join(checkout, 'dist', 'bench'), { recursive: true })
    writeFileSync(join(checkout, 'dist', 'bench', 'report.json'), JSON.stringify({ at: new Date().toISOString(), cores: availableParallelism(), node: process.version, residents, measured }, null, 2) + '\n')
  } finally {
    await platform.close()
  }
}

let code = 0
try {
  await main()
} catch (error) {
  console.error(error instanceof Error ? error.stack : error)
  code = 1
}
await cluster?.stop()
process.exit(code)
