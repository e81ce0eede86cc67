import type { Database } from './db/index.ts'

/**
 * Business numbers `329901-20261122-000123`: the county's six digits first, so that a look-up goes to one shard. Blocks
 * are taken outside the command's transaction: no command waits for another's number, and a gap is possible.
 */
export class Numbers {
  readonly #door: Database['door']
  readonly #block: number
  readonly #blocks = new Map<string, Promise<{ next: number; end: number }>>()

  constructor(database: Database, block = 32) {
    this.#door = database.door
    this.#block = block
  }

  /** The next number of a county (six digits) on a Beijing day `2026-11-22`. */
  async take(county: string, day: string): Promise<string> {
    const key = `${county} ${day}`
    for (;;) {
      const block = await (this.#blocks.get(key) ?? this.#open(key, county, day))
      if (block.next < block.end) return `${county}-${day.replaceAll('-', '')}-${String(block.next++).padStart(6, '0')}`
      this.#blocks.delete(key)
    }
  }

  #open(key: string, county: string, day: string): Promise<{ next: number; end: number }> {
    for (const old of this.#blocks.keys()) if (!old.endsWith(day)) this.#blocks.delete(old)
    const block = this.#door<{ first: number }[]>`select kernel.take_numbers(${county}, ${day}::date, ${this.#block}) as first`
      .then(([row]) => ({ next: row!.first, end: row!.first + this.#block }))
    block.catch(() => this.#blocks.delete(key))
    this.#blocks.set(key, block)
    return block
  }
}
