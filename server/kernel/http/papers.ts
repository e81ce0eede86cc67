import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { Document } from '../../../contract/paper.ts'
import type { House } from '../house.ts'
import { newId } from '../ids.ts'
import { Problem } from '../problem.ts'
import type { Entry } from './entry.ts'
import { disposition } from './files.ts'
import { paperHeaders } from './headers.ts'
import { refusing } from './refuse.ts'

interface Wanted { Querystring: Record<string, string | string[]> }

/**
 * `GET /papers/<operation>?…`: the file itself of every operation that answers with a `Document`; a look like any other, so
 * that rights hold and a trace is left each time. An address cannot carry headers, hence `seat` and `serving` in the query;
 * `download` saves it. What is only digits is a number. Commands are never served so: an address must not change anything.
 */
export async function papers(app: FastifyInstance, { house, entry, log }: { house: House; entry: Entry; log: Logger }): Promise<void> {
  const answer = refusing(log)
  for (const { operation } of house.operations) {
    if (operation.output !== Document || operation.kind === 'command') continue
    app.get<Wanted>(`/papers/${operation.name}`, async (request, reply) => {
      const trace = newId()
      try {
        entry.meter(request)
        const { seat: mandate, serving, download, ...asked } = Object.fromEntries(Object.entries(request.query).map(([key, value]) => [key, [value].flat()[0]!]))
        const seat = await entry.seat(request, false, { seat: mandate, serving })
        if (seat.incomplete) throw new Problem('seat.needs_second_factor')
        const input = Object.fromEntries(Object.entries(asked).map(([key, value]) => [key, /^\d{1,9}$/.test(value) ? Number(value) : value]))
        const { name, type, content } = await house.call(seat, operation.name, input, { trace }) as Document
        const bytes = Buffer.from(content, 'base64')
        return reply.headers(paperHeaders).header('content-type', type).header('content-length', bytes.length)
          .header('content-disposition', disposition(name, type === 'application/pdf' && download === undefined)).send(bytes)
      } catch (error) {
        return answer(error, request, reply, trace)
      }
    })
  }
}
