import type { z } from 'zod'
import type { Household } from '../../../contract/person.ts'
import { paths } from '../../kernel/paths.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { useSeat } from '../seat.ts'
import { box, drawTree } from './tree.ts'
import { Scroll } from '../Scroll.tsx'

type Shown = z.infer<typeof Household>

/** The household as a small tree for the eye, and as a list that says the same and leads on. */
export function HouseholdView({ household, self }: { household: Shown; self: string }) {
  const seat = useSeat()
  const { members, number, kind, address, formed_on } = household
  return (
    <div className="p-household">
      <p className="r-soft">户号 {number}，{kind}，{formed_on} 立户，{members.length} 人{address ? `，${address}` : ''}</p>
      {members.length > 1 && <div className="p-tree-frame"><Tree members={members} self={self} /></div>}
      <Scroll label="家庭成员表">
        <table className="r-plain">
          <caption className="g-unseen">家庭成员</caption>
          <thead><tr><th scope="col">姓名</th><th scope="col">与户主关系</th><th scope="col" className="r">年龄</th></tr></thead>
          <tbody>
            {members.map(m => (
              <tr key={m.person} className={m.person === self ? 'p-self' : undefined}>
                <th scope="row">{m.person === self ? <>{m.name}<span className="r-soft">（本人）</span></> : <Anchor href={paths.deskRow(seat.mandate, 'people', m.person)}>{m.name}</Anchor>}</th>
                <td>{m.relation_name}</td><td className="r">{m.age} 岁</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function Tree({ members, self }: { members: Shown['members']; self: string }) {
  const { width, height, boxes, lines } = drawTree(members)
  return (
    <svg className="p-tree" viewBox={`-2 -2 ${width + 4} ${height + 4}`} style={{ width: width + 4 }} role="img" aria-label={`家庭关系图，${members.length} 人，与下表内容相同`}>
      {lines.map(d => <path key={d} d={d} className="p-tree-line" />)}
      {boxes.map(({ member: m, x, y }) => (
        <g key={m.person} transform={`translate(${x} ${y})`} className={m.person === self ? 'p-tree-self' : undefined}>
          <rect width={box.width} height={box.height} rx="9" />
          <text x={box.width / 2} y="24" className="p-tree-name">{m.name.length > 7 ? `${m.name.slice(0, 6)}…` : m.name}</text>
          <text x={box.width / 2} y="44" className="p-tree-note">{m.relation_name.split('或')[0]}，{m.age} 岁</text>
        </g>
      ))}
    </svg>
  )
}
