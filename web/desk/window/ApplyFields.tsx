import { useEffect, useRef } from 'react'
import { memberTitle } from '../../resident/apply/Member.tsx'
import type { Field } from '../../resident/apply/read.ts'
import { memberKey, type Sheet } from '../../resident/apply/sheet.ts'
import { today } from '../../kernel/time.ts'
import { TextField } from '../../ui/TextField.tsx'
import { originOf } from '../cases/words.tsx'
import { DayField, SelectField } from '../fields.tsx'
import { asked, isAsked, type Answers } from './answers.ts'

interface Props {
  sheet: Pick<Sheet, 'fields' | 'members' | 'person'>
  answers: Answers
  faults: Readonly<Record<string, string | undefined>>
  onAnswer: (key: string, text: string) => void
  /** Lets a held fact stand after all. */
  onKeep: (element: string) => void
  /** What several items want with one question. */
  noteOf?: (element: string) => string | undefined
  /** Of several items: those that ask this, by name. */
  groupOf?: (element: string) => string
}

/** First what has to be asked, then the household, then what is known and only read out; the cursor begins in the first box. */
export function ApplyFields(props: Props) {
  const { sheet: { fields, members, person }, answers, faults, onAnswer } = props
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => box.current?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true }), [])
  const open = asked(fields, answers)
  const known = fields.filter(field => !isAsked(field, answers))
  return (
    <>
      <h2>{open.length > 0 ? `要问的 ${open.length} 项` : '没有要问的，核对后提交'}</h2>
      <div ref={box}>{groupsOf(open, props.groupOf).map(([title, of]) => (
        <section key={title} aria-label={title || undefined}>
          {title && <h3 className="w-group">{title}　<span className="c-soft">{person.name}</span></h3>}
          <div className="w-asked">{of.map(field => <Asked key={field.element} field={field} {...props} />)}</div>
        </section>
      ))}</div>
      {members && members.rows.length > 0 && <><h2 className="w-known-title">{members.title} {members.rows.length} 人</h2><p className="c-soft">{members.why}</p></>}
      {members?.rows.map(row => (
        <fieldset key={row.person} className="w-member">
          <legend>{memberTitle(row, row.person === person.id, '申请人')}</legend>
          <div className="w-asked">{members.fields.map(field => {
            const key = memberKey(row.person, field.element)
            return <div key={key} className="w-ask"><Box field={field} value={answers[key] ?? ''} error={faults[key]} onChange={text => onAnswer(key, text)} name={key} /></div>
          })}</div>
        </fieldset>
      ))}
      <h2 className="w-known-title">已有的 {known.length} 项，读出核对</h2>
      <Known known={known} onAnswer={onAnswer} />
    </>
  )
}

/** The questions under the items that ask them, in the order in which these first ask; one group without a title for a single item. */
function groupsOf(open: readonly Field[], groupOf: Props['groupOf']): [string, Field[]][] {
  const found = new Map<string, Field[]>()
  for (const field of open) {
    const title = groupOf?.(field.element) ?? ''
    found.set(title, [...found.get(title) ?? [], field])
  }
  return [...found]
}

function Asked({ field, answers, faults, onAnswer, onKeep, noteOf }: Props & { field: Field }) {
  const stale = field.state === 'stale' && field.held ? `上次登记是“${field.held.shown}”，已经过期，请再问一次` : undefined
  return (
    <div className="w-ask">
      <Box field={field} value={answers[field.element] ?? ''} error={faults[field.element]} onChange={text => onAnswer(field.element, text)} name={field.element} hint={stale ?? noteOf?.(field.element)} />
      {field.state === 'held' && <button type="button" className="c-link" onClick={() => onKeep(field.element)}>不改了，用原来的</button>}
    </div>
  )
}

const yesNo = [{ code: 'yes', label: '是' }, { code: 'no', label: '否' }]
const long: readonly Field['type'][] = ['account', 'phone', 'fen', 'count']
const modes: Partial<Record<Field['type'], 'numeric' | 'decimal'>> = { phone: 'numeric', account: 'numeric', count: 'numeric', fen: 'decimal' }

/** The box that fits the kind of answer; money is typed in yuan. */
function Box({ field, value, error, onChange, name, hint }: { field: Field; value: string; error: string | undefined; onChange: (text: string) => void; name: string; hint?: string | undefined }) {
  const said = [hint, long.includes(field.type) ? field.example : '', field.type === 'fen' && !field.example.includes('元') && !field.ask.includes('元') ? '单位：元' : ''].filter(Boolean).map(one => one!.replace(/。$/, '')).join('；')
  const words = { label: field.ask, optional: !field.required, error, ...(said ? { hint: said } : {}) }
  const mode = modes[field.type]
  if (field.type === 'choice' || field.type === 'yes_no') return <SelectField {...words} value={value} onChange={onChange} choices={field.type === 'yes_no' ? yesNo : field.choices} />
  if (field.type === 'day') return <DayField {...words} value={value} onChange={onChange} {...(field.ahead ? {} : { max: today() })} {...(field.coming ? { min: today() } : {})} />
  return <TextField {...words} value={value} onChange={onChange} autoComplete="off" name={name} {...(field.type === 'text' ? { rows: 2 } : {})} {...(mode ? { inputMode: mode } : {})} />
}

function Known({ known, onAnswer }: { known: readonly Field[]; onAnswer: Props['onAnswer'] }) {
  return (
    <table className="c-plain c-facts">
      <caption className="g-unseen">已有的信息和来源</caption>
      <thead><tr><th scope="col">信息</th><th scope="col">内容</th><th scope="col">来源</th><th scope="col"><span className="g-unseen">更正</span></th></tr></thead>
      <tbody>{known.map(field => (
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
