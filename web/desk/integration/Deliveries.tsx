import { useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { useState } from 'react'
import { deliveries, resend, type Delivery } from '../../../contract/integration.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useCall } from '../call.ts'
import { DataTable, type Column } from '../DataTable.tsx'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { IntegrationFrame } from './Tabs.tsx'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const answerOf = ({ status, error }: Delivery['tries'][number]): string => error ?? `对方答复 ${status}`

const Standing = ({ of }: { of: Delivery }) => of.state === 'delivered' ? <StatusTag tone="green">已送达</StatusTag>
  : of.state === 'given_up' ? <StatusTag tone="amber">没有送达</StatusTag>
    : of.tries.length > 0 ? <><StatusTag tone="amber">等待再试</StatusTag> <span className="r-soft">{answerOf(of.tries.at(-1)!)}</span></> : <StatusTag tone="blue">等待推送</StatusTag>

const columns = (onOpen: (one: Delivery) => void): Column<Delivery>[] => [
  { key: 'at', title: '时间', render: one => showInstant(one.at) },
  { key: 'what', title: '内容', render: one => <><strong>{one.topic_name}</strong> {one.subject}</> },
  { key: 'who', title: '推送给', render: one => one.organisation_name },
  { key: 'state', title: '状态', render: one => <Standing of={one} /> },
  { key: 'tries', title: '推送', align: 'right', render: one => `${one.tries.length} 次` },
  { key: 'deed', title: '操作', render: one => <button type="button" className="r-link" onClick={() => onOpen(one)}>详情<span className="g-unseen">{one.topic_name}{one.subject}</span></button> },
]

/** What was sent to departments' systems, newest first: each with every try, and the way to send it again. */
export function Deliveries() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['subscription', 'state'])
  const [open, setOpen] = useState<string | null>(null)
  const subscription = values.subscription && uuid.test(values.subscription) ? values.subscription : undefined
  const { data, error, isFetching, refetch } = useAsk(deliveries, { after, subscription, ...values.state === 'undelivered' && { undelivered: true } },
    { enabled: seat.verbs.includes('integration.manage'), placeholderData: old => old })
  const chosen = data?.items.find(one => one.id === open)
  return (
    <IntegrationFrame page="deliveries" note="每一条推送送到没有、试了几次；没送到的会自动再试，记录保留 30 天">
      <DataTable label="推送记录" columns={columns(one => setOpen(one.id))} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={one => one.id} turn={turn}
        filters={[{ key: 'state', title: '状态', choices: [{ value: 'undelivered', title: '没有送达的' }] }]} values={values} onFilter={next => onFilter({ ...next, subscription })}
        empty={<EmptyState title="还没有推送过" icon="forward"><p>登记了推送以后，每一次送达和重试都记在这里。</p></EmptyState>} />
      {chosen && <Details of={chosen} onClose={() => setOpen(null)} />}
    </IntegrationFrame>
  )
}

function Details({ of, onClose }: { of: Delivery; onClose: () => void }) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const deed = useCall(resend, () => { void client.invalidateQueries({ queryKey: [deliveries.name] }); void message.success('马上再推送一次'); onClose() })
  return (
    <Modal open title={`${of.topic_name} ${of.subject}`} footer={null} onCancel={onClose} destroyOnHidden width={640}>
      <p className="r-soft">推送给{of.organisation_name}：<span className="i-code i-url">{of.url}</span></p>
      {deed.refused && <Notice tone="fault" title="没有再推送" alert>{deed.refused.message}</Notice>}
      {of.tries.length > 0 && <ol className="i-tries">{of.tries.map(one => <li key={one.at}>{showInstant(one.at)}，{answerOf(one)}，{one.ms} 毫秒</li>)}</ol>}
      <pre className="i-pre" tabIndex={0} aria-label="推送的内容">{JSON.stringify(JSON.parse(of.body), null, 2)}</pre>
      <div className="g-actions"><Button busy={deed.busy} onClick={() => deed.run({ delivery: of.id })}>再推送一次</Button><Button kind="second" onClick={onClose}>关闭</Button></div>
    </Modal>
  )
}
