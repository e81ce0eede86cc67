import * as contract from '../../../contract/service.ts'
import { beijingDay } from '../../../contract/time.ts'
import { fill } from '../../ground/registry/index.ts'
import { nameOf } from '../../ground/territory/index.ts'
import { serve } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { findRunning } from './cases.ts'

const needed = ['person.identity_number', 'person.bank_name', 'person.bank_account', 'person.account_holder']
/** States in which something is owed, or is owed no longer. */
const carried = new Set(['granted', 'delivering', 'promised_granted', 'revoked'])

/**
 * A grant handed to the system that carries it out. It is the one place where a program is given whole numbers (docs/decisions/0020):
 * of one case, once it is decided, and the person reads that it was.
 */
export const handover = serve(contract.handover, {
  verb: 'service.hand_over',
  at: (ctx, input) => {
    if (!ctx.seat.client) throw new Problem('right.missing')
    return findRunning(ctx, input)
  },
  run: async (ctx, _input, { record, definition }) => {
    const decision = record.steps.findLast(step => typeof step.data.outcome === 'string')
    const state_name = definition.states[record.state]?.title ?? record.state
    if (!record.person || !decision || !carried.has(record.state)) throw new Problem('case.not_now', { state: state_name, action: '移交' })
    const [facts, names] = await Promise.all([fill(ctx, record.person, needed), nameOf(ctx.sql, [record.place])])
    const text = (element: string): string | null => facts.get(element)?.value()?.toString() ?? null
    const { amount_fen, from_month } = decision.data
    return {
      number: record.number, item: record.topic, item_name: record.title, place: record.place, place_name: names.get(record.place) ?? record.place, person_name: record.person_name,
      identity: text('person.identity_number') ?? '', bank_name: text('person.bank_name'), bank_account: text('person.bank_account'), account_holder: text('person.account_holder') ?? record.person_name,
      amount_fen: typeof amount_fen === 'number' ? amount_fen : null, from_month: typeof from_month === 'string' ? from_month : null, outcome: String(decision.data.outcome),
      decided_on: beijingDay(decision.at), decided_by: decision.actor_name, state: record.state, state_name, seq: record.seq,
    }
  },
  looked: (_input, _output, { record }) => record.person ? [{ person: record.person, place: record.place, purpose: `移交${record.title}的办理结果（${record.number}）` }] : null,
})
