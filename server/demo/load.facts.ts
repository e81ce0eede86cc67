import { atBeijing } from '../../contract/time.ts'
import { checkValue, elementOf, stored } from '../ground/registry/index.ts'
import type { Vault } from '../kernel/crypto/index.ts'
import { newId } from '../kernel/ids.ts'
import { countyOf } from '../kernel/seat.ts'
import type { DemoFact, DemoPerson, Source } from './types.ts'

/** A line of registry.assertion, its value as JSON text. */
export interface AssertionLine {
  county: string; subject: string; element: string; id: string; place: string; value: string; source: Source; organ: string
  purpose: string; asserted_at: string; fresh_until: string | null
}

const purposes: Readonly<Record<Source, string>> = {
  shared: '人口基础信息共享', collected: '日常走访登记', declared: '本人办事时申报', verified: '部门核验',
}

interface Written {
  lines: AssertionLine[]
  identity: { sealed: string; masked: string }
  phone: { sealed: string; masked: string } | null
  /** The earliest of the dates: when the person came to be known. */
  first: string
}

/** What is held about one person, checked and sealed as if it had been typed in on its day. */
export function assertionsOf(one: DemoPerson, vault: Vault, today: string): Written {
  const sealed = new Map<string, { sealed: string; masked: string }>()
  const lines = Object.entries(withImplied(one)).map(([element, fact]): AssertionLine => {
    const value = stored(vault, elementOf(element), one.id, checkValue(element, fact.value, today))
    if (typeof value === 'object') sealed.set(element, value)
    return {
      county: countyOf(one.place), subject: one.id, element, id: newId(), place: one.place, value: JSON.stringify(value), source: fact.source, organ: fact.organ,
      purpose: purposes[fact.source], asserted_at: atBeijing(fact.collected_on, '09:00'),
      fresh_until: fact.fresh_until && atBeijing(fact.fresh_until, '24:00'),
    }
  })
  const first = lines.reduce((earliest, { asserted_at }) => (asserted_at < earliest ? asserted_at : earliest), lines[0]!.asserted_at)
  return { lines, identity: sealed.get('person.identity_number')!, phone: sealed.get('person.phone') ?? null, first }
}

/** What the world says of a person without calling it a fact: it was learnt together with a fact that it hangs on. */
function withImplied(one: DemoPerson): Record<string, DemoFact> {
  const number = one.facts['person.identity_number']!
  const hukou = one.facts['person.hukou_place'] ?? number
  const address = one.facts['person.residence_address'] ?? hukou
  return {
    ...one.facts as Record<string, DemoFact>,
    'person.identity_kind': { ...number, value: 'citizen' },
    'person.resides': { ...hukou, value: one.resides },
    'person.residence_place': { ...address, value: one.place },
  }
}
