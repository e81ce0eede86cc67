import type { Condition } from '../../../contract/report.ts'
import { elementOf, type Frame } from '../../ground/registry/index.ts'
import { texts } from '../../ground/territory/index.ts'
import type { Fragment } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'

type Sql = Context['sql']

/**
 * A condition as a boolean of SQL over a frame: true, false, or NULL where a fact that decides is not held. Every value of
 * the condition is a parameter. Conditions were checked (`faultsOf`) before they were published.
 */
export function compile(sql: Sql, condition: Condition, frame: Frame): Fragment {
  if ('all' in condition) return joined(sql, condition.all.map(one => compile(sql, one, frame)), 'and')
  if ('any' in condition) return joined(sql, condition.any.map(one => compile(sql, one, frame)), 'or')
  if ('not' in condition) return sql`(not ${compile(sql, condition.not, frame)})`
  if ('known' in condition) return sql`(${frame.value(condition.known)} is not null)`
  if ('aged' in condition) return frame.aged(condition.aged.from, condition.aged.to)
  if ('members' in condition) return members(sql, condition.members, frame)
  if ('one_of' in condition) {
    const [element, values] = condition.one_of
    return sql`(${frame.value(element)} = any (${texts(values.map(String))}::text[]))`
  }
  const [element, value, sign] = 'equal' in condition ? [...condition.equal, sql`=`] as const
    : 'at_least' in condition ? [...condition.at_least, sql`>=`] as const : [...condition.at_most, sql`<=`] as const
  return sql`(${frame.value(element)} ${sign} ${parameter(sql, element, value)})`
}

const joined = (sql: Sql, parts: Fragment[], word: 'and' | 'or'): Fragment =>
  sql`(${parts.reduce((all, one) => word === 'and' ? sql`${all} and ${one}` : sql`${all} or ${one}`)})`

function parameter(sql: Sql, element: string, value: string | number | boolean): Fragment {
  switch (elementOf(element).type) {
    case 'day': return sql`${String(value)}::date`
    case 'fen': case 'count': return sql`${Number(value)}::bigint`
    case 'yes_no': return sql`${value === true}::boolean`
    default: return sql`${String(value)}::text`
  }
}

/** Certain once enough members satisfy it, refuted once too few may. */
function members(sql: Sql, { who, at_least, at_most }: Extract<Condition, { members: unknown }>['members'], frame: Frame): Fragment {
  const { yes, maybe } = frame.members(inner => compile(sql, who, inner))
  const parts: Fragment[] = []
  if (at_least !== undefined) parts.push(sql`(case when ${yes} >= ${at_least}::bigint then true when ${yes} + ${maybe} < ${at_least}::bigint then false end)`)
  if (at_most !== undefined) parts.push(sql`(case when ${yes} > ${at_most}::bigint then false when ${yes} + ${maybe} <= ${at_most}::bigint then true end)`)
  return joined(sql, parts, 'and')
}

/** The elements that a condition reads, each once, in order. `members` too: their facts decide as well. */
export function elementsOf(condition: Condition | null): string[] {
  if (condition === null) return []
  if ('all' in condition) return [...new Set(condition.all.flatMap(elementsOf))]
  if ('any' in condition) return [...new Set(condition.any.flatMap(elementsOf))]
  if ('not' in condition) return elementsOf(condition.not)
  if ('known' in condition) return [condition.known]
  if ('aged' in condition) return ['person.birth_date']
  if ('members' in condition) return elementsOf(condition.members.who)
  return [('equal' in condition ? condition.equal : 'one_of' in condition ? condition.one_of : 'at_least' in condition ? condition.at_least : condition.at_most)[0]]
}

/** The elements that a condition reads of the subject itself, not of the other members of the household. */
export function ownElements(condition: Condition | null): string[] {
  if (condition === null) return []
  if ('members' in condition) return []
  if ('all' in condition) return [...new Set(condition.all.flatMap(ownElements))]
  if ('any' in condition) return [...new Set(condition.any.flatMap(ownElements))]
  return 'not' in condition ? ownElements(condition.not) : elementsOf(condition)
}
