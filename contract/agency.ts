import { z } from 'zod'
import { codes, labelOf } from './codes.ts'
import { parseIdentity } from './identifiers.ts'
import { Line } from './kernel.ts'

/**
 * What somebody rests on who comes for another (代办), and the paper that shows it. A near relative may promise instead of bringing
 * a letter; whoever guards acts by law.
 */
export const agencies = {
  letter: { title: '本人的委托书', paper: '委托书', note: '写明委托谁、办什么事，本人签字或按手印' },
  promise: { title: '近亲属承诺', paper: '近亲属代办承诺书', note: '代办人当场签字，承诺受本人委托并承担不实的后果' },
  guardian: { title: '监护人身份', paper: '监护证明', note: '户口簿、出生医学证明或指定监护的文书' },
} as const
export type AgencyBasis = keyof typeof agencies
/** The kind of paper that shows it, whichever it is. */
export const agencyPaper = 'proxy_letter'

const relations = Object.keys(codes.agent_relation.versions[0]!.items) as [string, ...string[]]
/** Who comes for somebody, as the clerk takes it down from their card. */
export const AgentGiven = z.object({
  name: Line(100),
  identity: z.string({ error: '请填写代办人的证件号码' }).max(40).superRefine((value, context) => {
    const read = parseIdentity(value)
    if (!read.ok) context.addIssue({ code: 'custom', message: read.reason })
  }),
  relation: z.enum(relations, { error: '请选择代办人与本人的关系' }), by: z.enum(Object.keys(agencies) as [AgencyBasis, ...AgencyBasis[]], { error: '请选择凭什么代办' }),
})
export type AgentGiven = z.infer<typeof AgentGiven>

/** What a near relative signs who has brought no letter. */
export const agencyPromise = (agent: { name: string; relation: string }, principal: string, title: string): string =>
  `本人${agent.name}，是${principal}的${labelOf(codes.near_relative, agent.relation) ?? '近亲属'}，受${principal}委托代为办理：${title}。本人承诺委托属实，所填内容和所交材料真实；不实的，愿承担相应责任。`

/** The same as a case keeps and shows it: the number stays covered. */
export const Agent = z.object({ name: z.string(), identity_masked: z.string(), relation: z.string(), by: AgentGiven.shape.by })
export type Agent = z.infer<typeof Agent>

/** In one line, as a receipt and a step say it. */
export const agentSaid = ({ name, relation, by }: Agent): string => `代办人${name}（${labelOf(codes.agent_relation, relation) ?? relation}），凭${agencies[by].paper}`
