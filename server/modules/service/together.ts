import type { z } from 'zod'
import type { MatterPrepared, SharedField } from '../../../contract/matter.ts'
import type { Field, MemberRow, Prepared } from '../../../contract/service.ts'
import { shared } from '../../engines/matter/index.ts'
import type { ItemRecord } from '../../engines/item/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { prepared } from './prepare.ts'

type Part = z.input<typeof Prepared>
export type Whole = Omit<z.input<typeof MatterPrepared>, 'title' | 'bundle' | 'person' | 'place'>

/** One item's form; where its place knows no such policy, only the reason. */
export async function partOf(ctx: Context, item: ItemRecord): Promise<Part | { item: ItemRecord; reason: string }> {
  try {
    return await prepared(ctx, item)
  } catch (error) {
    if (error instanceof Problem && error.code === 'service.not_eligible') return { item, reason: String(error.details.reason) }
    throw error
  }
}

const joined = (asked: readonly { item: string; questions: readonly z.input<typeof Field>[] }[]): z.input<typeof SharedField>[] =>
  shared(asked).map(({ question, ...more }) => ({ ...question, ...more }))

/** True when an item may be applied for now. */
export const open = (part: Pick<Part, 'eligible' | 'open_case'>): boolean => part.eligible && part.open_case === null

/** What the library holds for any of them, each licence once, with the materials that it stands for. */
function licencesOf(parts: readonly Part[]): Whole['licences'] {
  const found = new Map<string, Whole['licences'][number]>()
  for (const { item, licences } of parts) {
    for (const { material: _, name, ...held } of licences) {
      const known = found.get(held.kind) ?? { ...held, names: [], items: [] }
      found.set(held.kind, { ...known, names: [...new Set([...known.names, name])], items: [...new Set([...known.items, item.id])] })
    }
  }
  return [...found.values()]
}

/** The union of what the items ask that may be applied for: every question, member's question and paper once. */
export function wholeOf(parts: readonly Part[]): Omit<Whole, 'parts'> {
  const asking = parts.filter(open)
  const fields = joined(asking.map(part => ({ item: part.item.id, questions: part.fields })))
  const groups = asking.flatMap(part => part.members ? [{ item: part.item.id, group: part.members }] : [])
  const rows = new Map<string, z.input<typeof MemberRow>>(groups.flatMap(({ group }) => group.rows.map(row => [row.person, row] as const)))
  const papers = new Map<string, z.input<typeof MatterPrepared>['papers'][number]>()
  for (const { item } of asking) {
    for (const material of item.materials.filter(one => one.source !== 'shared')) {
      const known = papers.get(material.id)
      if (known) Object.assign(known, { items: [...known.items, item.id], required: known.required || material.required, minor: known.minor && material.minor, replaces: [...new Set([...known.replaces, ...material.replaces])] })
      else papers.set(material.id, { ...material, items: [item.id] })
    }
  }
  return {
    fields, papers: [...papers.values()], licences: licencesOf(asking),
    members: groups.length === 0 ? null : {
      title: groups[0]!.group.title, why: groups.map(({ group }) => group.why).find(why => why !== '') ?? '', rows: [...rows.values()],
      fields: joined(groups.map(({ item, group }) => ({ item, questions: group.fields }))),
    },
  }
}
