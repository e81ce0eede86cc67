import { useState } from 'react'
import { apply, prepare, type Prepared } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { sheetOf } from '../../resident/apply/sheet.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { ApplyReceipt, type Receipt } from './ApplyReceipt.tsx'
import { Filling } from './Filling.tsx'
import type { Served } from './served.ts'
import { NotAsked, Reasons } from './Standing.tsx'

/** One item for the person served, on one page: what is known, what is missing, what it will give, and their word on it. */
export function ApplyPage({ item, served }: { item: string; served: Served }) {
  const { data, error, isPending, refetch } = useAsk(prepare, { item })
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  if (receipt) return <ApplyReceipt title={receipt.item} receipts={[receipt]} served={served} />
  if (isPending) return <LoadingState lines={8} />
  if (!data) {
    return error?.code === 'found.nothing' ? <EmptyState title="没有这个事项" icon="search"><p>它可能已经停用，或网址打错了。请回到来人的页面重新找。</p></EmptyState>
      : <ErrorState error={error ?? { message: '没有打开' }} onRetry={() => void refetch()} />
  }
  return (
    <>
      <DeskHead title={`${served.name} · ${data.item.name}`} tab={`申请${data.item.name}`} note={`由${data.decides_name}决定，办理地：${data.place_name}`} />
      <div className="w-apply">
        <aside className="w-side"><Reasons {...data} id="w-fit" title={data.eligible ? '符合条件' : '条件没有都达到'} /><NotAsked not_asked={data.not_asked} licences={data.licences} /></aside>
        {data.open_case ? <OpenAlready number={data.open_case} />
          : data.eligible ? <One prepared={data} served={served} onDone={setReceipt} />
            : <Notice tone="amber" title="现在还不能申请"><p>打叉的条件没有达到。情况有变化或登记有误的，请先到户籍地社区更新。</p></Notice>}
      </div>
    </>
  )
}

function OpenAlready({ number }: { number: string }) {
  const seat = useSeat()
  return <Notice tone="blue" title="已经有一件正在办理"><p>编号 {number}，不用重复申请。</p><p><ButtonLink href={paths.deskRow(seat.mandate, 'window', number)}>看办到哪一步</ButtonLink></p></Notice>
}

function One({ prepared, served, onDone }: { prepared: Prepared; served: Served; onDone: (receipt: Receipt) => void }) {
  const { item } = prepared
  const { mutate, isPending, error } = useCall(apply)
  return (
    <Filling sheet={sheetOf(prepared)} served={served} busy={isPending} error={error} nameOf={() => item.name}
      send={(filled, done) => mutate({ item: item.id, ...filled }, { onSuccess: received => { done(); onDone({ ...received, item: item.name, id: item.id }) } })} />
  )
}
