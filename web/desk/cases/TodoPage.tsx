import { todo } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { DataTable } from '../DataTable.tsx'
import { keepPage } from '../keep.ts'
import { useList } from '../list.ts'
import { takesSteps } from '../nav.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { todoColumns } from './columns.tsx'
import { usePlaceFilter } from './places.ts'
import { Seconds, useSeconds } from './Seconds.tsx'
import { isLate, isNear } from './words.tsx'
import './cases.css'

/** What must I do today, the most urgent first, and who is waiting. */
export function TodoPage() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['place'])
  const filters = usePlaceFilter()
  const asked = { ...(after ? { after } : {}), ...(values.place ? { place: values.place } : {}) }
  const works = takesSteps(seat)
  const seconds = useSeconds()
  const { data, error, isPending, isPlaceholderData, refetch } = useAsk(todo, asked, { refetchInterval: 60_000, placeholderData: keepPage, enabled: works || seconds === null })
  if (error?.code === 'right.missing' || error?.code === 'found.nothing') return <><h1 className="g-unseen">待办</h1><NoRightState>{error.message}</NoRightState></>
  return (
    <>
      <DeskHead title="待办" note={data && turn.depth === 0 && works ? <Sum items={data.items} n={data.count.n} others={seconds?.rooms.reduce((sum, one) => sum + one.n, 0) ?? 0} /> : works && '按到期先后排列，最急的在最前'} />
      {seconds && <Seconds {...seconds} alone={!works} />}
      {(works || !seconds) && <DataTable label="待办，按到期先后排列" columns={todoColumns} page={data} loading={isPending || isPlaceholderData} error={error} onRetry={() => void refetch()}
        rowKey={row => row.number} rowHref={row => paths.deskRow(seat.mandate, 'cases', row.number)} filters={filters} values={values} onFilter={onFilter} turn={turn}
        tools={data && data.items.length > 0 && <p className="c-soft c-keys"><kbd>j</kbd><kbd>k</kbd> 上下　<kbd>Enter</kbd> 打开　<kbd>/</kbd> 按编号找</p>}
        empty={(
          <EmptyState title={works ? seconds?.rooms.some(one => one.n > 0) ? '办件都办完了' : '现在没有等您办的事' : '这个岗位不经办办件'} icon="check" action={seat.verbs.includes('case.survey') && <ButtonLink kind="second" href={paths.deskPage(seat.mandate, 'cases')}>看全部办件</ButtonLink>}>
            <p>{works ? '新的申请到了会自己出现在这里，不用刷新。' : '谁办、办到哪一步，在“办件”里可以看到。'}</p>
          </EmptyState>
        )} />}
    </>
  )
}

interface Row { due_at: string | null; left: number | null }

/** The day in one line. The late and the near come first, so that they are counted exactly as long as the page holds others too. */
function Sum({ items, n, others }: { items: readonly Row[]; n: number; others: number }) {
  const late = items.filter(isLate).length
  const near = items.filter(isNear).length
  const more = late + near === items.length && n > items.length ? '以上' : ''
  const toCheck = others > 0 && <><b>{others.toLocaleString('en-US')} 件</b>等您核对、答复，</>
  if (n === 0) return toCheck ? <>{toCheck}办件都办完了</> : <>都办完了</>
  return (
    <>
      {toCheck}
      <b>{n.toLocaleString('en-US')} 件</b>等您办，
      {late > 0 && <b className="c-due-late">{late} 件{more}已超期</b>}{late > 0 && near > 0 && '，'}
      {near > 0 && <b className="c-due-near">{near} 件{more}今明到期</b>}{late + near > 0 ? '，' : '没有超期的，'}最急的在最前
    </>
  )
}
