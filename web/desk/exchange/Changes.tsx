import { useQueryClient } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useState } from 'react'
import { change, changes, changeStates, decide, type Change } from '../../../contract/exchange.ts'
import { useAsk } from '../../kernel/query.ts'
import { showDay, showInstant } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, LoadingState, NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { DataTable, type Column } from '../DataTable.tsx'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import './exchange.css'

const columns = (onOpen: (one: Change) => void): Column<Change>[] => [
  { key: 'name', title: '居民', render: one => <strong>{one.name}</strong> },
  { key: 'what', title: '哪一项', render: one => one.element_name },
  { key: 'from', title: '谁提供的', render: one => `${one.organ}（${one.source_name}，${one.proposed_name}）` },
  { key: 'at', title: '提出时间', render: one => showInstant(one.proposed_at) },
  { key: 'state', title: '状态', render: one => <StatusTag tone={one.state === 'open' ? 'amber' : 'green'}>{changeStates[one.state]}</StatusTag> },
  { key: 'deed', title: '操作', render: one => <button type="button" className="r-link" onClick={() => onOpen(one)}>{one.state === 'open' ? '核对' : '查看'}<span className="g-unseen">{one.name}的{one.element_name}</span></button> },
]

/** Facts on which two sources disagree: both shown side by side, decided with a reason, told to the resident. */
export function Changes() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['state'])
  const [shown, setShown] = useState<Change | null>(null)
  const state = values.state === 'accepted' || values.state === 'kept' || values.state === 'open' ? values.state : undefined
  const may = seat.verbs.includes('change.decide')
  const { data, error, isFetching, refetch } = useAsk(changes, { after, state }, { enabled: may, placeholderData: old => old })
  if (!may) return <><DeskHead title="信息核对" /><NoRightState>您的岗位不核对居民信息。</NoRightState></>
  return (
    <>
      <DeskHead title="信息核对" note="两个来源说法不同的信息；由您核实后决定，居民会收到通知" />
      <DataTable label="待核对的信息" columns={columns(setShown)} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={one => one.id} turn={turn}
        filters={[{ key: 'state', title: '状态', choices: Object.entries(changeStates).map(([value, title]) => ({ value, title })) }]} values={values} onFilter={onFilter}
        empty={<EmptyState title="没有要核对的信息" icon="check" />} />
      {shown && <Drawer open title={`${shown.name}的“${shown.element_name}”`} size="min(640px, 100vw)" onClose={() => setShown(null)} destroyOnHidden><Sides of={shown} onDone={() => setShown(null)} /></Drawer>}
    </>
  )
}

function Sides({ of, onDone }: { of: Change; onDone: () => void }) {
  const client = useQueryClient()
  const { data, error, refetch } = useAsk(change, { id: of.id, purpose: '核对两个来源' })
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const done = useCall(decide, () => { void client.invalidateQueries({ queryKey: [changes.name] }); onDone() })
  const end = (accept: boolean) => { setTried(true); if (reason.trim() && data) done.run({ id: of.id, accept, seen: data.seen, reason: reason.trim() }) }
  if (error) return <Notice tone="fault" title="打不开" alert>{error.message}</Notice>
  if (!data) return <LoadingState lines={5} />
  return (
    <>
      <div className="x-sides">
        <div><h3>现在登记的</h3><strong>{data.held?.shown ?? '没有'}</strong>{data.held && <p>{data.held.organ}，{data.held.source_name}，{showDay(data.held.asserted_at)}</p>}</div>
        <div><h3>新的说法</h3><strong>{data.proposed}</strong><p>{of.organ}，{of.source_name}，{showDay(of.proposed_at)}<br />{of.purpose}</p></div>
      </div>
      {done.refused && <Notice tone="fault" title="没有办成" alert>{done.refused.message}{done.refused.code === 'change.stale' && <> <button type="button" className="r-link" onClick={() => { done.reset(); void refetch() }}>看最新的内容</button></>}</Notice>}
      {of.state === 'open' ? (
        <>
          <TextField label="理由" hint="怎样核实的，居民本人看得到" example="电话问过本人，已换号" value={reason} onChange={setReason} limit={200} error={tried && !reason.trim() ? '请写明怎样核实的' : undefined} />
          <div className="g-actions"><Button busy={done.busy} onClick={() => end(true)}>采用新的</Button><Button kind="second" busy={done.busy} onClick={() => end(false)}>保留原来的</Button></div>
        </>
      ) : <Notice tone="green" title={`${of.decided_name ?? ''}：${changeStates[of.state]}`}>{of.reason}</Notice>}
    </>
  )
}
