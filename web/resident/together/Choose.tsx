import { useState } from 'react'
import type { MatterPrepared, PartPrepared } from '../../../contract/matter.ts'
import { paths } from '../../kernel/paths.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { Question } from '../../ui/Question.tsx'
import { Reasons, type StepProps } from '../apply/Known.tsx'
import { isOpen } from './shared.ts'

/** Which of the items one wants now; those that one cannot get say why, and what is open already where it stands. */
export function ChooseStep({ prepared, form, progress, back, go }: Omit<StepProps, 'sheet'> & { prepared: MatterPrepared }) {
  const [faults, setFaults] = useState(0)
  const open = prepared.parts.filter(isOpen)
  const chosen = open.filter(part => !form.off.includes(part.item.id))
  const toggle = (id: string) => { setFaults(0); form.setOff(form.off.includes(id) ? form.off.filter(one => one !== id) : [...form.off, id]) }
  return (
    <Question question={open.length > 1 ? `这 ${open.length} 件可以一次办` : '这一件现在可以办'} progress={progress} back={back} faults={faults}
      onContinue={() => chosen.length === 0 ? setFaults(n => n + 1) : go()} continueTitle={chosen.length > 1 ? `${chosen.length} 件一起办` : '继续'}
      lead={`${prepared.person.name}，同样的问题只问一次，材料只交一次；每件各有各的办理时间。`}>
      {faults > 0 && <FieldError id="r-none">请至少选一件</FieldError>}
      <ul className="g-choices r-parts">{open.map(part => <Open key={part.item.id} part={part} on={!form.off.includes(part.item.id)} toggle={() => toggle(part.item.id)} fault={faults > 0} />)}</ul>
      {prepared.parts.filter(part => !isOpen(part)).map(part => <Shut key={part.item.id} part={part} />)}
    </Question>
  )
}

const Open = ({ part, on, toggle, fault }: { part: PartPrepared; on: boolean; toggle: () => void; fault: boolean }) => (
  <li>
    <label className={on ? 'g-choice g-choice-on' : 'g-choice'}>
      <input type="checkbox" checked={on} onChange={toggle} aria-invalid={fault || undefined} aria-describedby={fault ? 'r-none' : undefined} />
      <span className="g-choice-words">
        <span className="g-choice-title">{part.item.name}</span>
        <span className="g-choice-note">{part.outcome ?? part.item.result}</span>
        <span className="g-choice-note">{part.item.promised_days} 个工作日办结，由{part.decides_name}决定</span>
      </span>
    </label>
  </li>
)

/** Not now: already open, or a condition is not met. */
const Shut = ({ part }: { part: PartPrepared }) => (
  <div className="r-shut">
    <p className="r-shut-head"><strong>{part.item.name}</strong><StatusTag tone={part.open_case ? 'blue' : 'plain'}>{part.open_case ? '正在办理' : '现在不能办'}</StatusTag></p>
    {part.open_case ? <p><Anchor className="r-inline" href={paths.matter(part.open_case)}>看办到哪一步</Anchor></p> : <Reasons reasons={part.reasons.filter(reason => !reason.ok)} />}
  </div>
)
