import { levelsInWords } from '../../../contract/glossary.ts'
import { levelNames, type Level } from '../../../contract/kernel.ts'
import type { PlaceRow, Succession } from '../../../contract/place.ts'
import type { z } from 'zod'

export type Place = z.infer<typeof PlaceRow>

export const eventNames: Readonly<Record<Succession['kind'], string>> = {
  established: '设立', abolished: '撤销', merged: '合并', split: '拆分', converted: '改制', renamed: '更名',
}

/** The kinds that a level is made of by the coding rule; what else is counted there stands beside. */
const kindsOf: Readonly<Partial<Record<Level, readonly string[]>>> = {
  city: ['设区市'], county: ['市辖区', '县', '县级市'], town: ['街道', '镇', '乡'], community: ['居委会', '村委会'], grid: ['网格'], micro: ['微网格'],
}
const besides: Readonly<Partial<Record<Level, readonly string[]>>> = {
  county: ['统计功能区'], town: ['类似乡级'], community: ['类似居委会', '类似村委会', '虚拟'],
}

export interface Counted { level: Level; word: string; n: number; parts: string; besides: string }

const listed = (kinds: readonly string[], counts: Readonly<Record<string, number>>): string =>
  kinds.filter(kind => counts[kind]).map(kind => `${kind} ${counts[kind]!.toLocaleString('en-US')}`).join('，')

/** What lies under a place, level by level, in numbers and words: 村（社区） 21,646, 居委会 8,383，村委会 13,263, 另有…. */
export function countedUnder(counts: Readonly<Record<string, number>>): Counted[] {
  return levelNames.flatMap(level => {
    const kinds = kindsOf[level] ?? []
    const n = kinds.reduce((sum, kind) => sum + (counts[kind] ?? 0), 0)
    const others = listed(besides[level] ?? [], counts)
    if (n === 0 && !others) return []
    return [{ level, word: levelsInWords[level], n, parts: kinds.length > 1 ? listed(kinds, counts) : '', besides: others }]
  })
}

/** 「下辖 11 个县（市、区）」 of a row; nothing below the last level. */
export function belowOf({ level, children }: Pick<Place, 'level' | 'children'>): string {
  const next = levelNames[levelNames.indexOf(level) + 1]
  return next && children > 0 ? `${children.toLocaleString('en-US')} 个${levelsInWords[next]}` : ''
}

/** How long a version held; the day it ended belongs to the next. */
export const span = ({ valid_from, valid_to }: Pick<Place, 'valid_from' | 'valid_to'>): string => valid_to ? `${valid_from} 至 ${valid_to}` : `${valid_from} 起`
