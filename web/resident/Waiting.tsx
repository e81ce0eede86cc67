import { useLayoutEffect, useRef } from 'react'
import { LoadingState } from '../ui/states.tsx'

/**
 * A page whose matter is on its way: title and the shape of what comes. Whoever arrives is put on this title; when it goes,
 * the focus is handed on to the title that takes its place, so that the keyboard and the reader do not fall out of the page.
 */
export function Waiting({ title, lines = 6, label }: { title: string; lines?: number; label?: string }) {
  const at = useRef<HTMLHeadingElement>(null)
  useLayoutEffect(() => {
    const here = at.current
    return () => {
      const focused = document.activeElement
      if (focused !== here && focused?.id !== 'main') return
      setTimeout(() => {
        if (document.activeElement !== document.body && document.activeElement?.id !== 'main') return
        const next = document.querySelector<HTMLElement>('#main h1')
        if (next && !next.hasAttribute('tabindex')) next.tabIndex = -1
        next?.focus({ preventScroll: true })
      })
    }
  }, [])
  return (
    <>
      <h1 ref={at} className="g-title" tabIndex={-1}>{title}</h1>
      <div className="r-gap"><LoadingState lines={lines} {...(label ? { label } : {})} /></div>
    </>
  )
}
