import type { AnyRouter } from '@tanstack/react-router'
import { paths, withSearch } from './paths.ts'

/** The parameters of an address as plain strings: what is typed into the address bar is what a page reads. */
export const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text))
export const stringifySearch = (search: Record<string, unknown>): string =>
  withSearch('', search as Record<string, string | number | boolean | null | undefined>)

/** The login that leads back to where one is now. */
export const loginHere = (): string =>
  paths.login({ back: location.pathname === '/' ? undefined : location.pathname + location.search })

/**
 * After a step to another page the focus goes to its title, so that a screen reader says where one has come and the
 * keyboard begins there; a page that put the focus somewhere itself keeps it.
 */
export function focusOnArrival(router: AnyRouter): void {
  router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
    if (!pathChanged || !fromLocation) return
    const main = document.getElementById('main')
    if (!main || (main !== document.activeElement && main.contains(document.activeElement))) return
    const title = main.querySelector('h1')
    if (title && !title.hasAttribute('tabindex')) title.tabIndex = -1
    ;(title ?? main).focus({ preventScroll: true })
  })
}
