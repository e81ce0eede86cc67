import { z } from 'zod'
import { ProblemBody, type Kind } from '../../../contract/kernel.ts'
import { problems, sentence } from '../../../contract/problems.ts'

type Json = Record<string, unknown>
type Refusal = [code: string, [status: number, sentence: string]]
const all = Object.entries(problems) as unknown as Refusal[]
const statuses = [...new Set(all.map(([, [status]]) => status))].sort()
const of = (status: number): Refusal[] => all.filter(([, [its]]) => its === status)

/** With which statuses an operation can refuse: those of every call, those of a change, those of an upload. */
export function refusals(kind: Kind, upload: boolean): number[] {
  const always = [400, 401, 403, 404, 422, 429, 500, 503]
  return statuses.filter(status => always.includes(status) || (status === 409 && kind === 'command') || status === 413 || (status === 415 && upload))
}

/** The problem as every refusal bears it, and for each status the one with the codes of that status. */
export function problemSchemas(): Json {
  const { $schema: _, ...body } = z.toJSONSchema(ProblemBody, { io: 'output', target: 'draft-2020-12' }) as Json
  return {
    Problem: body,
    ...Object.fromEntries(statuses.map(status => [`Problem${status}`, {
      allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code: { type: 'string', enum: codesOf(status) } }, required: ['code'] }],
    }])),
  }
}

const codesOf = (status: number): string[] => of(status).map(([code]) => code)

/** One response per status, with an example of the sentence of each code. */
export function problemResponses(): Json {
  return Object.fromEntries(statuses.map(status => [`Problem${status}`, {
    description: codesOf(status).length === 1 ? of(status)[0]![1][1] : `拒绝：${codesOf(status).join('、')}`,
    ...status === 429 && { headers: { 'retry-after': { description: '多少秒以后再试', schema: { type: 'integer' } } } },
    content: { 'application/json': {
      schema: { $ref: `#/components/schemas/Problem${status}` },
      examples: Object.fromEntries(of(status).map(([code]) => [code, { value: { code, message: sentence(code as keyof typeof problems), details: {} } }])),
    } },
  }]))
}
