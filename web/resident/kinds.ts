import { stagesInWords } from '../../contract/glossary.ts'
import type { Item } from '../../contract/service.ts'

type Stage = keyof typeof stagesInWords
export interface Shelf { key: string; title: string; items: readonly Item[] }

/** The items under each stage of life, in plain words; one item may stand under several, and a stage without items is left out. */
export const byStage = (items: readonly Item[]): Shelf[] => (Object.keys(stagesInWords) as Stage[])
  .map(key => ({ key, title: stagesInWords[key], items: items.filter(item => item.stages.includes(key)) })).filter(shelf => shelf.items.length > 0)

const kindWords: Record<string, string> = { 行政给付: '领补贴、领救助', 行政确认: '办证、确认资格', 行政许可: '许可、登记', 其他行政权力: '备案、岗位', 公共服务: '社区服务', 行政奖励: '奖励' }
/** What a kind of the catalogue is called across a counter. */
export const kindInWords = (kind: string): string => kindWords[kind] ?? kind

/** The items under each kind of the catalogue, each once. */
export const byKind = (items: readonly Item[]): Shelf[] => [...new Set(items.map(item => item.kind))]
  .map(key => ({ key, title: kindInWords(key), items: items.filter(item => item.kind === key) }))
