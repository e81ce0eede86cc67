import type { ReactNode } from 'react'
import { Notice } from '../../ui/Notice.tsx'
import type { Fault } from './parts.ts'

/** One part of the editor with what is wrong in it. */
export function Part({ id, title, note, faults, children }: { id: string; title: string; note?: string; faults: readonly Fault[]; children: ReactNode }) {
  return (
    <section className="r-block" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note && <p className="r-soft">{note}</p>}
      {faults.length > 0 && <Notice tone="amber" title="这里要补">{faults.slice(0, 8).map((fault, i) => <p key={i}>{fault.message}</p>)}</Notice>}
      {children}
    </section>
  )
}

/** One of a list, with the ways to move it and take it away. */
export function Row({ title, onUp, onDown, onRemove, children }: { title: string; onUp?: () => void; onDown?: () => void; onRemove: () => void; children: ReactNode }) {
  return (
    <fieldset className="i-row">
      <legend>{title}</legend>
      {children}
      <p className="i-row-deeds">
        {onUp && <button type="button" className="r-link" onClick={onUp}>上移<span className="g-unseen">{title}</span></button>}
        {onDown && <button type="button" className="r-link" onClick={onDown}>下移<span className="g-unseen">{title}</span></button>}
        <button type="button" className="r-link" onClick={onRemove}>去掉<span className="g-unseen">{title}</span></button>
      </p>
    </fieldset>
  )
}
