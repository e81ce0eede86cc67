import { useEffect, useRef, type FormEvent, type ReactNode } from 'react'
import { Anchor } from './Anchor.tsx'
import { Button } from './Button.tsx'
import { Icon } from './icons.tsx'
import { Notice } from './Notice.tsx'

/** Where one is in the row of questions: bar and words. */
export const Progress = ({ at, of, title }: { at: number; of: number; title: string }) => (
  <div className="g-progress">
    <div className="g-progress-bar" aria-hidden="true">{Array.from({ length: of }, (_, i) => <i key={i} className={i < at ? 'on' : ''} />)}</div>
    <p>{title}　第 {at} 步，共 {of} 步</p>
  </div>
)

export interface QuestionProps {
  /** The one question, as one would ask it across the counter. */
  question: string
  /** Under the question: what is meant, in a sentence. */
  lead?: ReactNode
  /** Why we ask, and what it is used for. */
  why?: ReactNode
  progress?: { at: number; of: number; title: string }
  /** The page before; going back loses nothing. A function where the pages share one address. */
  back?: string | (() => void)
  onContinue: () => void
  continueTitle?: string
  busy?: boolean
  /** A refusal that belongs to no field. */
  refused?: string | undefined
  /** What the refusal is headed with, on a page that does not submit. */
  refusedTitle?: string
  /** The number of times the answer was found wanting: each moves the focus to the first faulty field. */
  faults?: number
  /** The half-filled form waits on this device. */
  kept?: boolean
  children: ReactNode
}

/** A page with one question: go back, where one is, the question, the answer, why we ask, go on. */
export function Question(props: QuestionProps) {
  const { question, lead, why, progress, back, onContinue, continueTitle = '继续', busy, refused, refusedTitle = '没有提交成功', faults = 0, kept, children } = props
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (faults > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  }, [faults])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onContinue()
  }
  const backWords = <><Icon name="back" />返回上一步</>
  return (
    <form ref={form} onSubmit={submit} noValidate>
      {back && (
        <div className="g-question-back">
          {typeof back === 'string'
            ? <Anchor className="g-back" href={back}>{backWords}</Anchor>
            : <button type="button" className="g-back" onClick={back}>{backWords}</button>}
        </div>
      )}
      {progress && <Progress {...progress} />}
      <h1 className="g-title" tabIndex={-1}>{question}</h1>
      {lead && <p className="g-title-lead">{lead}</p>}
      {refused && <Notice tone="fault" title={refusedTitle} alert>{refused}</Notice>}
      <div className="g-question-body">{children}</div>
      <div className="g-actions"><Button type="submit" busy={busy ?? false} wide={false}>{continueTitle}</Button></div>
      {kept && <p className="g-saved">已填的内容保存在这台设备上，离开后还能接着填。</p>}
      {why && <details className="g-why"><summary><Icon name="info" />为什么要问这个</summary><p>{why}</p></details>}
    </form>
  )
}
