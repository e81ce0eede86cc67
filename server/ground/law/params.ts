/** A value of a rule: a whole number (days, people, fen; yes and no are 1 and 0). A fraction is two numbers. */
export type RuleValue = number
/**
 * What a lower level may do with a parameter: nothing, set a higher number, set a lower one, or fill it as it likes. Absent
 * at a lower level: as declared above.
 */
export type Local = 'fixed' | 'at_least' | 'at_most' | 'free'
export interface RuleParam { value: RuleValue; local?: Local }
export type RuleParams = Readonly<Record<string, RuleParam>>
export type Resolved = Readonly<Record<string, { value: RuleValue; local: Local }>>

export interface ParamRefusal { path: string; message: string }

/** What is wrong with the parameters in themselves: names that are no names, numbers that are not whole. */
export function unsound(params: RuleParams): ParamRefusal[] {
  return Object.entries(params).flatMap(([name, { value }]) => {
    const refusal = !/^[a-z][a-z0-9_]*$/.test(name) ? '参数名只能用小写字母、数字和下划线。'
      : !Number.isSafeInteger(value) ? '参数值只能是整数（金额以分为单位）。'
        : null
    return refusal ? [{ path: `params.${name}`, message: refusal }] : []
  })
}

/** What a parameter is called and how a value of it is written, where somebody reads the refusal. */
export type Spoken = (name: string) => { name: string; say: (value: RuleValue) => string }
const plain: Spoken = name => ({ name, say: String })

/** Why a lower level may not set these parameters under what holds above it; empty when it only tightens or fills. */
export function loosens(above: Resolved, params: RuleParams, spoken: Spoken = plain): ParamRefusal[] {
  return Object.entries(params).flatMap(([name, param]) => {
    const message = refusalOf(spoken(name), Object.hasOwn(above, name) ? above[name] : undefined, param)
    return message ? [{ path: `params.${name}`, message }] : []
  })
}

function refusalOf({ name, say }: ReturnType<Spoken>, upper: Resolved[string] | undefined, { value, local }: RuleParam): string | null {
  if (!upper) return `上级规则没有地方参数“${name}”，不能自行增加。`
  if (upper.local === 'fixed' && value !== upper.value) return `“${name}”由上级统一规定为 ${say(upper.value)}，下级不能改动。`
  if (upper.local === 'at_least' && value < upper.value) return `“${name}”不能低于上级规定的 ${say(upper.value)}。`
  if (upper.local === 'at_most' && value > upper.value) return `“${name}”不能高于上级规定的 ${say(upper.value)}。`
  if (local && local !== upper.local && local !== 'fixed' && upper.local !== 'free') return `“${name}”不能比上级规则放得更宽。`
  return null
}

/**
 * What holds when rules lie over each other, highest level first. A lower value that came to loosen the one above, because
 * that was raised later, gives way to it: lower levels only ever tighten.
 */
export function layer(layers: readonly RuleParams[]): Resolved {
  const held: Record<string, { value: RuleValue; local: Local }> = {}
  layers.forEach((params, i) => {
    for (const [name, { value, local }] of Object.entries(params)) {
      const upper = Object.hasOwn(held, name) ? held[name] : undefined
      if (i > 0 && !upper) continue
      if (!upper) held[name] = { value, local: local ?? 'fixed' }
      else if (refusalOf(plain(name), upper, { value }) === null) {
        held[name] = { value, local: local && refusalOf(plain(name), upper, { value, local }) === null ? local : upper.local }
      }
    }
  })
  return held
}
