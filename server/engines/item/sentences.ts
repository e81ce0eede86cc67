import type { ItemBody } from '../../../contract/catalogue.ts'
import type { FieldProblem } from '../../kernel/problem.ts'

/** What sentences of an item may be filled with besides its parameters, and what that is. */
const always = { age: '年龄', day: '日期', month: '年月', granted: '已批准的编号' } as const

const namesIn = (text: string | undefined): string[] => [...(text ?? '').matchAll(/\{([^{}]*)\}/g)].map(found => found[1]!)

/** Words in braces that nothing would fill: a resident would read them as they stand. */
export function placeholderFaults(body: ItemBody, isElement: (id: string) => boolean): FieldProblem[] {
  const params = body.params.map(one => one.id)
  const { amount } = body.outcome
  const fills = [...Object.keys(always), ...params]
  const check = (path: string, text: string | undefined, allowed: readonly string[]): FieldProblem[] => namesIn(text).filter(name => !allowed.includes(name) && !isElement(name))
    .map(name => ({ path, message: name === 'amount' ? '文字里用了 {amount}，但没有选“金额用哪个参数”' : `文字里的 {${name}} 没有东西可填；可以用 ${allowed.map(one => `{${one}}`).join('、') || '数据项编号'}` }))
  return [
    ...body.conditions.flatMap(({ text, otherwise }, i) => [...check(`conditions.${i}`, text, fills), ...check(`conditions.${i}`, otherwise, fills)]),
    ...check('outcome', body.outcome.text, amount ? ['amount', ...fills] : fills),
    ...(body.certificate?.lines ?? []).flatMap(({ text }, i) => check(`certificate.lines.${i}`, text, [])),
  ]
}
