/** What a key means to a list: the next or previous row, or the search box. */
export type ListKey = 'next' | 'previous' | 'search'

interface Pressed { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }
interface Under { tagName: string; isContentEditable: boolean }

/** Reads a key; nothing while one writes or chooses something, or holds another key. */
export function listKey(event: Pressed, under: Under | null): ListKey | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (under && (under.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(under.tagName))) return null
  return event.key === 'j' ? 'next' : event.key === 'k' ? 'previous' : event.key === '/' ? 'search' : null
}

/** The row to go to out of `n` from row `at` (-1: none yet); stays at the ends. */
export const rowAfter = (key: 'next' | 'previous', at: number, n: number): number =>
  n === 0 ? -1 : key === 'next' ? Math.min(at + 1, n - 1) : at < 0 ? 0 : Math.max(at - 1, 0)

/** 「共 1,234 条」, or 「超过 10,000 条」 where the count was stopped. */
export const showCount = (count: { n: number; exact: boolean }): string =>
  count.exact ? `共 ${count.n.toLocaleString('en-US')} 条` : `超过 ${count.n.toLocaleString('en-US')} 条`

/** Puts the cursor into the search box that is nearest to the matter: the list's own, else that of the top bar. */
export function focusSearch(): boolean {
  const boxes = document.querySelectorAll<HTMLInputElement>('input[data-slash]')
  const box = boxes[boxes.length - 1]
  box?.focus()
  box?.select()
  return Boolean(box)
}
