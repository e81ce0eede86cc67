import type { ItemBody } from '../../../contract/catalogue.ts'
import { available, type Available } from '../../engines/licence/index.ts'
import type { Context } from '../../kernel/operation.ts'
import type { FieldProblem } from '../../kernel/problem.ts'

/** A material of an item that the licence library can supply. */
export interface Reusable extends Available { material: string; name: string }

/** The materials of an item for which the library holds a valid licence of the person; no other licence is looked at. */
export async function reusable(ctx: Context, { materials }: ItemBody, person: string): Promise<Reusable[]> {
  const wanted = materials.flatMap(one => one.licence ? [{ material: one.id, name: one.name, kind: one.licence }] : [])
  const held = await available(ctx, person, wanted.map(one => one.kind))
  return wanted.flatMap(({ material, name, kind }) => {
    const licence = held.get(kind)
    return licence ? [{ ...licence, material, name }] : []
  })
}

export const notHeld = '证照库里没有这项有效的证照，请去掉这一项，或改为上传材料'

/** The licences that the person agrees to hand over. What the library does not hold any more is said, and nothing is done by halves. */
export function agreed(licences: readonly Reusable[], consents: readonly string[], fields: FieldProblem[]): Reusable[] {
  return [...new Set(consents)].flatMap((material, i) => {
    const licence = licences.find(one => one.material === material)
    if (!licence) fields.push({ path: `licences.${i}`, message: notHeld })
    return licence ?? []
  })
}

/** A number before the person has agreed: enough to tell which one it is. */
export const maskNumber = (number: string | null): string | null =>
  number && (number.length > 8 ? `${number.slice(0, 4)}${'*'.repeat(number.length - 8)}${number.slice(-4)}` : '*'.repeat(number.length))
