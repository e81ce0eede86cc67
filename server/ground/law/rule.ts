import { levelOf, type Level } from '../../../contract/kernel.ts'
import type { Query, Sql } from '../../kernel/db/index.ts'
import { Memory } from '../../kernel/memory.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { pathCodes, provinceCode, texts } from '../territory/index.ts'
import { layer, loosens, unsound, type ParamRefusal, type Resolved, type RuleParams, type RuleValue, type Spoken } from './params.ts'

export type RuleLevel = 'national' | 'province' | 'city' | 'county' | 'town' | 'village'

/** A rule in one version, as it is declared. Without `place` it holds in the whole province. */
export interface RuleDeclaration {
  id: string
  version: number
  place?: string
  title: string
  level: RuleLevel
  valid_from: string
  /** The first day on which it no longer holds. */
  valid_to?: string | null
  /** The article that it comes from. */
  source: string
  /** True when somebody compared it with the text. */
  verified: boolean
  params: RuleParams
  /** True where only these numbers are said anew: the place's others stay as they are on each day, whatever was said of them meanwhile. */
  partial?: boolean
}

/** The rule in force at a place on a day: the most specific one, its values filled up from the levels above. */
export interface RuleInForce {
  id: string; version: number; title: string; level: RuleLevel; source: string; verified: boolean; place: string
  params: Readonly<Record<string, RuleValue>>
}

interface Row extends Omit<RuleDeclaration, 'place'> { place: string }

const columns = (sql: Query) => sql`id, version, place, title, level, valid_from, valid_to, source, verified, params, partial`

/**
 * What holds of versions in force on one day, at most one row per place, the highest first: of a place the whole version that came
 * into force last, and over it, in their order, those that say only some numbers anew.
 */
function standing(rows: readonly Row[], day: string): Row[] {
  const byDay = (a: Row, b: Row) => a.valid_from < b.valid_from ? -1 : a.valid_from > b.valid_from ? 1 : a.version - b.version
  const places = new Map<string, Row>()
  for (const row of rows.filter(one => one.valid_from <= day && (!one.valid_to || one.valid_to > day)).sort(byDay)) {
    const under = places.get(row.place)
    places.set(row.place, row.partial && under ? { ...row, params: over(under.params, row.params) } : row)
  }
  return [...places.values()].sort((a, b) => a.place.length - b.place.length)
}

/** Numbers laid over others of the same place; what lower levels may do with one stays as it was unless it is said. */
const over = (under: RuleParams, params: RuleParams): RuleParams =>
  ({ ...under, ...Object.fromEntries(Object.entries(params).map(([name, param]) => [name, { ...under[name], ...param }])) })

/** Versions in force on a day along the path from the province to the place, as they are at this instant. */
async function inForce(sql: Query, id: string, place: string, day: string): Promise<Row[]> {
  return standing(await sql<Row[]>`select ${columns(sql)} from law.rule where id = ${id} and place = any (${texts(pathCodes(place))}::text[])`, day)
}

const versions = new Memory<readonly Row[]>()

/** As `inForce`, from all versions of the rule as they were at most a minute ago. */
async function remembered(sql: Query, id: string, place: string, day: string): Promise<readonly Row[]> {
  const all = await versions.recall([id], async () => new Map([[id, await sql<Row[]>`select ${columns(sql)} from law.rule where id = ${id}`]]))
  const path = pathCodes(place)
  return standing((all.get(id) ?? []).filter(row => path.includes(row.place)), day)
}

/**
 * The rule in force at a place on the day of the event (never «today»): of the most specific place on the path that has
 * one. Null when there is none. Values are whole numbers, money in fen.
 */
export async function ruleOn(sql: Query, id: string, place: string, day: string): Promise<RuleInForce | null> {
  const rows = await remembered(sql, id, place, day)
  const rule = rows.at(-1)
  if (!rule) return null
  const held = layer(rows.map(row => row.params))
  return {
    id: rule.id, version: rule.version, title: rule.title, level: rule.level, source: rule.source, verified: rule.verified, place: rule.place,
    params: Object.fromEntries(Object.entries(held).map(([name, { value }]) => [name, value])),
  }
}

/**
 * What a place itself declared of a rule and holds there on a day, without what lies above or below; null where it declared nothing.
 */
export async function ownParams(sql: Query, id: string, place: string, day: string): Promise<RuleParams | null> {
  return (await inForce(sql, id, place, day)).find(row => row.place === place)?.params ?? null
}

/** The places below these that have said something of a rule of their own, at whatever time. */
export async function placesWithRule(sql: Query, id: string, places: readonly string[]): Promise<string[]> {
  const rows = await sql<{ place: string }[]>`
    select distinct r.place from law.rule r where r.id = ${id} and exists (select from unnest(${[...places]}::text[]) as p where r.place > p and starts_with(r.place, p)) order by 1`
  return rows.map(row => row.place)
}

const levelOfPlace: Readonly<Record<Level, readonly RuleLevel[]>> = {
  province: ['national', 'province'], city: ['city'], county: ['county'], town: ['town'], community: ['village'], grid: [], micro: [],
}

async function refusals(sql: Query, rule: Omit<RuleDeclaration, 'version'>, spoken?: Spoken): Promise<ParamRefusal[]> {
  const place = rule.place ?? provinceCode
  const found = unsound(rule.params)
  if (!levelOfPlace[levelOf(place)].includes(rule.level)) found.push({ path: 'level', message: `层级 ${rule.level} 与地区 ${place} 不符。` })
  if (rule.valid_to && rule.valid_to <= rule.valid_from) found.push({ path: 'valid_to', message: '失效日期须晚于生效日期。' })
  if (found.length > 0 || place === provinceCode) return found
  const above = await inForce(sql, rule.id, pathCodes(place).at(-2)!, rule.valid_from)
  const held: Resolved = layer(above.map(row => row.params))
  return above.length > 0 ? loosens(held, rule.params, spoken) : []
}

/** Why a rule may not be declared at its place, each parameter called by the name that people know; empty: it may. */
export const checkRule = (sql: Query, rule: Omit<RuleDeclaration, 'version'>, spoken: Spoken): Promise<ParamRefusal[]> => refusals(sql, rule, spoken)

/**
 * Declares a new version of a rule at a place within the seat's range; the versions before stay. A lower level that would
 * loosen what holds above it on the first day is refused (`input.invalid`, a sentence per parameter). Returns the version.
 */
export async function defineRule(ctx: Pick<Context, 'sql'>, rule: Omit<RuleDeclaration, 'version'>): Promise<number> {
  const place = rule.place ?? provinceCode
  const [last] = await ctx.sql<{ version: number }[]>`
    select coalesce(max(version), 0)::int as version from law.rule where id = ${rule.id} and place = ${place}`
  const declared = { ...rule, version: last!.version + 1 }
  const refused = await refusals(ctx.sql, declared)
  if (refused.length > 0) throw new Problem('input.invalid', {}, refused)
  await insert(ctx.sql, declared)
  versions.forget()
  return declared.version
}

/**
 * Enters rules that the platform brings along, as the owner. May be repeated; a version that was entered and then
 * changed in the code is an error, for what was in force is never rewritten: declare a new version.
 */
export async function importRules(admin: Sql, rules: readonly RuleDeclaration[]): Promise<{ inserted: number }> {
  const ordered = [...rules].sort((a, b) => (a.place ?? provinceCode).length - (b.place ?? provinceCode).length || a.version - b.version)
  versions.forget()
  return await admin.begin(async tx => {
    await tx`set local role gongzhi_owner`
    let inserted = 0
    for (const rule of ordered) {
      const [known] = await tx<{ same: boolean }[]>`
        select params = ${tx.json(rule.params as never)} and valid_from = ${rule.valid_from}::date and level = ${rule.level}
          and valid_to is not distinct from ${rule.valid_to ?? null}::date as same
        from law.rule where id = ${rule.id} and place = ${rule.place ?? provinceCode} and version = ${rule.version}`
      if (known?.same) continue
      if (known) throw new Error(`rule ${rule.id} version ${rule.version} was changed after it was entered; declare a new version`)
      const refused = await refusals(tx, rule)
      if (refused.length > 0) throw new Error(`rule ${rule.id}: ${refused.map(one => `${one.path} ${one.message}`).join(' ')}`)
      await insert(tx, rule)
      inserted++
    }
    return { inserted }
  }) as { inserted: number }
}

async function insert(sql: Query, rule: RuleDeclaration): Promise<void> {
  await sql`
    insert into law.rule (id, version, place, title, level, valid_from, valid_to, source, verified, params, partial)
    values (${rule.id}, ${rule.version}, ${rule.place ?? provinceCode}, ${rule.title}, ${rule.level}, ${rule.valid_from}::date,
      ${rule.valid_to ?? null}::date, ${rule.source}, ${rule.verified}, ${sql.json(rule.params as never)}, ${rule.partial ?? false})`
}
