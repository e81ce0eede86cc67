import { z } from 'zod'
import { operationName } from '../../../contract/glossary.ts'
import { headers, type Operation } from '../../../contract/kernel.ts'
import { Document } from '../../../contract/paper.ts'
import type { Served } from '../operation.ts'
import type { Rights } from '../rights.ts'
import { isUpload } from './files.ts'
import { problemResponses, problemSchemas, refusals } from './openapi.problems.ts'

export type Json = Record<string, unknown>

/** What programs are told of, by name: the body of each event. */
export type Events = Readonly<Record<string, { summary: string; body: z.ZodType }>>
export interface Described {
  operations: readonly Served[]
  rights: Rights
  /** Operations whose answer opens or closes a session. */
  sessions: readonly string[]
  events?: Events | undefined
}

/** Schemas that name themselves (`meta({ id })`), because they hold themselves: each stands once among the components. */
const shared = new Map<string, unknown>()

export const schema = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json & { $defs?: Json }
  const suffix = io === 'output' ? 'Answered' : ''
  const lifted = (of: unknown): unknown => JSON.parse(JSON.stringify(of).replaceAll(/"#\/\$defs\/(\w+)"/g, `"#/components/schemas/$1${suffix}"`))
  for (const [name, { $schema: __, id: ___, ...def }] of Object.entries($defs) as [string, Json][]) shared.set(name + suffix, lifted(def))
  return lifted(rest) as Json
}
const ref = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` })
export const json = (of: Json, type = 'application/json'): Json => ({ [type]: { schema: of } })
const header = (name: string, description: string, required: boolean, of: Json): Json => ({ name, in: 'header', required, description, schema: of })

const parameters: Record<string, Json> = {
  own: header(headers.own, '表明请求来自本平台的页面；带接入密钥（authorization）的程序不用', false, { type: 'string', const: '1' }),
  seat: header(headers.seat, '以哪个岗位办理：任职编号；不填为本人。用接入密钥时不填', false, { type: 'string', format: 'uuid' }),
  serving: header(headers.serving, '窗口受理编号：在来人的位置上办理。用接入密钥时不填', false, { type: 'string', format: 'uuid' }),
  key: header(headers.idempotency, '提交编号：同一编号重复提交得到同一个答复', true, { type: 'string', minLength: 8, maxLength: 100, pattern: '^[\\x21-\\x7e]+$' }),
  file_name: header('x-file-name', '文件名，百分号编码', true, { type: 'string' }),
  token: header('x-token', '填 1：令牌在答复里给出，不写入浏览器', false, { type: 'string', const: '1' }),
  webhook_id: header('webhook-id', '事件编号：重复送达的编号相同', true, { type: 'string', format: 'uuid' }),
  webhook_timestamp: header('webhook-timestamp', '推送时刻，1970 年以来的秒数', true, { type: 'string', pattern: '^\\d+$' }),
  webhook_signature: header('webhook-signature', 'v1,之后为 webhook-id.webhook-timestamp.正文 的 HMAC-SHA256（base64），密钥是登记时给出的签名密钥', true, { type: 'string', pattern: '^v1,' }),
}

/** OpenAPI 3.1 of the house, made from the contracts: the same schemas that the server checks with. */
export function openapi({ operations, rights, sessions, events = {} }: Described): Json {
  const paths: Json = Object.fromEntries(operations.map(served => [`/api/${served.operation.name}`, { post: describe(served, rights, sessions) }]))
  paths['/files/{id}'] = { get: file }
  for (const { operation } of operations) if (operation.output === Document && operation.kind !== 'command') paths[`/papers/${operation.name}`] = { get: paper(operation) }
  paths['/openapi.json'] = { get: { operationId: 'openapi', tags: ['openapi'], summary: '本说明', security: [{}], responses: { 200: { description: 'OpenAPI 3.1', content: json({ type: 'object' }) } } } }
  return {
    openapi: '3.1.0', jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: '共治 Gongzhi', version: '1', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' }, description: '每项操作一个 POST。查询只读；指令留有记录；查阅打开某人的档案并留下痕迹。拒绝时答复一句中文和代码。部门系统凭接入密钥调用。' },
    servers: [{ url: '/' }],
    tags: [...new Set([...operations.map(({ operation }) => tagOf(operation)), 'openapi'])].sort().map(name => ({ name })),
    security: [{ session: [] }, { key: [] }],
    paths,
    webhooks: Object.fromEntries(Object.entries(events).map(([name, event]) => [name, { post: webhook(name, event) }])),
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'gongzhi_session', description: '登录后的会话；程序也可以放在 Authorization: Bearer 之后' },
        key: { type: 'http', scheme: 'bearer', bearerFormat: 'gzk_', description: '接入密钥，由县级管理员或省级系统管理员发给组织；坐在自己的岗位上，只有给定的权限和地区' },
      },
      parameters, schemas: { ...Object.fromEntries(shared), ...problemSchemas() }, responses: problemResponses(),
    },
  }
}

const tagOf = ({ name }: Operation): string => name.split('.', 1)[0]!

/** Who may call: nobody's name is needed where the public holds the verb; a step's verb is known only at the case. */
function securityOf({ handler: { verb } }: Served, rights: Rights): Json[] {
  const open = typeof verb === 'string' && rights.holds('anyone', verb)
  return [{ session: [] }, { key: [] }, ...open ? [{}] : []]
}

function describe(served: Served, rights: Rights, sessions: readonly string[]): Json {
  const { operation: { name, kind, input, output }, handler } = served
  const upload = isUpload(name)
  const opens = sessions.includes(name)
  const asked = ['own', 'seat', 'serving', ...kind === 'command' ? ['key'] : [], ...upload ? ['file_name'] : [], ...opens ? ['token'] : []]
  return {
    operationId: name, tags: [tagOf(served.operation)], summary: operationName(name), 'x-kind': kind, ...typeof handler.verb === 'string' && { 'x-verb': handler.verb },
    security: securityOf(served, rights),
    parameters: asked.map(each => ref('parameters', each)),
    requestBody: { required: true, content: upload ? json({ type: 'string', format: 'binary' }, 'application/octet-stream') : json(schema(input, 'input')) },
    responses: {
      200: { description: '办妥', content: json(schema(output, 'output')), ...opens && { headers: { 'set-cookie': { description: '会话', schema: { type: 'string' } } } } },
      ...Object.fromEntries(refusals(kind, upload).map(status => [status, ref('responses', `Problem${status}`)])),
    },
  }
}

function webhook(name: string, { summary, body }: Events[string]): Json {
  return {
    operationId: name, tags: [name.split('.', 1)[0]], summary, description: 'CloudEvents 1.0，结构化 JSON。10 秒内答复 2xx 即为收到；否则按 1、2、5、15、30、60 分钟再送，编号不变。',
    security: [{}], parameters: ['webhook_id', 'webhook_timestamp', 'webhook_signature'].map(each => ref('parameters', each)),
    requestBody: { required: true, content: json(schema(body, 'output'), 'application/cloudevents+json') },
    responses: { '2XX': { description: '收到' }, 410: { description: '不再接收：推送停用' }, default: { description: '没有收到，以后再送' } },
  }
}

const query = (name: string, description: string, more: Json = {}): Json => ({ name, in: 'query', required: false, description, schema: { type: 'string', ...more } })
const inAddress = [query('seat', '任职编号', { format: 'uuid' }), query('serving', '窗口受理编号', { format: 'uuid' }), query('download', '有此参数则另存为文件')]
const refusedAsLook = Object.fromEntries(refusals('look', false).map(status => [status, ref('responses', `Problem${status}`)]))

function paper(operation: Operation): Json {
  const { properties = {}, required = [] } = schema(operation.input, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return {
    operationId: `papers.${operation.name}`, tags: [tagOf(operation)], summary: `${operationName(operation.name)}（文件）`,
    parameters: [...Object.entries(properties).map(([key, of]) => ({ name: key, in: 'query', required: required.includes(key), schema: of })), ...inAddress],
    responses: { 200: { description: '内容', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }, ...refusedAsLook },
  }
}

const file: Json = {
  operationId: 'files', tags: ['file'], summary: '取得材料内容',
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    query('number', '办件编号'), ...inAddress,
  ],
  responses: {
    200: { description: '内容', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }, 304: { description: '与已存的相同' },
    ...refusedAsLook,
  },
}
