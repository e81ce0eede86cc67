import type { BundleShown } from '../../../contract/matter.ts'
import { find } from '../../../contract/search.ts'
import type { Item } from '../../../contract/service.ts'

/** An address below the window that means several items, a bundle or those that were picked: an item's id has neither hyphen nor comma. */
export const bundleMatter = (id: string): string => `together-${id}`
export const pickedMatter = (items: readonly string[]): string => items.length === 1 ? items[0]! : bundleMatter(items.join(','))
export const choiceOf = (matter: string): string | null => /^together-(.+)$/.exec(matter)?.[1] ?? null

/** The items that fit what the clerk typed, letters or words, as a resident would find them; all in the order of their letters for nothing. */
export const findItems = (items: readonly Item[], typed: string): Item[] =>
  find([...items].sort((a, b) => a.initials.localeCompare(b.initials)), typed)

/** The bundles that fit: those of that name alone, or else those that hold the best that was found. */
export function findBundles(bundles: readonly BundleShown[], found: readonly Item[], typed: string): BundleShown[] {
  const text = typed.trim()
  if (text === '') return [...bundles]
  const named = namedBundles(bundles, text)
  return named.length > 0 ? named : bundles.filter(({ items }) => found.slice(0, 2).some(one => items.some(item => item.id === one.id)))
}
const namedBundles = (bundles: readonly BundleShown[], text: string): BundleShown[] => bundles.filter(({ name }) => name.includes(text))

/** What Enter opens: an item that was found by name or letters, else the bundle of that name, else what fits best. */
export function firstFound(bundles: readonly BundleShown[], found: readonly Item[], typed: string): string | undefined {
  const text = typed.trim()
  const [item] = found
  const [bundle] = text === '' ? [] : namedBundles(bundles, text)
  return bundle && !item?.name.includes(text) ? bundleMatter(bundle.id) : item?.id
}
