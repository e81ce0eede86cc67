import { agencies, type AgencyBasis, type AgentGiven } from '../../../contract/agency.ts'
import { choices, codes, labelOf } from '../../../contract/codes.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { SelectField } from '../fields.tsx'
import { readCard, sayNumber } from './card.ts'

/** What is typed of whoever comes for another; nothing is chosen for the clerk but the usual letter. */
export type AgentTyped = Omit<AgentGiven, 'by'> & { by: AgencyBasis }
export const noAgent: AgentTyped = { name: '', identity: '', relation: '', by: 'letter' }

/** What is wrong with it before it is sent, by field. */
export function agentFaults({ name, identity, relation }: AgentTyped): Record<string, string> {
  const number = sayNumber(identity)
  return {
    ...number?.tone !== 'right' && { 'agent.identity': number ? number.text : '请填写代办人的证件号码' },
    ...!name.trim() && { 'agent.name': '请填写代办人的姓名' }, ...!relation && { 'agent.relation': '请选择代办人与本人的关系' },
  }
}

/** Who comes for the person: their card, what they are to the person, and on what they rest. */
export function AgentFields({ agent, onAgent, faults }: { agent: AgentTyped; onAgent: (change: Partial<AgentTyped>) => void; faults: Readonly<Record<string, string | undefined>> }) {
  const near = labelOf(codes.near_relative, agent.relation) !== undefined
  const ways = (Object.entries(agencies) as [AgencyBasis, (typeof agencies)[AgencyBasis]][]).filter(([by]) => by !== 'promise' || near)
  const lay = (text: string) => {
    const card = readCard(text)
    onAgent({ identity: card.number, ...card.name ? { name: card.name } : {} })
  }
  return (
    <fieldset className="w-agent">
      <legend>代办人</legend>
      <TextField label="代办人证件号码" hint="刷代办人的身份证，或手工输入" value={agent.identity} onChange={lay} error={faults['agent.identity']} autoComplete="off" maxLength={64} name="agent-identity" />
      <TextField label="代办人姓名" value={agent.name} onChange={name => onAgent({ name })} error={faults['agent.name']} autoComplete="off" maxLength={100} name="agent-name" />
      <SelectField label="代办人是本人的" value={agent.relation} onChange={relation => onAgent({ relation, by: labelOf(codes.near_relative, relation) === undefined && agent.by === 'promise' ? 'letter' : agent.by })}
        choices={choices(codes.agent_relation)} error={faults['agent.relation']} />
      <ChoiceList label="凭什么代办" value={agent.by} onChange={by => onAgent({ by })} choices={ways.map(([value, { title }]) => ({ value, title }))} name="agent-by" error={faults['agent.by']} />
      <p className="c-soft">提交申请时交{agencies[agent.by].paper}：{agencies[agent.by].note}。</p>
    </fieldset>
  )
}
