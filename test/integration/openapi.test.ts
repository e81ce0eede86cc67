import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { Validator } from '@seriousme/openapi-schema-validator'
import openapiTypescript, { astToString } from 'openapi-typescript'
import * as integration from '../../contract/integration.ts'
import * as organisation from '../../contract/organisation.ts'
import { problems } from '../../contract/problems.ts'
import { checkout } from '../../server/kernel/home.ts'
import { openTestHouse, personOf, type TestHouse } from '../house.ts'
import { applied } from '../rights/scene.ts'
import { openWire, type Wire } from './wire.ts'

// The description for programs: true to the standard, whole, and good enough that a client made from it works.

interface Op { operationId: string; security?: Record<string, unknown>[]; parameters: { $ref: string }[]; responses: Record<string, { $ref?: string }> }
interface Document { openapi: string; paths: Record<string, Record<string, Op>>; webhooks: Record<string, { post: Op }>; components: Record<string, Record<string, Record<string, unknown>>> }

let house: TestHouse
let wire: Wire
let document: Document
before(async () => {
  house = await openTestHouse()
  wire = await openWire(house)
  document = await (await fetch(`${wire.url}/openapi.json`)).json() as Document
})
after(async () => { await wire.close(); await house.close() })

test('it is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document) as never)
  assert.ok(valid, JSON.stringify(errors ?? []).slice(0, 3000))
  assert.equal(validator.version, '3.1')
  const broken = structuredClone(document) as unknown as { paths: Record<string, { post: { responses: unknown } }> }
  broken.paths['/api/case.take']!.post.responses = 'none'
  assert.equal((await new Validator().validate(broken as never)).valid, false, 'a wrong one is found out')
})

test('it is whole: every operation, every header, every code under its status, and every reference leads somewhere', () => {
  for (const { operation: { name, kind } } of house.platform.house.operations) {
    const op = document.paths[`/api/${name}`]!.post!
    assert.equal(op.operationId, name)
    const names = op.parameters.map(one => one.$ref.split('/').at(-1)!)
    assert.deepEqual(['own', 'seat', 'serving'].filter(one => !names.includes(one)), [], name)
    assert.equal(names.includes('key'), kind === 'command', name)
    for (const status of ['200', '400', '401', '403', '404', '422', '429', '500', '503']) assert.ok(op.responses[status], `${name} ${status}`)
  }
  for (const [code, [status]] of Object.entries(problems)) {
    const { allOf } = document.components['schemas']![`Problem${status}`] as unknown as { allOf: [unknown, { properties: { code: { enum: string[] } } }] }
    assert.ok(allOf[1].properties.code.enum.includes(code), code)
  }
  const open = (name: string) => document.paths[`/api/${name}`]!.post!.security!.some(one => Object.keys(one).length === 0)
  assert.deepEqual(['service.items', 'account.login', 'case.list', 'case.take', 'person.show'].map(open), [true, true, false, false, false])
  const text = JSON.stringify(document)
  for (const [, kind, name] of text.matchAll(/"#\/components\/(\w+)\/(\w+)"/g)) assert.ok(document.components[kind!]?.[name!], `${kind} ${name}`)
  assert.deepEqual(Object.keys(document.webhooks), [...Object.keys(integration.topics), 'trial'])
  assert.doesNotMatch(text, /gzk_[\w-]{20}/)
})

/** A department's program: written against the types that are made from the document, and nothing else of ours. */
const program = `
import createClient from 'openapi-fetch'
import type { paths, webhooks } from './generated.ts'

const headers = { 'x-gongzhi': '1' } as const

export async function accept(baseUrl: string, key: string, place: string) {
  const client = createClient<paths>({ baseUrl, headers: { authorization: \`Bearer \${key}\` } })
  const todo = await client.POST('/api/case.todo', { params: { header: headers }, body: { place } })
  if (todo.error) throw new Error(todo.error.message)
  const first = todo.data.items[0]!
  const taken = await client.POST('/api/case.take', { params: { header: { ...headers, 'idempotency-key': crypto.randomUUID() } }, body: { number: first.number, seq: 1, action: 'accept', note: '系统核对' } })
  const again = await client.POST('/api/case.take', { params: { header: { ...headers, 'idempotency-key': crypto.randomUUID() } }, body: { number: first.number, seq: 1, action: 'accept', note: '再来' } })
  // @ts-expect-error a body without a number does not compile
  await client.POST('/api/case.take', { params: { header: { ...headers, 'idempotency-key': 'twelve letters' } }, body: { seq: 1, action: 'accept' } })
  // @ts-expect-error a command without its key does not compile
  await client.POST('/api/case.take', { params: { header: headers }, body: { number: first.number, seq: 1, action: 'accept' } })
  // @ts-expect-error there is no such operation
  await client.POST('/api/case.burn', { params: { header: headers }, body: {} }).catch(() => undefined)
  const code: 'case.moved' | string | undefined = again.error?.code
  return { number: first.number, state: taken.data?.state, code, said: again.error?.message }
}

export type Told = NonNullable<webhooks['case.decided']['post']['requestBody']>['content']['application/cloudevents+json']
export const subject = (told: Told): string => told.data.number
`

test('a client made from it compiles, refuses what is wrong while compiling, and works against the running server', async () => {
  const bureau = (await house.call(house.seat('cheng'), organisation.register, { name: '数据资源管理局', kind: 'government_office', place: '329901', founded_on: '2020-01-01', basis: '三定方案', posts: [] })).id
  const { secret } = await house.call(house.seat('shao'), integration.makeKey, {
    organisation: bureau, name: '数据平台', office: 'street_examiner', verbs: ['case.open', 'case.read', 'service.accept'], place: '329901001', valid_until: `${new Date().getFullYear() + 1}-01-01`, basis: '协议',
  })
  const number = await applied(house, personOf('xu'))
  mkdirSync(join(checkout, 'dist'), { recursive: true })
  const folder = mkdtempSync(join(checkout, 'dist', 'client-'))
  try {
    writeFileSync(join(folder, 'generated.ts'), astToString(await openapiTypescript(document as never)))
    writeFileSync(join(folder, 'program.ts'), program)
    execFileSync(process.execPath, [join(checkout, 'node_modules', 'typescript', 'bin', 'tsc'), '--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', '--allowImportingTsExtensions', '--skipLibCheck', '--types', 'node', join(folder, 'program.ts')], { cwd: checkout, encoding: 'utf8', stdio: 'pipe' })
    const { accept } = await import(pathToFileURL(join(folder, 'program.ts')).href) as { accept(url: string, key: string, place: string): Promise<object> }
    assert.deepEqual(await accept(wire.url, secret, '329901001'), { number, state: 'accepted', code: 'case.moved', said: '这件事刚由数据资源管理局（数据平台）办理为“已受理，审核中”，请刷新后再看。' })
  } finally {
    rmSync(folder, { recursive: true })
  }
})
