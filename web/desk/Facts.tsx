import type { ReactNode } from 'react'

/** The facts at the head of a desk page, side by side where there is room. */
export const Facts = ({ facts }: { facts: readonly { name: string; value: ReactNode }[] }) => (
  <dl className="d-facts">{facts.map(f => <div key={f.name}><dt>{f.name}</dt><dd>{f.value}</dd></div>)}</dl>
)
