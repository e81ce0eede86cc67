import type { z } from 'zod'
import * as contract from '../../../contract/admission.ts'
import { levels } from '../../../contract/kernel.ts'
import { addList, capsOn, dayOf, listsOn, standing, standingWithin, type Admission } from '../../ground/gate/index.ts'
import { findPlace, nameOf } from '../../ground/territory/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

/** Admissions as the catalogue shows them, with the names of their places. */
export async function listed(ctx: Context, rows: readonly Admission[]): Promise<z.input<typeof contract.Admitted>[]> {
  const names = await nameOf(ctx.sql, [...new Set(rows.flatMap(row => row.places.slice(0, 20)))])
  return rows.map(({ number, kind, title, content, asks, requester_name, basis, reach, places, valid_from, valid_to, minutes, staff, fee_fen, form_number, form_approval, emergency, version }) => ({
    number, kind, title, content, columns: [...asks?.titles ?? []], requester_name, basis, reach, valid_from, valid_to, minutes, staff, fee_fen, form_number, form_approval, emergency, version,
    places: places.slice(0, 20).map(place => names.get(place) ?? place),
  }))
}

/** What reaches parts of a county or a town belongs to its catalogue; those of a whole city or province stand with their counties. */
export const partsOf = async (ctx: Context, place: string): Promise<Admission[]> =>
  place.length < levels.county || place.length >= levels.community ? [] : [...await standingWithin(ctx.sql, place, dayOf(ctx))]

export const catalogue = serve(contract.catalogue, {
  verb: 'admission.read', at: here,
  run: async (ctx, { place }) => {
    const day = dayOf(ctx)
    const found = await findPlace(ctx.sql, place)
    if (!found) throw new Problem('found.nothing')
    const [rows, parts, caps] = await Promise.all([standing(ctx.sql, place, day), partsOf(ctx, place), capsOn(ctx.sql, place, day)])
    const { appraisals, plaques_village, plaques_community, minutes } = caps.params as Record<string, number>
    const village = found.level === 'community' && found.kind.includes('村')
    const plaques = (reach: 'village' | 'community') => rows.filter(row => row.kind === 'plaque' && (row.reach === 'all' || row.reach === reach)).length
    const of = [
      ...place.length === 2 ? [{ what: '省级创建示范和评比', allowed: appraisals!, held: rows.filter(row => row.kind === 'appraisal' && row.place === place).length }] : [],
      ...found.level !== 'community' || village ? [{ what: '村的牌子', allowed: plaques_village!, held: plaques('village') }] : [],
      ...found.level !== 'community' || !village ? [{ what: '居民社区的牌子', allowed: plaques_community!, held: plaques('community') }] : [],
      { what: '每村（社区）每月分钟', allowed: minutes!, held: rows.reduce((sum, row) => sum + row.minutes, 0) },
    ]
    return {
      place, place_name: found.display, day, version: Math.max(0, ...rows.map(row => row.version)), items: await listed(ctx, [...rows, ...parts]), caps: of, minutes: minutes!, caps_source: caps.source, caps_verified: caps.verified,
    }
  },
})

export const lists = serve(contract.lists, {
  verb: 'admission.read', at: here,
  run: async (ctx, { place }) => {
    const found = await listsOn(ctx.sql, place, dayOf(ctx))
    const names = await nameOf(ctx.sql, found.map(one => one.place))
    return { lists: found.map(({ place: at, ...one }) => ({ ...one, place_name: names.get(at) ?? at })) }
  },
})

export const setList = serve(contract.setList, {
  verb: 'admission.check', at: here,
  run: async (ctx, list) => ({ version: await addList(ctx, { ...list, place: ctx.seat.place, verified: true }) }),
  subject: input => input.list,
})
