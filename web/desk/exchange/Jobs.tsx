import { blank, importKinds, jobs, type Job } from '../../../contract/exchange.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { ExchangeFrame, JobTag } from './Frame.tsx'

const columns: Column<Job>[] = [
  { key: 'file', title: '文件', render: one => one.file_name },
  { key: 'kind', title: '做什么', render: one => importKinds[one.kind] },
  { key: 'state', title: '状态', render: one => <JobTag state={one.state} /> },
  { key: 'read', title: '读到', align: 'right', render: one => (one.counts.read || one.forecast?.total || 0).toLocaleString('en-US') },
  { key: 'written', title: '写入', align: 'right', render: one => one.counts.written.toLocaleString('en-US') },
  { key: 'open', title: '待处理', align: 'right', render: one => (one.counts.refused + one.counts.held).toLocaleString('en-US') },
  { key: 'who', title: '导入人', render: one => one.actor_name },
  { key: 'at', title: '时间', render: one => showInstant(one.made_at) },
]

/** Every table that was brought in at this place, and the way to bring in another. */
export function Jobs() {
  const seat = useSeat()
  const { after, turn } = useList([])
  const may = seat.verbs.includes('exchange.import')
  const { data, error, isFetching, refetch } = useAsk(jobs, { after }, { enabled: may, placeholderData: old => old })
  return (
    <ExchangeFrame page="" note="把手头的居民台账一次导进来；不能导入的行会带着原因退回，改好再传"
      tools={<>
        <ButtonLink href={paths.deskRow(seat.mandate, 'exchange', 'new')}>导入表格</ButtonLink>
        <ButtonLink kind="second" download href={paths.sheet(blank.name, { kind: 'residents', seat: seat.mandate })}>下载空白表格</ButtonLink>
      </>}>
      <DataTable label="导入记录" columns={columns} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={one => one.id} turn={turn}
        rowHref={one => paths.deskRow(seat.mandate, 'exchange', one.id)} empty={<EmptyState title="还没有导入过" icon="list"><p>可以直接传现成的台账，不用改成统一的格式。</p></EmptyState>} />
    </ExchangeFrame>
  )
}
