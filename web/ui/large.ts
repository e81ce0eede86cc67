import { useSyncExternalStore } from 'react'

/** Read by public/before.js, which puts the chosen version on the page before the first drawing. */
const key = 'gongzhi:large'
const ears = new Set<() => void>()
const isLarge = (): boolean => document.documentElement.hasAttribute('data-large')

/** Switches 大字版 on or off, at once and for the next visits. */
export function setLarge(on: boolean): void {
  document.documentElement.toggleAttribute('data-large', on)
  try { localStorage.setItem(key, on ? '1' : '0') } catch { /* it holds for this visit */ }
  ears.forEach(ear => ear())
}

const listen = (ear: () => void) => {
  ears.add(ear)
  return () => ears.delete(ear)
}

/** Whether 大字版 is on. */
export const useLarge = (): boolean => useSyncExternalStore(listen, isLarge, () => false)
