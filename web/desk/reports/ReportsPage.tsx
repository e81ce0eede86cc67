import { list, type Owed } from '../../../contract/report.ts'
import { paths, withSearch } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Anchor } from '../../ui/Anchor.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import { keepPage } from '../keep.ts'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Stands } from './words.tsx'
import '../cases/cases.css'
import './reports.css'

/** The reports of one's range by due date. Nobody fills them: they are read, and confirmed where that is asked for. */
export function ReportsPage() {
  const seat = useSeat()
  const { after, turn } = useList([])
  const { data, error, isPending, isPlaceholderData, refetch } = useAsk(list, { limit: 50, ...(after && { after }) }, { placeholderData: keepPage })
  if (error?.code === 'right.missing') return <><DeskHead title="报表" /><NoRightState>您的岗位不查看报表。</NoRightState></>
  const to = (row: Owed) => withSearch(paths.deskRow(seat.mandate, 'reports', row.head.id), row.state === 'live' ? {} : { period: row.period })
  const columns: Column<Owed>[] = [
    { key: 'title', title: '报表', render: row => <Anchor href={to(row)}>{row.head.title}</Anchor> },
    { key: 'period', title: '期次', render: row => row.state === 'live' ? <span className="c-soft">实时</span> : row.period_name },
    { key: 'due', title: '截止', render: row => row.due_on ? <span className="c-num">{row.due_on}</span> : <span className="c-soft">不用确认</span> },
    { key: 'state', title: '情况', render: row => <Stands row={row} /> },
    { key: 'department', title: '部门', render: row => row.head.department },
  ]
  const tools = (
    <>
      {seat.verbs.includes('report.collect') && <ButtonLink href={paths.deskRow(seat.mandate, 'reports', 'tasks')}>入户采集</ButtonLink>}
      <ButtonLink kind="second" href={paths.deskRow(seat.mandate, 'reports', 'compare')}>比对口径</ButtonLink>
      {seat.verbs.includes('report.define') && <ButtonLink kind="second" href={paths.deskRow(seat.mandate, 'reports', 'define')}>编制报表</ButtonLink>}
    </>
  )
  return (
    <>
      <DeskHead title="报表" note={`${seat.place_name}的报表，由已经登记的信息自动生成；发现不对，更正那条信息即可`} tools={tools} />
      <DataTable label="报表，按截止日期" columns={columns} page={data} loading={isPending || isPlaceholderData} error={error} onRetry={() => void refetch()}
        rowKey={row => `${row.head.id} ${row.period}`} rowHref={to} turn={turn} empty={<EmptyState title="还没有报表"><p>部门编制并发布以后，会出现在这里。</p></EmptyState>} />
    </>
  )
}
