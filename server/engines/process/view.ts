import type { z } from 'zod'
import type { Choice, Clock, Picture, TimelineStep } from '../../../contract/service.ts'
import { officeName } from '../../../contract/glossary.ts'
import type { Calendar } from '../../ground/law/index.ts'
import type { Seat } from '../../kernel/seat.ts'
import type { Definition, Who } from './definition.ts'
import { openTo, stateTitle } from './rights.ts'
import type { CaseRecord } from './store.ts'

const whoIs = (who: Who): string => who === 'applicant' ? '申请人' : who === 'system' ? '系统' : officeName(who.office)

/** The drawn picture of a definition: states and what leads from one to another. */
export function picture(definition: Definition): Picture {
  return {
    states: Object.entries(definition.states).map(([id, { title, kind }]) => ({ id, title, kind })),
    actions: Object.entries(definition.actions).map(([id, { title, from, to, by, countersign }]) => ({
      id, title, from, to, by: countersign ? countersign.of.map(whoIs).join('、') : whoIs(by),
    })),
  }
}

/** The case's timeline as both sides see it: what was done, by which office, when; `names` of the places. */
export function timeline(definition: Definition, record: CaseRecord, names: ReadonlyMap<string, string>): Omit<z.input<typeof TimelineStep>, 'agent'>[] {
  return record.steps.map(step => ({
    seq: step.seq, action: step.action, title: step.action === 'open' ? definition.open.title : definition.actions[step.action]?.title ?? step.action,
    state: step.state, state_name: stateTitle(definition, step.state), at: step.at, by: step.actor_name, office_name: officeName(step.office),
    place_name: names.get(step.actor_place) ?? step.actor_place, note: step.note, data: step.data,
    notice: (step.action === 'open' ? definition.open.notice : definition.actions[step.action]?.notice)?.title.replace('{title}', record.title) ?? null,
  }))
}

/** The clocks of a case with what is left of each, in the unit that it counts. */
export function clocksOf(definition: Definition, record: CaseRecord, calendar: Calendar, now: string): z.input<typeof Clock>[] {
  return record.clocks.map(clock => {
    const declared = definition.clocks[clock.name]!
    return {
      name: clock.name, title: declared.title, kind: declared.kind, unit: clock.unit, days: clock.days, basis: clock.basis, started_at: clock.started_at,
      due_at: clock.due_at, left: calendar.remaining(clock.due_at, clock.met_at ?? now, clock.unit), stopped: clock.stopped_at !== null,
      stops: clock.stops.map(({ from, to, why = '' }) => ({ from, to, why })), met_at: clock.met_at, fired_at: clock.fired_at, provisional: clock.provisional,
    }
  })
}

/** What this seat may do now, with the little form behind each button. */
export function choices(definition: Definition, record: CaseRecord, seat: Seat): Choice[] {
  return openTo(definition, record, seat).map(id => {
    const action = definition.actions[id]!
    return {
      action: id, title: action.title, tone: action.tone ?? 'default', note: action.note, note_label: action.note_label ?? '说明', note_least: action.note_least ?? 1,
      fields: (action.fields ?? []).map(field => ({
        ...field,
        choices: field.type === 'papers' ? Object.entries(definition.papers).map(([code, paper]) => ({ code, label: paper.title, note: paper.note })) : field.choices ?? [],
      })),
      confirm: action.confirm ?? null,
    }
  })
}
