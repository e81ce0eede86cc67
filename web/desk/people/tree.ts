/** A member of a household as the drawing needs it: the code of GB/T 4761 says in which generation. */
export interface Member { person: string; name: string; relation: string; relation_name: string; age: number; head: boolean }

/** Generations above (negative) and below the head, by the first digit of the relation. */
const generations: Readonly<Record<string, number>> = { 0: 0, 1: 0, 2: 1, 3: 1, 4: 2, 5: -1, 6: -2, 7: 0 }

export interface Tier { generation: number; members: Member[] }

/** The household in tiers, the oldest on top; whoever is no kin or of an unknown generation stands apart. */
export function tiersOf(members: readonly Member[]): { tiers: Tier[]; apart: Member[] } {
  const tiers = new Map<number, Member[]>()
  const apart: Member[] = []
  for (const member of members) {
    const generation = member.head ? 0 : member.relation === '99' ? undefined : generations[member.relation[0] ?? '']
    if (generation === undefined) apart.push(member)
    else tiers.set(generation, [...tiers.get(generation) ?? [], member])
  }
  return { tiers: [...tiers].sort(([a], [b]) => a - b).map(([generation, of]) => ({ generation, members: order(of) })), apart }
}

/** Head first, then the spouse, then by age: couples stand side by side. */
const order = (members: Member[]): Member[] =>
  [...members].sort((a, b) => Number(b.head) - Number(a.head) || Number(b.relation.startsWith('1')) - Number(a.relation.startsWith('1')) || b.age - a.age)

export interface Box { member: Member; x: number; y: number }
export interface Drawing { width: number; height: number; boxes: Box[]; lines: string[] }
export const box = { width: 120, height: 56, gapX: 20, gapY: 44 } as const

/** Where the boxes and the lines between the generations go, in units of a drawing. */
export function drawTree(members: readonly Member[]): Drawing {
  const { tiers, apart } = tiersOf(members)
  const rows = apart.length > 0 ? [...tiers.map(t => t.members), apart] : tiers.map(t => t.members)
  const wide = Math.max(1, ...rows.map(row => row.length))
  const width = wide * (box.width + box.gapX) - box.gapX
  const boxes = rows.flatMap((row, i) => {
    const start = (width - (row.length * (box.width + box.gapX) - box.gapX)) / 2
    return row.map((member, j) => ({ member, x: start + j * (box.width + box.gapX), y: i * (box.height + box.gapY) }))
  })
  const lines = tiers.slice(1).flatMap((tier, i) => join(boxesOf(boxes, tiers[i]!.members), boxesOf(boxes, tier.members)))
  return { width, height: rows.length * (box.height + box.gapY) - box.gapY, boxes, lines: [...lines, ...tiers.flatMap(t => couple(boxesOf(boxes, t.members)))] }
}

const boxesOf = (boxes: readonly Box[], members: readonly Member[]): Box[] => boxes.filter(b => members.includes(b.member))
const middle = (b: Box): number => b.x + box.width / 2

/** Came into the family by marriage: no line from the generation above. */
const marriedIn = ({ member }: Box): boolean => /^(1|28|38)/.test(member.relation)
const inLaw = ({ member }: Box): boolean => /^5[3-6]/.test(member.relation)

/** From the middle of the tier above down to a bar, from the bar to each child below. */
function join(above: readonly Box[], below: readonly Box[]): string[] {
  const couple = above.length > 1 && above[0]!.member.head && marriedIn(above[1]!)
  const from = couple ? (middle(above[0]!) + middle(above[1]!)) / 2 : above.reduce((sum, b) => sum + middle(b), 0) / above.length
  const born = below.filter(b => above.every(inLaw) ? marriedIn(b) : !marriedIn(b))
  const children = born.length > 0 ? born : below
  const [top, bottom] = [above[0]!.y + box.height, below[0]!.y]
  const bar = (top + bottom) / 2
  const ends = [from, ...children.map(middle)]
  const start = couple ? top - box.height / 2 : top
  // Between two boxes that are no couple there is nothing to start from: a short bar under both.
  const gather = !couple && above.length > 1 ? above.map(b => `M${middle(b)} ${top}V${bar}H${from}`) : [`M${from} ${start}V${bar}`]
  return [...gather, `M${Math.min(...ends)} ${bar}H${Math.max(...ends)}`, ...children.map(b => `M${middle(b)} ${bar}V${b.y}`)]
}

/** The head and the spouse, joined at their sides. */
const couple = (tier: readonly Box[]): string[] =>
  tier[0]?.member.head && tier[1]?.member.relation.startsWith('1') ? [`M${tier[0].x + box.width} ${tier[0].y + box.height / 2}H${tier[1].x}`] : []
