/** Tells of each message once that it was on the screen, at once; a telling that failed is told again when it is seen again. */
export function reading(tell: (id: string) => Promise<unknown>) {
  const told = new Set<string>()
  const under = new Set<Promise<unknown>>()
  return {
    seen(id: string): void {
      if (told.has(id)) return
      told.add(id)
      const telling: Promise<unknown> = tell(id).catch(() => told.delete(id)).finally(() => under.delete(telling))
      under.add(telling)
    },
    /** When all that was told has been heard: only then do the counts say so. */
    settled: async (): Promise<void> => { await Promise.all(under) },
  }
}
