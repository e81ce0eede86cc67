import type { CaseView } from '../../../contract/service.ts'
import { Icon } from '../../ui/icons.tsx'

type Judged = NonNullable<CaseView['judged']>

/** Conditions one by one, met or not, with what each rests on. */
export const Reasons = ({ reasons }: { reasons: Judged['reasons'] }) => (
  <ul className="c-cond-reasons">{reasons.map(reason => (
    <li key={reason.text} className={reason.ok ? 'c-cond-ok' : 'c-cond-not'}>
      <Icon name={reason.ok ? 'check' : 'close'} />
      <span><span className="g-unseen">{reason.ok ? '达到：' : '没有达到：'}</span>{reason.text}<span className="c-soft c-cond-basis">{reason.basis}</span></span>
    </li>
  ))}</ul>
)

/** What one must know before pressing a button: whether the conditions are met, and what a grant would give. */
export const Conditions = ({ reasons, outcome, source }: Judged) => (
  <div className="c-judged">
    <h3>{reasons.every(reason => reason.ok) ? '条件都符合' : '有条件不符合'}</h3>
    <Reasons reasons={reasons} />
    <p className="c-cond-outcome"><span className="c-soft">批准后</span><b>{outcome}</b><span className="c-soft c-cond-basis">{source}</span></p>
  </div>
)
