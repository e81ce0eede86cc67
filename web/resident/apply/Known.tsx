import type { Prepared } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { showDay } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Panel, Section } from '../../ui/Card.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Question } from '../../ui/Question.tsx'
import { FactList, originOf, remedyOf, type FactShown } from './FactList.tsx'
import type { Form } from './form.ts'
import { FromLibrary } from './Library.tsx'
import { isAsked, nameOf, shownAnswer, slugOf, type Field } from './read.ts'
import type { Sheet } from './sheet.ts'
import type { StepProps } from './step.ts'
import { WhyNot } from './WhyNot.tsx'

export type { StepProps }

/** A fact as it stands in this form: one's own change before what is held. */
export function factOf(field: Field, form: Form, sheet: Sheet, from: string): FactShown {
  const typed = form.answers[field.element]
  const changed = field.editable && typed !== undefined && typed.trim() !== ''
  return {
    key: field.element, name: nameOf(field),
    value: changed ? shownAnswer(field, typed) : field.held?.shown ?? '还没有登记',
    origin: changed ? '您这次填的' : field.held ? originOf(field.held) : '',
    change: field.editable ? { href: sheet.at(slugOf(field), from), title: from === 'check' ? '改' : changed ? '再改' : '不对？改一下' } : undefined,
    wrong: field.editable ? undefined : field.held ? remedyOf(field.held) : '请拨打 12345，或到社区服务窗口请工作人员补登。',
  }
}

/** First of all: what need not be asked, and whence it is known; whoever was further on last time need not go through it again. */
export function KnownStep({ sheet, form, progress, back, go, resume }: StepProps) {
  const shown = sheet.fields.filter(f => !isAsked(f))
  const unknown = shown.filter(f => !f.held && !f.editable)
  const held = shown.filter(f => !unknown.includes(f))
  const asked = sheet.fields.filter(isAsked).length
  const rows = sheet.members?.rows.length ?? 0
  const next = [asked > 0 && `${asked} 个问题`, rows > 0 && `家里 ${rows} 个人的情况`].filter(Boolean).join('和')
  return (
    <Question question="我们已经知道的" progress={progress} back={back} onContinue={go} continueTitle="都对，继续"
      lead={`${sheet.person.name}，这些信息已经有了，不用您再填。请看一眼对不对。${next ? `后面只问${asked > 0 ? ' ' : ''}${next}。` : '后面没有要填的。'}`}>
      {form.found_at !== null && <Notice tone="green" title="接着上次的填">您上次填的还在。{resume ? <Anchor className="r-inline" href={resume}>直接到上次停下的那一步</Anchor> : '从这里接着办就行。'}</Notice>}
      <Panel><FactList facts={held.map(f => factOf(f, form, sheet, 'known'))} /></Panel>
      {unknown.length > 0 && <Notice tone="blue">还没有登记的：{unknown.map(nameOf).join('、')}。不用您填，由工作人员核实。</Notice>}
      <WhyNot sheet={sheet} />
    </Question>
  )
}

export const Reasons = ({ reasons }: { reasons: Prepared['reasons'] }) => (
  <ul className="r-ticks">
    {reasons.map(reason => (
      <li key={reason.text} className={reason.ok ? undefined : 'r-not'}>
        <Icon name={reason.ok ? 'check' : 'close'} />
        <span><span className="g-unseen">{reason.ok ? '符合：' : '不符合：'}</span>{reason.text}<span className="r-basis">依据：{reason.basis}</span></span>
      </li>
    ))}
  </ul>
)

/** Whether one may get it and how much; which documents nobody has to bring, and who vouches for them. */
export function EligibleStep({ prepared, sheet, form, progress, back, go }: StepProps & { prepared: Prepared }) {
  const others = prepared.not_asked.filter(one => !prepared.licences.some(held => held.name === one.material))
  return (
    <Question question={prepared.reasons.length > 0 ? '您符合条件' : '您可以申请'} progress={progress} back={back} onContinue={go}>
      {prepared.outcome && <p className="r-outcome"><span>批准后</span>{prepared.outcome}</p>}
      {prepared.reasons.length > 0 && <Panel><Reasons reasons={prepared.reasons} /></Panel>}
      {others.length > 0 && (
        <Section id="not-asked" title="这些材料不用您交">
          <Panel>
            <SummaryList facts={others.map(n => ({
              key: n.material, name: n.material, value: <span className="r-free">由{n.register}提供</span>, ...(n.as_of ? { source: `${showDay(n.as_of)} 的数据` } : {}),
            }))} />
          </Panel>
        </Section>
      )}
      {prepared.licences.length > 0 && (
        <Section id="licences" title="可以从证照库取得">
          <FromLibrary sheet={sheet} form={form} />
        </Section>
      )}
      <p className="r-quiet r-gap">由{prepared.accepts_name}受理，{prepared.decides_name}决定。</p>
    </Question>
  )
}

/** Not eligible: why, on what grounds, how to have a wrong fact put right, and a human to ask. */
export function NotEligible({ prepared }: { prepared: Prepared }) {
  const failed = prepared.reasons.filter(r => !r.ok)
  const facts = prepared.fields.filter(f => !f.editable && f.held)
  return (
    <>
      <h1 className="g-title">您现在还不能申请{prepared.item.name}</h1>
      <Notice tone="amber" icon="info" title="差在这里">{failed.map(r => r.text).join('；')}。依据：{[...new Set(failed.map(r => r.basis))].join('、')}。</Notice>
      <Panel><Reasons reasons={prepared.reasons} /></Panel>
      <Section id="grounds" title="我们依据的信息">
        <p className="r-quiet">如果这里有错，更正后就能再申请。</p>
        <Panel><FactList facts={facts.map(f => ({ key: f.element, name: nameOf(f), value: f.held!.shown, origin: originOf(f.held!), wrong: remedyOf(f.held!) }))} /></Panel>
      </Section>
      <Section id="human" title="想找人问问">
        <Panel>
          <p>拨打 <a href="tel:12345">12345</a>，每天 24 小时有人接。也可以到就近的社区服务窗口，当面问。</p>
          <p className="r-quiet">是给家里老人办的？老人用自己的账号登录，或由您陪着到任一窗口办，也可以请社区上门。</p>
        </Panel>
      </Section>
      <div className="g-section g-actions"><ButtonLink kind="second" href={paths.services()}>看看别的事项</ButtonLink></div>
    </>
  )
}
