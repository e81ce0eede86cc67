import { changeStates, corrections } from '../../../contract/exchange.ts'
import type { Fact } from '../../../contract/person.ts'
import { showDay } from '../../kernel/time.ts'
import { Section } from '../../ui/Card.tsx'
import { StatusTag } from '../../ui/Notice.tsx'
import { More } from '../More.tsx'
import { usePages } from '../own.ts'

/** Settled at registration, or changed with the household: not corrected by saying so. */
const elsewhere = ['person.sex', 'person.birth_date', 'person.identity_kind', 'person.identity_number', 'person.residence_place', 'person.resides', 'person.alive', 'person.care_level', 'person.hukou_kind', 'person.hukou_place']

/** Whether the community can put a fact right: what another register says is put right there. */
export const correctable = (fact: Pick<Fact, 'element' | 'source' | 'organ'>): boolean => fact.source !== 'shared' && !/公安/.test(fact.organ) && !elsewhere.includes(fact.element)

/** What I said was wrong, and what became of it. */
export function Corrections() {
  const found = usePages(corrections, 10)
  if (found.items.length === 0) return null
  return (
    <Section id="corrections" title="我申请的更正">
      <ol className="r-lookers">
        {found.items.map(one => (
          <li key={one.id}>
            <p><strong>{one.element_name}</strong>　改为“{one.proposed}”　<StatusTag tone={one.state === 'open' ? 'amber' : one.state === 'accepted' ? 'green' : 'plain'}>{changeStates[one.state]}</StatusTag></p>
            {one.reason && <p>{one.reason}</p>}
            <p className="r-basis">{showDay(one.proposed_at)} 提出：{one.purpose}</p>
          </li>
        ))}
      </ol>
      <More pages={found} words="再看 10 条" />
    </Section>
  )
}
