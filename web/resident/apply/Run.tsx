import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState, type ReactNode } from 'react'
import { asRefusal, type Refusal } from '../../kernel/refusal.ts'
import { useTitle } from '../../ui/Page.tsx'
import { useUploads } from '../uploads.ts'
import { AskStep } from './Ask.tsx'
import { CheckStep, type CheckProps } from './Check.tsx'
import type { Form } from './form.ts'
import type { StepProps } from './Known.tsx'
import { MemberStep } from './Member.tsx'
import { PapersStep } from './Papers.tsx'
import { slugOf } from './read.ts'
import { faultsIn, stepOfFault, stepsOf, type Sheet, type Step } from './sheet.ts'

/** A page that comes before the questions. */
export interface Front { key: string; title: string; draw: (props: StepProps) => ReactNode }
export interface RunProps extends Pick<CheckProps, 'outcomes' | 'nameOfItem'> {
  sheet: Sheet; form: Form; fronts: readonly Front[]
  /** Where the first page leads back to. */
  up: string
  /** Sends it and leads on; what it throws is told on the page that checks, or beside the box it is about. */
  send: () => Promise<void>
  /** What several items want with one question, and with one paper. */
  shared?: { field: (element: string) => string | undefined; paper: (paper: string) => string | undefined; subject: (element: string) => string }
}

/** The pages of a form one after another; each has its own address, so that back and reload lose nothing. */
export function Run({ sheet, form, fronts, up, send, shared, outcomes, nameOfItem }: RunProps) {
  const { step: asked = fronts[0]!.key } = useParams({ strict: false }) as { step?: string }
  const { from } = useSearch({ strict: false }) as { from?: string }
  const navigate = useNavigate()
  const uploads = useUploads(form.papers, form.keepPapers)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refusal | null>(null)
  const steps = stepsOf(sheet, fronts.map(front => front.key))
  const at = Math.max(0, steps.findIndex(s => s.key === asked))
  const changed = sheet.fields.find(f => f.editable && slugOf(f) === asked)
  const step: Step = steps.find(s => s.key === asked) ?? (changed ? { key: slugOf(changed), field: changed } : steps[0]!)
  const to = (key: string | undefined) => sheet.at(key === fronts[0]!.key ? undefined : key)
  const { reached } = form
  const returns = from === 'check' || from === 'known' ? from : null
  const here = at > 0 && !returns ? step.key : null
  useEffect(() => { if (here) reached(here) }, [here, reached])
  const go = () => void navigate({ href: to(returns ?? steps[at + 1]?.key) })
  const back = returns ? to(returns) : at === 0 ? up : to(steps[at - 1]?.key)
  useTitle(`${step.field?.ask ?? step.member?.name ?? fronts.find(front => front.key === step.key)?.title ?? titles[step.key]} · ${sheet.title}`)
  const submit = async () => {
    setBusy(true)
    setRefused(null)
    try {
      await send()
    } catch (error) {
      const no = asRefusal(error)
      const { boxes, items } = faultsIn(no.fields)
      form.setFaults(boxes)
      const wrong = items.length === 0 ? stepOfFault(sheet, boxes) : undefined
      if (wrong) await navigate({ href: sheet.at(wrong, 'check') })
      else setRefused(no)
    } finally {
      setBusy(false)
    }
  }
  const progress = { at: at + 1, of: steps.length, title: sheet.title }
  const stopped = steps.find((s, i) => i > 0 && s.key === form.stopped_at)
  const page = { sheet, form, progress, back, go, resume: stopped ? to(stopped.key) : null }
  const single = { form, back, go, returns: returns !== null, ...(returns ? {} : { progress }) }
  if (step.field) return <AskStep key={step.key} {...single} field={step.field} note={shared?.field(step.field.element)} subject={shared?.subject(step.field.element)} />
  if (step.member) return <MemberStep key={step.key} {...single} member={step.member} group={sheet.members!} self={step.member.person === sheet.person.id} />
  if (step.key === 'papers') return <PapersStep key="papers" {...page} uploads={uploads} {...(shared ? { wanted: shared.paper } : {})} />
  if (step.key === 'check') return <CheckStep key="check" {...page} go={() => void submit()} busy={busy} refused={refused} outcomes={outcomes} nameOfItem={nameOfItem} />
  return (fronts.find(front => front.key === step.key) ?? fronts[0]!).draw(page)
}

const titles: Record<string, string> = { papers: '材料', check: '核对并提交' }
