import { join } from 'node:path'
import { openHome, type Home } from '../../server/kernel/home.ts'

/** How large a run is. Rounds alternate: ours, bare, ours, bare. */
export interface Size {
  /** The database of this size in the benchmark's own cluster. */
  database: string
  residents: number
  cases: number
  rounds: number
  /** Applications and steps in one round of one side. */
  writes: number
  /** Pages in one round of one side. */
  pages: number
}

const full: Size = { database: 'bench_full', residents: 1_000_000, cases: 1_000_000, rounds: 5, writes: 3000, pages: 1200 }
const quick: Size = { database: 'bench_quick', residents: 50_000, cases: 50_000, rounds: 5, writes: 1500, pages: 600 }

export interface Options { size: Size; fresh: boolean; quick: boolean; profile: boolean; seedOnly: boolean }

const known = ['--quick', '--fresh', '--profile', '--seed-only']

/** Reads the arguments; throws a sentence for one that is none. */
export function optionsOf(args: readonly string[]): Options {
  const strange = args.find(arg => !known.includes(arg))
  if (strange !== undefined) throw new Error(`不认识 ${strange}。用法：npm run bench -- service [${known.join('] [')}]`)
  const has = (name: string) => args.includes(name)
  return { size: has('--quick') ? quick : full, fresh: has('--fresh'), quick: has('--quick'), profile: has('--profile'), seedOnly: has('--seed-only') }
}

/** The benchmark's own home inside that of the checkout, with its own database, keys and uploads; kept between runs. */
export function benchHome(): Home & { bin: string } {
  const outer = openHome()
  return { ...openHome({ ...process.env, GONGZHI_HOME: join(outer.folder, 'bench'), GONGZHI_SECRETS_FILE: undefined }), bin: join(outer.folder, 'bin') }
}

export const connections = 16
export const inFlight = 32
export const levels = ['grid', 'community', 'street', 'county', 'city', 'province'] as const
export type Level = (typeof levels)[number]
export const lengthOf: Record<Level, number> = { grid: 15, community: 12, street: 9, county: 6, city: 4, province: 2 }

export const process_ = 'old_age_allowance'
export const title = '高龄津贴'
