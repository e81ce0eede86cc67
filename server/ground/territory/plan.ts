import { levelOf, within } from '../../../contract/kernel.ts'
import type { ReorganiseInput } from '../../../contract/place.ts'
import { newId } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import { common, demonstrationCity, digitsOf, kindFits, parentCode, recode } from './codes.ts'

export type PlaceEvent = ReorganiseInput['event']
/** A place as it stands: its current version. */
export interface Standing { id: string; code: string; name: string; kind: string; valid_from: string }
export interface Opening { id: string; code: string; name: string; kind: string }
/** Where a place's rows go. A code that goes to several sends its own rows to the first. */
export interface Move { old: string; new: string }

/** What an event does to the tree and to the rows, before anything is written. */
export interface Plan {
  /** Current versions that end. */
  closing: Standing[]
  opening: Opening[]
  moves: Move[]
  before: Standing[]
  after: Opening[]
  /** Codes that nobody may have used before: a leftover row would come into a stranger's scope. */
  fresh: string[]
}

/** The part of the tree that an event can touch, and what stands in its way. */
export interface Stand {
  places: ReadonlyMap<string, Standing>
  /** Codes with a version that lasts beyond the effective day, though it is no longer current. */
  blocked: ReadonlySet<string>
  effective: string
}

/** A refusal of an event, in one Chinese sentence. */
export const refuse = (reason: string, details: Record<string, unknown> = {}): Problem =>
  new Problem('place.event_invalid', { reason, ...details })

/** Every code that an event names. */
export function codesOf(event: PlaceEvent): string[] {
  switch (event.kind) {
    case 'established': case 'abolished': case 'renamed': return [event.code]
    case 'merged': return [...event.codes, event.code]
    case 'split': return [event.code, ...event.parts.flatMap(part => [part.code, ...part.children])]
    case 'converted': return [event.code, event.new_code]
  }
}

/** The lowest place that holds all an event touches: whoever re-organises must sit at or above it. */
export function placeOfEvent(event: PlaceEvent): string {
  const codes = codesOf(event)
  return event.kind === 'established' ? parentCode(event.code) ?? event.code : common(codes)
}

/** Works out an event, or refuses it with a sentence. */
export function planOf(event: PlaceEvent, stand: Stand): Plan {
  const codes = codesOf(event)
  if (new Set(codes.map(code => within(code, demonstrationCity))).size > 1) throw refuse('演示地区与真实地区之间不能互相调整。')
  switch (event.kind) {
    case 'established': return establish(event, stand)
    case 'abolished': return abolish(event, stand)
    case 'renamed': return rename(event, stand)
    case 'merged': return merge(event, stand)
    case 'split': return split(event, stand)
    case 'converted': return convert(event, stand)
  }
}

type EventOf<K extends PlaceEvent['kind']> = Extract<PlaceEvent, { kind: K }>

function establish(event: EventOf<'established'>, stand: Stand): Plan {
  const place = open(newId(), event.code, event.name, event.type)
  checkNew(place, stand, new Set())
  return { closing: [], opening: [place], moves: [], before: [], after: [place], fresh: [event.code] }
}

function abolish(event: EventOf<'abolished'>, stand: Stand): Plan {
  const place = current(event.code, stand)
  const below = under(place.code, stand)
  if (below.length > 0) throw refuse(`“${place.name}”下面还有 ${below.length} 个地区，请先撤销或并入其他地区。`)
  const parent = parentCode(place.code)!
  const moves = [{ old: place.code, new: parent }, { old: place.code, new: parent }]
  return { closing: [place], opening: [], moves, before: [place], after: [], fresh: [] }
}

function rename(event: EventOf<'renamed'>, stand: Stand): Plan {
  const place = current(event.code, stand)
  if (place.name === event.name) throw refuse(`“${place.name}”已经是这个名称。`)
  const renamed = open(place.id, place.code, event.name, place.kind)
  return { closing: [place], opening: [renamed], moves: [], before: [place], after: [renamed], fresh: [] }
}

function convert(event: EventOf<'converted'>, stand: Stand): Plan {
  const place = current(event.code, stand)
  sameLevel(place, event.new_code)
  const converted = open(place.id, event.new_code, event.name, event.type)
  if (converted.code === place.code && converted.kind === place.kind) throw refuse('代码和类别都没有变化；只改名称请用“更名”。')
  checkNew(converted, stand, new Set([place.code]))
  const changed = [place, ...(converted.code === place.code ? [] : under(place.code, stand))]
  const opening = changed.map(one => one === place ? converted : shifted(one, place.code, converted.code))
  const moves = converted.code === place.code ? [] : changed.map((one, i) => ({ old: one.code, new: opening[i]!.code }))
  return { closing: changed, opening, moves, before: [place], after: [converted], fresh: freshOf([converted.code], [place.code]) }
}

function merge(event: EventOf<'merged'>, stand: Stand): Plan {
  if (new Set(event.codes).size !== event.codes.length) throw refuse('要合并的地区有重复。')
  // The place whose code goes on comes first, so that its children keep theirs; then by code: the same event, the same codes.
  const sources = event.codes.map(code => current(code, stand))
    .sort((a, b) => Number(b.code === event.code) - Number(a.code === event.code) || (a.code < b.code ? -1 : 1))
  for (const source of sources) sameLevel(source, event.code)
  const merged = open(newId(), event.code, event.name, event.type)
  const leaving = new Set(event.codes)
  checkNew(merged, stand, leaving)
  const plan: Plan = {
    closing: [...sources], opening: [merged], moves: sources.map(({ code }) => ({ old: code, new: merged.code })),
    before: sources, after: [merged], fresh: freshOf([merged.code], event.codes),
  }
  adopt(plan, sources.flatMap(source => childrenOf(source.code, stand)), merged, stand)
  return plan
}

function split(event: EventOf<'split'>, stand: Stand): Plan {
  const place = current(event.code, stand)
  const children = childrenOf(place.code, stand)
  const parts = event.parts.map(part => {
    sameLevel(place, part.code)
    const opened = open(part.code === place.code ? place.id : newId(), part.code, part.name, part.type)
    checkNew(opened, stand, new Set([place.code]))
    return { opened, children: part.children }
  })
  if (new Set(parts.map(part => part.opened.code)).size !== parts.length) throw refuse('拆分后的各个地区代码不能相同。')
  const shared = parts.flatMap(part => part.children)
  const missing = children.filter(child => !shared.includes(child.code))
  if (missing.length > 0) throw refuse(`还有 ${missing.length} 个下级地区没有划分：${missing.slice(0, 3).map(child => child.name).join('、')}。`)
  if (shared.length !== children.length) throw refuse('下级地区的划分有重复，或不属于被拆分的地区。')
  // The part that keeps the code is the place itself going on: the rows of its own grain stay there; else the first part has them.
  const heir = parts.find(part => part.opened.code === place.code) ?? parts[0]!
  const ordered = [heir, ...parts.filter(part => part !== heir)]
  const unchanged = heir.opened.id === place.id && heir.opened.name === place.name && heir.opened.kind === place.kind
  const plan: Plan = {
    closing: unchanged ? [] : [place], opening: ordered.map(part => part.opened).filter(one => !(unchanged && one.id === place.id)),
    moves: ordered.map(part => ({ old: place.code, new: part.opened.code })),
    before: [place], after: parts.map(part => part.opened), fresh: freshOf(parts.map(part => part.opened.code), [place.code]),
  }
  for (const part of ordered) adopt(plan, children.filter(child => part.children.includes(child.code)), part.opened, stand)
  return plan
}

/** Gives children, and all below them, their codes under a new parent; they stay who they are. */
function adopt(plan: Plan, children: readonly Standing[], parent: Opening, stand: Stand): void {
  const leaving = new Set(children.map(child => child.code))
  const codes = recode([...leaving], parent.code, code => stand.blocked.has(code) || (stand.places.has(code) && !leaving.has(code)))
  for (const child of children) {
    const code = codes.get(child.code)
    if (!code) throw refuse(`“${child.name}”在“${parent.name}”下没有可用的代码。`)
    for (const one of [child, ...under(child.code, stand)]) {
      const moved = shifted(one, child.code, code)
      plan.moves.push({ old: one.code, new: moved.code })
      if (moved.code === one.code) continue
      plan.closing.push(one)
      plan.opening.push(moved)
    }
  }
}

function checkNew(place: Opening, stand: Stand, leaving: ReadonlySet<string>): void {
  const parent = parentCode(place.code)
  if (!parent) throw refuse('省一级不能在这里调整。')
  const above = stand.places.get(parent)
  if (!above || leaving.has(parent)) throw refuse(`代码 ${place.code} 的上级地区 ${parent} 不存在。`)
  if (above.valid_from > stand.effective) throw refuse(`上级地区“${above.name}”自 ${above.valid_from} 起才设立，晚于生效日期。`)
  if (!kindFits(place.code, place.kind)) {
    const range = digitsOf(levelOf(place.code), place.kind)
    throw refuse(range
      ? `“${place.kind}”代码的末三位应在 ${range.map(n => String(n).padStart(3, '0')).join('–')} 之间，${place.code} 不符合编码规则。`
      : `代码 ${place.code} 的末位不能全是零。`)
  }
  if (stand.blocked.has(place.code) || (stand.places.has(place.code) && !leaving.has(place.code))) {
    throw new Problem('place.taken', { code: place.code })
  }
}

function current(code: string, stand: Stand): Standing {
  const place = stand.places.get(code)
  if (!place) throw refuse(`没有代码为 ${code} 的地区，或已被撤销。`)
  if (!parentCode(code)) throw refuse('省一级不能在这里调整。')
  return place
}

function sameLevel(place: Standing, code: string): void {
  if (levelOf(code) !== levelOf(place.code)) throw refuse(`代码 ${code} 与“${place.name}”不在同一级。`)
}

const open = (id: string, code: string, name: string, kind: string): Opening => ({ id, code, name, kind })
const shifted = (one: Standing, from: string, to: string): Opening => open(one.id, to + one.code.slice(from.length), one.name, one.kind)
const freshOf = (codes: readonly string[], known: readonly string[]): string[] => codes.filter(code => !known.includes(code))
const under = (code: string, stand: Stand): Standing[] => [...stand.places.values()].filter(one => one.code !== code && within(one.code, code))
const childrenOf = (code: string, stand: Stand): Standing[] => under(code, stand).filter(one => parentCode(one.code) === code)
