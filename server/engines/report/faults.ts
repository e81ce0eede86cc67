import { isDay } from '../../../contract/time.ts'
import { ReportBody, type Cell, type Column, type Condition, type Grain } from '../../../contract/report.ts'
import { choicesOf, findElement } from '../../ground/registry/index.ts'

export interface Fault { path: string; message: string }
/** What a definition may draw on besides facts: topics of cases and indicators, as the module knows them. */
export interface Known { topics: ReadonlySet<string>; indicators: ReadonlySet<string> }

/**
 * What is wrong with a definition, in Chinese sentences, each at its place; none of a definition that can be published.
 * Whatever passes here compiles to SQL.
 */
export function faultsOf(body: unknown, known: Known): Fault[] {
  const parsed = ReportBody.safeParse(body)
  if (!parsed.success) return parsed.error.issues.slice(0, 30).map(issue => ({ path: issue.path.join('.'), message: said(issue) }))
  const { grain, population, columns, period, due_on } = parsed.data
  const faults = [...conditionFaults(population, 'population', grain), ...columns.flatMap((column, i) => columnFaults(column, `columns.${i}`, grain, known))]
  const twice = columns.find((one, i) => columns.findIndex(other => other.id === one.id) !== i)
  if (twice) faults.push({ path: 'columns', message: `栏目编号 ${twice.id} 重复` })
  if (period === 'once' && due_on === null) faults.push({ path: 'due_on', message: '一次性的报表要写明截止日期' })
  if (size(population) + columns.reduce((sum, { cell }) => sum + size(conditionOf(cell)), 0) > 200) faults.push({ path: 'population', message: '条件太多，请拆成几张报表' })
  return faults
}
const said = (issue: { code?: string; message: string }): string =>
  issue.code === 'invalid_type' ? '请填写' : issue.code === 'invalid_union' || issue.code === 'unrecognized_keys' ? '内容格式不对' : /[\u4e00-\u9fff]/.test(issue.message) ? issue.message : '内容格式不对'

/** The condition inside a cell; null for a cell without one. */
export const conditionOf = (cell: Cell): Condition | null =>
  'members' in cell ? cell.members : 'people' in cell ? cell.people : 'households' in cell ? cell.households : 'sum' in cell ? cell.of : null

const rowCells = ['element', 'age', 'place', 'members'] as const
export const isRowGrain = (grain: Grain): grain is 'person' | 'household' => grain === 'person' || grain === 'household'

function columnFaults({ cell, title }: Column, path: string, grain: Grain, known: Known): Fault[] {
  const ofRow = rowCells.some(key => key in cell)
  const fault = (message: string): Fault[] => [{ path: `${path}.cell`, message }]
  if (ofRow !== isRowGrain(grain)) return fault(ofRow ? `“${title}”是每个人或每户的栏目，这张表每行是一个地方，请改为计数或合计` : `“${title}”是计数，这张表每行是一个人或一户，请改为具体信息`)
  if ('element' in cell) return elementFaults(cell.element, `${path}.cell`)
  if ('sum' in cell) {
    const type = findElement(cell.sum)?.type
    if (type !== 'fen' && type !== 'count') return fault('只有金额和数量可以合计')
  }
  if ('cases' in cell && !known.topics.has(cell.cases.topic)) return fault('没有这个事项')
  if ('indicator' in cell && !known.indicators.has(cell.indicator)) return fault('没有这个指标')
  return conditionFaults(conditionOf(cell), `${path}.cell`, 'households' in cell || 'members' in cell ? 'household' : 'person')
}

function elementFaults(id: string, path: string): Fault[] {
  const element = findElement(id)
  if (!element) return [{ path, message: `没有登记过数据项 ${id}，请先登记数据项` }]
  return element.object === 'person' || element.object === 'household' ? [] : [{ path, message: `“${element.name}”不是人或户的信息` }]
}

function conditionFaults(condition: Condition | null, path: string, grain: Grain, depth = 0): Fault[] {
  if (condition === null) return []
  if (depth > 8) return [{ path, message: '条件套得太深，请拆开' }]
  const deeper = (one: Condition, step: string): Fault[] => conditionFaults(one, `${path}.${step}`, grain, depth + 1)
  if ('all' in condition) return condition.all.flatMap((one, i) => deeper(one, `all.${i}`))
  if ('any' in condition) return condition.any.flatMap((one, i) => deeper(one, `any.${i}`))
  if ('not' in condition) return deeper(condition.not, 'not')
  if ('aged' in condition) {
    const { from, to } = condition.aged
    return from === undefined && to === undefined || (from ?? 0) > (to ?? 200) ? [{ path, message: '请填写年龄范围，前小后大' }] : []
  }
  if ('members' in condition) return memberFaults(condition.members, path, depth)
  const [id, value] = 'known' in condition ? [condition.known] as const : 'equal' in condition ? condition.equal : 'one_of' in condition ? condition.one_of
    : 'at_least' in condition ? condition.at_least : condition.at_most
  const wrong = elementFaults(id, path)
  return wrong.length > 0 || 'known' in condition ? wrong : valueFaults(condition, id, value, path)
}

function memberFaults({ who, at_least, at_most }: Extract<Condition, { members: unknown }>['members'], path: string, depth: number): Fault[] {
  if (at_least === undefined && at_most === undefined) return [{ path, message: '请写明家里至少或至多几个人' }]
  if (nested(who)) return [{ path, message: '家庭成员的条件里不能再套家庭成员' }]
  return conditionFaults(who, `${path}.members.who`, 'person', depth + 1)
}
const nested = (condition: Condition): boolean => 'members' in condition || ('all' in condition ? condition.all.some(nested)
  : 'any' in condition ? condition.any.some(nested) : 'not' in condition ? nested(condition.not) : false)

function valueFaults(condition: Condition, id: string, value: unknown, path: string): Fault[] {
  const { name, type, code_list, sensitivity } = findElement(id)!
  const fault = (message: string): Fault[] => [{ path, message: `“${name}”${message}` }]
  if (sensitivity === 'sealed') return fault('是加密保存的，只能问有没有登记')
  const ordered = type === 'day' || type === 'fen' || type === 'count'
  if (('at_least' in condition || 'at_most' in condition) && !ordered) return fault('不能比较大小')
  if ('one_of' in condition && type !== 'choice') return fault('不是选项，不能列出多个')
  const fits = (one: unknown): boolean => type === 'day' ? typeof one === 'string' && isDay(one)
    : type === 'fen' || type === 'count' ? Number.isSafeInteger(one) : type === 'yes_no' ? typeof one === 'boolean'
      : type === 'choice' ? choicesOf(code_list!).some(choice => choice.code === String(one)) : typeof one === 'string'
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.every(fits) ? [] : fault(type === 'choice' ? '没有这个选项' : type === 'day' ? '要写成 2026-11-22 这样的日期' : '的值不对')
}

const size = (condition: Condition | null): number => condition === null ? 0 : 1 + ('all' in condition ? condition.all.reduce((sum, one) => sum + size(one), 0)
  : 'any' in condition ? condition.any.reduce((sum, one) => sum + size(one), 0) : 'not' in condition ? size(condition.not) : 'members' in condition ? size(condition.members.who) : 0)
