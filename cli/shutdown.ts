/** A wish to stop, from SIGTERM, SIGINT (Ctrl-C) or SIGHUP; a second signal while stopping changes nothing. */
export interface Shutdown {
  readonly wanted: boolean
  /** The result of `work`, or undefined as soon as stopping is wished; work left behind may then fail unheard. */
  unless<T>(work: Promise<T>): Promise<T | undefined>
  /** Resolves when stopping is wished. */
  readonly wish: Promise<void>
}

export function listenForShutdown(said: () => void): Shutdown {
  let wanted = false
  const wish = new Promise<void>(resolve => {
    for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(name, () => {
        if (!wanted) said()
        wanted = true
        resolve()
      })
    }
  })
  return {
    wish,
    get wanted() { return wanted },
    unless: work => Promise.race([work, wish.then(() => undefined)]),
  }
}
