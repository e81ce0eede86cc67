import { useSyncExternalStore } from 'react'

const key = 'gongzhi:large'
const ears = new Set<() => void>()
const isLarge = (): boolean => document.documentElement.hasAttribute('data-large')

/** Puts the version this device chose last (大字版 or the normal one) on the page; called before the first drawing. */
export function restoreLarge(): void {
  let kept: string | null = null
  try { kept = localStorage.getItem(key) } catch { /* storage is blocked: the normal version */ }
  document.documentElement.toggleAttribute('data-large', kept === '1')
}

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
