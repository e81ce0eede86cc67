import { channels, outbox, type Sent } from '../../../contract/message.ts'
import { useMe } from '../../kernel/me.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import { useList } from '../list.ts'
import { IntegrationFrame } from './Tabs.tsx'

const states = { waiting: ['amber', '等待发送'], sent: ['green', '已发送'], failed: ['amber', '没有发出'], dropped: ['plain', '不再发送'] } as const

const columns: readonly Column<Sent>[] = [
  { key: 'at', title: '时间', render: one => showInstant(one.at) },
  { key: 'to', title: '发给', render: one => <>{channels[one.channel]} <strong>{one.recipient}</strong></> },
  { key: 'state', title: '状态', render: one => <><StatusTag tone={states[one.state][0]}>{states[one.state][1]}</StatusTag>{one.last_error && <span className="r-soft"> {one.last_error}</span>}</> },
  { key: 'body', title: '内容', render: one => <span className="i-letter">{one.body}</span> },
]

/** What leaves the house as short messages and e-mail, with what failed and why: in the demonstration it stands here instead. */
export function Outbox() {
  const { data: me } = useMe()
  const { after, turn } = useList([])
  const { data, error, isFetching, refetch } = useAsk(outbox, { after }, { placeholderData: old => old })
  return (
    <IntegrationFrame page="outbox" note={me?.demonstration ? '演示环境不真的发短信和邮件，要发的内容列在这里' : '经短信网关和邮件服务器发出的提醒，没有发出的会注明原因'}>
      <Notice tone="plain" icon="info">短信里没有姓名和事项，只说哪一件（编号尾号）该做什么；一起申请的几件，一分钟内的合成一条。发不出的会自动再试一天；对方拒收的不再试。</Notice>
      <DataTable label="短信和邮件" columns={columns} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={one => one.id} turn={turn}
        empty={<EmptyState title="还没有要发的短信和邮件" icon="phone"><p>办件有了要告诉申请人的进展，短信和邮件会列在这里。</p></EmptyState>} />
    </IntegrationFrame>
  )
}
