import type { z } from 'zod'
import { drafts, itemKinds, made, standards } from '../../../contract/catalogue.ts'
import { paths, withSearch } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import type { Filter } from '../Filters.tsx'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import './items.css'

type Made = z.output<typeof made.output>['items'][number]
type Draft = z.output<typeof drafts.output>['items'][number]
type Standard = z.output<typeof standards.output>['items'][number]

const columns: Column<Made>[] = [
  { key: 'name', title: '名称', render: row => <strong>{row.name}</strong> },
  { key: 'kind', title: '类别', render: row => row.kind },
  { key: 'place', title: '由谁发布', render: row => row.place_name },
  { key: 'version', title: '版本', render: row => `第 ${row.version} 版` },
  { key: 'state', title: '状态', render: row => row.retired ? <StatusTag>已停用</StatusTag> : <StatusTag tone="green">可以申请</StatusTag> },
  { key: 'at', title: '发布', render: row => `${showInstant(row.published_at)}，${row.published_by}` },
]
const bundleColumns: Column<Made>[] = [
  columns[0]!,
  { key: 'items', title: '包括', render: row => row.items.join('、') },
  ...columns.filter(one => ['place', 'version', 'state', 'at'].includes(one.key)),
]
const draftColumns: Column<Draft>[] = [
  { key: 'name', title: '草稿', render: row => <strong>{row.name}</strong> },
  { key: 'base', title: '基于', render: row => `${row.what === 'bundle' ? '一件事' : '事项'}，${row.base_version ? `第 ${row.base_version} 版` : '新的'}` },
  { key: 'state', title: '状态', render: row => row.proposed_at ? <StatusTag tone="amber">{row.mine ? '待他人复核' : '待复核'}</StatusTag> : row.returned_why ? <StatusTag tone="amber">已退回</StatusTag> : <StatusTag>编制中</StatusTag> },
  { key: 'at', title: '最后保存', render: row => `${showInstant(row.updated_at)}，${row.updated_by}` },
]

const standardColumns: Column<Standard>[] = [
  { key: 'name', title: '本地标准', render: row => <strong>{row.item_name}</strong> },
  { key: 'place', title: '地区', render: row => row.place_name },
  { key: 'from', title: '从哪天起', render: row => `${row.valid_from}${row.back_dated ? '（追溯）' : ''}` },
  { key: 'state', title: '状态', render: row => <StatusTag tone="amber">{row.mine ? '待他人复核' : '待复核'}</StatusTag> },
  { key: 'by', title: '谁提出', render: row => `${showInstant(row.proposed_at)}，${row.proposed_name}` },
]
const filters: Filter[] = [
  { key: 'text', title: '找事项' },
  { key: 'kind', title: '类别', choices: itemKinds.map(kind => ({ value: kind, title: kind })) },
  { key: 'state', title: '状态', choices: [{ value: 'open', title: '可以申请' }, { value: 'retired', title: '已停用' }] },
]
const kindOf = (text: string | undefined) => itemKinds.find(kind => kind === text)
const stateOf = (text: string | undefined) => (['open', 'retired'] as const).find(state => state === text)

/** The items that may be applied for in one's range, and what is being made. */
export function ItemsPage() {
  const seat = useSeat()
  const reads = seat.verbs.includes('item.read')
  const makes = seat.verbs.includes('item.make')
  const { after, turn, values, onFilter } = useList(['text', 'kind', 'state'])
  const [kind, state] = [kindOf(values.kind), stateOf(values.state)]
  const items = useAsk(made, { ...after && { after }, ...kind && { kind }, ...state && { state }, ...values.text && { text: values.text } }, { enabled: reads, placeholderData: old => old })
  const bundles = useAsk(made, { what: 'bundle', limit: 200 }, { enabled: reads })
  const open = useAsk(drafts, {}, { enabled: makes })
  const waiting = useAsk(standards, { waiting: true }, { enabled: makes })
  if (!reads) return <><DeskHead title="事项" /><NoRightState>您的岗位不管理服务事项。</NoRightState></>
  return (
    <>
      <DeskHead title="事项" note="居民可以申请什么、要问什么、怎么办、多久办完；一人编制、另一人复核后发布，一分钟内就能申请"
        tools={makes && <><ButtonLink kind="second" href={paths.deskRow(seat.mandate, 'bundles', 'new')}>新建一件事</ButtonLink><ButtonLink href={paths.deskRow(seat.mandate, 'items', 'new')}>新建事项</ButtonLink></>} />
      <div className="i-lists">
      {makes && (open.data?.items.length ?? 0) > 0 && (
        <DataTable label="草稿" columns={draftColumns} page={open.data} loading={open.isFetching} error={open.error} rowKey={row => `${row.what} ${row.id}`}
          rowHref={row => withSearch(`${paths.deskRow(seat.mandate, `${row.what}s`, row.id)}/draft`, row.place === seat.place ? {} : { place: row.place })} />
      )}
      {makes && (waiting.data?.items.length ?? 0) > 0 && (
        <DataTable label="待复核的本地标准" columns={standardColumns} page={waiting.data} loading={waiting.isFetching} error={waiting.error} rowKey={row => row.id}
          rowHref={row => paths.deskRow(seat.mandate, 'items', row.item)} />
      )}
      </div>
      <DataTable label="事项" columns={columns} filters={filters} values={values} onFilter={onFilter} page={items.data} loading={items.isFetching} error={items.error} onRetry={() => void items.refetch()} rowKey={row => row.id}
        rowHref={row => paths.deskRow(seat.mandate, 'items', row.id)} turn={turn} empty={<EmptyState title="还没有事项"><p>新建一个事项，试办没有问题后发布，居民就能申请。</p></EmptyState>} />
      <h2 className="d-list-title">一件事（几个事项一次申请）</h2>
      <DataTable label="一件事" columns={bundleColumns} page={bundles.data} loading={bundles.isFetching} error={bundles.error} onRetry={() => void bundles.refetch()} rowKey={row => row.id}
        rowHref={row => paths.deskRow(seat.mandate, 'bundles', row.id)} empty={<EmptyState title="还没有一件事"><p>把常一起办的几个事项放在一起，居民填一次就能都申请。</p></EmptyState>} />
    </>
  )
}
