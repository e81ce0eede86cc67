import { dueDay } from '../../../contract/time.ts'
import { showDay } from '../../kernel/time.ts'
import { StatusTag } from '../../ui/Notice.tsx'
import { confirmed, settledForGood } from './lists.ts'
import type { FactShown } from './RecordFact.tsx'

export type FactDeed = 'history' | 'record' | 'unmask'

interface Props { facts: readonly FactShown[]; may: (deed: FactDeed) => boolean; onDeed: (deed: FactDeed, fact: FactShown) => void }

/** What belongs together on a card or in a talk. */
const groups: readonly { title: string; of: RegExp }[] = [
  { title: '身份', of: /^person\.(name|sex|birth_date|identity_|ethnic|alive|politics|education)/ },
  { title: '居住与户籍', of: /^person\.(hukou|residence|resides|living)/ },
  { title: '联系', of: /^person\.(phone|contact)/ },
  { title: '家庭、健康与待遇', of: /./ },
]

/** All that is held about somebody: the value, who says so, since when, and whether one may still rely on it. */
export function FactTable(props: Props) {
  const left = new Set(props.facts)
  return (
    <>
      {groups.map(group => {
        const facts = [...left].filter(f => group.of.test(f.element))
        facts.forEach(f => left.delete(f))
        return facts.length > 0 && <FactGroup key={group.title} {...props} title={group.title} facts={facts} />
      })}
    </>
  )
}

const FactGroup = ({ title, facts, may, onDeed }: Props & { title: string }) => (
  <section className="r-block p-facts" aria-label={title}>
    <h2>{title}</h2>
    <table>
      <thead><tr><th scope="col">数据项</th><th scope="col">内容</th><th scope="col">来源</th><th scope="col">有效期</th><th scope="col"><span className="g-unseen">可以办的事</span></th></tr></thead>
      <tbody>
        {facts.map(fact => (
          <tr key={fact.element} className={fact.stale ? 'p-stale' : undefined}>
            <th scope="row">{fact.name}</th>
            <td className="p-value">{fact.shown}</td>
            <td className="p-source">{fact.source_name}<span className="r-soft">{fact.organ === fact.source_name ? '' : `，${fact.organ}`}{fact.collector_name && `，${fact.collector_name}`}，{showDay(fact.asserted_at)}</span></td>
            <td className="p-fresh"><Fresh fact={fact} /></td>
            <td className="p-deeds r-noprint">
              {fact.sealed && may('unmask') && <Deed fact={fact} title="完整号码" onClick={() => onDeed('unmask', fact)} />}
              {may('record') && !settledForGood.includes(fact.element) && <Deed fact={fact} title="更新" onClick={() => onDeed('record', fact)} />}
              {may('record') && confirmed.includes(fact.element) && <Deed fact={fact} title="仍住这里" onClick={() => onDeed('record', fact)} />}
              <Deed fact={fact} title="历史" onClick={() => onDeed('history', fact)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
)

const Deed = ({ fact, title, onClick }: { fact: FactShown; title: string; onClick: () => void }) => (
  <button type="button" className="r-link" onClick={onClick}>{title}<span className="g-unseen">：{fact.name}</span></button>
)

function Fresh({ fact }: { fact: FactShown }) {
  if (!fact.fresh_until) return <span className="r-soft">长期</span>
  const { day } = dueDay(fact.fresh_until)
  return fact.stale ? <StatusTag tone="amber">{day} 到期，请核实</StatusTag> : <span className="r-soft">有效至 {day}</span>
}
