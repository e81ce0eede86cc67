import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

/**
 * A link to an address from `paths`. Inside the app a plain click stays in the page; a click with keys, another target,
 * a telephone number or another site is left to the browser. Without a router (gallery, print) it is a plain link.
 */
export function Anchor({ href, onClick, ...rest }: AnchorHTMLAttributes<HTMLAnchorElement> & { href: string }) {
  const router = useRouter({ warn: false }) as ReturnType<typeof useRouter> | null
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (!router || event.defaultPrevented || !plain || rest.target || rest.download !== undefined || !/^\/(?!\/)/.test(href)) return
    event.preventDefault()
    router.history.push(href)
  }
  return <a {...rest} href={href} onClick={go} />
}
