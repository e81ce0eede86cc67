import { useRef, useState } from 'react'
import { agencies, agencyPaper, agencyPromise } from '../../../contract/agency.ts'
import type { Refusal } from '../../kernel/refusal.ts'
import { agreedOf, faultsIn, replacesSaid, type Paper, type Sheet } from '../../resident/apply/sheet.ts'
import { PromiseText } from '../../resident/apply/PromiseText.tsx'
import { useUploads, type Kept } from '../../resident/uploads.ts'
import { Button } from '../../ui/Button.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { fileHref } from '../cases/Papers.tsx'
import { Form } from '../Form.tsx'
import { faultsOf, sentAnswers, type Answers } from './answers.ts'
import { ApplyFields } from './ApplyFields.tsx'
import { Consent } from './Consent.tsx'
import { Camera } from './devices/Camera.tsx'
import { Sign } from './devices/Sign.tsx'
import { halfOf, keepHalf, type Served } from './served.ts'

interface Half { answers: Answers; papers: readonly Kept[]; licences: readonly string[] }
/** What is sent, of one item or of several. */
export type Filled = ReturnType<typeof sentAnswers> & { papers: { kind: string; file: string }[]; licences: string[]; confirmed: true }

export interface FillingProps {
  sheet: Sheet; served: Served; busy: boolean; error: Refusal | null
  send: (filled: Filled, done: () => void) => void
  /** What several items want with one question, and what an item is called in a refusal. */
  noteOf?: (element: string) => string | undefined
  /** Of several items: those that ask this, by name. */
  groupOf?: (element: string) => string
  nameOf?: (item: string) => string
}

/** What is handed in at the window: papers, promises to sign, and what whoever comes for another rests on. */
function papersFor(papers: readonly Paper[], served: Served) {
  const proxy = served.by ? [{ id: agencyPaper, name: agencies[served.by].paper, note: agencies[served.by].note, required: true, signed: true, replaces: [] as string[] }] : []
  return [...papers.map(one => ({ ...one, signed: one.source === 'promise' })), ...proxy]
}

/** The whole form on one page: what is asked, the household, papers, and the word of whoever stands there. */
export function Filling({ sheet, served, busy, error, send, noteOf, groupOf, nameOf }: FillingProps) {
  const [half, setHalf] = useState<Half>(() => halfOf<Half>(served.person, sheet.draft) ?? { answers: {}, papers: [], licences: [] })
  const [confirmed, setConfirmed] = useState(false)
  const [tried, setTried] = useState(false)
  const change = (to: (old: Half) => Half) => setHalf(old => { const now = to(old); keepHalf(served.person, sheet.draft, now); return now })
  const uploads = useUploads(half.papers, to => change(old => ({ ...old, papers: to(old.papers) })))
  const own = faultsOf(sheet, half.answers)
  const said = faultsIn(error?.fields ?? [])
  const faults = { ...said.boxes, ...tried ? own : {} }
  const papers = papersFor(sheet.papers, served)
  const box = useRef<HTMLInputElement>(null)
  const agent = served.manner === 'mandate'
  const kinds = new Set(papers.map(paper => paper.id))
  const unshown = agent && !half.papers.some(paper => paper.kind === agencyPaper)
  const submit = () => {
    setTried(true)
    if (Object.keys(own).length > 0 || unshown || busy || uploads.underway) return
    if (!confirmed) { setTimeout(() => box.current?.focus(), 0); return }
    send({ ...sentAnswers(sheet, half.answers), papers: half.papers.filter(({ kind }) => kinds.has(kind)).map(({ kind, file }) => ({ kind, file })), licences: agreedOf(sheet, half.licences), confirmed: true },
      () => keepHalf(served.person, sheet.draft, null))
  }
  return (
    <Form className="c-block w-fill" aria-label={sheet.title} onSubmit={submit}>
      {error && (error.fields.length === 0 || said.items.length > 0) && (
        <Notice tone="fault" title="没有提交成功" alert>
          <p>{error.message}</p>
          {said.items.map(({ item, message }) => <p key={`${item} ${message}`}>{item && <b>{nameOf?.(item) ?? ''}：</b>}{message}</p>)}
        </Notice>
      )}
      <ApplyFields sheet={sheet} answers={half.answers} faults={faults} {...(noteOf ? { noteOf } : {})} {...(groupOf ? { groupOf } : {})}
        onAnswer={(key, text) => change(old => ({ ...old, answers: { ...old.answers, [key]: text } }))}
        onKeep={element => change(old => ({ ...old, answers: Object.fromEntries(Object.entries(old.answers).filter(([key]) => key !== element)) }))} />
      {sheet.promise_barred && <Notice tone="amber" title="不能选告知承诺">{sheet.promise_barred}。</Notice>}
      {papers.map(one => (
        <div key={one.id} className="w-paper">
          <FileField label={one.name} optional={!one.required} hint={[one.note, replacesSaid(one, sheet.papers)].filter(Boolean).join('。')} most={4} onPick={file => uploads.pick(one.id, file)} onRemove={uploads.remove} onRetry={uploads.retry} error={one.id === agencyPaper && tried && unshown ? `请上传${one.name}` : undefined}
            files={uploads.shown(one.id).map(file => ({ ...file, href: file.part >= 1 && !file.error ? fileHref(file.key) : undefined }))} />
          {sheet.papers.some(paper => paper.id === one.id && paper.source === 'promise') && <PromiseText paper={one} sheet={sheet} />}
          <div className="w-tools"><Camera title={one.name} onFile={file => uploads.pick(one.id, file)} />
            {one.signed && <Sign title={`${one.name}：${sheet.title}`} words={one.id === agencyPaper && served.by === 'promise' && served.agent ? agencyPromise(served.agent, served.name, sheet.title) : ''} button="当场签名" onFile={file => uploads.pick(one.id, file)} />}</div>
        </div>
      ))}
      <Consent agent={agent} licences={sheet.licences} agreed={agreedOf(sheet, half.licences)} onAgree={licences => change(old => ({ ...old, licences }))} />
      <div className="w-word">
        <label className="w-confirm"><input ref={box} type="checkbox" checked={confirmed} onChange={event => setConfirmed(event.target.checked)} aria-invalid={tried && !confirmed ? true : undefined} aria-describedby={tried && !confirmed ? 'w-word-fault' : undefined} />{agent ? '已向代办人读出并确认以上内容属实' : '已向申请人读出并确认以上内容属实'}</label>
        {tried && !confirmed && <p className="g-error" id="w-word-fault"><Icon name="alert" /><span>读给{agent ? '代办人' : '申请人'}听、确认无误后，请在这里打勾</span></p>}
        <Button type="submit" busy={busy}>{uploads.underway ? '材料正在上传' : '提交申请'}</Button>
      </div>
    </Form>
  )
}
