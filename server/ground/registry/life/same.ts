import type { LifeAsk, Preview } from '../../../../contract/household.ts'
import { sha256 } from '../../../kernel/ids.ts'
import type { Context } from '../../../kernel/operation.ts'
import { Problem } from '../../../kernel/problem.ts'
import { factsOf } from '../held.ts'
import { standingUnlike } from './unlike.ts'

type Same = Extract<LifeAsk, { kind: 'same' }>

/** What was found to be two is not made one while that finding stands. */
export async function refuseUnlike(ctx: Context, { person, other }: Same): Promise<void> {
  const found = await standingUnlike(ctx, person, other)
  if (found) throw new Problem('household.not_possible', { reason: `${found.found_name}已于 ${found.on} 认定这两份登记不是同一人：${found.reason.replace(/[。.]+$/u, '')}。有新的凭证，请先在“重复登记”里撤销这个认定` })
}

/** Settled when somebody was registered: told by the two records themselves, not compared as facts. */
const apart = ['person.name', 'person.sex', 'person.birth_date', 'person.identity_kind', 'person.identity_number', 'person.alive']

/** What the kept record gains, and where both speak and differ; with a version of all that both say, so that a fact learnt meanwhile is seen first. */
export async function comparison(ctx: Context, { person, other }: Same): Promise<{ version: string; lines: Preview['people'][number]['lines'] }> {
  const [kept, gone] = await Promise.all([factsOf(ctx, person), factsOf(ctx, other)])
  const lines = gone.filter(one => !apart.includes(one.element)).flatMap(one => {
    const held = kept.find(each => each.element === one.element)
    if (!held) return [{ what: one.name, before: '无', after: one.shown }]
    return held.shown === one.shown ? [] : [{ what: one.name, before: held.shown, after: `${held.shown}（另一份登记的“${one.shown}”留在历史里）` }]
  })
  const version = sha256(JSON.stringify([kept, gone].map(facts => facts.map(({ element, shown, asserted_at, source, organ }) => [element, shown, asserted_at, source, organ]).sort()))).toString('hex')
  return { version, lines }
}
