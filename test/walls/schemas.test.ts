import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { checkout } from '../../server/kernel/home.ts'

// A room's SQL names its own schema and no other: what lies in another room is asked of that room's face. Imports are held
// by the cruise; a table in a text is an import that no compiler sees.

const schemas = ['kernel', 'territory', 'law', 'ledger', 'registry', 'gate', 'burden', 'process', 'item', 'licence', 'delivery', 'filedrop', 'account', 'message', 'integration', 'rating', 'queue', 'admission', 'resource', 'report', 'exchange'] as const
type Schema = (typeof schemas)[number]

/** What may be named elsewhere: by which rooms, and why. */
const open: readonly { name: RegExp; rooms: RegExp; reads?: true; why: string }[] = [
  { name: /^territory\.place$/, rooms: /^(ground\/(registry|ledger|gate|burden)|engines\/(process|report))$/, reads: true, why: 'the tree is open reference data: joined for its names, or each list would ask twice' },
  { name: /^kernel\.counter$/, rooms: /^(ground\/(registry|territory)|engines\/process)$/, reads: true, why: 'kept counts are read where they are shown; written only by kernel.bump and a re-organisation' },
  { name: /^kernel\.(bump|knock|relent|forgive|prolong|clear_attempts)$/, rooms: /^(ground|engines|modules)\//, why: 'functions are the face of the kernel in the database' },
  { name: /^kernel\.deployment$/, rooms: /^main$/, why: 'the house is opened by what the deployment says of itself' },
]

const roomOf = (file: string): string => /^(ground|engines|modules)\/[^/]+/.exec(file)?.[0] ?? file.replace(/\.ts$|\/.*$/g, '')
const schemaOf = (room: string): Schema | undefined => schemas.find(schema => room === 'kernel' ? schema === 'kernel' : room.endsWith(`/${schema}`))

interface Named { room: string; name: string; verb: string }
/** What the SQL in a text names, comments left out. */
export function named(room: string, text: string): Named[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const pattern = new RegExp(`\\b(from|join|into|update|select|table|lateral)\\s+((?:${schemas.join('|')})\\."?\\w+"?)`, 'g')
  return [...code.matchAll(pattern)].map(([, verb, name]) => ({ room, verb: verb!, name: name!.replaceAll('"', '') }))
}
const trespasses = ({ room, name, verb }: Named): boolean => name.split('.')[0] !== schemaOf(room)
  && !open.some(one => one.name.test(name) && one.rooms.test(room) && (!one.reads || verb === 'from' || verb === 'join'))

const files = readdirSync(join(checkout, 'server'), { recursive: true, encoding: 'utf8' })
  // The demonstration and set-up write as the owner of all tables, before any room is open.
  .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/^(db|demo)\/|^(setup|founding)\.ts$/.test(file))

test('the SQL of a room names its own schema, and of others only what is listed with a reason', () => {
  const all = files.flatMap(file => named(roomOf(file), readFileSync(join(checkout, 'server', file), 'utf8')))
  assert.ok(all.length > 100, `${all.length} names found`)
  assert.deepEqual(all.filter(trespasses).map(one => `${one.room}: ${one.verb} ${one.name}`), [])
})

test('every exception is used', () => {
  const all = files.flatMap(file => named(roomOf(file), readFileSync(join(checkout, 'server', file), 'utf8')))
  for (const one of open) assert.ok(all.some(each => one.name.test(each.name) && one.rooms.test(each.room)), String(one.name))
})

test('a trespass is seen', () => {
  const of = (room: string, sql: string) => named(room, `await sql\`${sql}\``).some(trespasses)
  assert.equal(of('modules/account', 'select 1 from territory.mandate where id = 1'), true)
  assert.equal(of('engines/process', 'update kernel.file set place = 1'), true)
  assert.equal(of('ground/registry', 'update territory.place set name = 1'), true)
  assert.equal(of('modules/case', 'select 1 from process."case"'), true)
  assert.equal(of('ground/registry', 'select 1 from registry.person p left join territory.place t on true'), false)
})
