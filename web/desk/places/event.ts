import { cut, levelNames, levelOf, levels, type Level } from '../../../contract/kernel.ts'
import type { ReorganiseInput } from '../../../contract/place.ts'
import type { Picked } from './PlaceSearch.tsx'

export type PlaceEvent = ReorganiseInput['event']
export type EventKind = PlaceEvent['kind']

export interface Part { code: string; name: string; type: string }
/** An adjustment as it is being written; which fields count depends on the kind. */
export interface EventDraft {
  kind: EventKind
  /** The place concerned; of a new one, the place above it. */
  place: Picked | null
  /** What is merged. */
  sources: Picked[]
  code: string
  name: string
  type: string
  /** What comes out of a split, and which part each child goes to. */
  parts: Part[]
  shares: Record<string, number>
}

export const kindWords: readonly { kind: EventKind; title: string; note: string }[] = [
  { kind: 'merged', title: '合并', note: '几个同级地区并成一个，下级和全部记录随同转入' },
  { kind: 'split', title: '拆分', note: '一个地区分成几个，逐个指定下级归谁' },
  { kind: 'converted', title: '村改居、撤县设区等改制', note: '换类别和代码，仍是同一个地区' },
  { kind: 'renamed', title: '更名', note: '只改名称，代码和记录不动' },
  { kind: 'established', title: '设立', note: '新设一个地区' },
  { kind: 'abolished', title: '撤销', note: '没有下级、没有在册记录的才能撤销' },
]

/** The kinds of a level with the last digits that the coding rule gives them. */
export const kindRanges: Readonly<Record<Level, Readonly<Record<string, readonly [number, number]>>>> = {
  province: {}, city: { 设区市: [1, 98] }, county: { 市辖区: [1, 20], 县: [21, 70], 县级市: [81, 99] },
  town: { 街道: [1, 99], 镇: [100, 199], 乡: [200, 399] }, community: { 居委会: [1, 199], 村委会: [200, 399] },
  grid: { 网格: [1, 999] }, micro: { 微网格: [1, 999] },
}

/** The level directly below a place; undefined below a micro-unit. */
export const levelBelow = (code: string): Level | undefined => levelNames[levelNames.indexOf(levelOf(code)) + 1]
export const parentOf = (code: string): string => cut(code, levelNames[levelNames.indexOf(levelOf(code)) - 1] ?? 'province') ?? code

/** The first free code under `parent` for a kind; empty when there is none or the kind has no rule. */
export function freeCode(parent: string, kind: string, taken: readonly string[]): string {
  const level = levelBelow(parent)
  const range = level && kindRanges[level][kind]
  if (!range) return ''
  const width = levels[level] - parent.length
  for (let n = range[0]; n <= range[1]; n++) {
    const code = parent + String(n).padStart(width, '0')
    if (!taken.includes(code)) return code
  }
  return ''
}

export type Faults = Partial<Record<string, string>>

const codeFault = (code: string, length: number): string | undefined =>
  new RegExp(`^\\d{${length}}$`).test(code) ? undefined : `代码应为 ${length} 位数字`

/** The event that a draft describes, or what is still wanting, by field. */
export function readEvent(draft: EventDraft): { event: PlaceEvent; faults?: undefined } | { event?: undefined; faults: Faults } {
  const { kind, place, sources, type } = draft
  const [name, code] = [draft.name.trim(), draft.code.trim()]
  const first = kind === 'merged' ? sources[0] : place
  const faults: Faults = {}
  if (!first) faults['place'] = kind === 'established' ? '请选择上级地区' : '请选择地区'
  if (kind === 'merged' && sources.length < 2) faults['place'] = '至少选两个地区'
  if (kind === 'merged' && new Set(sources.map(s => s.code.length)).size > 1) faults['place'] = '要合并的地区须在同一级'
  if (!first || faults['place']) return { faults }
  const length = kind === 'established' ? levels[levelBelow(first.code) ?? 'micro'] : first.code.length
  if (kind !== 'abolished' && kind !== 'split' && name === '') faults['name'] = '请填写名称'
  if (['established', 'merged', 'converted'].includes(kind)) {
    const wrong = codeFault(code, length)
    if (wrong) faults['code'] = wrong
    if (type === '') faults['type'] = '请选择类别'
  }
  if (kind === 'split') Object.assign(faults, partFaults(draft, length))
  if (Object.keys(faults).length > 0) return { faults }
  switch (kind) {
    case 'abolished': return { event: { kind, code: first.code } }
    case 'renamed': return { event: { kind, code: first.code, name } }
    case 'established': return { event: { kind, code, name, type } }
    case 'converted': return { event: { kind, code: first.code, new_code: code, name, type } }
    case 'merged': return { event: { kind, codes: sources.map(s => s.code), code, name, type } }
    case 'split': return { event: { kind, code: first.code, parts: draft.parts.map((part, i) => ({ ...part, name: part.name.trim(), code: part.code.trim(), children: childrenOf(draft, i) })) } }
  }
}

const childrenOf = ({ shares }: EventDraft, part: number): string[] => Object.entries(shares).filter(([, to]) => to === part).map(([code]) => code)

function partFaults({ parts, shares }: EventDraft, length: number): Faults {
  const faults: Faults = {}
  parts.forEach((part, i) => {
    if (part.name.trim() === '') faults[`parts.${i}.name`] = '请填写名称'
    const wrong = codeFault(part.code.trim(), length) ?? (parts.some((other, j) => j < i && other.code === part.code) ? '代码重复' : undefined)
    if (wrong) faults[`parts.${i}.code`] = wrong
    if (part.type === '') faults[`parts.${i}.type`] = '请选择类别'
  })
  if (Object.values(shares).some(to => to < 0)) faults['shares'] = '还有下级地区没有指定归属'
  return faults
}

const tables: Readonly<Record<string, string>> = {
  'registry.person': '居民', 'registry.household': '户', 'registry.member': '家庭成员关系', 'registry.dwelling': '住所', 'registry.assertion': '居民和户的信息记录',
  'registry.look': '查阅记录', 'registry.organisation': '组织', 'registry.post': '组织的职务', 'registry.membership': '组织的任职', 'territory.mandate': '工作岗位的任职',
  'territory.attendance': '窗口接待', 'process.case': '办件', 'process.action': '办理步骤', 'process.clock': '办理期限', 'process.paper': '材料', 'process.involvement': '办件参与方',
  'ledger.entry': '操作记录', 'message.message': '消息', 'kernel.file': '上传的文件', 'kernel.outbox': '待发送的消息', 'kernel.counter': '统计数', 'kernel.idempotency': '提交编号', 'law.rule': '地方规则',
}
/** What a table holds, in plain words. */
export const tableWord = (table: string): string => tables[table.replaceAll('"', '')] ?? table
