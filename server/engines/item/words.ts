import type { z } from 'zod'
import { said } from '../../kernel/said.ts'
import type { FieldProblem } from '../../kernel/problem.ts'

/** The parts of an item or a bundle as the editor calls them. */
export const partNames: Readonly<Record<string, string>> = {
  name: '名称', summary: '一句话说明', kind: '类别', level: '层级', organs: '办理机关', basis: '依据', steps: '办理步骤', fee: '收费', result: '办成后得到什么', channels: '从哪里可以办', scope: '办理范围', visits: '跑动次数',
  handled_at: '在哪里办理', basic_code: '基本编码', implementing_code: '实施编码', process: '办理流程', days: '期限', form: '要问什么', params: '标准和参数', conditions: '申请条件', excludes: '不能同时享受的', materials: '材料',
  outcome: '决定书上怎样写结果', certificate: '证照', stages: '人生阶段', valid_from: '生效日期', items: '包括哪些事项',
}
const fieldNames: Readonly<Record<string, string>> = {
  text: '怎样说', basis: '依据', otherwise: '不符合时怎样说', name: '名称', id: '编号', value: '数值', item: '哪个事项', what: '怎样称呼', title: '名称', note: '说明', element: '数据项', months: '有效几个月',
}

/** `conditions.0.text` as the editor calls it: 申请条件第 1 项“怎样说”. */
function placeOf(path: readonly PropertyKey[]): string {
  const [head, ...rest] = path.map(String)
  const part = partNames[head ?? ''] ?? ''
  const [nth, field] = /^\d+$/.test(rest[0] ?? '') ? [`第 ${Number(rest[0]) + 1} 项`, rest[1]] : ['', rest[0]]
  return `${part}${nth}${fieldNames[field ?? ''] && part !== partNames.outcome ? `“${fieldNames[field!]}”` : ''}`
}

/** What has not the shape of a value: where it is, as people call the place, and what to do. */
export const shapeFaults = ({ issues }: z.ZodError): FieldProblem[] => issues.slice(0, 50).map(issue => {
  const [head, , field] = issue.path
  const chosen = head === 'conditions' && field === 'when' ? '请选好怎样判断、哪个数据项和哪个参数' : head === 'process' || (head === 'excludes' && field === 'item') ? '请选择' : null
  const message = chosen ?? issue.message
  const place = placeOf(issue.path)
  return { path: issue.path.map(String).join('.'), message: place ? `${place}：${message}` : message }
})

/** For a schema that is asked of a draft: each fault in Chinese. */
export const inWords = { error: said }
