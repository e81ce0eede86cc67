import type { Sql } from '../../server/kernel/db/index.ts'
import type { LoadAnswer } from './load.ts'
import { spent, usageNow, type Usage } from './usage.ts'

/** One round of one side. Latencies in ms, processor time in µs per request. */
export interface Round {
  requests: number; seconds: number; per_second: number; p50: number; p99: number
  cpu: Record<keyof Usage, number>
  groups: Record<string, { p50: number; p99: number }>
}

export interface Side { rounds: Round[]; per_second: number; p50: number; p99: number; cpu: Record<keyof Usage, number>; groups: Record<string, { p50: number; p99: number }> }

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
const quantile = (values: readonly number[], q: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN

/** Runs one round; throws when anything in it failed, for a number over failures means nothing. */
export async function round(root: Sql, server: number, client: number, work: () => Promise<LoadAnswer>): Promise<{ round: Round; answer: LoadAnswer }> {
  const before = await usageNow(root, server, client)
  const answer = await work()
  const used = spent(before, await usageNow(root, server, client))
  if (answer.failed > 0) throw new Error(`${answer.failed} requests failed, the first: ${answer.firstFailure}`)
  const all = Object.values(answer.latencies).flat()
  const of = (values: readonly number[]) => ({ p50: quantile(values, 0.5), p99: quantile(values, 0.99) })
  return {
    answer, round: {
      requests: all.length, seconds: answer.seconds, per_second: all.length / answer.seconds, ...of(all),
      cpu: mapped(used, value => (value / all.length) * 1e6), groups: mapped(answer.latencies, of),
    },
  }
}

const mapped = <K extends string, A, B>(from: Record<K, A>, to: (value: A) => B): Record<K, B> =>
  Object.fromEntries(Object.entries<A>(from).map(([key, value]) => [key, to(value)])) as Record<K, B>

/** The medians over the rounds of one side. */
export function side(rounds: readonly Round[]): Side {
  const first = rounds[0]!
  return {
    rounds: [...rounds], per_second: median(rounds.map(one => one.per_second)), p50: median(rounds.map(one => one.p50)), p99: median(rounds.map(one => one.p99)),
    cpu: Object.fromEntries(Object.keys(first.cpu).map(key => [key, median(rounds.map(one => one.cpu[key as keyof Usage]))])) as Round['cpu'],
    groups: Object.fromEntries(Object.keys(first.groups).map(key => [key, {
      p50: median(rounds.map(one => one.groups[key]!.p50)), p99: median(rounds.map(one => one.groups[key]!.p99)),
    }])),
  }
}

/** Ours against bare, round by round: the median of the pairs' ratios. */
export const ratio = (ours: Side, bare: Side): number => median(ours.rounds.map((one, i) => one.per_second / bare.rounds[i]!.per_second))
