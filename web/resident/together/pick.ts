import type { Item } from '../../../contract/service.ts'
import { byStage, type Shelf } from '../kinds.ts'

/** How many items one matter may have. */
export const mostTogether = 20

/** The items under the stages of life, each once: first the stages of what one came from, and in each of them that item first. */
export function pickShelves(items: readonly Item[], first: readonly string[]): Shelf[] {
  const came = (item: Item) => first.includes(item.id)
  const stages = byStage(items)
  const ordered = [...stages.filter(shelf => shelf.items.some(came)), ...stages.filter(shelf => !shelf.items.some(came))]
  const shown = new Set<string>()
  const shelves = ordered.map(shelf => {
    const own = shelf.items.filter(item => !shown.has(item.id))
    for (const item of own) shown.add(item.id)
    return { ...shelf, items: [...own.filter(came), ...own.filter(item => !came(item))] }
  })
  const others = items.filter(item => !shown.has(item.id))
  return [...shelves, ...(others.length > 0 ? [{ key: 'others', title: '其他', items: others }] : [])].filter(shelf => shelf.items.length > 0)
}
