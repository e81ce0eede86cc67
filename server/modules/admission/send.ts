import * as contract from '../../../contract/admission.ts'
import { demandKinds, type DemandKind } from '../../../contract/gate.ts'
import {
  admittedTo, dayOf, demandOf, demandRows, demandsAt, findAdmission, groundOf, judgeSeen, recordSeen, refusalsOf, refuseDemand, send as lay, sendersOf, sendingsOf, sightingRows, sightingsAt, speaksFor, standing, turnedAway as away,
} from '../../ground/gate/index.ts'
import { common, nameOf } from '../../ground/territory/index.ts'
import { here, serve } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { sendBack } from './back.ts'
import { listed, partsOf } from './catalogue.ts'

/** What people are called together for: when and where is another each time. */
const gatherings: readonly DemandKind[] = ['meeting', 'inspection']

export const send = serve(contract.send, {
  verb: 'admission.send', at: (_ctx, { places }) => ({ place: common(places) }),
  lays: {
    kinds: Object.keys(demandKinds),
    of: async (ctx, { kind, admission, title, places, organisation }) => {
      const body = await speaksFor(ctx, organisation)
      return [{ kind, subject: admission ?? title, title, places, by: body.id, by_name: body.name }]
    },
  },
  // What reaches communities is what was admitted, in its own words; only when and where is said with each sending.
  run: async (ctx, { kind, when = null, due_on = null, places, organisation }) => {
    if (when !== null && !gatherings.includes(kind)) throw new Problem('input.invalid', {}, [{ path: 'when', message: '只有会议和检查可以另写时间和地点，其他事项按准入的内容原样下达' }])
    const [by, admitted] = [await speaksFor(ctx, organisation), (await findAdmission(ctx.sql, ctx.leave!))!]
    const { title, content, reach, period } = admitted
    const body = [content, when && `时间和地点：${when}`].filter(Boolean).join('\n') || null
    return lay(ctx, { kind, title, body, due_on, places, reach, period, requester: by.id, requester_name: by.name })
  },
  subject: (_input, { sending }) => sending,
})

export const sent = serve(contract.sent, {
  verb: 'admission.send', at: here,
  run: async ctx => {
    const { id, name } = await speaksFor(ctx)
    const { place } = ctx.seat
    const [sendings, refused, own, whole, parts] = await Promise.all([
      sendingsOf(ctx.sql, id, 50), refusalsOf(ctx.sql, id), admittedTo(ctx.sql, id, dayOf(ctx)), standing(ctx.sql, place, dayOf(ctx)), partsOf(ctx, place),
    ])
    const names = await nameOf(ctx.sql, [ctx.seat.place])
    const others = [...whole, ...parts].filter(one => one.requester !== id)
    return {
      organisation: name, place_name: names.get(ctx.seat.place) ?? ctx.seat.place, sendings: [...sendings], refused: [...refused], admitted: await listed(ctx, own), others: await listed(ctx, others),
    }
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
        admission: row.admission, admitted_until: row.of.valid_to, basis: row.of.basis, columns: [...row.of.asks?.titles ?? []], ground: row.refused_at ? null : groundOf(row, dayOf(ctx)), refused_ground: row.refused_ground,
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
    if (await refuseDemand(ctx, demand, ground)) sendBack(ctx, { ...found, ground })
    return { ground }
  },
  subject: input => input.demand,
})

export const senders = serve(contract.senders, {
  verb: 'admission.refuse', at: here,
  run: async ({ sql, seat }) => {
    const found = await sendersOf(sql, seat.place)
    const names = await nameOf(sql, [...new Set(found.map(one => one.place))])
    return { items: found.map(({ id, name, place }) => ({ id, name, place_name: names.get(place) ?? place })) }
  },
})

/** Recording is not creating: it asks nobody's leave. */
export const observe = serve(contract.observe, {
  verb: 'admission.refuse', at: here,
  run: async (ctx, { refuse: back, requester = null, requester_name, note = null, ...seen }) => {
    if (seen.seen_on > dayOf(ctx)) throw new Problem('input.invalid', {}, [{ path: 'seen_on', message: '日期不能晚于今天' }])
    const by = requester === null ? requester_name : (await sendersOf(ctx.sql, ctx.seat.place)).find(one => one.id === requester)?.name
    if (by === undefined) throw new Problem('input.invalid', {}, [{ path: 'requester', message: '请选择发出的单位，名单上没有的写明名称' }])
    const sighting = { ...seen, requester, requester_name: by, place: ctx.seat.place }
    const judged = await judgeSeen(ctx, sighting)
    const refused = back && judged.breach !== null
    if (refused) sendBack(ctx, { ...sighting, ground: judged.breach! })
    return { id: await recordSeen(ctx, { ...sighting, note, refused }, judged), breach: judged.breach, refused }
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
