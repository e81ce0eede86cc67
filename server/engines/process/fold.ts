import type { Countersign, Definition } from './definition.ts'

/** One row of a case's history, as far as its state depends on it. */
export interface Step { seq: number; action: string; actor: string | null; office: string; at: string }

export interface Signature { action: string; actor: string | null; office: string }

export interface Standing {
  state: string
  seq: number
  /** Signatures given in the present state towards actions that need several. */
  signatures: Signature[]
  /** Every action that has taken effect, in order. */
  done: { action: string; actor: string | null; seq: number }[]
}

export const begun = (definition: Definition): Standing => ({ state: definition.initial, seq: 1, signatures: [], done: [{ action: 'open', actor: null, seq: 1 }] })

/** The state of a case is a pure function of its append-only steps; the first is its opening. Throws on a step that could not have happened. */
export function fold(definition: Definition, steps: readonly Step[]): Standing {
  const [first, ...rest] = steps
  if (first?.action !== 'open' || first.seq !== 1) throw new Error('a case begins with its opening')
  const opened: Standing = { ...begun(definition), done: [{ action: 'open', actor: first.actor, seq: 1 }] }
  return rest.reduce((standing, step) => advance(definition, standing, step), opened)
}

/** What a step makes of a standing: a signature among several, or the next state. */
export function advance(definition: Definition, standing: Standing, step: Step): Standing {
  const action = definition.actions[step.action]
  if (!action?.from.includes(standing.state) || step.seq !== standing.seq + 1) {
    throw new Error(`step ${step.seq} «${step.action}» cannot follow «${standing.state}» at ${standing.seq}`)
  }
  const signatures = action.countersign
    ? [...standing.signatures, { action: step.action, actor: step.actor, office: step.office }]
    : standing.signatures
  if (action.countersign && !isSigned(action.countersign, signatures.filter(one => one.action === step.action))) {
    return { ...standing, seq: step.seq, signatures }
  }
  return {
    state: action.to, seq: step.seq,
    signatures: [],
    done: [...standing.done, { action: step.action, actor: step.actor, seq: step.seq }],
  }
}

/** True when enough different people, each for a different named office, have signed. */
export function isSigned(countersign: Countersign, signatures: readonly Signature[]): boolean {
  const need = countersign.rule === 'all' ? countersign.of.length : countersign.rule === 'any' ? 1 : countersign.n ?? countersign.of.length
  return places(countersign, signatures) >= need
}

/** How many of the named places are taken: one person takes one, an office named twice has two. */
function places(countersign: Countersign, signatures: readonly Signature[]): number {
  const free = countersign.of.map(who => who.office as string)
  const people = new Set<string>()
  let taken = 0
  for (const { actor, office } of signatures) {
    const at = free.indexOf(office)
    if (at < 0 || actor === null || people.has(actor)) continue
    people.add(actor)
    free.splice(at, 1)
    taken++
  }
  return taken
}

/** The office that is awaited for the next signature, or undefined when nobody's is missing. */
export function nextToSign(countersign: Countersign, signatures: readonly Signature[]): string | undefined {
  const free = countersign.of.map(who => who.office as string)
  for (const { office } of signatures) {
    const at = free.indexOf(office)
    if (at >= 0) free.splice(at, 1)
  }
  return free[0]
}
