import { received } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { receivedColumns } from '../cases/columns.tsx'
import { DataTable } from '../DataTable.tsx'
import { keepPage } from '../keep.ts'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import '../cases/cases.css'

/** `/desk/<seat>/received`: what this window took in, also for other counties, and how it stands there. */
export function ReceivedPage() {
  const seat = useSeat()
  const { after, turn } = useList([])
  const { data, error, isPending, isPlaceholderData, refetch } = useAsk(received, { ...(after ? { after } : {}) }, { placeholderData: keepPage, refetchInterval: 60_000 })
  const window = paths.deskPage(seat.mandate, 'window')
  if (error?.code === 'right.missing') return <><h1 className="g-unseen">本窗口收件</h1><NoRightState>{seat.office_name}不设窗口。</NoRightState></>
  return (
    <>
      <DeskHead title="本窗口收件" note="在这里提交、由户籍地办理的事，最新的在最前。要看内容，请来人到窗口核验后再打开。" tools={<ButtonLink kind="second" href={window}>回到窗口</ButtonLink>} />
      <DataTable label="本窗口收件，最新的在最前" columns={receivedColumns} page={data} loading={isPending || isPlaceholderData} error={error} onRetry={() => void refetch()} rowKey={row => row.number} turn={turn}
        empty={<EmptyState title="本窗口还没有收件" action={<ButtonLink href={window}>接待来人</ButtonLink>}><p>在窗口替来人提交的申请，会记在这里，办到哪一步也看得到。</p></EmptyState>} />
    </>
  )
}
