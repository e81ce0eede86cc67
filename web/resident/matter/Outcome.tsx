import type { CaseView } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Panel, Section } from '../../ui/Card.tsx'

/** How it ended: what is given, why, and what one can do who does not agree. */
export function Outcome({ view }: { view: CaseView }) {
  const { outcome } = view
  if (!outcome) return null
  const paper = view.timeline.findLast(t => t.notice)
  const decided = view.timeline.at(-1)
  return (
    <Section id="outcome" title="结果">
      <Panel>
        <p className={outcome.granted ? 'r-outcome' : 'r-outcome r-outcome-no'}>{outcome.text}</p>
        {outcome.reasons && <p className="r-outcome-why"><strong>理由</strong>{outcome.reasons}</p>}
        {outcome.remedies && <p className="r-quiet">{outcome.remedies}</p>}
        {paper && decided && paper.seq === decided.seq && (
          <div className="g-actions r-gap"><ButtonLink kind="second" href={paths.print(view.case.number, paper.seq)}>看决定书、打印</ButtonLink></div>
        )}
      </Panel>
    </Section>
  )
}
