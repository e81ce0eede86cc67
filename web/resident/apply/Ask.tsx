import { useState } from 'react'
import { showDay } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Question } from '../../ui/Question.tsx'
import { Box } from './Box.tsx'
import type { Form } from './form.ts'
import { begins, isAsked, read, type Field } from './read.ts'

export interface AskProps {
  field: Field; form: Form; progress?: { at: number; of: number; title: string }; back: string; go: () => void; returns: boolean
  /** What several items want to know with this one question. */
  note?: string | undefined
  /** For what of several things it is asked, and about whom. */
  subject?: string | undefined
}

/** One question; what is wrong stands beside the box as soon as one has left it. */
export function AskStep({ field, form, progress, back, go, returns, note, subject }: AskProps) {
  const [typed, setTyped] = useState(() => begins(field, form.answers))
  const [left, setLeft] = useState(false)
  const [faults, setFaults] = useState(0)
  const reading = read(field, typed)
  const told = form.faults[field.element]
  const error = told ?? (left || faults > 0 ? reading.error : undefined)
  const write = (text: string) => { setTyped(text); form.answer(field.element, text) }
  const proceed = () => {
    if (reading.error !== undefined) return setFaults(n => n + 1)
    if (told) return setFaults(n => n + 1)
    if (isAsked(field) || form.answers[field.element] !== undefined) form.answer(field.element, typed)
    go()
  }
  const held = field.held
  const why = [field.why && `${field.why}。`, note, '只有经办这件事的工作人员能看到。'].filter(Boolean).join('')
  return (
    <Question question={field.ask} lead={subject} {...(progress ? { progress } : {})} back={back} onContinue={proceed} faults={faults} continueTitle={returns ? '改好了' : '继续'}
      kept={!['account', 'phone'].includes(field.type)} {...(field.why || note ? { why } : {})}>
      {held && field.state === 'stale' && (
        <Notice tone="blue">{held.sealed
          ? <>以前登记的是 {held.shown}（{showDay(held.asserted_at)}），时间久了，请再填一次。{!field.required && '不填就还用原来的。'}</>
          : <>以前登记的填在下面了（{showDay(held.asserted_at)}），时间久了请看一眼，没变就继续。</>}</Notice>
      )}
      {held && field.state === 'held' && <Notice tone="plain">现在登记的是：{held.shown}</Notice>}
      <Box asked field={field} typed={typed} write={write} error={error} reading={reading} onLeave={() => setLeft(typed.trim() !== '')} />
      {held && field.state === 'held' && form.answers[field.element] !== undefined && (
        <Button kind="quiet" onClick={() => { form.answer(field.element, undefined); go() }}>不改了，还用原来的</Button>
      )}
      {!field.required && <p className="r-quiet r-gap">这一项可以不填，直接点“继续”。</p>}
    </Question>
  )
}
