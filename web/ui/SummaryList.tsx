import type { ReactNode } from 'react'
import { Anchor } from './Anchor.tsx'

export interface Fact {
  key: string
  name: ReactNode
  value: ReactNode
  /** The line of origin: 由公安人口库提供，不用您填. */
  source?: ReactNode
  /** Where the value can be changed or corrected. */
  change?: { href?: string; onClick?: () => void; title?: string; about: string }
}

/** Facts with their source, one a row; what a form held before it asked, and what was answered. */
export function SummaryList({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="g-facts">
      {facts.map(fact => (
        <div key={fact.key} className="g-fact">
          <dt>{fact.name}</dt>
          <dd>
            <div className="g-fact-value">{fact.value}</div>
            {fact.source && <div className="g-fact-source">{fact.source}</div>}
          </dd>
          {fact.change && <dd className="g-fact-change"><Change {...fact.change} /></dd>}
        </div>
      ))}
    </dl>
  )
}

/** `由公安人口库提供，不用您填`: the source line of a fact that a register supplies. */
export const suppliedBy = (register: string): string => `由${register}提供，不用您填`

function Change({ href, onClick, title = '修改', about }: NonNullable<Fact['change']>) {
  const words = <>{title}<span className="g-unseen">{about}</span></>
  return href
    ? <Anchor className="g-change" href={href}>{words}</Anchor>
    : <button type="button" className="g-change" onClick={onClick}>{words}</button>
}
