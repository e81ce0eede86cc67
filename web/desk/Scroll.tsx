import type { ReactNode } from 'react'
import './forms.css'

/** What may be wider than the page: it scrolls by itself, with the keyboard too. */
export const Scroll = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="r-scroll" tabIndex={0} role="group" aria-label={label}>{children}</div>
)
