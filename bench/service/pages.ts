import type { BareCall } from './bare.ts'
import type { Call } from './load.ts'
import { levels, type Level } from './settings.ts'
import { deskHeaders } from './calls.ts'
import type { Seated, Standing } from './standing.ts'

/** Page 1 of the list, page 2 by the cursor of the first, the to-do page. */
export type PageKind = 'list' | 'next' | 'todo'
export interface Sheet { level: Level; seat: Seated; cursor: [string, string] | null }

const columns = 'number, topic, title, person_name, state, place, opened_at, due_at, closed_at, received_at_place'

const listText = (cursor: boolean): string => `
  select ${columns} from process."case" where place >= $1 and place < $2 ${cursor ? 'and (opened_at, number) < ($4, $5)' : ''}
  order by opened_at desc, number desc limit $3`
const todoText = `
  select ${columns} from process."case" where awaits = $4 and place >= $1 and place < $2 order by due_at, number limit $3`
const countedText = `select count(*) as n from process."case" where place >= $1 and place < $2 and $3::int is not null`
const keptText = `select sum(n)::bigint as n from kernel.counter where place >= $1 and place < $2 and kind >= 'case:' and kind < 'case;' and $3::int is not null`
const waitingText = `select count(*) as n from (select 1 from process."case" where awaits = $4 and place >= $1 and place < $2 limit $3) as counted`

/** The least SQL for one page with its count, under the same role and seat. */
export function barePage(kind: PageKind, { level, seat, cursor }: Sheet): BareCall {
  const { place } = seat
  const range = [place, `${place}~`]
  const rows = kind === 'todo' ? { text: todoText, values: [...range, 51, seat.office] }
    : { text: listText(kind === 'next'), values: [...range, 51, ...(kind === 'next' ? cursor! : [])] }
  const count = kind === 'todo' ? { text: waitingText, values: [...range, 10_001, seat.office] }
    : { text: place.length > 9 ? countedText : keptText, values: [...range, 1] }
  return {
    group: level, statements: [rows, count],
    open: `begin read only;set local role gongzhi_desk;set local seat.low = '${place}';set local seat.high = '${place}~';set local seat.actor = '${seat.person}'`,
  }
}

export function ourPage(kind: PageKind, { level, seat, cursor }: Sheet): Call {
  const after = kind === 'next' ? { after: Buffer.from(JSON.stringify(cursor)).toString('base64url') } : {}
  return { group: level, path: kind === 'todo' ? '/api/case.todo' : '/api/case.list', headers: deskHeaders(seat), body: JSON.stringify({ limit: 50, ...after }) }
}

/** The sheets of one round: all levels in turn, so that seats of every level meet on one pool. */
export function sheets(standing: Standing, kind: PageKind, many: number, cursors: ReadonlyMap<string, [string, string]>): Sheet[] {
  const seats = kind === 'todo' ? standing.todos : standing.lists
  return Array.from({ length: many }, (_, i) => {
    const level = levels[i % levels.length]!
    const fitting = kind === 'next' ? seats[level].filter(seat => cursors.has(seat.mandate)) : seats[level]
    // a grid or a community may have no second page: then its first is read again
    const seat = (fitting.length > 0 ? fitting : seats[level])[Math.floor(i / levels.length) % Math.max(1, fitting.length || seats[level].length)]!
    return { level, seat, cursor: cursors.get(seat.mandate) ?? null }
  }).filter(sheet => kind !== 'next' || sheet.cursor !== null)
}
