import fc from 'fast-check'
import { z } from 'zod'
import type { Operation } from '../../contract/kernel.ts'

/** As much of JSON Schema as the contract uses. */
interface Schema {
  type?: string; format?: string; pattern?: string; const?: unknown; enum?: unknown[]; minLength?: number; maxLength?: number; minimum?: number; maximum?: number
  items?: Schema; minItems?: number; maxItems?: number; properties?: Record<string, Schema>; required?: string[]; anyOf?: Schema[]; oneOf?: Schema[]
  additionalProperties?: Schema | boolean
}

/** Real ids, numbers, places and words of the database under test: with nothing but chance no call would get past «not found». */
export interface Known { ids: string[]; words: string[] }

/** Values that an operation's input schema allows, as JSON. */
export function inputOf(operation: Operation, known: Known): fc.Arbitrary<unknown> {
  return fitting(z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as Schema, known, '')
}

function fitting(schema: Schema, known: Known, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return fc.oneof(...choices.map(one => fitting(one, known, name)))
  switch (schema.type) {
    case 'object': return objectOf(schema, known)
    case 'array': return fc.array(fitting(schema.items ?? {}, known, name), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 4, 4) })
    case 'boolean': return fc.boolean()
    case 'null': return fc.constant(null)
    case 'integer': case 'number': return fc.integer({ min: Math.max(schema.minimum ?? -5, -1e9), max: Math.min(schema.maximum ?? 1000, 1e9) })
    case 'string': return textOf(schema, known, name)
    default: return fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(...known.words))
  }
}

function objectOf({ properties = {}, required = [], additionalProperties }: Schema, known: Known): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, fitting(schema, known, name)]))
  if (Object.keys(fields).length > 0 || typeof additionalProperties !== 'object') return fc.record(fields, { requiredKeys: required.filter(name => name in fields), noNullPrototype: true })
  return fc.dictionary(fc.oneof(fc.constantFrom(...known.words), fc.string({ maxLength: 20 })), fitting(additionalProperties, known, ''), { maxKeys: 4, noNullPrototype: true })
}

const days = ['2026-11-22', '2024-02-29', '1946-10-12', '0000-01-01', '0001-01-01', '9999-12-31', '2026-10-01']

function textOf({ format, pattern, minLength = 0, maxLength = 300 }: Schema, known: Known, name: string): fc.Arbitrary<string> {
  const fits = (text: string) => text.length >= minLength && text.length <= maxLength && (pattern === undefined || new RegExp(pattern, 'u').test(text))
  if (format === 'uuid') return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known.ids) }, fc.uuid())
  if (format === 'date') return fc.constantFrom(...days)
  const real = known.words.filter(fits)
  const made = pattern !== undefined ? fc.stringMatching(new RegExp(pattern)).filter(fits)
    : fc.string({ minLength, maxLength: Math.min(maxLength, 40), unit: 'grapheme' }).filter(fits)
  const cursor = fc.array(fc.oneof(fc.constantFrom(...known.words, ...known.ids), hostileText, fc.integer()), { maxLength: 3 })
    .map(key => Buffer.from(JSON.stringify(key)).toString('base64url')).filter(fits)
  const usual = real.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...real) }, made) : made
  return name === 'after' ? fc.oneof(cursor, made) : usual
}

/** Text that somebody types, pastes or sends on purpose. */
export const hostileText: fc.Arbitrary<string> = fc.constantFrom(
  '', ' ', '\0', 'a\0b', '\ud800', 'x\udfff', '\u0000\u001f', '𠮷野家𪚥', '👨‍👩‍👧‍👦', '徐㛃英', '\u202e倒着', '\ufeff', 'ⅷ％', '%', '_', "'; drop table process.case; --", '" or 1=1', '$1', '${x}', '{number}', '\\',
  '<script>alert(1)</script>', '../../etc/passwd', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', '-1', '1e309', '2026-02-30', '0000-00-00', '2026-11-22T25:00:00Z', '32', '329999', '3299010010010010010010',
  '00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '329901-20261122-999999', '329901-99999999-999999999', '一'.repeat(5000), 'a'.repeat(100_000))
const deep = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  fc.constantFrom<unknown>(null, true, false, 0, -1, -0, 1.5, 2 ** 31, 2 ** 53, -(2 ** 63), 1e300, [], {}, [null], [[]], { a: { b: {} } }, deep(100), deep(3000)),
  fc.jsonValue({ maxDepth: 4 }))

/** JSON text of an input with one thing wrong in it (or several): another value somewhere, something missing, something too much. */
export function mutated(input: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  return fc.tuple(input, fc.array(fc.tuple(fc.nat(), hostile, fc.constantFrom('set', 'remove', 'add', 'proto')), { minLength: 1, maxLength: 3 })).map(([value, changes]) => {
    let text = JSON.stringify(value)
    for (const [where, bad, how] of changes) text = changed(text, where, bad, how)
    return text
  })
}

function changed(text: string, where: number, bad: unknown, how: string): string {
  const root = JSON.parse(text) as Record<string, unknown>
  const spots = spotsOf(root)
  const spot = spots[where % Math.max(1, spots.length)]
  if (!spot || how === 'add') (spot ? spot.in : root)[String(typeof bad === 'string' ? bad.slice(0, 50) : 'extra')] = bad
  else if (how === 'set') spot.in[spot.key] = bad
  else if (how === 'remove') delete spot.in[spot.key]
  const made = JSON.stringify(root)
  // JSON.parse makes an own `__proto__` of this; an assignment would not.
  return how === 'proto' ? made.replace('{', `{"__proto__":{"admin":true,"chair":"server"},"constructor":{"prototype":{"x":1}}${made === '{}' ? '' : ','}`) : made
}

function spotsOf(value: unknown, depth = 5): { in: Record<string, unknown>; key: string }[] {
  if (typeof value !== 'object' || value === null || depth === 0) return []
  return Object.entries(value).flatMap(([key, inner]) => [{ in: value as Record<string, unknown>, key }, ...(spotsOf(inner, depth - 1).slice(0, 20))])
}
