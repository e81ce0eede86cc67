import { cut } from '../../../contract/kernel.ts'
import { officeName, stateName } from '../../../contract/glossary.ts'
import { Problem } from '../../kernel/problem.ts'
import { partOf, type Seat } from '../../kernel/seat.ts'
import type { Action, Definition, Who } from './definition.ts'
import { fold, type Standing } from './fold.ts'
import type { CaseRecord } from './store.ts'

const who = (action: Action): Who[] => action.countersign?.of ?? [action.by]

/** True when this seat is the one that `one` names, relative to the case's place. */
function sits(seat: Seat, one: Who, place: string): boolean {
  if (one === 'applicant') return seat.chair === 'self'
  if (one === 'system') return seat.chair === 'server'
  return seat.chair === 'desk' && partOf(seat) === one.office && seat.place === cut(place, one.level)
}

/** Why this seat may not take this action now; null when it may. Rights of the office are checked by the house besides. */
export function objection(definition: Definition, record: CaseRecord, standing: Standing, id: string, seat: Seat): Problem | null {
  // The name comes from outside: «constructor» is no action.
  const action = Object.hasOwn(definition.actions, id) ? definition.actions[id] : undefined
  if (!action?.from.includes(standing.state)) {
    return new Problem('case.not_now', { state: stateTitle(definition, standing.state), action: action?.title ?? '这一步' })
  }
  const allowed = who(action)
  if (!allowed.some(one => sits(seat, one, record.place))) {
    const named = allowed.map(one => (typeof one === 'string' ? (one === 'applicant' ? '申请人本人' : '系统') : officeName(one.office)))
    return new Problem('case.not_you', { office: named.join('、') })
  }
  if (action.once && standing.done.some(done => done.action === id)) {
    return new Problem('case.not_now', { state: stateTitle(definition, standing.state), action: `${action.title}（只能一次）` })
  }
  // Nobody decides in their own matter (公务员法 art. 76: 回避).
  if (seat.chair === 'desk' && seat.actor !== null && seat.actor === record.person) return new Problem('case.own')
  if (isRecused(record, seat)) return new Problem('case.recused')
  if (seat.actor && standing.done.some(done => action.separate_from?.includes(done.action) && done.actor === seat.actor)) {
    return new Problem('case.same_person')
  }
  if (action.countersign && standing.signatures.some(one => one.action === id && one.actor === seat.actor)) return new Problem('case.already_signed')
  return null
}

/** True when the case concerns whoever sits here, so that they must stand back. */
export const isRecused = (record: Pick<CaseRecord, 'data'>, seat: Seat): boolean =>
  seat.actor !== null && Array.isArray(record.data.recused) && record.data.recused.includes(seat.actor)

export const stateTitle = (definition: Definition, state: string): string => definition.states[state]?.title ?? stateName(state)

/** Steps that would be this seat's, had the same person not taken an earlier one: their titles, what was done before, and whose turn it is. */
export function keptApart(definition: Definition, record: CaseRecord, seat: Seat): { titles: string[]; before: string[]; offices: string[] } | null {
  const standing = fold(definition, record.steps)
  const kept = Object.entries(definition.actions).filter(([id]) => objection(definition, record, standing, id, seat)?.code === 'case.same_person' && !definition.actions[id]!.way).map(([, action]) => action)
  if (kept.length === 0) return null
  const before = standing.done.filter(done => done.actor === seat.actor && kept.some(action => action.separate_from?.includes(done.action)))
  return {
    titles: kept.map(action => action.title), before: [...new Set(before.map(done => definition.actions[done.action]?.title ?? done.action))],
    offices: [...new Set(kept.flatMap(who).map(one => typeof one === 'string' ? one : officeName(one.office)))],
  }
}

/** The actions that this seat may take now. */
export function openTo(definition: Definition, record: CaseRecord, seat: Seat): string[] {
  const standing = fold(definition, record.steps)
  return Object.keys(definition.actions).filter(id => objection(definition, record, standing, id, seat) === null)
}
