import { z } from 'zod'

/** What may be laid on a community. None of it is created without an admission. */
export const demandKinds = {
  report: '报表', task: '任务', form: '表格', appraisal: '创建示范和评比', plaque: '牌子', body: '机构', group: '工作组', login: '系统登录', meeting: '会议', inspection: '检查', certificate: '开具证明',
} as const
export type DemandKind = keyof typeof demandKinds
export const DemandKind = z.enum(Object.keys(demandKinds) as [DemandKind, ...DemandKind[]], { error: '请选择事项类别' })
export const kindName = (kind: string): string => demandKinds[kind as DemandKind] ?? kind

/** Which communities are meant: villages, residents' communities, or both. */
export const reaches = { all: '村和社区', village: '村', community: '居民社区' } as const
export const Reach = z.enum(Object.keys(reaches) as [keyof typeof reaches, ...(keyof typeof reaches)[]])

/** Why a community may refuse what reached it, by right. */
export const grounds = {
  not_admitted: '没有经过准入', ended: '准入已经到期或退出', statistics: '统计表没有表号、批准或备案机关和有效期', over_cap: '超过了牌子的上限', banned_certificate: '属于不应由村（社区）出具的证明',
} as const
export type Ground = keyof typeof grounds
export const Ground = z.enum(Object.keys(grounds) as [Ground, ...Ground[]])
