import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { enable, subscriptions, trial, unsubscribe, type Subscription } from '../../../contract/integration.ts'
import { paths, withSearch } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showDay, showInstant } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useCall } from '../call.ts'
import { DataTable, type Column } from '../DataTable.tsx'
import { EndDialog } from '../EndDialog.tsx'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { IntegrationFrame } from './Tabs.tsx'

function Standing({ of }: { of: Subscription }) {
  if (of.ended_at) return <><StatusTag>已取消</StatusTag> <span className="r-soft">{showDay(of.ended_at)}，{of.ended_reason}</span></>
  if (of.disabled_at) return <><StatusTag tone="amber">已停用</StatusTag><br /><span className="i-verbs r-soft">{of.disabled_why}</span></>
  if (of.failing_since) return <><StatusTag tone="amber">没有送达</StatusTag> <span className="r-soft">{showInstant(of.failing_since)} 起，会自动再试</span></>
  return <StatusTag tone="green">正常</StatusTag>
}

/** What the last trial came to; the answer is fetched until it is there. */
function Tried({ of }: { of: Subscription }) {
  if (!of.trial_asked_at) return null
  const { trial: answer } = of
  if (!answer) return <p role="status" className="r-soft">试发中，最多等 10 秒</p>
  const taken = answer.status !== null && answer.status >= 200 && answer.status < 300
  return <p role="status"><StatusTag tone={taken ? 'green' : 'amber'}>{taken ? '试发成功' : '试发没有成功'}</StatusTag> <span className="r-soft">{showInstant(answer.at)}，{answer.error ?? `对方答复 ${answer.status}`}，{answer.ms} 毫秒</span></p>
}

interface Deeds { onTry: (one: Subscription) => void; onEnd: (one: Subscription) => void; onEnable: (one: Subscription) => void; seat: string }

const columns = ({ onTry, onEnd, onEnable, seat }: Deeds): Column<Subscription>[] => [
  { key: 'organisation', title: '组织', render: one => <><strong>{one.organisation_name}</strong><br /><span className="i-code i-url">{one.url}</span>{one.agreement && <><br /><span className="r-soft">协议：{one.agreement}</span></>}</> },
  { key: 'standing', title: '状态', render: one => <><Standing of={one} />{!one.ended_at && <Tried of={one} />}</> },
  { key: 'topics', title: '推送内容', render: one => <>{one.place_name}<br />{one.topics.map(topic => topic.name).join('、')}</> },
  { key: 'waiting', title: '待送达', align: 'right', render: one => `${one.waiting} 条` },
  { key: 'deed', title: '操作', render: one => (
    <span className="m-deeds">
      <Anchor className="r-link" href={withSearch(paths.deskRow(seat, 'integration', 'deliveries'), { subscription: one.id })}>记录<span className="g-unseen">{one.organisation_name}</span></Anchor>
      {!one.ended_at && <button type="button" className="r-link" onClick={() => onTry(one)}>试发<span className="g-unseen">给{one.organisation_name}</span></button>}
      {one.disabled_at && !one.ended_at && <button type="button" className="r-link" onClick={() => onEnable(one)}>恢复<span className="g-unseen">{one.organisation_name}</span></button>}
      {!one.ended_at && <button type="button" className="r-link" onClick={() => onEnd(one)}>取消<span className="g-unseen">{one.organisation_name}的推送</span></button>}
    </span>
  ) },
  { key: 'made', title: '登记', render: one => <>{one.made_by}<br /><span className="r-soft">{showDay(one.made_at)}</span></> },
]

/** A trial whose answer is still to be expected. */
const awaited = (page: { items: readonly Subscription[] } | undefined): boolean => page?.items.some(one => one.ended_at === null && one.trial === null && one.trial_asked_at !== null && Date.now() - Date.parse(one.trial_asked_at) < 20_000) ?? false

/** Where departments' systems are told of what happens, how that goes, and its end. */
export function Hooks() {
  const seat = useSeat()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { after, turn } = useList([])
  const [chosen, setChosen] = useState<Subscription | null>(null)
  const again = useCall(enable, () => { void client.invalidateQueries({ queryKey: [subscriptions.name] }); void message.success('已恢复，停用期间的内容马上补发') })
  const attempt = useCall(trial, () => void client.invalidateQueries({ queryKey: [subscriptions.name] }))
  const { data, error, isFetching, refetch } = useAsk(subscriptions, { after }, {
    enabled: seat.verbs.includes('integration.manage'), placeholderData: old => old, refetchInterval: ({ state }) => awaited(state.data) ? 1000 : false,
  })
  return (
    <IntegrationFrame page="hooks" note="办件一有进展就通知部门的系统；只推送编号、事项、状态、地区和时间，不含姓名"
      tools={<ButtonLink href={paths.deskRow(seat.mandate, 'integration', 'new-hook')}>登记推送</ButtonLink>}>
      {attempt.refused && <Notice tone="fault" title="没有试发" alert>{attempt.refused.message}</Notice>}
      {again.refused && <Notice tone="fault" title="没有恢复" alert>{again.refused.message}</Notice>}
      <DataTable label="推送" columns={columns({ onTry: one => attempt.run({ subscription: one.id }), onEnd: setChosen, onEnable: one => again.run({ subscription: one.id }), seat: seat.mandate })} page={data} loading={isFetching} error={error}
        onRetry={() => void refetch()} rowKey={one => one.id} turn={turn} empty={<EmptyState title="还没有登记推送" icon="forward"><p>登记部门系统的接收网址后，办件一有进展就通知它。</p></EmptyState>} />
      {chosen && <End of={chosen} onClose={() => setChosen(null)} />}
    </IntegrationFrame>
  )
}

const End = ({ of, onClose }: { of: Subscription; onClose: () => void }) => (
  <EndDialog operation={unsubscribe} input={reason => ({ subscription: of.id, reason })} list={subscriptions} title={`取消${of.organisation_name}的推送`} verb="取消" button="取消推送"
    example="对方系统停用" done="推送已取消" onClose={onClose}>取消后不再推送，没送到的也不再送；要再用须重新登记。</EndDialog>
)
