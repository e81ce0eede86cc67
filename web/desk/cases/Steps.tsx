import { offices } from '../../../contract/glossary.ts'
import type { CaseView } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { session } from '../../kernel/session.ts'
import { Timeline, type TimelineItem } from '../../ui/Timeline.tsx'

type Step = CaseView['timeline'][number]

/** The way to a printed notice of a step, in a tab of its own that sits in the same chair. */
export const PrintLink = ({ number, step, className }: { number: string; step: Pick<Step, 'seq' | 'notice'>; className?: string }) => (
  <a className={className ?? 'c-print'} href={paths.print(number, step.seq, { seat: session.seat(), serving: session.serving() })} target="_blank" rel="opener">打印{step.notice}</a>
)

/** The names of paper kinds as far as the case tells them: a step's data holds only codes. */
function kindNames(view: CaseView): Map<string, string> {
  const asked = view.choices.flatMap(choice => choice.fields).filter(field => field.type === 'papers').flatMap(field => field.choices)
  return new Map([
    ...asked.map(({ code, label }): [string, string] => [code, label]), ...view.missing.map(({ kind, name }): [string, string] => [kind, name]),
    ...view.papers.map(({ kind, kind_name }): [string, string] => [kind, kind_name]),
  ])
}

/** What became of the case, newest first: who did what, from which office, with which words, and the papers given out. */
export function Steps({ view }: { view: CaseView }) {
  const names = kindNames(view)
  const items = [...view.timeline].reverse().map((step, i): TimelineItem => ({
    key: String(step.seq), title: step.title, at: step.at, by: step.agent ? `${step.agent}；${whoOf(step)}` : whoOf(step),
    stage: i === 0 && !view.case.closed ? 'now' : 'done',
    ...hasNote(step) ? { note: <Note step={step} names={names} number={view.case.number} /> } : {},
  }))
  return <Timeline items={items} />
}

/** Who did it: somebody for oneself, the platform, or somebody in an office. */
const whoOf = (step: Step): string => step.office_name === offices.resident.zh ? `${step.by}（本人）` : step.office_name === offices.system.zh ? step.by : `${step.by} · ${step.place_name}${step.office_name}`

const papersOf = (step: Step): string[] => Array.isArray(step.data['papers']) ? step.data['papers'].map(String) : []
const outcomeOf = (step: Step): string | null => typeof step.data['outcome'] === 'string' ? step.data['outcome'] : null
const hasNote = (step: Step): boolean => Boolean(step.note || step.notice || outcomeOf(step)) || papersOf(step).length > 0

function Note({ step, names, number }: { step: Step; names: ReadonlyMap<string, string>; number: string }) {
  const papers = papersOf(step).map(kind => names.get(kind) ?? kind)
  const outcome = outcomeOf(step)
  return (
    <>
      {outcome && <p><b>{outcome}</b></p>}
      {papers.length > 0 && <p>要补：{papers.join('、')}</p>}
      {step.note && <p>{step.note}</p>}
      {step.notice && <p className="c-noprint"><PrintLink number={number} step={step} /></p>}
    </>
  )
}
