import { useState } from 'react'
import { paths } from '../../kernel/paths.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { loginHere } from '../../kernel/router.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Panel, Section } from '../../ui/Card.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Question } from '../../ui/Question.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { FactList, type FactShown } from './FactList.tsx'
import { factOf, type StepProps } from './Known.tsx'
import { begins, firstOpen, isAsked, nameOf, papersOf, read, shownAnswer, slugOf, type Field } from './steps.ts'

/** Everything once more, each with a way to change it; then the word that it is true, and it is sent. */
export function CheckStep({ prepared, form, progress, back, go, busy, refused }: StepProps & { busy: boolean; refused: Refusal | null }) {
  const [sure, setSure] = useState(false)
  const [faults, setFaults] = useState(0)
  const item = prepared.item.id
  const asked = prepared.fields.filter(isAsked)
  const open = firstOpen(prepared, form.answers)
  const proceed = () => {
    if (!sure || open) return setFaults(n => n + 1)
    go()
  }
  const answered = (field: Field): FactShown => {
    const typed = begins(field, form.answers)
    const blank = typed.trim() === ''
    const lacking = form.faults[field.element] ?? (read(field, typed).error === undefined ? null : blank ? '还没有填' : '请再核对')
    return {
      key: field.element, name: nameOf(field), change: { href: paths.apply(item, slugOf(field), { from: 'check' }), title: lacking ? '去填' : '改' },
      value: lacking ? <span className="r-missing">{lacking}</span>
        : blank ? field.held ? field.held.shown : '不填' : shownAnswer(field, typed),
      origin: lacking ? '' : blank ? field.held ? '沿用以前登记的' : '' : '您这次填的',
    }
  }
  return (
    <Question question="请核对，没有错就提交" progress={progress} back={back} onContinue={proceed} continueTitle="提交申请" busy={busy} faults={faults}>
      {refused && <Refused refused={refused} />}
      {faults > 0 && open && <Notice tone="fault" alert title="还有一项没填好"><Anchor className="r-inline" href={paths.apply(item, slugOf(open), { from: 'check' })}>去填：{nameOf(open)}</Anchor></Notice>}
      {asked.length > 0 && <><h2 className="r-h2">您填的</h2><Panel><FactList facts={asked.map(answered)} /></Panel></>}
      <Section id="held" title="已经有的"><Panel><FactList facts={prepared.fields.filter(f => !isAsked(f)).map(f => factOf(f, form, item, 'check')).map(f => ({ ...f, wrong: undefined }))} /></Panel></Section>
      {papersOf(prepared).length > 0 && (
        <Section id="papers" title="材料">
          <Panel><SummaryList facts={papersOf(prepared).map(p => {
            const names = form.papers.filter(k => k.kind === p.id).map(k => k.name)
            return { key: p.id, name: p.name, value: names.length ? names.join('、') : '不交', change: { href: paths.apply(item, 'papers'), title: '改', about: p.name } }
          })} /></Panel>
        </Section>
      )}
      {prepared.outcome && <Section id="outcome" title="批准后"><Panel><p className="g-fact-value">{prepared.outcome}</p></Panel></Section>}
      <div className={faults > 0 && !sure ? 'g-field g-field-bad r-gap' : 'g-field r-gap'}>
        {faults > 0 && !sure && <FieldError id="r-sure-error">请先勾选，确认以上内容属实</FieldError>}
        <label className={sure ? 'g-choice g-choice-on' : 'g-choice'}>
          <input type="checkbox" checked={sure} onChange={e => setSure(e.target.checked)} aria-invalid={faults > 0 && !sure ? true : undefined}
            aria-describedby={faults > 0 && !sure ? 'r-sure-error' : undefined} />
          <span className="g-choice-words"><span className="g-choice-title">确认属实</span><span className="g-choice-note">以上内容是真实的，由我本人或经我同意填写。</span></span>
        </label>
      </div>
    </Question>
  )
}

/** Why it was not taken, and what to do about it. */
function Refused({ refused }: { refused: Refusal }) {
  const number = typeof refused.details['number'] === 'string' ? refused.details['number'] : null
  return (
    <Notice tone="fault" title="没有提交成功" alert>
      {refused.message}
      {number && <> <Anchor className="r-inline" href={paths.matter(number)}>看这件事</Anchor></>}
      {refused.needsLogin && <> <Anchor className="r-inline" href={loginHere()}>重新登录，接着提交</Anchor></>}
    </Notice>
  )
}
