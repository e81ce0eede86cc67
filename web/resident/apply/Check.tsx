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
import { memberTitle } from './Member.tsx'
import { begins, isAsked, nameOf, read, shownAnswer, slugOf, type Field } from './read.ts'
import { agreedOf, faultsIn, firstOpen, memberKey, memberStep } from './sheet.ts'
import { WhyNot } from './WhyNot.tsx'

export interface CheckProps extends StepProps {
  busy: boolean; refused: Refusal | null
  /** What is granted, item by item. */
  outcomes: readonly { key: string; name: string; text: string }[]
  /** What an item is called, for a refusal that names it. */
  nameOfItem: (item: string) => string
}

/** Everything once more, each with a way to change it; then the word that it is true, and it is sent. */
export function CheckStep({ sheet, form, progress, back, go, busy, refused, outcomes, nameOfItem }: CheckProps) {
  const [sure, setSure] = useState(false)
  const [faults, setFaults] = useState(0)
  const open = firstOpen(sheet, form.answers)
  const agreed = agreedOf(sheet, form.licences)
  const proceed = () => {
    if (!sure || open) return setFaults(n => n + 1)
    go()
  }
  const answered = sheet.fields.filter(isAsked).map((field): FactShown => answerShown(field, field.element, slugOf(field), { sheet, form }))
  return (
    <Question question="请核对，没有错就提交" progress={progress} back={back} onContinue={proceed} continueTitle="提交申请" busy={busy} faults={faults}>
      {refused && <Refused refused={refused} nameOfItem={nameOfItem} />}
      {faults > 0 && open && <Notice tone="fault" alert title="还有一项没填好"><Anchor className="r-inline" href={sheet.at(open.step, 'check')}>去填：{open.name}</Anchor></Notice>}
      {answered.length > 0 && <><h2 className="r-h2">您填的</h2><Panel><FactList facts={answered} /></Panel></>}
      {sheet.members?.rows.map((row, i) => (
        <Section key={row.person} id={`m${i}`} title={memberTitle(row, row.person === sheet.person.id)}>
          <Panel><FactList facts={sheet.members!.fields.map(field => answerShown(field, memberKey(row.person, field.element), memberStep(i), { sheet, form }))} /></Panel>
        </Section>
      ))}
      <Section id="held" title="已经有的"><Panel><FactList facts={sheet.fields.filter(f => !isAsked(f)).map(f => factOf(f, form, sheet, 'check')).map(f => ({ ...f, wrong: undefined }))} /></Panel><WhyNot sheet={sheet} /></Section>
      {sheet.licences.length > 0 && (
        <Section id="licences" title="从证照库取得">
          <Panel><SummaryList facts={sheet.licences.map(one => ({
            key: one.material, name: one.title, value: agreed.includes(one.material) ? '同意用于这件事' : '没有同意使用', ...(agreed.includes(one.material) ? { source: `由${one.organ}提供` } : {}),
            change: { href: sheet.at(sheet.consent, 'check'), title: '改', about: one.title },
          }))} /></Panel>
        </Section>
      )}
      {sheet.papers.length > 0 && (
        <Section id="papers" title="材料">
          <Panel><SummaryList facts={sheet.papers.map(p => {
            const names = form.papers.filter(k => k.kind === p.id).map(k => k.name)
            return { key: p.id, name: p.name, value: names.length ? names.join('、') : '不交', change: { href: sheet.at('papers'), title: '改', about: p.name } }
          })} /></Panel>
        </Section>
      )}
      {outcomes.length > 0 && (
        <Section id="outcome" title="批准后"><Panel>{outcomes.length === 1 ? <p className="g-fact-value">{outcomes[0]!.text}</p>
          : <SummaryList facts={outcomes.map(one => ({ key: one.key, name: one.name, value: one.text }))} />}</Panel></Section>
      )}
      <Sure sure={sure} onChange={setSure} fault={faults > 0 && !sure} />
    </Question>
  )
}

/** One answer as it will be sent, or what is wrong with it, and the way to change it. */
function answerShown(field: Field, key: string, step: string, { sheet, form }: Pick<StepProps, 'sheet' | 'form'>): FactShown {
  const typed = begins(field, form.answers, key)
  const blank = typed.trim() === ''
  const lacking = form.faults[key] ?? (read(field, typed).error === undefined ? null : blank ? '还没有填' : '请再核对')
  return {
    key, name: nameOf(field), change: { href: sheet.at(step, 'check'), title: lacking ? '去填' : '改' },
    value: lacking ? <span className="r-missing">{lacking}</span> : blank ? field.held ? field.held.shown : '不填' : shownAnswer(field, typed),
    origin: lacking ? '' : blank ? field.held ? '沿用以前登记的' : '' : '您这次填的',
  }
}

const Sure = ({ sure, onChange, fault }: { sure: boolean; onChange: (sure: boolean) => void; fault: boolean }) => (
  <div className={fault ? 'g-field g-field-bad r-gap' : 'g-field r-gap'}>
    {fault && <FieldError id="r-sure-error">请先勾选，确认以上内容属实</FieldError>}
    <label className={sure ? 'g-choice g-choice-on' : 'g-choice'}>
      <input type="checkbox" checked={sure} onChange={e => onChange(e.target.checked)} aria-invalid={fault ? true : undefined} aria-describedby={fault ? 'r-sure-error' : undefined} />
      <span className="g-choice-words"><span className="g-choice-title">确认属实</span><span className="g-choice-note">以上内容是真实的，由我本人或经我同意填写。</span></span>
    </label>
  </div>
)

/** Why it was not taken, item by item where there are several, and what to do about it. */
function Refused({ refused, nameOfItem }: { refused: Refusal; nameOfItem: (item: string) => string }) {
  const number = typeof refused.details['number'] === 'string' ? refused.details['number'] : null
  const { items } = faultsIn(refused.fields)
  return (
    <Notice tone="fault" title="没有提交成功" alert>
      <p>{refused.message}</p>
      {items.length > 0 && <ul>{items.map(({ item, message }) => <li key={`${item} ${message}`}>{item && <strong>{nameOfItem(item)}：</strong>}{message}</li>)}</ul>}
      {number && <> <Anchor className="r-inline" href={paths.matter(number)}>看这件事</Anchor></>}
      {refused.needsLogin && <> <Anchor className="r-inline" href={loginHere()}>重新登录，接着提交</Anchor></>}
    </Notice>
  )
}
