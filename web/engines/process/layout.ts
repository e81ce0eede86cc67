import { backEdges, edgesOf, layersOf, type Edge, type Process } from './graph.ts'
import { crossPositions, orderLayers, type Cell } from './arrange.ts'
import { wrap, type Block } from './words.ts'

export interface Box { x: number; y: number; w: number; h: number }
export interface NodeShown extends Box { id: string; lines: string[] }
/** A line of the picture: an SVG path with its arrow at the end, and the words that lie on it. */
export interface EdgeShown { key: string; from: string; to: string; d: string; back: boolean; label: Box & { actions: { id: string; lines: string[] }[] } }
export interface Layout { w: number; h: number; nodes: NodeShown[]; edges: EdgeShown[] }

/** `down` for a phone, `right` for a desk. */
export type Direction = 'down' | 'right'

const font = 15
const labelFont = 13
const pad = 16

/** A cell on its way: a state, the words of an edge, or a bend of a long edge. */
interface Placed extends Cell { box: Box }

/**
 * The picture of a process: layers by longest way, the words of every line as a cell of its own between the layers,
 * so that neither boxes nor words can lie on each other. `numbered` names the actions (`<edge key>/<action>`) that bear
 * a number beside their words. Pure: the same process gives the same picture.
 */
export function layout(process: Process, direction: Direction, numbered: ReadonlySet<string> = new Set()): Layout {
  const edges = edgesOf(process)
  const back = backEdges(process, edges)
  const layer = layersOf(process, edges, back)
  const down = direction === 'down'
  const state = new Map(process.states.map(s => [s.id, wrap(s.title, 6, font, 28, 20)]))
  const words = new Map(edges.map(e => [e.key, labelOf(e, down, numbered)]))
  const loops = new Map(process.states.map(s => [s.id, edges.filter(e => e.from === s.id && e.to === s.id)]))

  const cells: Cell[] = []
  const add = (id: string, at: number, size: Block, weight: number, ties: string[] = []): void => {
    cells.push({ id, layer: at, breadth: down ? size.w : size.h, depth: down ? size.h : size.w, weight, ties })
  }
  for (const s of process.states) add(s.id, layer.get(s.id)! * 2, withLoops(state.get(s.id)!, loops.get(s.id)!, words, down), 1)
  const chains = new Map<string, string[]>()
  for (const e of edges) {
    if (e.from === e.to) continue
    const against = back.has(e.key)
    const [low, high] = against ? [e.to, e.from] : [e.from, e.to]
    const a = layer.get(low)! * 2
    const b = layer.get(high)! * 2
    const spots = Array.from({ length: b - a - 1 }, (_, i) => a + 1 + i)
    const mid = against ? spots[spots.length - 1]! : spots[0]!
    const ids = spots.map(l => `${e.key}@${l}`)
    spots.forEach((l, i) => add(ids[i]!, l, l === mid ? words.get(e.key)! : { w: 10, h: 10, lines: [] }, l === mid ? 2 : 4,
      [ids[i - 1] ?? low, ...(ids[i + 1] ? [ids[i + 1]!] : [high])]))
    chains.set(e.key, against ? [...ids].reverse() : ids)
  }
  const rows = orderLayers(cells)
  const cross = crossPositions(rows, 14)
  const placed = place(rows, cross, down)

  const nodes = process.states.map(s => {
    const block = state.get(s.id)!
    const cell = placed.get(s.id)!.box
    return { id: s.id, lines: block.lines, ...(down
      ? { x: cell.x, y: cell.y + (cell.h - block.h) / 2, w: block.w, h: block.h }
      : { x: cell.x + (cell.w - block.w) / 2, y: cell.y, w: block.w, h: block.h }) }
  })
  const nodeOf = new Map(nodes.map(n => [n.id, n]))
  const shown = edges.map(e => e.from === e.to
    ? loopShown(e, nodeOf.get(e.from)!, loops.get(e.from)!, words, down)
    : edgeShown(e, nodeOf, chains.get(e.key)!.map(id => placed.get(id)!), words, back.has(e.key), down))
  const all: Box[] = [...placed.values()].map(p => p.box)
  return { w: Math.max(...all.map(b => b.x + b.w), 0) + pad, h: Math.max(...all.map(b => b.y + b.h), 0) + pad, nodes, edges: shown }
}

type Label = Block & { actions: { id: string; lines: string[] }[] }

function labelOf(edge: Edge, down: boolean, numbered: ReadonlySet<string>): Label {
  const actions = edge.actions.map(a => ({ id: a.id, block: wrap(a.title, down ? 6 : 7, labelFont, 12, 4) }))
  return {
    w: Math.max(...actions.map(a => a.block.w + (numbered.has(`${edge.key}/${a.id}`) ? 30 : 0))), lines: [],
    h: actions.reduce((sum, a) => sum + a.block.h, 0) + 6, actions: actions.map(a => ({ id: a.id, lines: a.block.lines })),
  }
}

/** A state with actions that lead back to itself keeps room beside it for their words. */
function withLoops(block: Block, loops: readonly Edge[], words: ReadonlyMap<string, Label>, down: boolean): Block {
  if (loops.length === 0) return block
  const label = words.get(loops[0]!.key)!
  return down
    ? { ...block, w: block.w + 22 + label.w, h: Math.max(block.h, label.h) }
    : { ...block, w: Math.max(block.w, label.w), h: block.h + 22 + label.h }
}

function place(rows: readonly Cell[][], cross: ReadonlyMap<string, number>, down: boolean): Map<string, Placed> {
  const placed = new Map<string, Placed>()
  const least = Math.min(...[...rows.flat()].map(c => cross.get(c.id)! - c.breadth / 2))
  let along = pad
  for (const row of rows) {
    const depth = Math.max(...row.map(c => c.depth), 0)
    for (const cell of row) {
      const across = cross.get(cell.id)! - cell.breadth / 2 - least + pad
      const middle = along + (depth - cell.depth) / 2
      placed.set(cell.id, { ...cell, box: down
        ? { x: across, y: middle, w: cell.breadth, h: cell.depth }
        : { x: middle, y: across, w: cell.depth, h: cell.breadth } })
    }
    along += depth + (down ? 22 : 26)
  }
  return placed
}

type Point = [number, number]
const round = (n: number) => Math.round(n * 10) / 10
const middleX = (b: Box) => b.x + b.w / 2
const middleY = (b: Box) => b.y + b.h / 2

function edgeShown(
  e: Edge, nodeOf: ReadonlyMap<string, NodeShown>, chain: readonly Placed[], words: ReadonlyMap<string, Label>, back: boolean, down: boolean,
): EdgeShown {
  const label = words.get(e.key)!
  const box = chain.find(p => p.box.w > 10 || p.box.h > 10)!.box
  const stops: Box[] = [nodeOf.get(e.from)!, ...chain.map(p => p.box), nodeOf.get(e.to)!]
  return { key: e.key, from: e.from, to: e.to, back, d: curve(stops, down), label: { ...box, actions: label.actions } }
}

/** A line through the boxes in order: straight inside a box, bent only in the free space between layers. */
function curve(stops: readonly Box[], down: boolean): string {
  let d = ''
  stops.forEach((box, i) => {
    const next = stops[i + 1]
    if (!next) return
    const onward = down ? middleY(next) > middleY(box) : middleX(next) > middleX(box)
    const out: Point = down ? [middleX(box), onward ? box.y + box.h : box.y] : [onward ? box.x + box.w : box.x, middleY(box)]
    const to: Point = down ? [middleX(next), onward ? next.y : next.y + next.h] : [onward ? next.x : next.x + next.w, middleY(next)]
    const half = down ? (out[1] + to[1]) / 2 : (out[0] + to[0]) / 2
    d += i === 0 ? `M${round(out[0])} ${round(out[1])}` : `L${round(out[0])} ${round(out[1])}`
    d += down
      ? `C${round(out[0])} ${round(half)} ${round(to[0])} ${round(half)} ${round(to[0])} ${round(to[1])}`
      : `C${round(half)} ${round(out[1])} ${round(half)} ${round(to[1])} ${round(to[0])} ${round(to[1])}`
  })
  return d
}

function loopShown(e: Edge, node: NodeShown, loops: readonly Edge[], words: ReadonlyMap<string, Label>, down: boolean): EdgeShown {
  const label = words.get(loops[0]!.key)!
  const box = down
    ? { x: node.x + node.w + 22, y: middleY(node) - label.h / 2, w: label.w, h: label.h }
    : { x: middleX(node) - label.w / 2, y: node.y + node.h + 22, w: label.w, h: label.h }
  const d = down
    ? `M${round(node.x + node.w)} ${round(middleY(node) - 8)}h22v16h-22`
    : `M${round(middleX(node) - 8)} ${round(node.y + node.h)}v22h16v-22`
  return { key: e.key, from: e.from, to: e.to, back: false, d, label: { ...box, actions: label.actions } }
}
