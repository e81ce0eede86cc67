import { agencies, agencyPaper, agentSaid, type Agent } from '../../../contract/agency.ts'
import type { CaseRecord } from '../../engines/process/index.ts'
import { agentServing, type MarkedAgent } from '../../ground/territory/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** What was kept before agents were marked has no mark. */
type Kept = Agent & Partial<Pick<MarkedAgent, 'mark'>>
const kept = (data: unknown): Kept | null => ((data as { agent?: Kept }).agent ?? null)
/** Who applied for the person of this case, if not they themselves. */
export const agentOf = ({ data }: CaseRecord): Agent | null => kept(data)

/** Who took a step for the person, in one line; null where nobody did. */
export function agentAt(record: CaseRecord, seq: number): string | null {
  const agent = seq === 1 ? agentOf(record) : kept(record.steps.find(step => step.seq === seq)?.data ?? {})
  return agent && agentSaid(agent)
}

/** A name and the ends of a number are shared by many: only the mark says that it is the same person. */
const same = (one: Kept, other: MarkedAgent): boolean => one.mark === other.mark && one.by === other.by
const isKnown = (record: CaseRecord, agent: MarkedAgent): boolean =>
  [agentOf(record), ...record.steps.map(step => kept(step.data))].some(one => one !== null && same(one, agent))

/** The paper that an agent still has to show who has not acted in this case before; null in every other chair. */
export async function letterNeeded(ctx: Context, record: CaseRecord): Promise<{ kind: string; name: string; note: string } | null> {
  const agent = await agentServing(ctx)
  return agent && !isKnown(record, agent) ? { kind: agencyPaper, name: agencies[agent.by].paper, note: agencies[agent.by].note } : null
}

/** Who takes this step for the person, to be kept with it. Throws `input.invalid` where a new agent shows nothing to rest on. */
export async function acting(ctx: Context, record: CaseRecord, papers: readonly { kind: string }[]): Promise<{ agent?: Json }> {
  const agent = await agentServing(ctx)
  if (!agent) return {}
  if (!isKnown(record, agent) && !papers.some(paper => paper.kind === agencyPaper)) {
    throw new Problem('input.invalid', {}, [{ path: `papers.${agencyPaper}`, message: `这位代办人没有办过这件事，请交${agencies[agent.by].paper}` }])
  }
  return { agent: { ...agent } }
}
