import { useState } from 'react'
import { appeal, own } from '../../../contract/rating.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DeskHead } from '../Shell.tsx'
import { Bars, GradeTag, share, Words } from './words.tsx'

type Row = OutputOf<typeof own>['items'][number]

/** My own rates, and each grade with its words; who said it stands nowhere. */
export function Own() {
  const [after, setAfter] = useState<string>()
  const { data, error, refetch } = useAsk(own, { limit: 30, ...(after && { after }) })
  if (error) return <><h1 className="g-unseen">评价</h1><ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!data) return <LoadingState lines={8} />
  return (
    <>
      <DeskHead title="我的评价" note="只有您和县级管理员看得到。谁评的不显示，只显示到日。" />
      {data.rate.n === 0 && data.items.length === 0 ? <EmptyState title="还没有收到评价" icon="check"><p>群众评价后会列在这里。</p></EmptyState> : (
        <>
          <section className="c-block" aria-labelledby="t-rate"><h2 id="t-rate">收到 {data.rate.n.toLocaleString('en-US')} 条，满意率</h2><p className={data.rate.good_permille === null ? 'c-soft' : 't-rate'}>{share(data.rate)}</p><Bars rate={data.rate} /></section>
          <section className="c-block" aria-labelledby="t-list"><h2 id="t-list">逐条</h2><ul className="t-list">{data.items.map(row => <One key={row.rating} row={row} />)}</ul>
            {data.next && <Button kind="second" onClick={() => setAfter(data.next!)}>更早的</Button>}</section>
        </>
      )}
    </>
  )
}

function One({ row }: { row: Row }) {
  const [writing, setWriting] = useState(false)
  return (
    <li>
      <p><GradeTag grade={row.grade} bad={row.bad} />{row.follow && <span className="c-soft">　{row.follow.state_name}{row.appeal === 'made' && '，已申诉'}</span>}</p>
      <Words said={row} />
      {row.appeal === 'open' && (writing ? <Appeal row={row} onClose={() => setWriting(false)} /> : <button type="button" className="c-link" onClick={() => setWriting(true)}>评价不实，申诉</button>)}
    </li>
  )
}

function Appeal({ row, onClose }: { row: Row; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error } = useCall(appeal)
  const send = () => { setTried(true); if (reason.trim()) mutate({ rating: row.rating, reason: reason.trim() }, { onSuccess: onClose }) }
  return (
    <>
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      <TextField label="为什么说评价不实" hint="由县级管理员核实后决定，每条评价申诉一次" rows={2} limit={500} value={reason} onChange={setReason} error={tried && !reason.trim() ? '请填写理由' : undefined} />
      <div className="c-form-end"><Button busy={isPending} onClick={send}>提交申诉</Button><Button kind="quiet" onClick={onClose}>不申诉了</Button></div>
    </>
  )
}
