import { useEffect, useRef, useState } from 'react'
import { paths } from '../../kernel/paths.ts'
import { session } from '../../kernel/session.ts'
import { showInstant } from '../../kernel/time.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Sign } from './devices/Sign.tsx'
import { keepSignature } from './devices/signed.ts'
import { HandOver } from './HandOver.tsx'
import { endServing, type Served } from './served.ts'

export interface Receipt { number: string; state_name: string; receipt: string; due_at: string | null; due_title: string; item: string; id: string }

/** It was handed in: its number to read out, the receipt to print (of each item that has a case), and the next person. */
export function ApplyReceipt({ title, matter, receipts, served }: { title: string; matter?: string; receipts: readonly Receipt[]; served: Served }) {
  const seat = useSeat()
  const print = useRef<HTMLDivElement>(null)
  const [signed, setSigned] = useState(false)
  useEffect(() => print.current?.querySelector('a')?.focus(), [])
  const [first] = receipts
  const sign = (file: File) => void Promise.all(receipts.map(one => keepSignature(one.number, file))).then(() => setSigned(true))
  const due = ({ due_at, due_title }: Receipt) => due_at && <>{due_title}：{showInstant(due_at)} 前。{due_title.includes('受理') && '这是答复受不受理的时间，受理后另算办理时间。'}</>
  return (
    <>
      <DeskHead title={`${served.name} · ${title}`} tab={`已提交：${title}`} />
      <div className="c-block w-receipt">
        <Notice tone="green" title={matter ? `${receipts.length} 件都提交了，编号 ${matter}` : `已提交，编号 ${first!.number}`} alert>
          {matter ? receipts.map(one => <p key={one.number}>{one.item}：{one.number}。{due(one)}</p>) : <p>现在是“{first!.state_name}”。{due(first!)}</p>}
        </Notice>
        <div className="c-form-end" ref={print}>
          {receipts.map((one, i) => (
            <a key={one.number} className={`g-button ${i === 0 ? 'g-button-main' : 'g-button-second'}`} href={paths.print(one.number, 1, { seat: session.seat(), serving: session.serving() })} target="_blank" rel="opener">
              <span>打印{matter ? `“${one.item}”` : ''}{one.receipt || '收件凭证'}</span>
            </a>
          ))}
          {signed ? <p className="w-said-right" role="status">已签名，打印时印在凭证上</p>
            : <Sign title={`收件凭证 ${matter ?? first!.number}`} button="请来人签名" onFile={sign} />}
          <Button kind="second" onClick={() => void endServing(served)}>结束接待，请下一位</Button>
          <ButtonLink kind="quiet" href={paths.deskPage(seat.mandate, 'window')}>再为{served.name}办别的事</ButtonLink>
          <HandOver served={served} {...(!matter && { item: first!.id })} />
        </div>
      </div>
    </>
  )
}
