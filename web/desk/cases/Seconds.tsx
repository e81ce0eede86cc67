import { drafts, standards } from '../../../contract/catalogue.ts'
import { hearings } from '../../../contract/admission.ts'
import { changes } from '../../../contract/exchange.ts'
import { lifeKinds, list } from '../../../contract/household.ts'
import { list as reports } from '../../../contract/report.ts'
import { addDays } from '../../../contract/time.ts'
import { paths, withSearch } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant, today } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import { useSeat } from '../seat.ts'

/** One piece of work that waits for somebody else's decision: what, of whom or of what, where, by whom, since when. */
interface Waiting { id: string; href: string; what: string; name: string; place: string; by: string; at: string; due?: string | undefined }
interface Room { page: string; title: string; n: number; exact: boolean; rows: Waiting[] }

const columns: readonly Column<Waiting>[] = [
  { key: 'name', title: '谁、哪件事', render: row => <strong>{row.name}</strong> }, { key: 'what', title: '要您做什么', render: row => row.what },
  { key: 'by', title: '谁提出的', render: row => row.by }, { key: 'at', title: '提出或截止', render: row => (row.due ? `${row.due} 截止` : showInstant(row.at)) }, { key: 'place', title: '地区', render: row => row.place },
]
/** A return that is owed; one that was said or that nobody asked for is not, and one of a time that still runs is not yet. */
const asks: readonly string[] = ['in_hand', 'late', 'reopened']
const counted = (n: number) => ({ count: { n, exact: true } })
const often = { refetchInterval: 60_000 }

/** What another proposed and this seat decides, room by room; null for a seat that decides on nothing of the kind. */
export function useSeconds(): { rooms: Room[]; loading: boolean } | null {
  const { mandate, place, place_name, verbs } = useSeat()
  const may = (verb: string) => ({ ...often, enabled: verbs.includes(verb) })
  const asked = { for_me: true, limit: 50 }
  const [made, numbers, lives, facts] = [useAsk(drafts, asked, may('item.publish')), useAsk(standards, asked, may('item.publish')), useAsk(list, asked, may('household.decide')), useAsk(changes, asked, may('change.decide'))]
  const [heard, owed] = [useAsk(hearings, { limit: 50 }, may('admission.hear')), useAsk(reports, { limit: 50 }, may('report.confirm'))]
  const [voices, returns] = [(heard.data?.items ?? []).filter(one => !one.stance && !one.closed), (owed.data?.items ?? []).filter(one => asks.includes(one.state) && (one.due_on === null || one.due_on <= addDays(today(), 10)))]
  if (!['item.publish', 'household.decide', 'change.decide', 'admission.hear', 'report.confirm'].some(verb => verbs.includes(verb))) return null
  const row = (page: string, id: string) => paths.deskRow(mandate, page, id)
  const rooms = [
    { page: 'items', title: '事项', data: made.data, rows: (made.data?.items ?? []).map(one => ({ id: `${one.what} ${one.id}`, href: withSearch(`${row(`${one.what}s`, one.id)}/draft`, one.place === place ? {} : { place: one.place }),
      what: one.what === 'bundle' ? '一件事的草稿' : '事项的草稿', name: one.name, place: one.place === place ? place_name : one.place, by: one.proposed_by ?? '', at: one.proposed_at ?? one.updated_at })) },
    { page: 'items', title: '本地标准', data: numbers.data, rows: (numbers.data?.items ?? []).map(one => ({ id: one.id, href: row('items', one.item), what: '本地标准', name: one.item_name, place: one.place_name, by: one.proposed_name, at: one.proposed_at })) },
    { page: 'life', title: '户内变动', data: lives.data, rows: (lives.data?.items ?? []).map(one => ({ id: one.id, href: row('life', one.id), what: lifeKinds[one.kind], name: one.who, place: one.place_name, by: `${one.asker_name}${one.by_self ? '（居民）' : ''}`, at: one.asked_at })) },
    { page: 'changes', title: '信息核对', data: facts.data, rows: (facts.data?.items ?? []).map(one => ({ id: one.id, href: paths.deskPage(mandate, 'changes', { state: 'open' }), what: `核对“${one.element_name}”`, name: one.name, place: one.place_name, by: one.proposed_name, at: one.proposed_at })) },
    { page: 'admission', title: '征求意见', data: counted(voices.length), rows: voices.map(one => ({ id: one.id, href: paths.deskPage(mandate, 'admission', { tab: 'hearings' }), what: '提意见', name: one.title, place: place_name, by: one.requester_name, at: one.opened_at })) },
    { page: 'reports', title: '报表', data: counted(returns.length), rows: returns.map(one => ({ id: `${one.head.id} ${one.period}`, href: withSearch(row('reports', one.head.id), { period: one.period }), what: '确认报表', name: `${one.head.title} ${one.period_name}`, place: place_name, by: one.head.department, at: one.due_on ?? one.head.published_at, due: one.due_on ?? undefined })) },
  ]
  return { rooms: rooms.map(({ data, ...room }) => ({ ...room, n: data?.count.n ?? 0, exact: data?.count.exact ?? true })), loading: [made, numbers, lives, facts, heard, owed].some(one => one.isFetching) }
}

/** The work that waits for a second person, oldest first; `alone`: the seat has no other work here. */
export function Seconds({ rooms, loading, alone }: { rooms: readonly Room[]; loading: boolean; alone: boolean }) {
  const { mandate } = useSeat()
  const rows = rooms.flatMap(one => one.rows).sort((a, b) => a.at < b.at ? -1 : 1)
  if (rows.length === 0 && !alone) return null
  const more = rooms.filter(one => one.n > one.rows.length)
  return (
    <section aria-label="等您核对的">
      {!alone && <h2 className="d-list-title">等您核对、答复的</h2>}
      <DataTable label="等您核对的，先提出的在前" columns={columns} loading={loading && rows.length === 0} rowKey={one => one.id} rowHref={one => one.href}
        page={{ items: rows, next: null, count: { n: rooms.reduce((sum, one) => sum + one.n, 0), exact: rooms.every(one => one.exact) } }}
        empty={<EmptyState title="现在没有等您办的事" icon="check"><p>同事提出、要您核对或复核的，会自己出现在这里，不用刷新。</p></EmptyState>} />
      {more.map(one => <p key={one.title} className="c-soft">{one.title}只列出最新的 {one.rows.length} 件，其余在<Anchor href={paths.deskPage(mandate, one.page)}>“{one.title}”</Anchor>里。</p>)}
      {!alone && <h2 className="d-list-title">办件</h2>}
    </section>
  )
}
