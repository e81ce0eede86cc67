import type { ReactNode } from 'react'
import { Anchor } from './Anchor.tsx'
import { Icon, type IconName } from './icons.tsx'

export interface CardProps {
  href: string
  title: ReactNode
  /** One line of plain words below. */
  note?: ReactNode
  /** How it stands: a `StatusTag`. */
  tag?: ReactNode
  /** Small facts on the last line: number, day. */
  line?: ReactNode
  icon?: IconName
}

/** One thing of a list: the whole card is the way to it, its title is the link. */
export function Card({ href, title, note, tag, line, icon }: CardProps) {
  return (
    <li className="g-card">
      {icon && <span className="g-card-sign"><Icon name={icon} /></span>}
      <div className="g-card-words">
        <p className="g-card-head"><Anchor href={href} className="g-card-title">{title}</Anchor>{tag}</p>
        {note && <p className="g-card-note">{note}</p>}
        {line && <p className="g-card-line">{line}</p>}
      </div>
      <Icon name="forward" />
    </li>
  )
}

/** Cards below each other (`one`) or side by side where there is room (`grid`). */
export const Cards = ({ children, lay = 'one' }: { children: ReactNode; lay?: 'one' | 'grid' }) => (
  <ul className={`g-cards g-cards-${lay}`}>{children}</ul>
)

/** A part of a page under its own heading, with a way to all of it. */
export function Section({ title, id, more, children }: { title: string; id: string; more?: { href: string; title: string }; children: ReactNode }) {
  return (
    <section className="g-section" aria-labelledby={id}>
      <div className="g-section-head"><h2 id={id}>{title}</h2>{more && <Anchor href={more.href}>{more.title}</Anchor>}</div>
      {children}
    </section>
  )
}

/** White ground for things that belong together. */
export const Panel = ({ children }: { children: ReactNode }) => <div className="g-panel">{children}</div>
