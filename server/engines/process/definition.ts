import type { Level } from '../../../contract/kernel.ts'
import type { Office, Verb } from '../../../contract/glossary.ts'

/** Who may act: an office at a level of the case's own path, the applicant, or the platform when a clock runs out. */
export type Who = { office: Office; level: Level } | 'applicant' | 'system'

export interface State {
  title: string
  kind: 'start' | 'normal' | 'wait' | 'end'
  /** Who is awaited: the to-do list of that office, or the applicant's. */
  awaits?: Office | 'applicant'
}

export interface ActionField {
  id: string
  label: string
  type: 'line' | 'text' | 'day' | 'choice' | 'papers'
  required: boolean
  choices?: { code: string; label: string }[]
}

/** Several must sign before the action takes effect: all, any one, or n of those named; one person signs once. */
export interface Countersign { rule: 'all' | 'any' | 'n'; n?: number; of: Exclude<Who, 'applicant' | 'system'>[] }

export interface Action {
  title: string
  from: string[]
  to: string
  by: Who
  verb: Verb
  tone?: 'primary' | 'default' | 'danger'
  note: 'none' | 'optional' | 'required'
  note_label?: string
  /** So many letters at least: a reason that somebody else has to act upon is more than a word. */
  note_least?: number
  fields?: ActionField[]
  /** Asked before it is done, for what cannot be taken back. */
  confirm?: string
  /** May happen once in a case: the one-time supplement notice (行政许可法 art. 32). */
  once?: boolean
  countersign?: Countersign
  /** The same person may not have done one of these before. */
  separate_from?: string[]
  /** Papers that must be there: these kinds, or those that the last notice asked for. */
  requires?: string[] | 'asked'
  /** What it does to clocks. Those it starts run from now, or from when the clock `since` began. */
  clocks?: { start?: string[]; since?: string; meet?: string[]; stop?: string[]; resume?: string[]; lengthen?: Lengthening }
  /**
   * What is told to the applicant: `brief` is what a short message may say that somebody else may read, `{day}` alone is filled in;
   * of title and body `{number}` `{title}` `{note}` `{papers}` `{due}` `{outcome}` `{remedies}` are. */
  tells?: { title: string; body: string; brief?: string }
  /** The topic of a letter that tells another room of the step: number, action, state and note (see `Posted`). */
  posts?: string
  /** What another room does with it, in the same transaction: it may refuse, and then the step is not taken. */
  does?: string
  /** A way that not every topic of this process offers; whoever knows the topic says whether it is open. */
  way?: 'promise' | 'incomplete'
  /** The printed paper that goes with it. */
  notice?: { title: string; body: string[]; remedies?: boolean }
}

/** A running clock gets so many more of its own days: the parameter that holds how many, and the article that allows it. */
export interface Lengthening { clock: string; days: string; basis: string }

export interface ClockDefinition {
  title: string
  kind: 'promised' | 'statutory' | 'lapse'
  unit: 'working' | 'calendar'
  /** The parameter of the definition's rule that holds the number of days: law is data. */
  days: string
  /** The article or the promise that it rests on. */
  basis: string
  /** The system action that happens when it runs out; without one it only turns red. */
  fires?: string
  /** Why it may stand still; without a reason none may stop it. */
  stops_for?: string[]
}

/** A process as a typed value. Published versions never change; a running case keeps the one it began with. */
export interface Definition {
  id: string
  version: number
  title: string
  initial: string
  /** A person may have only one open case of a topic. */
  single?: boolean
  /** The right without which a desk does not open such a case; `case.read` unless said otherwise. */
  reads?: Verb
  open: { by: Who; verb: Verb; title: string; clocks: string[]; tells?: Action['tells']; notice?: Action['notice'] }
  states: Record<string, State>
  actions: Record<string, Action>
  clocks: Record<string, ClockDefinition>
  papers: Record<string, { title: string; note: string }>
}

/** The faults of a definition, in words; an empty list means that it may be published. */
export function faultsOf(definition: Definition): string[] {
  const faults: string[] = []
  const { states, actions, clocks } = definition
  const known = (state: string, where: string) => { if (!states[state]) faults.push(`${where}: unknown state ${state}`) }
  known(definition.initial, 'initial')
  for (const name of definition.open.clocks) if (!clocks[name]) faults.push(`open: unknown clock ${name}`)
  for (const [id, action] of Object.entries(actions)) {
    for (const from of action.from) {
      known(from, id)
      if (states[from]?.kind === 'end') faults.push(`${id}: leaves the end state ${from}`)
    }
    known(action.to, id)
    const { lengthen, ...turns } = action.clocks ?? {}
    const touched = [...Object.values(turns).flat(), ...(lengthen ? [lengthen.clock] : [])]
    for (const name of touched) if (!clocks[name]) faults.push(`${id}: unknown clock ${name}`)
    for (const name of action.clocks?.stop ?? []) if (clocks[name] && !clocks[name].stops_for?.length) faults.push(`${id}: clock ${name} may not stand still`)
    for (const other of action.separate_from ?? []) if (!actions[other]) faults.push(`${id}: unknown action ${other}`)
    if (/\{(?!day\})/.test(action.tells?.brief ?? '')) faults.push(`${id}: a brief tells nothing but a day`)
    if (Array.isArray(action.requires)) for (const kind of action.requires) if (!definition.papers[kind]) faults.push(`${id}: unknown paper ${kind}`)
    const sign = action.countersign
    if (sign && sign.rule === 'n' && !(sign.n && sign.n >= 1 && sign.n <= sign.of.length)) faults.push(`${id}: n of m does not fit`)
  }
  for (const [name, clock] of Object.entries(clocks)) {
    if (clock.fires && actions[clock.fires]?.by !== 'system') faults.push(`clock ${name}: ${clock.fires} is no action of the system`)
  }
  return [...faults, ...deadEnds(definition)]
}

function deadEnds({ initial, states, actions }: Definition): string[] {
  const reached = new Set([initial])
  for (let grew = true; grew;) {
    grew = false
    for (const action of Object.values(actions)) {
      if (!reached.has(action.to) && action.from.some(from => reached.has(from))) { reached.add(action.to); grew = true }
    }
  }
  const faults = Object.keys(states).filter(id => !reached.has(id)).map(id => `state ${id} is never reached`)
  for (const [id, state] of Object.entries(states)) {
    const leaves = Object.values(actions).some(action => action.from.includes(id))
    if (state.kind !== 'end' && !leaves) faults.push(`state ${id} has no way out`)
  }
  return faults
}
