import type { CaseView } from '../../../contract/service.ts'
import { originOf } from './words.tsx'

/** What the case rests on, each with where it came from; what the applicant was asked is marked. */
export const FactsTable = ({ facts }: { facts: CaseView['facts'] }) => (
  <table className="c-plain c-facts">
    <caption className="g-unseen">申请信息和来源</caption>
    <thead><tr><th scope="col">信息</th><th scope="col">内容</th><th scope="col">来源</th></tr></thead>
    <tbody>{facts.map(fact => (
      <tr key={fact.element}>
        <th scope="row">{fact.name}</th>
        <td>{fact.shown}</td>
        <td>{fact.asked ? <span className="c-asked">本次填报</span> : originOf(fact)}</td>
      </tr>
    ))}</tbody>
  </table>
)
