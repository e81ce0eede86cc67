import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { droppedFiles, redeliver, type DroppedFile } from '../../../contract/integration.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useCall } from '../call.ts'
import { DataTable, type Column } from '../DataTable.tsx'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { IntegrationFrame } from './Tabs.tsx'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const tones = { writing: 'blue', written: 'green', taking: 'blue', taken: 'green', bad: 'amber' } as const

const counts = (one: DroppedFile): string => one.state === 'bad' ? '' : one.direction === 'out' ? `${one.read} 行` : `读 ${one.read} 行：写入 ${one.written}，无变化 ${one.unchanged}，拒绝 ${one.refused}`

const columns = (onAgain: (one: DroppedFile) => void): Column<DroppedFile>[] => [
  { key: 'at', title: '时间', render: one => showInstant(one.at) },
  { key: 'name', title: '文件', render: one => <span><strong>{one.adapter_name}</strong>（{one.organisation_name}）<br /><span className="i-code i-url">{one.direction === 'in' ? `第 ${one.number} 号 ${one.name}` : one.name}</span></span> },
  { key: 'state', title: '状态', render: one => <span><StatusTag tone={tones[one.state]}>{one.state_name}</StatusTag>{one.why && <><br /><span className="i-verbs r-soft">{one.why}</span></>}</span> },
  { key: 'counts', title: '结果', render: one => counts(one) },
  { key: 'deed', title: '操作', render: one => one.state === 'written' ? <button type="button" className="r-link" onClick={() => onAgain(one)}>重新生成<span className="g-unseen">{one.name}</span></button> : null },
]

/** The files that went out and came in, newest first, each with its sums. */
export function Files() {
  const seat = useSeat()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { after, values, turn } = useList(['folder'])
  const folder = values.folder && uuid.test(values.folder) ? values.folder : undefined
  const again = useCall(redeliver, ({ name }) => { void client.invalidateQueries({ queryKey: [droppedFiles.name] }); void message.success(`半分钟内重新生成 ${name}`) })
  const { data, error, isFetching, refetch } = useAsk(droppedFiles, { after, folder }, { enabled: seat.verbs.includes('integration.manage'), placeholderData: old => old })
  return (
    <IntegrationFrame page="files" note="每个文件收一次、写一次；读的行数总等于写入、无变化和拒绝之和">
      {again.refused && <Notice tone="fault" title="没有重新生成" alert>{again.refused.message}</Notice>}
      <DataTable label="交换文件" columns={columns(one => again.run({ file: one.id }))} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={one => one.id} turn={turn}
        empty={<EmptyState title="还没有文件" icon="forward" />} />
    </IntegrationFrame>
  )
}
