import { useState } from 'react'
import { hearings, opine } from '../../../contract/admission.ts'
import { kindName } from '../../../contract/gate.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Form } from '../Form.tsx'
import { stances } from './words.ts'

type Row = OutputOf<typeof hearings>['items'][number]
type Stance = keyof typeof stances
const scores = ['1', '2', '3', '4', '5'] as const
const heavy: Record<string, string> = { 1: '很轻', 2: '较轻', 3: '一般', 4: '较重', 5: '很重' }

/** What departments want to lay on this place: one's own voice, said once. */
export function Hearings() {
  const { data, error, refetch } = useAsk(hearings, { limit: 50 })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={5} />
  if (data.items.length === 0) return <EmptyState title="现在没有征求意见的事项" icon="check"><p>部门要增加事项时，会先在这里听您的意见。</p></EmptyState>
  return <section className="r-block" aria-label="征求意见"><ul className="ad-list">{data.items.map(row => <One key={row.id} row={row} />)}</ul></section>
}

function One({ row }: { row: Row }) {
  const [open, setOpen] = useState(false)
  return (
    <li>
      <p className="ad-title">{row.title}　{row.stance ? <StatusTag tone="green">已提意见：{stances[row.stance]}</StatusTag> : row.closed ? <StatusTag tone="plain">征求意见已结束</StatusTag> : <StatusTag tone="amber">待提意见</StatusTag>}</p>
      <p>{row.requester_name}要求：{row.asked.content}</p>
      <p className="r-soft">{kindName(row.kind)}，{row.asked.population}，{row.asked.valid_from} 至 {row.asked.valid_to}，每月约 {row.asked.minutes} 分钟。依据：{row.asked.basis}</p>
      {row.asked.columns && <p className="r-soft">栏目：{row.asked.columns.map(one => (one.choices.length > 0 ? `${one.title}（${one.choices.join('、')}）` : one.title)).join('，')}</p>}
      {!row.stance && !row.closed && (open ? <Opinion row={row} /> : <button type="button" className="r-link" onClick={() => setOpen(true)}>提意见</button>)}
    </li>
  )
}

function Opinion({ row }: { row: Row }) {
  const [stance, setStance] = useState<Stance | null>(null)
  const [score, setScore] = useState<(typeof scores)[number] | null>(null)
  const [words, setWords] = useState('')
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error } = useCall(opine)
  const send = () => {
    setTried(true)
    if (stance && score) mutate({ hearing: row.id, stance, score: Number(score), ...(words.trim() && { words: words.trim() }) })
  }
  return (
    <Form className="r-form" onSubmit={send}>
      {error && <Notice tone="fault" alert>{error.message}</Notice>}
      <ChoiceList label="您的意见" value={stance} onChange={setStance} error={tried && !stance ? '请选择意见' : undefined} choices={(Object.keys(stances) as Stance[]).map(value => ({ value, title: stances[value] }))} />
      <ChoiceList label="对村（社区）的负担" value={score} onChange={setScore} error={tried && !score ? '请选择负担轻重' : undefined} choices={scores.map(value => ({ value, title: heavy[value] }))} />
      <TextField label="说明" rows={2} limit={500} value={words} onChange={setWords} optional />
      <div className="g-actions"><Button type="submit" busy={isPending}>提交意见</Button></div>
    </Form>
  )
}
