import { useId, useState, type ReactNode } from 'react'
import { showDay } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { suppliedBy } from '../../ui/SummaryList.tsx'
import type { Field } from './read.ts'

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
  change?: { href: string; title: string } | undefined
  /** Said on asking 不对？: how it is put right. */
  wrong?: string | undefined
}

/** What is known, each with where it came from and a way to say that it is wrong. */
export function FactList({ facts }: { facts: readonly FactShown[] }) {
  return <dl className="g-facts r-facts">{facts.map(fact => <One key={fact.key} fact={fact} />)}</dl>
}

function One({ fact }: { fact: FactShown }) {
  const id = useId()
  const [open, setOpen] = useState(false)
  return (
    <div className="g-fact">
      <dt>{fact.name}</dt>
      <dd>
        <div className="r-value">
          <span className="g-fact-value">{fact.value}</span>
          {fact.change && <Anchor className="r-wrong" href={fact.change.href}>{fact.change.title}<span className="g-unseen">{fact.name}</span></Anchor>}
          {fact.wrong && !fact.change && (
            <button type="button" className="r-wrong" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>不对？<span className="g-unseen">{fact.name}</span></button>
          )}
        </div>
        {fact.origin && <div className="g-fact-source">{fact.origin}</div>}
        {fact.wrong && <p id={id} className="r-remedy" hidden={!open}>{fact.wrong}<a className="r-inline" href="tel:12345">拨打 12345</a></p>}
      </dd>
    </div>
  )
}
