import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { table } from './table.ts'

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number }; hitCount: number; children?: number[] }[]
}

/** Where the server spent its processor time: the functions with the most time of their own, and time by file. */
export function topCosts(folder: string, most = 25): string {
  const file = readdirSync(folder).filter(name => name.endsWith('.cpuprofile')).sort().at(-1)
  if (!file) return ''
  const { nodes } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Profile
  const busy = nodes.filter(node => node.callFrame.functionName !== '(idle)' && node.callFrame.functionName !== '(program)')
  const total = busy.reduce((sum, node) => sum + node.hitCount, 0)
  const sumBy = (key: (node: Profile['nodes'][number]) => string): [string, number][] => {
    const sums = new Map<string, number>()
    for (const node of busy) sums.set(key(node), (sums.get(key(node)) ?? 0) + node.hitCount)
    return [...sums].sort((a, b) => b[1] - a[1]).slice(0, most)
  }
  const place = (url: string) => url.replace(/^.*node_modules\//, '').replace(/^.*\/(dist\/)/, '$1')
  const lines = (rows: [string, number][]) => table([['', '%'], ...rows.map(([name, hits]) => [name, ((100 * hits) / total).toFixed(1)])])
  return [lines(sumBy(({ callFrame: { functionName, url, lineNumber } }) => `${functionName || '(anonymous)'} ${place(url)}:${lineNumber + 1}`)),
    lines(sumBy(({ callFrame }) => place(callFrame.url).split('/').slice(0, 2).join('/') || '(native)'))].join('\n\n')
}

export function clearProfiles(folder: string): void {
  for (const name of readdirSync(folder)) if (name.endsWith('.cpuprofile')) rmSync(join(folder, name))
}
