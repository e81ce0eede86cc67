/** A token bucket: `burst` at once, refilled at `per_second`. */
export interface Rate { burst: number; per_second: number }

interface Bucket { left: number; at: number }

const most = 100_000

/** Token buckets by key, kept in this process. A full bucket is forgotten, so memory follows those who are asking now. */
export class Buckets {
  readonly #rate: Rate
  readonly #clock: () => number
  readonly #buckets = new Map<string, Bucket>()

  constructor(rate: Rate, clock: () => number = () => performance.now() / 1000) {
    this.#rate = rate
    this.#clock = clock
  }

  knows(key: string): boolean {
    return this.#buckets.has(key)
  }

  /** Takes one token: 0, or how many seconds to wait for the next. */
  take(key: string): number {
    const { burst, per_second } = this.#rate
    const now = this.#clock()
    let bucket = this.#buckets.get(key)
    if (!bucket) {
      if (this.#buckets.size >= most) this.#forget(now)
      bucket = { left: burst, at: now }
      this.#buckets.set(key, bucket)
    }
    bucket.left = Math.min(burst, bucket.left + (now - bucket.at) * per_second)
    bucket.at = now
    if (bucket.left < 1) return Math.max(1, Math.ceil((1 - bucket.left) / per_second))
    bucket.left -= 1
    return 0
  }

  /** Drops the buckets that are full again; were there none, the older half, which costs a flood its memory of us only. */
  #forget(now: number): void {
    const { burst, per_second } = this.#rate
    for (const [key, { left, at }] of this.#buckets) if (left + (now - at) * per_second >= burst) this.#buckets.delete(key)
    if (this.#buckets.size < most / 2) return
    let surplus = this.#buckets.size - most / 2
    for (const key of this.#buckets.keys()) {
      if (surplus-- <= 0) break
      this.#buckets.delete(key)
    }
  }
}
