import { useCallback, useRef, useState } from 'react'
import { upload } from '../kernel/api.ts'
import { asRefusal } from '../kernel/refusal.ts'
import { uuid } from '../kernel/uuid.ts'
import type { FileShown } from '../ui/FileField.tsx'

/** A paper that has arrived: kept in the draft, so that it need not be photographed twice. */
export interface Kept { file: string; name: string; size: number; kind: string }

interface Going extends FileShown { kind: string }

/**
 * Papers on their way up, by kind, beside those that have arrived (which the caller keeps, in a draft). A retry goes out
 * under the key of the first attempt, so that a lost answer leaves no second copy.
 */
export function useUploads(kept: readonly Kept[], keep: (change: (kept: readonly Kept[]) => Kept[]) => void) {
  const [going, setGoing] = useState<Going[]>([])
  const files = useRef(new Map<string, { file: File; stop: AbortController }>())
  const change = useCallback((key: string, more: Partial<Going>) => setGoing(all => all.map(g => g.key === key ? { ...g, ...more } : g)), [])
  const send = useCallback(async (key: string, kind: string) => {
    const one = files.current.get(key)
    if (!one) return
    try {
      const arrived = await upload(one.file, { idempotencyKey: key, signal: one.stop.signal, onPart: part => change(key, { part: Math.min(part, 0.99) }) })
      files.current.delete(key)
      setGoing(all => all.filter(g => g.key !== key))
      keep(all => [...all, { file: arrived.id, name: arrived.name, size: arrived.size, kind }])
    } catch (error) {
      if (one.stop.signal.aborted) return
      change(key, { error: asRefusal(error).message })
    }
  }, [change, keep])
  const pick = useCallback((kind: string, file: File) => {
    const key = uuid()
    files.current.set(key, { file, stop: new AbortController() })
    setGoing(all => [...all, { key, kind, name: file.name, size: file.size, part: 0 }])
    void send(key, kind)
  }, [send])
  const remove = useCallback((key: string) => {
    files.current.get(key)?.stop.abort()
    files.current.delete(key)
    setGoing(all => all.filter(g => g.key !== key))
    keep(all => all.filter(k => k.file !== key))
  }, [keep])
  const retry = useCallback((key: string) => {
    const one = going.find(g => g.key === key)
    if (!one) return
    change(key, { error: undefined, part: 0 })
    void send(key, one.kind)
  }, [change, going, send])
  const shown = (kind: string): FileShown[] => [
    ...kept.filter(k => k.kind === kind).map(k => ({ key: k.file, name: k.name, size: k.size, part: 1, href: `/files/${k.file}` })),
    ...going.filter(g => g.kind === kind),
  ]
  return { shown, pick, remove, retry, underway: going.some(g => !g.error), failed: going.some(g => Boolean(g.error)) }
}
