const lasts = 60_000
/** A change is certainly committed or undone by then. */
const settles = 5_000
const most = 200_000

/**
 * What this process read of things that change by decree, not by the minute: an answer is at most a minute old. Other
 * processes hear of a change when their minute is over.
 */
export class Memory<V> {
  #values = new Map<string, V | null>()
  #until = 0
  #unsettled = 0

  /** The values of these keys, those not remembered read with `load`; a key that `load` leaves out has none. */
  async recall(keys: readonly string[], load: (missing: string[]) => PromiseLike<ReadonlyMap<string, V>>): Promise<Map<string, V>> {
    const now = Date.now()
    if (now >= this.#until || this.#values.size > most) {
      this.#values = new Map()
      this.#until = now + lasts
    }
    const values = now < this.#unsettled ? new Map<string, V | null>() : this.#values
    const missing = [...new Set(keys)].filter(key => !values.has(key))
    if (missing.length > 0) {
      const loaded = await load(missing)
      for (const key of missing) values.set(key, loaded.get(key) ?? null)
    }
    const found = new Map<string, V>()
    for (const key of keys) {
      const value = values.get(key)
      if (value !== null && value !== undefined) found.set(key, value)
    }
    return found
  }

  /** After a change in this process: nothing is remembered until the change has certainly been committed or undone. */
  forget(): void {
    this.#values = new Map()
    this.#until = 0
    this.#unsettled = Date.now() + settles
  }
}
