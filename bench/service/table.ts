import type { Result } from './run.ts'
import type { Trips } from './trips.ts'
import { levels } from './settings.ts'

/** An aim of this benchmark, and whether it was met. */
export interface Aim { aim: string; found: string; met: boolean }

const ms = (value: number | undefined): string => (value === undefined ? '' : value < 10 ? value.toFixed(2) : value.toFixed(1))
const us = (value: number): string => String(Math.round(value))

/** Lays cells out in columns; Chinese characters are two wide. */
export function table(rows: readonly (readonly string[])[]): string {
  const width = (text: string): number => [...text].reduce((sum, char) => sum + (/[\u2e80-\uffef]/.test(char) ? 2 : 1), 0)
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map(row => width(row[i] ?? ''))))
  return rows.map(row => row.map((cell, i) => (i === 0 ? cell + ' '.repeat(widths[i]! - width(cell)) : ' '.repeat(widths[i]! - width(cell)) + cell)).join('  ')).join('\n')
}

/** Processor time per request that the work itself took: the server with its backends, or the bare client with its own; a paper is set in one process. */
const whole = (side: Result['ours'], mine: boolean, paper: boolean): number => (mine && !paper ? side.cpu.server + side.cpu.ours : side.cpu.client + side.cpu.bare)

export function mainTable(results: readonly Result[]): string {
  const head = ['', '每秒 ours', 'bare', '比', 'p50 ms', 'bare', 'p99 ms', 'bare']
  return table([head, ...results.map(({ work, ours, bare, ratio }) =>
    [work, ours.per_second.toFixed(0), bare.per_second.toFixed(0), ratio.toFixed(2), ms(ours.p50), ms(bare.p50), ms(ours.p99), ms(bare.p99)])])
}

/** The load generator's own time is shown and counted to neither side. */
export function cpuTable(results: readonly Result[]): string {
  const head = ['CPU µs/请求', '服务', '后端', '合计 ours', 'bare 客户', 'bare 后端', '合计 bare', '比', '发压', 'PG 其他']
  return table([head, ...results.map(({ work, kind, ours, bare }) => [
    work, us(ours.cpu.server), us(ours.cpu.ours), us(whole(ours, true, kind === 'paper')), us(bare.cpu.client), us(bare.cpu.bare), us(whole(bare, false, kind === 'paper')),
    (whole(bare, false, kind === 'paper') / whole(ours, true, kind === 'paper')).toFixed(2), us(ours.cpu.client), us(ours.cpu.background),
  ])])
}

export function levelTable(pages: readonly Result[]): string {
  return table([['p50 ms（ours / bare）', ...levels], ...pages.map(({ work, ours, bare }) =>
    [work, ...levels.map(level => (ours.groups[level] ? `${ms(ours.groups[level].p50)} / ${ms(bare.groups[level]?.p50)}` : '—'))])])
}

export function tripTable(trips: Readonly<Record<string, Trips>>): string {
  const n = (value: number): string => value.toFixed(2)
  return table([['每个请求', '往返 ours', '语句', '事务', '往返 bare', '语句', '投递：往返', '语句', '事务'], ...Object.entries(trips).map(([name, { ours, bare, delivery }]) =>
    [name, n(ours.trips), n(ours.statements), n(ours.transactions), n(bare.trips), n(bare.statements), n(delivery.trips), n(delivery.statements), n(delivery.transactions)])])
}

/** The aims: writes at least half of bare, pages at most one and a half times bare and flat in the level. */
export function aimsOf(results: readonly Result[]): Aim[] {
  const writes = results.filter(one => one.kind === 'write').map(({ work, ratio }): Aim => ({ aim: `${work}：不少于 bare 的 0.5`, found: ratio.toFixed(2), met: ratio >= 0.5 }))
  const within = ({ work, ratio }: Result): Aim => ({ aim: `${work}：不超过 bare 的 1.5 倍`, found: (1 / ratio).toFixed(2), met: 1 / ratio <= 1.5 })
  const pages = results.filter(one => one.kind === 'page').flatMap((one): Aim[] => {
    const { work, ours } = one
    const p50 = Object.values(ours.groups).map(group => group.p50)
    const spread = Math.max(...p50) / Math.min(...p50)
    return [
      within(one),
      { aim: `${work}：各级持平（最慢级 p50 不超过最快级的 2 倍）`, found: spread.toFixed(2), met: spread <= 2 },
    ]
  })
  return [...writes, ...pages, ...results.filter(one => one.kind === 'read').map(within)]
}

export const aimTable = (aims: readonly Aim[]): string => table([['目标', '结果', ''], ...aims.map(({ aim, found, met }) => [aim, found, met ? '达到' : '未达到'])])
