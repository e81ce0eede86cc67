import * as contract from '../../../contract/organisation.ts'
import { levels } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { speaksFor } from '../../ground/gate/index.ts'
import { findPlace } from '../../ground/territory/index.ts'
import {
  addPost as writePost, bodyOf, dissolveBody, foundBody, lastBegun, membershipOf, organisationOf, organisationsAt, personPresent, postOf, publicBodiesAt,
  recordLook, renameBody, seatIn, setPhone, unseat, type Body, type Knock,
} from '../../ground/registry/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'

const refuse = (reason: string, path: string): Problem => new Problem('organisation.invalid', { reason }, [{ path, message: reason }])

/** The organisation as it is after what was done. */
async function shown(ctx: Context, id: string): Promise<contract.OrganisationView> {
  const found = await organisationOf(ctx, id)
  if (!found) throw new Problem('found.nothing')
  return found
}

/** A day on which something of an organisation happened: not to come, not before it was founded. */
function checkDay(ctx: Context, { founded_on }: Pick<Body, 'founded_on'>, day: string, path: string): void {
  if (day > beijingDay(ctx.now)) throw refuse('日期不能晚于今天', path)
  if (founded_on && day < founded_on) throw refuse(`日期不能早于成立日期 ${founded_on}`, path)
}

function checkAlive({ dissolved_on }: Body): void {
  if (dissolved_on) throw new Problem('organisation.dissolved', { day: dissolved_on })
}

export const list = serve(contract.list, {
  verb: 'organisation.read', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: (ctx, page, { place }) => organisationsAt(ctx, place, page),
})

export const show = serve(contract.show, {
  verb: 'organisation.read', at: (ctx, { id }) => organisationOf(ctx, id), run: (_ctx, _input, found) => found,
})

/** Open reference data, wherever one sits. */
export const publicBodies = serve(contract.publicBodies, {
  verb: 'organisation.public', at: here, run: (ctx, { place, ...page }) => publicBodiesAt(ctx, place, page),
})

export const register = serve(contract.register, {
  verb: 'organisation.register', at: (_ctx, { place }) => ({ place }),
  // An office or institution that somebody else sets up at a community is one more organ hung on it; what residents found is theirs.
  lays: {
    kinds: ['body'],
    of: async (ctx, { name, kind, place }) => {
      if (place.length < levels.community || !(kind === 'government_office' || kind === 'public_institution')) return []
      const { id, name: by_name } = await speaksFor(ctx)
      return [{ kind: 'body', subject: name, places: [place], by: id, by_name }]
    },
  },
  run: async (ctx, { name, kind, place, credit_code = null, founded_on, phone = null, posts }) => {
    if (!(await findPlace(ctx.sql, place))) throw new Problem('place.unknown')
    checkDay(ctx, { founded_on: null }, founded_on, 'founded_on')
    const { id } = await foundBody(ctx, { name, kind, place, credit_code, founded_on, phone }, posts)
    return shown(ctx, id)
  },
  subject: (_input, { id }) => id,
})

export const revise = serve(contract.revise, {
  verb: 'organisation.register', at: (ctx, { id }) => bodyOf(ctx, id),
  run: async (ctx, { id, name, phone, on, basis }, body) => {
    checkAlive(body)
    checkDay(ctx, body, on, 'on')
    const renamed = name !== undefined && name !== body.name
    if (!renamed && phone === undefined) throw refuse('请填写新的名称或办公电话', 'name')
    if (renamed) await renameBody(ctx, body, name, on, basis)
    if (phone !== undefined) await setPhone(ctx, body, phone)
    return shown(ctx, id)
  },
  subject: ({ id }) => id,
})

export const dissolve = serve(contract.dissolve, {
  verb: 'organisation.register', at: (ctx, { id }) => bodyOf(ctx, id),
  run: async (ctx, { id, on, basis }, body) => {
    checkAlive(body)
    checkDay(ctx, body, on, 'on')
    const begun = await lastBegun(ctx, body)
    if (begun && on < begun) throw refuse(`还有 ${begun} 才到任的人员，注销日期不能更早`, 'on')
    await dissolveBody(ctx, body, on, basis)
    return shown(ctx, id)
  },
  subject: ({ id }) => id,
})

export const addPost = serve(contract.addPost, {
  verb: 'organisation.register', at: (ctx, { organisation }) => bodyOf(ctx, organisation),
  run: async (ctx, { organisation, title, seats }, body) => {
    checkAlive(body)
    await writePost(ctx, body, { title, seats })
    return shown(ctx, organisation)
  },
  subject: ({ organisation }) => organisation,
})

export const begin = (knock: Knock) => serve(contract.begin, {
  verb: 'organisation.appoint', at: (ctx, { post }) => postOf(ctx, post),
  run: async (ctx, { name, identity, since, basis }, post) => {
    checkAlive(post)
    checkDay(ctx, post, since, 'since')
    await knock(ctx.seat)
    const person = await personPresent(ctx, identity, name)
    if (!person) throw new Problem('person.unknown')
    if (person.id === ctx.seat.actor) throw new Problem('right.own')
    if (post.held >= post.seats) throw new Problem('organisation.full', { title: post.title, seats: post.seats })
    await seatIn(ctx, post, person, since, basis)
    ctx.defer(recordLook(ctx, contract.begin.name, { person: person.id, place: person.place, purpose: `登记任职：${post.name}${post.title}` }))
    return shown(ctx, post.id)
  },
  // A number is no part of the record.
  recorded: ({ post, since, basis }) => ({ post, since, basis }),
  subject: (_input, { id }) => id,
})

export const end = serve(contract.end, {
  verb: 'organisation.appoint', at: (ctx, { id }) => membershipOf(ctx, id),
  run: async (ctx, { until, basis }, held) => {
    if (held.until) throw refuse(`已于 ${held.until} 离任`, 'until')
    if (held.person === ctx.seat.actor) throw new Problem('right.own')
    checkDay(ctx, { founded_on: null }, until, 'until')
    if (until < held.since) throw refuse(`离任日期不能早于任职日期 ${held.since}`, 'until')
    await unseat(ctx, held, until, basis)
    return shown(ctx, held.id)
  },
  subject: (_input, { id }) => id,
})
