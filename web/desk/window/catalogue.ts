import type { BundleShown } from '../../../contract/matter.ts'
import type { Item } from '../../../contract/service.ts'
import { find } from '../../resident/find.ts'

/** An address below the window that means a bundle: an item's id has no hyphen. */
export const bundleMatter = (id: string): string => `together-${id}`
export const bundleOf = (matter: string): string | null => /^together-(.+)$/.exec(matter)?.[1] ?? null

/** The items that fit what the clerk typed: the first letters of the name (`gljt`), its words, or a resident's own words; all for nothing. */
export function findItems(items: readonly Item[], typed: string): Item[] {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  if (text === '') return [...items].sort((a, b) => a.initials.localeCompare(b.initials))
  if (/^[a-z]+$/.test(text)) {
    const at = (item: Item) => item.initials.indexOf(text)
    return items.filter(item => at(item) >= 0).sort((a, b) => at(a) - at(b) || a.initials.localeCompare(b.initials))
  }
  const named = items.filter(item => item.name.includes(text))
  return named.length > 0 ? named : find(items, text)
}

/** The bundles that fit: by name, or because they hold the best that was found. */
export const findBundles = (bundles: readonly BundleShown[], found: readonly Item[], typed: string): BundleShown[] => typed.trim() === '' ? [...bundles]
  : bundles.filter(({ name, items }) => name.includes(typed.trim()) || found.slice(0, 2).some(one => items.some(item => item.id === one.id)))
