import { useId, type ReactNode } from 'react'
import { showDay } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { suppliedBy } from '../../ui/SummaryList.tsx'
import type { Field } from './steps.ts'

/** Where a fact came from, and since when, in the words of the person it is about. */
export function originOf(fact: NonNullable<Field['held']>): string {
  const day = showDay(fact.asserted_at)
  if (fact.source === 'declared') return `您 ${day} 自己报的`
  if (fact.source === 'collected') return `${fact.organ}，${day} 登记，不用您填`
  return `${suppliedBy(fact.organ)}（${day}）`
}

/** How a fact that only a register may change is put right. */
export function remedyOf(fact: NonNullable<Field['held']>): string {
  if (/公安/.test(fact.organ)) return `这一项以${fact.organ}为准，这里改不了。请带身份证到就近派出所的户籍窗口更正，更正以后这里会跟着变。`
  if (fact.source === 'shared') return `这一项以${fact.organ}为准，这里改不了。请向提供单位申请更正，不知道找谁就拨打 12345。`
  return '请告诉社区工作人员或网格员，核对以后会更正。'
}

export interface FactShown {
  key: string
  name: string
  value: ReactNode
  origin: ReactNode
  /** One's own answer may be changed here; what a register says is put right elsewhere. */
  change?: { href: string; title?: string } | undefined
  wrong?: string | undefined
}

/** What is known, each with where it came from and a way to say that it is wrong. */
export function FactList({ facts }: { facts: readonly FactShown[] }) {
  return <dl className="g-facts r-facts">{facts.map(fact => <One key={fact.key} fact={fact} />)}</dl>
}

function One({ fact }: { fact: FactShown }) {
  const id = useId()
  return (
    <div className="g-fact">
      <dt id={id}>{fact.name}</dt>
      <dd>
        <div className="g-fact-value">{fact.value}</div>
        <div className="g-fact-source">{fact.origin}</div>
        {fact.wrong && (
          <details className="r-wrong">
            <summary>不对？<span className="g-unseen">{fact.name}</span></summary>
            <p>{fact.wrong}<a className="r-inline" href="tel:12345">拨打 12345</a></p>
          </details>
        )}
      </dd>
      {fact.change && <dd className="g-fact-change"><Anchor className="g-change" href={fact.change.href}>{fact.change.title ?? '不对？改一下'}<span className="g-unseen">{fact.name}</span></Anchor></dd>}
    </div>
  )
}
