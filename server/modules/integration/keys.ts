import * as contract from '../../../contract/integration.ts'
import { isHeldAt, officeName, offices, verbs as verbNames } from '../../../contract/glossary.ts'
import { levelOf, levels, within, type Level } from '../../../contract/kernel.ts'
import { beijingDay } from '../../../contract/time.ts'
import { bodyOf } from '../../ground/registry/index.ts'
import { findPlace, nameOf } from '../../ground/territory/index.ts'
import { newId, sha256 } from '../../kernel/ids.ts'
import { here, serve, type Context, type Served } from '../../kernel/operation.ts'
import { countUpTo, fromCursor, pageOf } from '../../kernel/page.ts'
import { Problem } from '../../kernel/problem.ts'
import { countyOf } from '../../kernel/seat.ts'
import { lendable, longestKeyDays, personal } from './constants.ts'
import { newSecret } from './sit.ts'

/** What the rights say of an office; asked late, because the rights are made of what the rooms declare. */
export type VerbsOf = (office: string) => string[]

export const refuse = (reason: string, path: string): Problem => new Problem('integration.invalid', { reason }, [{ path, message: reason }])

const columns = ({ sql }: Context) => sql`id, name, hint, organisation, organisation_name, office, verbs, place, valid_until, per_minute, basis, made_at, made_by, used_at, revoked_at, revoked_reason`
type Row = Omit<contract.Key, 'office_name' | 'place_name' | 'verbs'> & { verbs: string[] }

const named = (verb: string) => ({ verb, name: verbNames[verb as keyof typeof verbNames] ?? verb })

async function shown(ctx: Context, rows: readonly Row[]): Promise<contract.Key[]> {
  const names = await nameOf(ctx.sql, rows.map(row => row.place))
  return rows.map(row => ({ ...row, office_name: officeName(row.office), place_name: names.get(row.place) ?? row.place, verbs: row.verbs.map(named) }))
}

/**
 * What this seat may put into a key that stands for an office: what it holds itself and, where it appoints to that office,
 * what the office holds. Nobody gives a program what they could not give a person.
 */
function givable(ctx: Context, verbsOf: VerbsOf, office: string): string[] {
  const appoints = ctx.may('mandate.grant')
  return verbsOf(office).filter(verb => !personal.includes(verb) && (appoints || ctx.may(verb)))
}

export const serveKeys: Served = serve(contract.keys, {
  verb: 'integration.manage', at: (ctx, { place }) => ({ place: place ?? ctx.seat.place }),
  run: async (ctx, { after, limit }, { place }) => {
    const from = fromCursor(after, 'id')?.[0]
    const range = ctx.sql`place >= ${place} and place < ${`${place}~`}`
    const rows = await ctx.sql<Row[]>`
      select ${columns(ctx)} from integration.key where ${range} ${from ? ctx.sql`and id < ${from}::uuid` : ctx.sql``} order by id desc limit ${limit + 1}`
    const count = await countUpTo(ctx.sql, ctx.sql`select 1 from integration.key where ${range}`)
    const { items, next } = pageOf(rows, limit, row => [row.id])
    return { items: await shown(ctx, items), next, count }
  },
})

export const serveKeyOffices = (verbsOf: VerbsOf): Served => serve(contract.keyOffices, {
  verb: 'integration.manage', at: here,
  run: ctx => ({
    offices: lendable.flatMap(office => {
      const { level } = offices[office]
      const verbs = givable(ctx, verbsOf, office)
      return reaches(ctx.seat.place, level) && verbs.length > 0 ? [{ office, office_name: officeName(office), level, verbs: verbs.map(named) }] : []
    }),
  }),
})

/** True when an office of this level can lie at or below a place. */
const reaches = (place: string, level: Level): boolean => levels[level] >= place.length

export const serveMakeKey = (verbsOf: VerbsOf): Served => serve(contract.makeKey, {
  verb: 'integration.manage', secret: true,
  at: (_, { place }) => ({ place }),
  // A system that works in a community's own chair is one more system laid on it, unless it is the community's.
  lays: {
    kinds: ['login'],
    of: async (ctx, { organisation, place, name, office }) => {
      const body = place.length < levels.community || !isHeldAt(office, levelOf(place)) ? null : await bodyOf(ctx, organisation)
      return !body || body.place.length >= levels.community ? [] : [{ kind: 'login', subject: name, places: [place.slice(0, levels.community)], by: body.id, by_name: body.name }]
    },
  },
  recorded: input => input,
  subject: (_input, { key }) => key.id,
  run: async (ctx, input) => {
    const { office, place, valid_until } = input
    const body = await bodyOf(ctx, input.organisation)
    if (!body) throw new Problem('found.nothing')
    if (body.dissolved_on) throw new Problem('organisation.dissolved', { day: body.dissolved_on })
    if (!(await findPlace(ctx.sql, place))) throw new Problem('place.unknown')
    if (!within(place, body.place)) throw refuse('密钥的地区须在该组织所在地区之内', 'place')
    if (!(lendable as readonly string[]).includes(office)) throw refuse('系统不能代替这个岗位', 'office')
    if (!isHeldAt(office, levelOf(place))) throw refuse(`“${officeName(office)}”不设在这一级`, 'place')
    const may = givable(ctx, verbsOf, office)
    const verbs = [...new Set(input.verbs)].sort()
    const beyond = verbs.filter(verb => !may.includes(verb))
    if (beyond.length > 0) throw refuse(`不能授予这些权限：${beyond.map(verb => named(verb).name).join('、')}`, 'verbs')
    checkUntil(ctx, valid_until)
    const secret = newSecret()
    const [row] = await ctx.sql<Row[]>`
      insert into integration.key (county, id, place, organisation, organisation_county, organisation_name, name, office, verbs, hash, hint, valid_until, per_minute, basis, made_at, made_by)
      values (${countyOf(place)}, ${newId()}, ${place}, ${body.id}, ${body.county}, ${body.name}, ${input.name}, ${office}, ${verbs}::text[], ${sha256(secret)},
        ${secret.slice(-4)}, ${valid_until}::date, ${input.per_minute}, ${input.basis}, ${ctx.now}, ${ctx.seat.actorName})
      returning ${columns(ctx)}`
    return { key: (await shown(ctx, [row!]))[0]!, secret }
  },
})

function checkUntil(ctx: Context, day: string): void {
  if (day < beijingDay(ctx.now)) throw refuse('有效期不能早于今天', 'valid_until')
  if (day > beijingDay(new Date(Date.parse(ctx.now) + longestKeyDays * 86_400_000).toISOString())) throw refuse('有效期最长两年，到期后重新发放', 'valid_until')
}

/** Ends a key: every call asks anew whether it holds. */
export const serveRevokeKey: Served = serve(contract.revokeKey, {
  verb: 'integration.manage',
  at: async (ctx, { key }) => {
    const [row] = await ctx.sql<(Row & { county: string })[]>`select county, ${columns(ctx)} from integration.key where id = ${key} limit ${1} for update`
    return row ? { place: row.place, row } : null
  },
  subject: ({ key }) => key,
  run: async (ctx, { key, reason }, { row }) => {
    if (row.revoked_at !== null) throw refuse('这个密钥已经撤销过了', 'key')
    const [revoked] = await ctx.sql<Row[]>`
      update integration.key set revoked_at = ${ctx.now}, revoked_reason = ${reason} where county = ${row.county} and id = ${key} returning ${columns(ctx)}`
    return (await shown(ctx, [revoked!]))[0]!
  },
})

export const serveWhoami: Served = serve(contract.whoami, {
  verb: 'integration.use', at: here,
  run: async ctx => {
    const { seat } = ctx
    const names = await nameOf(ctx.sql, [seat.place])
    return { key: seat.mandate!, name: seat.actorName, office: seat.client?.office ?? '', place: seat.place, place_name: names.get(seat.place) ?? seat.place, verbs: [...seat.client?.verbs ?? []] }
  },
})
