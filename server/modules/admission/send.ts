import * as contract from '../../../contract/admission.ts'
import { demandKinds } from '../../../contract/gate.ts'
import {
  dayOf, demandOf, demandRows, demandsAt, findAdmission, groundOf, judgeSeen, recordSeen, refusalsOf, refuseDemand, send as lay, sendingsOf, sightingRows, sightingsAt, speaksFor, standing, turnedAway as away,
} from '../../ground/gate/index.ts'
import { common, nameOf } from '../../ground/territory/index.ts'
import { here, serve } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { listed } from './catalogue.ts'

export const send = serve(contract.send, {
  verb: 'admission.send', at: (_ctx, { places }) => ({ place: common(places) }),
  lays: {
    kinds: Object.keys(demandKinds),
    of: async (ctx, { kind, admission, title, places, organisation }) => {
      const body = await speaksFor(ctx, organisation)
      return [{ kind, subject: admission ?? title, places, by: body.id, by_name: body.name }]
    },
  },
  run: async (ctx, { kind, title, body = null, due_on = null, places, organisation }) => {
    const [by, admitted] = [await speaksFor(ctx, organisation), await findAdmission(ctx.sql, ctx.leave!)]
    return lay(ctx, { kind, title, body, due_on, places, reach: admitted!.reach, period: admitted!.period, requester: by.id, requester_name: by.name })
  },
  subject: (_input, { sending }) => sending,
})

export const sent = serve(contract.sent, {
  verb: 'admission.send', at: here,
  run: async ctx => {
    const { id, name } = await speaksFor(ctx)
    const [sendings, refused, held] = await Promise.all([sendingsOf(ctx.sql, id, 50), refusalsOf(ctx.sql, id), standing(ctx.sql, ctx.seat.place, dayOf(ctx))])
    return { organisation: name, sendings: [...sendings], refused: [...refused], admitted: await listed(ctx, held.filter(one => one.requester === id)) }
  },
})

export const received = serve(contract.received, {
  verb: 'admission.receive', at: here,
  run: async (ctx, { after, limit }) => {
    const { sql, seat } = ctx
    const [rows, count] = await Promise.all([demandsAt(sql, seat.place, fromCursor(after, 'id')?.[0] ?? null, limit + 1), countUpTo(sql, demandRows(sql, seat.place))])
    const { items, next } = pageOf(rows, limit, row => [row.id])
    const names = await nameOf(sql, items.map(row => row.place))
    return {
      next, count, items: items.map(row => ({
        id: row.id, place: row.place, place_name: names.get(row.place) ?? row.place, kind: row.kind, title: row.title, body: row.body, requester_name: row.requester_name, due_on: row.due_on, sent_at: row.sent_at,
        admission: row.admission, admitted_until: row.of.valid_to, basis: row.of.basis, ground: row.refused_at ? null : groundOf(row, dayOf(ctx)), refused_ground: row.refused_ground,
      })),
    }
  },
})

/** Who refused stands in the record of the community and nowhere in what the sender reads. */
export const refuse = serve(contract.refuse, {
  verb: 'admission.refuse', at: (ctx, { demand }) => demandOf(ctx.sql, demand),
  run: async (ctx, { demand }, found) => {
    if (found.refused_ground) return { ground: found.refused_ground }
    const ground = groundOf(found, dayOf(ctx))
    if (!ground) throw new Problem('gate.lawful')
    await refuseDemand(ctx, demand, ground)
    return { ground }
  },
  subject: input => input.demand,
})

/** Recording is not creating: it asks nobody's leave. */
export const observe = serve(contract.observe, {
  verb: 'admission.refuse', at: here,
  run: async (ctx, { refuse: back, requester = null, note = null, ...seen }) => {
    if (seen.seen_on > dayOf(ctx)) throw new Problem('input.invalid', {}, [{ path: 'seen_on', message: '日期不能晚于今天' }])
    const judged = await judgeSeen(ctx, { ...seen, place: ctx.seat.place })
    const refused = back && judged.breach !== null
    return { id: await recordSeen(ctx, { ...seen, requester, note, refused, place: ctx.seat.place }, judged), breach: judged.breach, refused }
  },
  subject: (_input, { id }) => id,
})

export const sightings = serve(contract.sightings, {
  verb: 'admission.receive', at: here,
  run: async (ctx, { after, limit }) => {
    const { sql, seat } = ctx
    const [rows, count] = await Promise.all([sightingsAt(sql, seat.place, fromCursor(after, 'id')?.[0] ?? null, limit + 1), countUpTo(sql, sightingRows(sql, seat.place))])
    const { items, next } = pageOf(rows, limit, row => [row.id])
    const names = await nameOf(sql, items.map(row => row.place))
    return {
      next, count, items: items.map(({ id, place, kind, title, requester_name, seen_on, note, breach, refused }) => ({ id, place, kind, title, requester_name, seen_on, note, breach, refused, place_name: names.get(place) ?? place })),
    }
  },
})

export const turnedAway = serve(contract.turnedAway, {
  verb: 'admission.watch', at: here,
  run: async ctx => ({ items: [...await away(ctx.sql, ctx.seat.place)] }),
})
