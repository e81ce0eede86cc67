/** A state of a process, an action between states, and what happened: as the contract's `Picture` and timeline say. */
export interface PictureState { id: string; title: string; kind: 'start' | 'normal' | 'wait' | 'end' }
export interface PictureAction { id: string; title: string; from: readonly string[]; to: string; by: string }
export interface PathStep { action: string; title: string; to: string; at: string; by: string }
export interface Process { states: readonly PictureState[]; actions: readonly PictureAction[] }

/** One action from one state to another, drawn as one line: two that lead the same way are two lines, but those that lead back to where one is share theirs. */
export interface Edge { key: string; from: string; to: string; actions: PictureAction[] }

/** One edge per action and pair of states. An action without `from` opens the case and draws no line; unknown states draw none. */
export function edgesOf({ states, actions }: Process): Edge[] {
  const known = new Set(states.map(s => s.id))
  const edges = new Map<string, Edge>()
  for (const action of actions) for (const from of action.from) {
    if (!known.has(from) || !known.has(action.to)) continue
    const key = keyOf(from, action.to, action.id)
    const edge = edges.get(key) ?? { key, from, to: action.to, actions: [] }
    if (!edge.actions.includes(action)) edge.actions.push(action)
    edges.set(key, edge)
  }
  return [...edges.values()]
}

const keyOf = (from: string, to: string, action: string): string => from === to ? `${from}→${to}` : `${from}→${to}/${action}`

/** Edges that would close a circle when walked from the start in the order declared: drawn against the stream. */
export function backEdges(process: Process, edges: readonly Edge[]): Set<string> {
  const back = new Set<string>()
  const seen = new Map<string, 'open' | 'shut'>()
  const walk = (id: string): void => {
    seen.set(id, 'open')
    for (const e of edges) {
      if (e.from !== id || e.to === id) continue
      const there = seen.get(e.to)
      if (there === 'open') back.add(e.key)
      else if (!there) walk(e.to)
    }
    seen.set(id, 'shut')
  }
  const starts = process.states.filter(s => s.kind === 'start')
  for (const s of [...starts, ...process.states]) if (!seen.has(s.id)) walk(s.id)
  return back
}

/** The layer of each state: the longest way to it from a start along the stream; ends stand last. */
export function layersOf(process: Process, edges: readonly Edge[], back: ReadonlySet<string>): Map<string, number> {
  const layer = new Map(process.states.map(s => [s.id, 0]))
  const forward = edges.filter(e => e.from !== e.to && !back.has(e.key))
  for (let round = 0; round < process.states.length; round++)
    for (const e of forward) layer.set(e.to, Math.max(layer.get(e.to)!, layer.get(e.from)! + 1))
  return layer
}

/** For each step of the path its edge and the state it left; the opening step left none. */
export function walked(path: readonly PathStep[]): { number: number; edge: string | null; action: string }[] {
  let at: string | null = null
  return path.map((step, i) => {
    const edge = at === null ? null : keyOf(at, step.to, step.action)
    at = step.to
    return { number: i + 1, edge, action: step.action }
  })
}
