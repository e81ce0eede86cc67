import { useState } from 'react'
import { attempt } from '../../../contract/catalogue.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { FieldRow } from '../fields.tsx'
import { rowsOf, type Body } from './body.ts'
import type { Parts } from './parts.ts'

/** Tries the saved draft with invented answers: nothing is written. */
export function Trial({ id, place, body, dirty, parts }: { id: string; place: string; body: Body; dirty: boolean; parts: Parts }) {
  const [age, setAge] = useState('70')
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const deed = useCall(attempt)
  const typed = (element: string, text: string): unknown => ['fen', 'count'].includes(parts.elements.find(one => one.id === element)?.type ?? '') ? Number(text) : text
  const given = () => Object.fromEntries(Object.entries(answers).filter(([, text]) => text !== '').map(([element, text]) => [element, typed(element, text)]))
  return (
    <section className="r-block" aria-labelledby="trial">
      <h2 id="trial">八、试办</h2>
      <p className="r-soft">假设一个人来申请，看条件怎样判断、结果怎样写。不会留下任何记录。</p>
      <FieldRow>
        <TextField label="年龄" width="short" inputMode="numeric" value={age} onChange={setAge} />
        {rowsOf(body).filter(row => !row.title.includes('姓名') && !row.title.includes('证件号码')).slice(0, 12).map(row => (
          <TextField key={row.element} label={row.title} optional value={answers[row.element] ?? ''} onChange={text => setAnswers(old => ({ ...old, [row.element]: text }))} />
        ))}
      </FieldRow>
      <div className="g-actions"><Button kind="second" busy={deed.busy} onClick={() => deed.run({ id, place, age: Number(age) || 0, answers: given() })}>试一下</Button></div>
      {dirty && <p className="r-soft">试的是上一次保存的草稿。</p>}
      {deed.refused && <Notice tone="fault" title="没有试成" alert>{deed.refused.message}</Notice>}
      {deed.output && (
        <div role="status">
          <p className="i-verdict"><StatusTag tone={deed.output.eligible ? 'green' : 'amber'}>{deed.output.eligible ? '可以申请' : '不能申请'}</StatusTag> {deed.output.outcome}</p>
          <ul>{deed.output.reasons.map(one => <li key={one.text}>{one.ok ? '符合' : '不符合'}：{one.text}（{one.basis}）</li>)}</ul>
          {deed.output.faults.map(fault => <p key={`${fault.path}${fault.message}`}>{fault.message}</p>)}
          {deed.output.asked.length > 0 && <p>还会问：{deed.output.asked.map(one => one.ask.replace(/？$/, '')).join('、')}</p>}
        </div>
      )}
    </section>
  )
}
