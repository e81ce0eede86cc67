import { useEffect, useRef } from 'react'
import { paths } from '../../kernel/paths.ts'
import { session } from '../../kernel/session.ts'
import { showInstant } from '../../kernel/time.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { endServing, type Served } from './served.ts'

export interface Receipt { number: string; state_name: string; receipt: string; due_at: string | null; item: string }

/** It was handed in: its number to read out, the receipt to print, and the next person. */
export function ApplyReceipt({ receipt, served }: { receipt: Receipt; served: Served }) {
  const seat = useSeat()
  const print = useRef<HTMLAnchorElement>(null)
  useEffect(() => print.current?.focus(), [])
  return (
    <>
      <DeskHead title={`${served.name} · ${receipt.item}`} />
      <div className="c-block w-receipt">
        <Notice tone="green" title={`已提交，编号 ${receipt.number}`} alert>
          <p>现在是“{receipt.state_name}”。{receipt.due_at && <>受理期限：{showInstant(receipt.due_at)} 前。</>}</p>
        </Notice>
        <div className="c-form-end">
          <a ref={print} className="g-button g-button-main" href={paths.print(receipt.number, 1, { seat: session.seat(), serving: session.serving() })} target="_blank" rel="opener"><span>打印{receipt.receipt || '收件凭证'}</span></a>
          <Button kind="second" onClick={() => void endServing(served)}>结束接待，请下一位</Button>
          <ButtonLink kind="quiet" href={paths.deskPage(seat.mandate, 'window')}>再为{served.name}办别的事</ButtonLink>
        </div>
      </div>
    </>
  )
}

