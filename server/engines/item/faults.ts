import { Ajv2020 } from 'ajv/dist/2020.js'
import { ItemBody, type Term } from '../../../contract/catalogue.ts'
import type { FieldProblem } from '../../kernel/problem.ts'
import type { Decides } from './doubts.ts'
import { elementsOf, licencesAsked, membersOf, questionsOf, refOf } from './form.ts'
import { placeholderFaults } from './sentences.ts'
import { inWords, shapeFaults } from './words.ts'

/** What an item may refer to, as the rooms below know it. */
export interface Known {
  /** The JSON Schema of an element; undefined when there is none. */
  schemaOf(element: string): object | undefined
  /** True for what registers alone may say. */
  settled(element: string): boolean
  /** The published process: the parameters that hold its days, and what they are called; its papers; who decides in it. */
  process(id: string): { days: { id: string; title: string }[]; papers: string[]; decides: Decides | undefined } | undefined
  /** True for an item of the catalogue. */
  item(id: string): boolean
}

/** Time goes by only since a day. */
function dateFaults({ conditions }: ItemBody, known: Known): FieldProblem[] {
  return conditions.flatMap(({ when }, i) => [...JSON.stringify(when).matchAll(/"since":\{"element":"([a-z_.]+)"\}/g)].flatMap(([, element]) => {
    const schema = known.schemaOf(element!) as { format?: string } | undefined
    return schema && schema.format !== 'date' ? [{ path: `conditions.${i}`, message: `数据项 ${element!} 不是日期，不能算过了多久` }] : []
  }))
}

/** The library is looked into for the item's own materials only. */
const licenceFaults = (body: ItemBody): FieldProblem[] => licencesAsked(body).filter(kind => !body.materials.some(one => one.licence === kind))
  .map(kind => ({ path: 'conditions', message: `条件里要查的证照（${kind}）须先列进材料，由证照库提供` }))

const exclusionFaults = ({ id, excludes }: ItemBody, known: Known): FieldProblem[] => excludes.flatMap(({ item, what }, i) =>
  item === id ? [{ path: `excludes.${i}`, message: '事项不能和自己互斥；只能批准一次的，用“没有批准过这个事项”' }]
    : known.item(item) ? [] : [{ path: `excludes.${i}`, message: `没有这个事项：${item}（${what}）` }])

/** A promise stands for materials of the same item, and only a promise does. */
function promiseFaults({ materials }: ItemBody): FieldProblem[] {
  return materials.flatMap(({ source, replaces, name }, i) => replaces.flatMap(id => {
    const path = `materials.${i}`
    if (source !== 'promise') return [{ path, message: `“${name}”不是承诺书，不能代替别的材料` }]
    return materials.some(one => one.id === id && one.source === 'applicant') ? [] : [{ path, message: `“${name}”代替的材料不在材料里：${id}` }]
  }))
}

/** Everything that stands in the way of publishing, each with where it is and what to do; empty: it may be published. */
export function faultsOf(raw: unknown, known: Known): FieldProblem[] {
  const parsed = ItemBody.safeParse(raw, inWords)
  if (!parsed.success) return shapeFaults(parsed.error)
  const body = parsed.data
  return [...foreignRules(body), ...strangers(body, known), ...paramFaults(body), ...placeholderFaults(body, id => known.schemaOf(id) !== undefined), ...processFaults(body, known), ...promiseFaults(body), ...dateFaults(body, known), ...licenceFaults(body), ...exclusionFaults(body, known), ...outcomeFaults(body), ...formFaults(body, known)]
}

/** An item's numbers are its own: one that named another's rule would declare new law for that when it is published. */
const foreignRules = ({ id, rule, time }: ItemBody): FieldProblem[] => [
  ...(rule === id ? [] : [{ path: 'rule', message: `标准的编号应与事项编号一致：${id}` }]),
  ...(time === `${id}.time` ? [] : [{ path: 'time', message: `时限的编号应为 ${id}.time` }]),
]

function strangers(body: ItemBody, known: Known): FieldProblem[] {
  const members = membersOf(body.form)?.questions.map(one => one.element) ?? []
  const unknown = [...elementsOf(body), ...members].filter(element => !known.schemaOf(element))
  const mismatched = Object.entries(body.form.properties).filter(([element, property]) => '$ref' in property && property.$ref !== refOf(element))
  const asked = questionsOf(body.form).filter(one => one.editable && known.settled(one.element))
  return [
    ...unknown.map(element => ({ path: 'form', message: `没有登记的数据项：${element}。只能问已登记的数据项。` })),
    ...mismatched.map(([element]) => ({ path: `form.properties.${element}`, message: '题目与所引用的数据项不一致' })),
    ...asked.map(one => ({ path: `form.properties.${one.element}`, message: `“${one.ask}”只能由登记机关提供，不能让申请人填` })),
    ...body.form.required.filter(element => !Object.hasOwn(body.form.properties, element)).map(element => ({ path: 'form.required', message: `必填项 ${element} 不在表单里` })),
  ]
}

function termsOf(value: unknown): Term[] {
  if (typeof value !== 'object' || value === null) return []
  if ('param' in value && typeof value.param === 'string') return [value as Term]
  return Object.values(value).flatMap(termsOf)
}

/** Every parameter that is named must be declared: in conditions, in sentences, in the amount. */
function paramFaults(body: ItemBody): FieldProblem[] {
  const declared = new Set(body.params.map(one => one.id))
  const named = body.conditions.flatMap((one, i) => termsOf(one.when).flatMap(term => 'param' in term ? [{ path: `conditions.${i}`, name: term.param }] : []))
  const amount = body.outcome.amount
  if (amount && 'param' in amount) named.push({ path: 'outcome', name: amount.param })
  const bandless = amount && 'bands' in amount && ![...declared].some(name => name.startsWith(amount.bands))
  const twice = body.params.filter((one, i) => body.params.findIndex(other => other.id === one.id) !== i)
  return [
    ...named.filter(one => !declared.has(one.name)).map(one => ({ path: one.path, message: `没有声明的参数：${one.name}` })),
    ...(bandless ? [{ path: 'outcome', message: '没有可用的分档参数' }] : []),
    ...twice.map(one => ({ path: 'params', message: `参数 ${one.id} 声明了两次` })),
  ]
}

function processFaults(body: ItemBody, known: Known): FieldProblem[] {
  const process = known.process(body.process)
  if (!process) return [{ path: 'process', message: '请选择一个已发布的办理流程' }]
  const days = new Map(body.days.map(one => [one.id, one.value]))
  return [...process.days.filter(({ id }) => !(days.get(id) ?? 0)).map(({ title }) => ({ path: 'days', message: `流程需要“${title}”，请填写天数` })), ...dayFaults(days)]
}

/** What terms are to each other, wherever they are set: each at least a day, the promise within the law, minor papers within the promise. */
export function dayFaults(days: ReadonlyMap<string, number>): FieldProblem[] {
  const faults: FieldProblem[] = [...days].filter(([, n]) => n < 1).map(([name]) => ({ path: `days.${name}`, message: '至少 1 天' }))
  const [promised, statutory] = [days.get('promised_days'), days.get('statutory_days')]
  if (promised !== undefined && statutory !== undefined && promised > statutory) faults.push({ path: 'days', message: '承诺时限不能长于法定时限' })
  const minor = days.get('minor_days')
  if (promised !== undefined && minor !== undefined && minor > promised) faults.push({ path: 'days', message: '容缺材料期限不能长于承诺时限' })
  return faults
}

/** A sum that rests on something has words for as long as that is not known, and they name no sum. */
const outcomeFaults = ({ outcome: { rests_on, unknown } }: ItemBody): FieldProblem[] =>
  rests_on.length > 0 && !unknown ? [{ path: 'outcome', message: '请写明还没有评估结果时怎么告诉申请人' }]
    : unknown?.includes('{amount}') ? [{ path: 'outcome', message: '还没有评估结果时不能写金额' }] : []

/** The form must be what it says: a JSON Schema (2020-12) that compiles with the elements' own schemas. */
function formFaults(body: ItemBody, known: Known): FieldProblem[] {
  try {
    schemaCheck(body, known)
    return []
  } catch (error) {
    return [{ path: 'form', message: `表单不是有效的 JSON Schema：${error instanceof Error ? error.message : ''}` }]
  }
}

/** Compiles the form with the schemas of its elements; throws when it is none. */
export function schemaCheck(body: ItemBody, known: Pick<Known, 'schemaOf'>): (answers: unknown) => boolean {
  const ajv = new Ajv2020({ strict: true, strictRequired: false, keywords: ['x-fill'], formats: { date: true } })
  const members = membersOf(body.form)?.questions.map(one => one.element) ?? []
  for (const element of new Set([...questionsOf(body.form).map(one => one.element), ...members])) {
    const schema = known.schemaOf(element)
    if (schema) ajv.addSchema({ $id: refOf(element), ...schema })
  }
  const validate = ajv.compile(body.form)
  return answers => validate(answers)
}
