/** A member as the household says: the relation is to the head, by GB/T 4761. */
export interface Member { person: string; name: string; relation: string; relation_name: string; age: number; head: boolean }

/** Where a relation stands in the tree, from grandparents (0) to grandchildren (4); the head's own row is 2. Others have none. */
function rowOf({ relation, head }: Member): number | null {
  if (head) return 2
  switch (relation[0]) {
    case '0': case '1': case '7': return 2
    case '2': case '3': return 3
    case '4': return 4
    case '5': return 1
    case '6': return 0
    default: return null
  }
}

/** The rows of the tree from the oldest down, the head first in its own; and who stands in none. */
export function generations(members: readonly Member[]): { rows: Member[][]; beside: Member[] } {
  const rows: Member[][] = [[], [], [], [], []]
  const beside: Member[] = []
  for (const member of members) {
    const row = rowOf(member)
    if (row === null) beside.push(member)
    else rows[row]!.push(member)
  }
  rows[2]!.sort((a, b) => Number(b.head) - Number(a.head) || Number(b.relation[0] === '1') - Number(a.relation[0] === '1') || b.age - a.age)
  for (const i of [0, 1, 3, 4]) rows[i]!.sort((a, b) => b.age - a.age)
  return { rows: rows.filter(r => r.length > 0), beside }
}
