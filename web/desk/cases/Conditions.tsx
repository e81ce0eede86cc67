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

/** Nothing is said to be met that nobody has checked. */
function verdictOn(reasons: Judged['reasons']): string {
  if (reasons.length === 0) return '没有由平台核对的条件'
  if (reasons.some(reason => !reason.ok)) return '有条件不符合'
  const left = reasons.filter(reason => reason.text.endsWith('（由工作人员核实）')).length
  return left > 0 ? `有 ${left} 条要由您核实，其余都符合` : '条件都符合'
}

/** What one must know before pressing a button: whether the conditions are met, and what a grant would give. */
export const Conditions = ({ reasons, outcome, source }: Judged) => (
  <div className="c-judged">
    <h3>{verdictOn(reasons)}</h3>
    {reasons.length === 0 ? <p className="c-soft">平台不自动判断这件事的条件，由您对照办事指南和材料核对。</p> : <Reasons reasons={reasons} />}
    <p className="c-cond-outcome"><span className="c-soft">批准后</span><b>{outcome}</b><span className="c-soft c-cond-basis">{source}</span></p>
  </div>
)
