import { useState } from 'react'
import { apply, bundles, prepare, type MatterPrepared } from '../../../contract/matter.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { chosenOf, isOpen, sharedWords, sheetOfMatter } from '../../resident/together/shared.ts'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { DeskHead } from '../Shell.tsx'
import { ApplyReceipt, type Receipt } from './ApplyReceipt.tsx'
import { Filling } from './Filling.tsx'
import type { Served } from './served.ts'
import { NotAsked, Reasons } from './Standing.tsx'

/** A bundle, or the items that were picked, for the person served, on one page: everything asked once, all handed in together. */
export function BundlePage({ choice, served }: { choice: string; served: Served }) {
  const known = useAsk(bundles, {}, { staleTime: 600_000 })
  const found = known.data?.bundles.find(one => one.id === choice)
  const input = found ? { items: found.items.map(item => item.id), bundle: found.id } : { items: choice.split(',') }
  const { data, error, refetch } = useAsk(prepare, input, { enabled: known.data !== undefined })
  if (data) return <Whole prepared={data} choice={choice} served={served} />
  if (error?.code === 'input.invalid') return <EmptyState title="没有这个一件事" icon="search"><p>它可能已经停用，或网址打错了。请回到来人的页面重新找。</p></EmptyState>
  const failed = error ?? known.error
  return failed ? <ErrorState error={failed} onRetry={() => { void known.refetch(); void refetch() }} /> : <LoadingState lines={8} />
}

function Whole({ prepared, choice, served }: { prepared: MatterPrepared; choice: string; served: Served }) {
  const [off, setOff] = useState<readonly string[]>([])
  const [done, setDone] = useState<{ number: string; receipts: Receipt[] } | null>(null)
  const { mutate, isPending, error, reset } = useCall(apply)
  if (done) return <ApplyReceipt title={prepared.title} matter={done.number} receipts={done.receipts} served={served} />
  const parts = chosenOf(prepared, off)
  const sheet = sheetOfMatter(prepared, choice, off)
  const words = sharedWords(prepared, sheet)
  const items = parts.map(part => part.item.id)
  const toggle = (id: string) => { reset(); setOff(old => old.includes(id) ? old.filter(one => one !== id) : [...old, id]) }
  return (
    <>
      <DeskHead title={`${served.name} · ${prepared.title}`} tab={prepared.title} note="同样的问题只问一次，材料只收一份；每件各算各的期限" />
      <Choose prepared={prepared} off={off} toggle={toggle} />
      <div className="w-apply">
        <aside className="w-side">
          {prepared.parts.map(part => <Reasons key={part.item.id} {...part} id={`w-fit-${part.item.id}`} title={part.item.name} />)}
          <NotAsked not_asked={sheet.not_asked} licences={sheet.licences} />
        </aside>
        {parts.length === 0 ? <Notice tone="amber" title="没有选要办的"><p>{prepared.parts.some(isOpen) ? '在上面至少勾选一件。' : '这几件现在都不能申请，原因列在旁边。'}</p></Notice> : (
          <Filling sheet={sheet} served={served} busy={isPending} error={error} noteOf={words.field} groupOf={words.group} nameOf={words.nameOf}
            send={(filled, sent) => mutate({ items, ...(prepared.bundle ? { bundle: prepared.bundle } : {}), ...filled }, {
              onSuccess: received => { sent(); setDone({ number: received.number, receipts: received.cases.map(one => ({ ...one, id: one.item, item: one.title })) }) },
            })} />
        )}
      </div>
    </>
  )
}

/** Which of the items are applied for now. */
const Choose = ({ prepared, off, toggle }: { prepared: MatterPrepared; off: readonly string[]; toggle: (id: string) => void }) => (
  <fieldset className="c-block w-choose">
    <legend>要办的</legend>
    {prepared.parts.map(part => (
      <label key={part.item.id} className="w-confirm">
        <input type="checkbox" disabled={!isOpen(part)} checked={isOpen(part) && !off.includes(part.item.id)} onChange={() => toggle(part.item.id)} />
        <span>{part.item.name}</span>{!isOpen(part) && <StatusTag tone={part.open_case ? 'blue' : 'plain'}>{part.open_case ? '正在办理' : '不符合条件'}</StatusTag>}
      </label>
    ))}
  </fieldset>
)
