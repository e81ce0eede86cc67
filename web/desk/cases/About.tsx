import { useState } from 'react'
import { contact } from '../../../contract/rating.ts'
import type { CaseView } from '../../../contract/service.ts'
import { useAsk } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useSeat } from '../seat.ts'

/** What a case is about that is no application: a bad grade with its words, and who is to be contacted. */
export function About({ view }: { view: CaseView }) {
  const seat = useSeat()
  return (
    <section className="c-block" aria-labelledby="c-about">
      <h2 id="c-about">事由</h2>
      <table className="c-plain c-facts"><tbody>{view.about.map(line => <tr key={line.name}><th scope="row">{line.name}</th><td>{line.shown}</td></tr>)}</tbody></table>
      {seat.verbs.includes('rating.follow') && <Contact key={view.case.number} number={view.case.number} />}
    </section>
  )
}

/** Who rated is not shown before it is asked for: the person can read that it was. */
function Contact({ number }: { number: string }) {
  const [asked, setAsked] = useState(false)
  return asked ? <Person number={number} /> : (
    <div className="c-form-end c-noprint"><Button kind="second" onClick={() => setAsked(true)}>看评价人的联系方式</Button><p className="c-soft">查看会留下记录，评价人能看到。被评价的人看不到。</p></div>
  )
}

function Person({ number }: { number: string }) {
  const { data, error, refetch } = useAsk(contact, { number })
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />
  if (!data) return <LoadingState lines={1} />
  return <p className="c-contact" role="status">评价人：<b>{data.name}</b>　{data.phone ? <a href={`tel:${data.phone}`}>{data.phone}</a> : '没有登记电话，请上门或请社区转告'}</p>
}
