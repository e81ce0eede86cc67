import { Bundle } from '../../../contract/catalogue.ts'
import type { FieldProblem } from '../../kernel/problem.ts'
import { inWords, shapeFaults } from './words.ts'

/** An item that a bundle may name, as it stands in the catalogue. */
export interface Named { name: string; place: string; retired: boolean }

/** Everything that stands in the way of publishing a bundle at a place: items that are not there, twice, or handled in a part of the place only. */
export function bundleFaultsOf(raw: unknown, place: string, itemOf: (id: string) => Named | undefined): FieldProblem[] {
  const parsed = Bundle.safeParse(raw, inWords)
  if (!parsed.success) return shapeFaults(parsed.error)
  const { items } = parsed.data
  return items.flatMap((id, i): FieldProblem[] => {
    const item = itemOf(id)
    const path = `items.${i}`
    if (!item || item.retired) return [{ path, message: item ? `“${item.name}”已停用，请去掉` : `没有这个事项：${id}` }]
    if (items.indexOf(id) < i) return [{ path, message: `“${item.name}”选了两次` }]
    return place.startsWith(item.place) ? [] : [{ path, message: `“${item.name}”只在一部分地方办理，不能放进这个范围的套餐` }]
  })
}
