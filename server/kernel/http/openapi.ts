import { z } from 'zod'
import { operationName } from '../../../contract/glossary.ts'
import { headers, ProblemBody, type Operation } from '../../../contract/kernel.ts'
import { Document } from '../../../contract/paper.ts'
import { problems } from '../../../contract/problems.ts'
import { keepOperation } from './files.ts'

type Json = Record<string, unknown>

const schema = (type: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(type, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json
  return rest
}
const ref = (kind: string, name: string): Json => ({ $ref: `#/components/${kind}/${name}` })
const json = (of: Json): Json => ({ 'application/json': { schema: of } })
const header = (name: string, description: string, required: boolean, of: Json): Json => ({ name, in: 'header', required, description, schema: of })

const parameters: Record<string, Json> = {
  own: header(headers.own, '必填，表明请求来自本平台的页面或已登记的程序', true, { type: 'string', const: '1' }),
  seat: header(headers.seat, '以哪个岗位办理：任职编号；不填为本人', false, { type: 'string', format: 'uuid' }),
  serving: header(headers.serving, '窗口受理编号：在来人的位置上办理', false, { type: 'string', format: 'uuid' }),
  key: header(headers.idempotency, '提交编号：同一编号重复提交得到同一个答复', true, { type: 'string', minLength: 8, maxLength: 100 }),
  file_name: header('x-file-name', '文件名，百分号编码', true, { type: 'string' }),
}

/** OpenAPI 3.1 of these operations, made from the contracts: the same schemas that the server checks with. */
export function openapi(operations: readonly Operation[]): Json {
  const paths: Json = Object.fromEntries(operations.map(operation => [`/api/${operation.name}`, { post: describe(operation) }]))
  paths['/files/{id}'] = { get: file }
  for (const operation of operations) if (operation.output === Document && operation.kind !== 'command') paths[`/papers/${operation.name}`] = { get: paper(operation) }
  return {
    openapi: '3.1.0',
    info: { title: '共治 Gongzhi', version: '1', description: '每项操作一个 POST。查询只读；指令留有记录；查阅打开某人的档案并留下痕迹。拒绝时答复一句中文和代码。' },
    servers: [{ url: '/' }],
    security: [{ session: [] }, { bearer: [] }, {}],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'gongzhi_session' }, bearer: { type: 'http', scheme: 'bearer' } },
      parameters,
      schemas: { Problem: problem() },
      responses: { Problem: { description: '拒绝或出错', content: json(ref('schemas', 'Problem')) } },
    },
  }
}

function describe({ name, kind, input, output }: Operation): Json {
  const upload = name === keepOperation
  return {
    operationId: name, tags: [name.split('.')[0]], summary: operationName(name), 'x-kind': kind,
    parameters: ['own', 'seat', 'serving', ...(kind === 'command' ? ['key'] : []), ...(upload ? ['file_name'] : [])].map(each => ref('parameters', each)),
    requestBody: { required: true, content: upload ? { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } : json(schema(input, 'input')) },
    responses: { 200: { description: '办妥', content: json(schema(output, 'output')) }, default: ref('responses', 'Problem') },
  }
}

function problem(): Json {
  const body = schema(ProblemBody, 'output') as { properties: { code: Json } }
  const codes = Object.entries(problems).map(([code, [status, sentence]]) => `${code} (${status}): ${sentence}`)
  body.properties.code = { type: 'string', enum: Object.keys(problems), description: codes.join('\n') }
  return body
}

const query = (name: string, description: string): Json => ({ name, in: 'query', required: false, description, schema: { type: 'string' } })
function paper({ name, input }: Operation): Json {
  const { properties = {}, required = [] } = schema(input, 'input') as { properties?: Record<string, Json>; required?: string[] }
  return {
    operationId: `papers.${name}`, tags: [name.split('.')[0]], summary: `${operationName(name)}（文件）`,
    parameters: [
      ...Object.entries(properties).map(([key, of]) => ({ name: key, in: 'query', required: required.includes(key), schema: of })),
      query('seat', '任职编号'), query('serving', '窗口受理编号'), query('download', '有此参数则另存为文件'),
    ],
    responses: { 200: { description: '内容', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }, default: ref('responses', 'Problem') },
  }
}

const file: Json = {
  operationId: 'files', tags: ['file'], summary: '取得材料内容',
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } },
    query('number', '办件编号'), query('seat', '任职编号'), query('serving', '窗口受理编号'), query('download', '有此参数则另存为文件'),
  ],
  responses: { 200: { description: '内容', content: { '*/*': { schema: { type: 'string', format: 'binary' } } } }, default: ref('responses', 'Problem') },
}
