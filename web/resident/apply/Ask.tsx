import { useState } from 'react'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Button } from '../../ui/Button.tsx'
import { DateField } from '../../ui/DateField.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Question } from '../../ui/Question.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { showDay } from '../../kernel/time.ts'
import type { Form } from './form.ts'
import { begins, isAsked, partsOfTyped, read, typedOfParts, type Field, type Reading } from './steps.ts'

export interface AskProps { field: Field; form: Form; progress?: { at: number; of: number; title: string }; back: string; go: () => void; returns: boolean }

/** One question; what is wrong stands beside the box as soon as one has left it. */
export function AskStep({ field, form, progress, back, go, returns }: AskProps) {
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
  return (
    <Question question={field.ask} {...(progress ? { progress } : {})} back={back} onContinue={proceed} faults={faults} continueTitle={returns ? '改好了' : '继续'}
      kept={!['account', 'phone'].includes(field.type)} {...(field.why ? { why: `${field.why}。只有经办这件事的工作人员能看到。` } : {})}>
      {held && field.state === 'stale' && (
        <Notice tone="blue">{held.sealed
          ? <>以前登记的是 {held.shown}（{showDay(held.asserted_at)}），时间久了，请再填一次。{!field.required && '不填就还用原来的。'}</>
          : <>以前登记的填在下面了（{showDay(held.asserted_at)}），时间久了请看一眼，没变就继续。</>}</Notice>
      )}
      {held && field.state === 'held' && <Notice tone="plain">现在登记的是：{held.shown}</Notice>}
      <Box field={field} typed={typed} write={write} error={error} reading={reading} onLeave={() => setLeft(typed.trim() !== '')} />
      {held && field.state === 'held' && form.answers[field.element] !== undefined && (
        <Button kind="quiet" onClick={() => { form.answer(field.element, undefined); go() }}>不改了，还用原来的</Button>
      )}
      {!field.required && <p className="r-quiet r-gap">这一项可以不填，直接点“继续”。</p>}
    </Question>
  )
}

interface BoxProps { field: Field; typed: string; write: (text: string) => void; error: string | undefined; reading: Reading; onLeave: () => void }

/** The box that fits the kind of answer. */
function Box({ field, typed, write, error, reading, onLeave }: BoxProps) {
  const example = /^例如[:：]?\s*/.test(field.example) ? field.example.replace(/^例如[:：]?\s*/, '') : undefined
  const words = { asked: true, label: field.ask, error, ...(example ? { example } : field.example ? { hint: field.example } : {}), optional: !field.required }
  if (field.type === 'choice') return <ChoiceList {...words} value={typed || null} onChange={write} choices={field.choices.map(c => ({ value: c.code, title: c.label }))} />
  if (field.type === 'yes_no') return <ChoiceList {...words} value={typed || null} onChange={write} choices={[{ value: 'yes', title: '是' }, { value: 'no', title: '否' }]} />
  if (field.type === 'day') {
    return <DateField {...words} value={partsOfTyped(typed)} onChange={parts => write(typedOfParts(parts))} errorAt={reading.error !== undefined ? reading.at : undefined} />
  }
  if (field.type === 'text') return <TextField {...words} value={typed} onChange={write} rows={5} limit={500} />
  const inputMode = field.type === 'account' || field.type === 'phone' ? 'numeric' : field.type === 'fen' ? 'decimal' : undefined
  return (
    <>
      <TextField {...words} value={typed} onChange={write} onBlur={onLeave} autoComplete={field.element === 'person.phone' ? 'tel' : 'off'}
        maxLength={200} {...(inputMode ? { inputMode } : {})} {...(field.type === 'phone' || field.type === 'fen' ? { width: 'short' as const } : {})} />
      {field.type === 'account' && <Grouped typed={typed} />}
    </>
  )
}

/** A long number again in groups of four, as it is printed on the card, to compare digit by digit. */
function Grouped({ typed }: { typed: string }) {
  const digits = typed.normalize('NFKC').replace(/\D/g, '')
  return digits.length < 5 ? null : <p className="r-grouped" aria-hidden="true">{digits.replace(/(.{4})(?=.)/g, '$1 ')}<span>共 {digits.length} 位</span></p>
}
