import { levelNames, levelOf, levels, type Level } from '../../../contract/kernel.ts'

/** The demonstration city: what lies under it stands outside every figure of the province. */
export const demonstrationCity = '3299'
export const provinceCode = '32'

/** The code of the place directly above; null for the province. */
export function parentCode(code: string): string | null {
  const above = levelNames[levelNames.indexOf(levelOf(code)) - 1]
  return above ? code.slice(0, levels[above]) : null
}

/** The codes from the province down to the place itself. */
export const pathCodes = (code: string): string[] =>
  levelNames.map(name => levels[name]).filter(length => length <= code.length).map(length => code.slice(0, length))

/** The level directly below; undefined for micro-units. */
export const levelBelow = (level: Level): Level | undefined => levelNames[levelNames.indexOf(level) + 1]

/** The lowest place that holds them all; the province when they share nothing lower. */
export function common(codes: readonly string[]): string {
  const [first = provinceCode] = codes
  const shared = pathCodes(first).filter(top => codes.every(code => code.startsWith(top)))
  return shared.at(-1) ?? provinceCode
}

/** The same ground without what lies within another of these places: each place once. */
export const apart = (codes: readonly string[]): string[] =>
  [...new Set(codes)].filter(code => !codes.some(other => other !== code && code.startsWith(other)))

/**
 * Ranges of the last digits that say the kind of a place (coding rule of the National Bureau of Statistics: towns 001–099
 * 街道, 100–199 镇, 200–399 乡, from 400 类似乡级; communities 001–199 居委会, 200–399 村委会, 400–499 类似居委会, 500–599
 * 类似村委会; counties, GB/T 2260: 21–70 县, 71–80 zones of the statistics, 81–99 县级市). Grids have one range.
 */
const ranges: Readonly<Record<Level, readonly (readonly [number, number])[]>> = {
  province: [[1, 99]], city: [[1, 98]], county: [[1, 20], [21, 70], [71, 80], [81, 99]],
  town: [[1, 99], [100, 199], [200, 399], [400, 999]],
  community: [[1, 199], [200, 399], [400, 499], [500, 599], [600, 999]],
  grid: [[1, 999]], micro: [[1, 999]],
}
const kindRange: Readonly<Partial<Record<Level, Readonly<Record<string, readonly [number, number]>>>>> = {
  town: { 街道: [1, 99], 镇: [100, 199], 乡: [200, 399], 类似乡级: [400, 999] },
  community: { 居委会: [1, 199], 村委会: [200, 399], 类似居委会: [400, 499], 类似村委会: [500, 599] },
}

/** The digits of a place below its parent, as a number. */
const suffixOf = (code: string): number => Number(code.slice(parentCode(code)?.length ?? 0))

/** The last digits that a kind must have at a level, where the coding rule says so. */
export const digitsOf = (level: Level, kind: string): readonly [number, number] | undefined => kindRange[level]?.[kind]

/** False when the coding rule gives the kind other digits; a kind that the rule does not know fits everywhere. */
export function kindFits(code: string, kind: string): boolean {
  const range = digitsOf(levelOf(code), kind)
  const suffix = suffixOf(code)
  return suffix > 0 && (!range || (suffix >= range[0] && suffix <= range[1]))
}

/**
 * New codes under `parent` for the children of places that become one. In the order given each keeps its last digits when
 * they are free; those left take the next free ones of the same kind's range, going round. Undefined for a child that
 * finds none.
 */
export function recode(children: readonly string[], parent: string, taken: (code: string) => boolean): Map<string, string | undefined> {
  const given = new Map<string, string | undefined>()
  const used = new Set<string>()
  const free = (code: string): boolean => !used.has(code) && !taken(code)
  const give = (child: string, code: string): void => {
    given.set(child, code)
    used.add(code)
  }
  const left: string[] = []
  for (const child of children) {
    const kept = parent + child.slice(parentCode(child)!.length)
    if (free(kept)) give(child, kept)
    else left.push(child)
  }
  for (const child of left) {
    const code = nextFree(child, parent, free)
    if (code) give(child, code)
    else given.set(child, undefined)
  }
  return given
}

function nextFree(child: string, parent: string, free: (code: string) => boolean): string | undefined {
  const width = child.length - parentCode(child)!.length
  const suffix = suffixOf(child)
  const range = ranges[levelOf(child)].find(([low, high]) => suffix >= low && suffix <= high) ?? [1, 10 ** width - 1] as const
  const size = range[1] - range[0] + 1
  for (let step = 1; step <= size; step++) {
    const candidate = range[0] + ((suffix - range[0] + step) % size)
    const code = parent + String(candidate).padStart(width, '0')
    if (free(code)) return code
  }
  return undefined
}
