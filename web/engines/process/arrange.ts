/** Something that takes room in a layer: how broad across, how deep along, and to what it is tied in other layers. */
export interface Cell { id: string; layer: number; breadth: number; depth: number; weight: number; ties: string[] }

/**
 * Cells by layer, in the order that keeps ties seldom crossing: barycentres, swept to and fro, then neighbours changed
 * while that helps; begun once from the order declared and once from each layer's reverse, the first best wins.
 */
export function orderLayers(cells: readonly Cell[]): Cell[][] {
  const rows: Cell[][] = []
  for (const cell of cells) (rows[cell.layer] ??= []).push(cell)
  for (let i = 0; i < rows.length; i++) rows[i] ??= []
  const ties = tiesOf(cells)
  const starts = [rows, ...rows.map((row, i) => (row.length > 1 ? rows.map((r, j) => (j === i ? [...r].reverse() : r)) : null)).filter(r => r !== null)]
  let best: { rows: Cell[][]; n: number } | null = null
  for (const start of starts.slice(0, 12)) {
    const tried = swept(start.map(r => [...r]), ties)
    if (!best || tried.n < best.n) best = tried
    if (best.n === 0) break
  }
  return best?.rows ?? rows
}

function swept(rows: Cell[][], ties: ReadonlyMap<string, string[]>): { rows: Cell[][]; n: number } {
  let best = rows.map(r => [...r])
  let least = crossings(best, ties)
  for (let round = 0; round < 10 && least > 0; round++) {
    const order = round % 2 === 0 ? rows.keys() : [...rows.keys()].reverse()
    for (const i of order) {
      const near = round % 2 === 0 ? i - 1 : i + 1
      const spot = new Map((rows[near] ?? []).map((c, at) => [c.id, at]))
      const want = new Map(rows[i]!.map((c, at) => {
        const there = ties.get(c.id)!.map(id => spot.get(id)).filter(n => n !== undefined)
        return [c.id, there.length ? there.reduce((a, b) => a + b, 0) / there.length : at]
      }))
      rows[i]!.sort((a, b) => want.get(a.id)! - want.get(b.id)!)
    }
    exchange(rows, ties)
    const now = crossings(rows, ties)
    if (now < least) { least = now; best = rows.map(r => [...r]) }
  }
  return { rows: best, n: least }
}

/** Changes neighbours of a layer wherever that leaves fewer crossings with the layers beside it. */
function exchange(rows: Cell[][], ties: ReadonlyMap<string, string[]>): void {
  rows.forEach((row, i) => {
    const near = () => crossings(rows.slice(Math.max(0, i - 1), i + 2), ties)
    for (let at = 0; at + 1 < row.length; at++) {
      const before = near()
      const [a, b] = [row[at]!, row[at + 1]!]
      row.splice(at, 2, b, a)
      if (near() >= before) row.splice(at, 2, a, b)
    }
  })
}

function tiesOf(cells: readonly Cell[]): Map<string, string[]> {
  const ties = new Map<string, string[]>(cells.map(c => [c.id, []]))
  const tie = (a: string, b: string) => { if (!ties.get(a)!.includes(b)) ties.get(a)!.push(b) }
  for (const c of cells) for (const other of c.ties) { tie(c.id, other); tie(other, c.id) }
  return ties
}

/** How many pairs of ties between neighbouring layers cross. */
export function crossings(rows: readonly Cell[][], ties: ReadonlyMap<string, string[]>): number {
  let n = 0
  for (let i = 0; i + 1 < rows.length; i++) {
    const spot = new Map(rows[i + 1]!.map((c, at) => [c.id, at]))
    const lines = rows[i]!.flatMap((c, a) => ties.get(c.id)!.flatMap(id => (spot.has(id) ? [[a, spot.get(id)!] as const] : [])))
    for (const [a, b] of lines) for (const [c, d] of lines) if (a < c && b > d) n++
  }
  return n
}

/** The middle of every cell across, in layers that never overlap (`gap` apart), with ties as straight as that allows. */
export function crossPositions(rows: readonly Cell[][], gap: number): Map<string, number> {
  const ties = tiesOf(rows.flat())
  const weight = new Map(rows.flat().map(c => [c.id, c.weight]))
  const at = new Map<string, number>()
  const settle = (row: Cell[], want: (c: Cell) => number) => {
    const spots = apart(row.map(c => ({ want: want(c), breadth: c.breadth, weight: c.weight })), gap)
    row.forEach((c, i) => at.set(c.id, spots[i]!))
  }
  for (const row of rows) settle(row, () => 0)
  for (let round = 0; round < 24; round++) {
    for (const row of round % 2 === 0 ? rows : [...rows].reverse()) settle(row, c => {
      const near = ties.get(c.id)!
      const total = near.reduce((sum, id) => sum + weight.get(id)!, 0)
      return total ? near.reduce((sum, id) => sum + at.get(id)! * weight.get(id)!, 0) / total : at.get(c.id)!
    })
  }
  return at
}

/** The nearest places to those wanted (least squares) that keep the order and the gaps: pool-adjacent-violators. */
export function apart(items: readonly { want: number; breadth: number; weight: number }[], gap: number): number[] {
  const offset: number[] = []
  items.forEach((item, i) => offset.push(i === 0 ? 0 : offset[i - 1]! + (items[i - 1]!.breadth + item.breadth) / 2 + gap))
  const pools: { sum: number; weight: number; n: number }[] = []
  items.forEach((item, i) => {
    pools.push({ sum: (item.want - offset[i]!) * item.weight, weight: item.weight, n: 1 })
    while (pools.length > 1) {
      const [a, b] = pools.slice(-2) as [typeof pools[0], typeof pools[0]]
      if (a.sum / a.weight <= b.sum / b.weight) break
      pools.splice(-2, 2, { sum: a.sum + b.sum, weight: a.weight + b.weight, n: a.n + b.n })
    }
  })
  return pools.flatMap(p => Array.from({ length: p.n }, () => p.sum / p.weight)).map((m, i) => m + offset[i]!)
}
