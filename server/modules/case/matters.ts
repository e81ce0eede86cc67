import * as contract from '../../../contract/matter.ts'
import { matterStates } from '../../../contract/glossary.ts'
import { composite, findMatter, mattersOf, mattersOfRows, type MatterRecord } from '../../engines/matter/index.ts'
import { casesOfMatters } from '../../engines/process/index.ts'
import { calendarOf } from '../../ground/law/index.ts'
import { agentServing } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { rows } from './cases.ts'

/** Matters with how each stands, reckoned from the cases that the seat sees. */
async function standing(ctx: Context, matters: readonly MatterRecord[]) {
  if (matters.length === 0) return []
  const [cases, calendar] = await Promise.all([casesOfMatters(ctx.sql, matters.map(one => one.number)), calendarOf(ctx.sql)])
  return matters.map(({ number, title, bundle, opened_at, person, person_name }) => {
    const own = cases.filter(one => one.matter === number)
    const status = composite(own.map(one => ({ ...one, closed: one.closed_at !== null })))
    return {
      number, title, bundle, opened_at, person, person_name, listed: own,
      status: { ...status, state_name: matterStates[status.state], left: status.next_due_at ? calendar.remaining(status.next_due_at, ctx.now) : null },
    }
  })
}

export const matterMine = serve(contract.mine, {
  verb: 'service.own', at: here,
  run: async (ctx, { after, limit }) => {
    const person = ctx.seat.person!
    // An agent goes by their own cases (`case.mine`): a matter tells of all that was asked for together.
    if (await agentServing(ctx)) return { items: [], next: null, count: { n: 0, exact: true } }
    const [found, count] = await Promise.all([mattersOf(ctx.sql, person, fromCursor(after, 'instant', 'text'), limit + 1), countUpTo(ctx.sql, mattersOfRows(ctx.sql, person))])
    const { items, next } = pageOf(found, limit, row => [row.opened_at, row.number])
    return { items: await standing(ctx, items), next, count }
  },
})

export const matterShow = serve(contract.show, {
  verb: 'service.own',
  at: async (ctx, { number }) => {
    const matter = await findMatter(ctx.sql, number)
    return matter ? { place: matter.place, matter } : null
  },
  run: async (ctx, _input, { matter }) => {
    const [whole] = await standing(ctx, [matter])
    return { ...whole!, cases: await rows(ctx, whole!.listed) }
  },
  looked: (_input, output, { place }) => [{ person: output.person, place, purpose: `查看${output.title}（${output.number}）` }],
})
