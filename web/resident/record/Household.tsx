import type { OutputOf } from '../../../contract/kernel.ts'
import type { mine } from '../../../contract/person.ts'
import { Panel } from '../../ui/Card.tsx'
import '../../engines/process/picture.css'
import { generations, type Member } from './generations.ts'

type HouseholdView = NonNullable<OutputOf<typeof mine>['household']>

/** The household as a small tree, and the same as a list. */
export function Household({ household, me }: { household: HouseholdView; me: string }) {
  const { rows, beside } = generations(household.members)
  const people = (members: readonly Member[]) => members.map(m => (
    <span key={m.person} className={m.person === me ? 'r-tree-one r-tree-me' : 'r-tree-one'}><strong>{m.name}</strong><span>{m.person === me ? '我' : m.relation_name}</span></span>
  ))
  return (
    <Panel>
      <p>{household.kind}{household.address && `　${household.address}`}<span className="r-basis">户号 {household.number}，{household.formed_on} 立户</span></p>
      <div className="r-tree" aria-hidden="true">
        {rows.map((row, i) => <div key={i} className="r-tree-row">{people(row)}</div>)}
        {beside.length > 0 && <div className="r-tree-row r-tree-beside">{people(beside)}</div>}
      </div>
      <div className="g-table-frame" tabIndex={0} role="group" aria-label="家庭成员表">
        <table className="g-table r-table">
          <caption className="g-unseen">家庭成员</caption>
          <thead><tr><th scope="col">姓名</th><th scope="col">与户主关系</th><th scope="col">年龄</th></tr></thead>
          <tbody>{household.members.map(m => <tr key={m.person}><td>{m.name}{m.person === me && '（我）'}</td><td>{m.relation_name}</td><td>{m.age} 岁</td></tr>)}</tbody>
        </table>
      </div>
    </Panel>
  )
}
