/** A seeded source of chance: the same seed and label give the same sequence on every machine and Node version. */
export interface Dice {
  /** A number in [0, 1). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number
  /** A number in [low, high). */
  between(low: number, high: number): number
  /** True with probability `p`. */
  chance(p: number): boolean
  pick<T>(list: readonly T[]): T
  /** One of the values of `[value, weight]` pairs. */
  weighted<T>(pairs: readonly (readonly [T, number])[]): T
  /** Roughly normal (a sum of four), cut to three deviations or so by its making. */
  normal(mean: number, deviation: number): number
  /** A UUID of version 7 in form, its time part counted up by `ordinal` milliseconds from the day of the demonstration. */
  uuid(ordinal: number): string
}

const epoch = Date.UTC(2026, 10, 1)

/** FNV-1a over the label, so that every part of the world has its own sequence and can change without moving the others. */
function hash(text: string, seed: number): number {
  let h = (2166136261 ^ seed) >>> 0
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619) >>> 0
  return h
}

/** sfc32 (Chris Doty-Humphrey, public domain): small, fast, passes PractRand; 32-bit integer steps only. */
function sfc32(seed: number, label: string): () => number {
  let a = hash(label, seed), b = hash(`${label}#`, a), c = seed >>> 0, d = 1
  const step = () => {
    const t = (a + b + d) >>> 0
    d = (d + 1) >>> 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) >>> 0
    c = ((c << 21) | (c >>> 11)) >>> 0
    c = (c + t) >>> 0
    return t
  }
  for (let i = 0; i < 16; i++) step()
  return step
}

export function dice(seed: number, label: string): Dice {
  const step = sfc32(seed, label)
  const next = () => step() / 4294967296
  const hex = (digits: number) => Math.floor(next() * 16 ** digits).toString(16).padStart(digits, '0')
  const self: Dice = {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    between: (low, high) => low + next() * (high - low),
    chance: p => next() < p,
    pick: <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T,
    weighted<T>(pairs: readonly (readonly [T, number])[]): T {
      let total = 0
      for (const [, weight] of pairs) total += weight
      let mark = next() * total
      for (const [value, weight] of pairs) if ((mark -= weight) < 0) return value
      return (pairs[pairs.length - 1] as readonly [T, number])[0]
    },
    normal: (mean, deviation) => mean + deviation * (next() + next() + next() + next() - 2) * 1.732,
    uuid(ordinal) {
      const time = (epoch + ordinal).toString(16).padStart(12, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[self.int(0, 3)]}${hex(3)}-${hex(8)}${hex(4)}`
    },
  }
  return self
}
