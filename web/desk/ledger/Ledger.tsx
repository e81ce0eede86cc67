import { App } from 'antd'
import { list, type Entry } from '../../../contract/ledger.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import { useList } from '../list.ts'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { capacityOf, isDoor } from './capacity.ts'

const columns: readonly Column<Entry>[] = [
  { key: 'at', title: '时间', render: e => showInstant(e.at) },
  { key: 'actor', title: '谁', render: e => <strong>{e.actor_name}</strong> },
  { key: 'capacity', title: '以什么身份', render: capacityOf },
  { key: 'operation', title: '做了什么', render: e => e.operation_name },
  { key: 'place', title: '地区', render: e => e.place_name },
  { key: 'subject', title: '对象', render: e => e.subject && !isDoor(e) ? <Short text={e.subject} what="对象编号" /> : '' },
  { key: 'digest', title: '校验码', render: e => <Short text={e.digest} what="校验码" /> },
]

/** What was done, by whom and in which capacity, newest first; each entry sealed by a digest. */
export function Ledger() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['subject', 'kind', 'place'])
  const may = seat.verbs.includes('ledger.read')
  const place = values.place?.startsWith(seat.place) ? values.place : undefined
  const kind = values.kind === 'all' ? undefined : values.kind === 'logins' ? 'logins' : 'work'
  const { data, error, isFetching, refetch } = useAsk(list, { after, place, kind, subject: values.subject?.slice(0, 80) }, { enabled: may, placeholderData: old => old })
  if (!may) return <><DeskHead title="操作记录" /><NoRightState>操作记录由省级审计员查看。</NoRightState></>
  return (
    <>
      <DeskHead title="操作记录" note="谁在什么时候、以什么身份办了什么；只增加，不修改" />
      <Notice tone="plain" icon="info">校验码证明内容没有被改过：这里不存内容，只存内容的 SM3 加盐摘要；日后出示当时的内容重算一次，一字不差才会相同。区划调整时，记录归到新的地区查看，封存的内容（包括当时的地区）不变。</Notice>
      <PlaceSteps top={seat.place} topName={seat.place_name} value={place} lowest="community" onChange={to => onFilter({ ...values, place: to })} />
      <DataTable label="操作记录" columns={columns} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={e => e.id} turn={turn}
        filters={[{ key: 'subject', title: '办件编号或对象编号' }, { key: 'kind', title: '办事（不含登录）', choices: [{ value: 'logins', title: '登录和退出' }, { value: 'all', title: '全部' }] }]} values={values} onFilter={next => onFilter({ ...next, place })}
        empty={<EmptyState title="这个地区还没有操作记录" icon="book"><p>换一个地区，或清除上面的条件再看。</p></EmptyState>} />
    </>
  )
}

/** The head of a long code; the whole of it is one key away. */
function Short({ text, what }: { text: string; what: string }) {
  const { message } = App.useApp()
  if (!/^([0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{40,})$/i.test(text)) return <span>{text === 'rehearsal' ? '演练，没有改动' : text}</span>
  const copy = () => navigator.clipboard.writeText(text)
    .then(() => message.success(`${what}已复制`), () => message.info({ content: text, duration: 10 }))
  return (
    <span className="y-short"><code title={text}>{text.replace(/-/g, '').slice(-8)}</code>
      <button type="button" className="r-link" onClick={() => void copy()}>复制<span className="g-unseen">{what} {text.slice(-8)}</span></button></span>
  )
}
