import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { Anchor } from './Anchor.tsx'
import { Icon, type IconName } from './icons.tsx'

/** `main` once a page, for what one came to do; `second` beside it; `quiet` for what may also be left alone. */
export type ButtonKind = 'main' | 'second' | 'quiet' | 'danger'

interface Look { kind?: ButtonKind; icon?: IconName; wide?: boolean; children: ReactNode }

const look = (kind: ButtonKind = 'main', wide = false) => `g-button g-button-${kind}${wide ? ' g-wide' : ''}`

/** A deed. While `busy` it says so, keeps its place and cannot be pressed twice. */
export function Button({ kind, icon, wide, busy, children, onClick, ...rest }:
  Look & { busy?: boolean } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" {...rest} className={look(kind, wide)} aria-disabled={busy || undefined} aria-busy={busy || undefined}
      onClick={event => { if (busy) event.preventDefault(); else onClick?.(event) }}>
      {busy ? <span className="g-spin" aria-hidden="true" /> : icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  )
}

/** A way to another page, or with `download` to a file, that looks like a button. */
export function ButtonLink({ kind, icon, wide, href, download, children }: Look & { href: string; download?: boolean }) {
  return <Anchor href={href} className={look(kind, wide)} {...download ? { download: '' } : {}}>{icon && <Icon name={icon} />}<span>{children}</span></Anchor>
}
