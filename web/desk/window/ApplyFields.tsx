import { useEffect, useRef } from 'react'
import type { Field } from '../../../contract/service.ts'
import { TextField } from '../../ui/TextField.tsx'
import { originOf } from '../cases/words.tsx'
import { DayField, SelectField } from '../fields.tsx'
import { asked, isAsked, type Answers } from './answers.ts'

interface Props {
  fields: readonly Field[]
  answers: Answers
  faults: Readonly<Record<string, string | undefined>>
  onAnswer: (element: string, text: string) => void
  /** Lets a held fact stand after all. */
  onKeep: (element: string) => void
}

/** First what has to be asked, then what is known and only read out; the cursor begins in the first box. */
export function ApplyFields(props: Props) {
  const { fields, answers } = props
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true }), [])
  const open = asked(fields, answers)
  const known = fields.filter(field => !isAsked(field, answers))
  return (
    <>
      <h2>{open.length > 0 ? `要问的 ${open.length} 项` : '没有要问的，核对后提交'}</h2>
      <div className="w-asked" ref={box}>{open.map(field => <Asked key={field.element} field={field} {...props} />)}</div>
      <h2 className="w-known-title">已有的 {known.length} 项，读出核对</h2>
      <Known {...props} fields={known} />
    </>
  )
}

function Asked({ field, answers, faults, onAnswer, onKeep }: Props & { field: Field }) {
  const stale = field.state === 'stale' && field.held ? `上次登记是“${field.held.shown}”，已经过期，请再问一次` : undefined
  const words = {
    label: field.ask, optional: !field.required, error: faults[field.element], hint: stale ?? (field.type === 'account' || field.type === 'phone' ? field.example : undefined),
  }
  const value = answers[field.element] ?? ''
  const set = (text: string) => onAnswer(field.element, text)
  const choices = field.type === 'yes_no' ? [{ code: 'yes', label: '是' }, { code: 'no', label: '否' }] : field.choices
  return (
    <div className="w-ask">
      {field.type === 'choice' || field.type === 'yes_no' ? <SelectField {...words} value={value} onChange={set} choices={choices} />
        : field.type === 'day' ? <DayField {...words} value={value} onChange={set} />
          : <TextField {...words} value={value} onChange={set} autoComplete="off" name={field.element} {...field.type === 'text' ? { rows: 2 } : {}}
            {...field.type === 'phone' || field.type === 'account' ? { inputMode: 'numeric' as const } : {}} />}
      {field.state === 'held' && <button type="button" className="c-link" onClick={() => onKeep(field.element)}>不改了，用原来的</button>}
    </div>
  )
}

function Known({ fields, onAnswer }: Props) {
  return (
    <table className="c-plain c-facts">
      <caption className="g-unseen">已有的信息和来源</caption>
      <thead><tr><th scope="col">信息</th><th scope="col">内容</th><th scope="col">来源</th><th scope="col"><span className="g-unseen">更正</span></th></tr></thead>
      <tbody>{fields.map(field => (
        <tr key={field.element}>
          <th scope="row">{field.name}</th>
          <td>{field.held?.shown ?? '没有登记'}</td>
          <td className="c-soft">{field.held ? originOf(field.held) : ''}</td>
          <td className="w-mend">{field.editable && <button type="button" className="c-link" onClick={() => onAnswer(field.element, '')}>有变化<span className="g-unseen">：{field.name}</span></button>}</td>
        </tr>
      ))}</tbody>
    </table>
  )
}
