import type { AgentGiven } from '../../../contract/agency.ts'
import { codes, labelOf, versionOn } from '../../../contract/codes.ts'
import { normaliseNumber, parseIdentity } from '../../../contract/identifiers.ts'
import { beijingDay } from '../../../contract/time.ts'
import { ruleOn, type RuleDeclaration } from '../../ground/law/index.ts'
import { ageOn, isRegistered, personPresent } from '../../ground/registry/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'

const rule = 'agency'
/** From which age on somebody may act for another: a mandate is an act of full capacity. */
export const agencyRules: readonly RuleDeclaration[] = [{
  id: rule, version: 1, title: '代办', level: 'national', valid_from: '2021-01-01', valid_to: null, verified: false, source: '民法典第十七条、第十八条第一款、第一百六十一条',
  params: { adult_age: { value: 18, local: 'fixed' } },
}]

/**
 * Whether this agent may come for this person, field by field: somebody else, of age, under the name that the number is registered
 * with where it is registered, and on a promise only a near relative (民法典第一千零四十五条第二款). Throws `input.invalid`, or
 * `serving.self` when the agent is the clerk.
 */
export async function agencyCheck(ctx: Context, { name, identity, relation, by }: AgentGiven, served: { id: string; identity: string }): Promise<void> {
  const day = beijingDay(ctx.now)
  const [law, agent, registered] = await Promise.all([ruleOn(ctx.sql, rule, ctx.seat.place, day), personPresent(ctx, identity, name), isRegistered(ctx, identity)])
  if (!law) throw new Error(`no rule ${rule} in force`)
  if (agent && agent.id === ctx.seat.actor) throw new Problem('serving.self')
  const read = parseIdentity(identity)
  const adult = law.params.adult_age!
  const fields: FieldProblem[] = []
  const themselves = agent?.id === served.id || normaliseNumber(identity) === normaliseNumber(served.identity)
  if (themselves) fields.push({ path: 'agent.identity', message: '代办人就是本人：请改选“本人到场”' })
  else if (read.ok && read.birth_date && ageOn(read.birth_date, day) < adult) fields.push({ path: 'agent.identity', message: `代办人未满 ${adult} 周岁，不能代办` })
  // Under another's number nobody acts, nor a clerk under their own with a name misspelt.
  if (registered && !agent && !themselves) fields.push({ path: 'agent.name', message: '代办人的姓名和证件号码对不上，请照证件再核对一遍' })
  if (by === 'promise' && !labelOf(codes.near_relative, relation, day)) {
    fields.push({ path: 'agent.by', message: `只有近亲属（${Object.values(versionOn(codes.near_relative, day).items).join('、')}）可以承诺代办，请带委托书` })
  }
  if (fields.length > 0) throw new Problem('input.invalid', {}, fields)
}
