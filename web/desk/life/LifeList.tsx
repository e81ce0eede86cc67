import { lifeKinds, lifeStates, list, LifeState, type LifeRow } from '../../../contract/household.ts'
import { lawNote } from '../../engines/life/Ask.tsx'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import '../people/people.css'

export const toneOf = (state: LifeState) => (state === 'applied' ? 'green' : state === 'open' || state === 'sent' || state === 'called' ? 'amber' : 'plain') as 'green' | 'amber' | 'plain'

const columns: readonly Column<LifeRow>[] = [
  { key: 'kind', title: '办什么', render: one => <strong>{one.called_name && one.kind === 'move' ? `${one.called_name}请求迁入` : lifeKinds[one.kind]}</strong> },
  { key: 'who', title: '谁', render: one => one.who },
  { key: 'place', title: '地区', render: one => one.place_name },
  { key: 'asker', title: '谁提出的', render: one => `${one.asker_name}${one.by_self ? '（居民）' : ''}${one.mine ? '（我）' : ''}` },
  { key: 'at', title: '提出时间', render: one => showInstant(one.asked_at) },
  { key: 'state', title: '状态', render: one => <StatusTag tone={toneOf(one.state)}>{one.kind === 'arrive' && one.state === 'open' ? '待接收' : lifeStates[one.state]}</StatusTag> },
]

/** Changes of households that were asked for: those that wait, and what became of the others. */
export function LifeList() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['state'])
  const state = LifeState.safeParse(values.state).data
  const may = seat.verbs.includes('household.decide')
  const { data, error, isFetching, refetch } = useAsk(list, { after, state }, { enabled: may, placeholderData: old => old })
  if (!may) return <><DeskHead title="户内变动" /><NoRightState>您的岗位不核对户内变动。</NoRightState></>
  return (
    <>
      <DeskHead title="户内变动" note={lawNote} tools={seat.verbs.includes('household.ask') && <><ButtonLink kind="second" href={paths.deskRow(seat.mandate, 'life', 'call-in')}>请求迁入</ButtonLink><ButtonLink kind="second" href={paths.deskRow(seat.mandate, 'life', 'doubles')}>重复登记</ButtonLink></>} />
      <DataTable label="户内变动" columns={columns} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={one => one.id} rowHref={one => paths.deskRow(seat.mandate, 'life', one.id)} turn={turn}
        filters={[{ key: 'state', title: '状态', choices: Object.entries(lifeStates).map(([value, title]) => ({ value, title })) }]} values={values} onFilter={onFilter}
        empty={<EmptyState title="没有户内变动" icon="check"><p>要办理的，从居民名册打开档案，在“家庭”一栏办理；人已住过来、登记还在别处的，点“请求迁入”。</p></EmptyState>} />
    </>
  )
}
