import type { Exclusion, Expression, ItemBody, Term } from '../../../contract/catalogue.ts'
import { elapsed, showDay } from '../../../contract/time.ts'

export interface Reason { ok: boolean; text: string; basis: string }

/** What an item knows when it judges and reckons: facts held or just answered, and the rule in force on the event date. */
export interface Grounds {
  value(element: string): unknown
  /** What is held though nobody who answers for it has shown it: it may speak against a condition, never for it. */
  unproven?(element: string): unknown
  params: Readonly<Record<string, number>>
  /** The day of the application, `2026-11-22`. */
  day: string
  age: number
  /** The number of a case of this item that was granted to the person before; null when there is none. */
  granted: string | null
  /** Whether the licence library holds a valid one of this kind; undefined where nobody may look. */
  holds?(kind: string): boolean | undefined
  /** Elements that the form still has to ask: not known yet, rather than not there. */
  asked?: ReadonlySet<string>
}

/** True, false, or null: not known yet. */
export type Verdict = boolean | null
const not = (verdict: Verdict): Verdict => (verdict === null ? null : !verdict)
const both = (verdicts: Verdict[]): Verdict => (verdicts.includes(false) ? false : verdicts.includes(null) ? null : true)

export function valueOf(term: Term, grounds: Grounds): unknown {
  if ('element' in term) return grounds.value(term.element)
  if ('param' in term) return grounds.params[term.param]
  if ('age' in term) return grounds.age
  if ('granted' in term) return grounds.granted !== null
  if ('licence' in term) return grounds.holds?.(term.licence)
  if ('today' in term) return grounds.day
  if ('since' in term) return sinceThen(grounds.value(term.since.element), term.in, grounds.day)
  return term.value
}

const dayForm = /^\d{4}-\d{2}-\d{2}$/
/** What is no day is not known. */
const sinceThen = (then: unknown, unit: 'days' | 'months' | 'years', day: string): number | undefined =>
  typeof then === 'string' && dayForm.test(then) ? elapsed(then, day, unit) : undefined

const missing = (value: unknown): boolean => value === undefined || value === null || value === ''
const yes = (value: unknown): boolean => [true, 1, 'true', 'yes', '1', '是'].includes(value as string)

/** What nobody holds is not there; what the form will ask is only not known yet. */
const unknown = (term: Term, { asked }: Grounds): Verdict => 'element' in term && asked?.has(term.element) ? null : false

function compare([left, right]: [Term, Term], grounds: Grounds, fits: (a: string | number, b: string | number) => boolean): Verdict {
  const [a, b] = [valueOf(left, grounds), valueOf(right, grounds)]
  if (missing(a) || missing(b)) return null
  // Days and codes compare as text; numbers as numbers.
  return typeof a === 'number' || typeof b === 'number' ? fits(Number(a), Number(b)) : fits(String(a), String(b))
}

/** Judges an expression in Kleene's three values: what is not known yet neither grants nor refuses. */
export function judge(expression: Expression, grounds: Grounds): Verdict {
  if ('all' in expression) return both(expression.all.map(one => judge(one, grounds)))
  if ('any' in expression) return not(both(expression.any.map(one => not(judge(one, grounds)))))
  if ('not' in expression) return not(judge(expression.not, grounds))
  if ('at_least' in expression) return compare(expression.at_least, grounds, (a, b) => a >= b)
  if ('at_most' in expression) return compare(expression.at_most, grounds, (a, b) => a <= b)
  if ('equal' in expression) return compare(expression.equal, grounds, (a, b) => a === b)
  if ('known' in expression) return missing(valueOf(expression.known, grounds)) ? unknown(expression.known, grounds) : true
  const [term] = 'one_of' in expression ? expression.one_of : 'starts' in expression ? expression.starts : [expression.is]
  const value = valueOf(term, grounds)
  if (missing(value)) return null
  if ('one_of' in expression) return expression.one_of[1].some(one => String(one) === String(value))
  return 'starts' in expression ? String(value).startsWith(expression.starts[1]) : yes(value)
}

/** Yuan from integer fen. */
export const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

/** 2026 年 11 月, as papers say it. */
const monthInWords = (day: string): string => `${Number(day.slice(0, 4))} 年 ${Number(day.slice(5, 7))} 月`

/** A day that is held or was answered, as papers say it; nothing else of a person is put into a sentence. */
const dayOf = (element: string, { value }: Grounds): string => dayForm.test(String(value(element))) ? showDay(String(value(element))) : '登记的那天'

/** «名下机动车不超过 0 辆» is no sentence that anybody says. */
const plainly = (text: string): string => text.replace(/名下([^，；。\s]+?)(不?)超过 0 \p{Script=Han}/u, (_, what: string, not: string) => `名下${not ? '没有' : '有'}${what}`)

/** Fills `{age}`, `{day}`, `{month}`, `{granted}`, the parameters of the rule and days (`{matter.lived_since}`) into a sentence. */
export const filled = (text: string, grounds: Grounds, more: Readonly<Record<string, string>> = {}): string => plainly(text.replace(/\{([\w.]+)\}/g, (whole, name: string) =>
  name.includes('.') ? dayOf(name, grounds) : more[name] ?? (name === 'age' ? String(grounds.age) : name === 'day' ? grounds.day : name === 'month' ? monthInWords(grounds.day)
    : name === 'granted' ? grounds.granted ?? '' : grounds.params[name]?.toString() ?? whole)))

/** A condition is met only by what is proven; what is merely held can refuse, and otherwise leaves it open. */
function verdictOf(when: Expression, grounds: Grounds): Verdict {
  const claimed = judge(when, { ...grounds, value: element => grounds.value(element) ?? grounds.unproven?.(element) })
  return claimed === false ? false : judge(when, grounds)
}

/** How each condition comes out. What is not known yet is left to whoever examines. */
export const reasonsOf = (body: ItemBody, grounds: Grounds): Reason[] => body.conditions.map(({ text, basis, when, otherwise }) => {
  const verdict = verdictOf(when, grounds)
  return { ok: verdict !== false, text: `${filled(verdict === false ? otherwise ?? text : text, grounds)}${verdict === null ? '（由工作人员核实）' : ''}`, basis }
})

/** How one exclusion comes out: what is granted of the other item, and what that means here. */
export interface Excluded extends Reason { exclusion: Exclusion; held: boolean; number: string | null }

/** Each item that is not had together with this one, judged by the case of it that stands granted; of one granted elsewhere the number is null. */
export const excludedBy = (body: Pick<ItemBody, 'excludes'>, granted: ReadonlyMap<string, string | null>): Excluded[] => body.excludes.map(exclusion => {
  const { item, what, basis, then } = exclusion
  const number = granted.get(item) ?? null
  if (!granted.has(item)) return { ok: true, text: `没有在享受${what}`, basis, exclusion, held: false, number }
  const having = number === null ? `正在别处享受${what}` : `正在享受${what}（${number}）`
  return then === 'ends' ? { ok: true, text: `${having}，批准后不再享受`, basis, exclusion, held: true, number }
    : { ok: false, text: `${having}，两项不能同时享受`, basis, exclusion, held: true, number }
})

/** The amount in fen: one parameter, or that of the highest band reached by age (`monthly_fen_from_80`). */
function amountOf({ outcome: { amount } }: ItemBody, { params, age }: Grounds): number | null {
  if (!amount) return null
  if ('param' in amount) return params[amount.param] ?? 0
  const bands = Object.entries(params).flatMap(([name, fen]) => {
    const from = name.startsWith(amount.bands) ? Number(name.slice(amount.bands.length)) : NaN
    return Number.isInteger(from) && age >= from ? [{ from, fen }] : []
  })
  return bands.sort((a, b) => b.from - a.from)[0]?.fen ?? 0
}

/** What is granted: the sentence that is told, and the figures that are kept; no figure that rests on something nobody has shown. */
export function outcomeOf(body: ItemBody, grounds: Grounds): { text: string; data: Record<string, number | string> } {
  // Versions that were published before a sum could rest on something say nothing of it.
  const open = ((body.outcome as Partial<ItemBody['outcome']>).rests_on ?? []).some(element => missing(grounds.value(element)))
  const fen = open ? null : amountOf(body, grounds)
  return {
    text: filled(open ? body.outcome.unknown ?? body.outcome.text : body.outcome.text, grounds, fen === null ? {} : { amount: yuan(fen) }),
    data: { from_month: grounds.day.slice(0, 7), age: grounds.age, ...(fen !== null && { amount_fen: fen }) },
  }
}
