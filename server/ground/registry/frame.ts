import { atBeijing, beijingDay } from '../../../contract/time.ts'
import type { Fragment } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import type { ElementDefinition } from './elements.ts'
import { bornBy } from './roster.ts'
import { elementOf } from './values.ts'

/** What is asked about: each person, or each household (whose person is its head). */
export type FrameGrain = 'person' | 'household' | 'member'
/** `codes`: the places as they were called on the day, where it is past (`codesOn` of the territory); now, the place itself. */
export interface FrameOptions { grain: FrameGrain; codes: readonly string[]; day: string }

/** Columns that repeat a current fact, or one that never changes (`fixed`), so that the fact need not be fetched. */
const shadows: Readonly<Record<string, { column: string; fixed?: true }>> = {
  'person.name': { column: 'p.name' }, 'person.sex': { column: 'p.sex', fixed: true }, 'person.birth_date': { column: 'p.birth_date', fixed: true },
  'person.identity_kind': { column: 'p.identity_kind', fixed: true }, 'person.identity_number': { column: 'p.identity_masked', fixed: true },
  'person.phone': { column: 'p.phone_masked' }, 'person.residence_place': { column: 'p.place' }, 'person.residence_address': { column: 'p.address' },
  'person.resides': { column: 'p.resides' }, 'person.living_arrangement': { column: 'p.living' },
}
const ofHousehold: Readonly<Record<string, string>> = {
  'household.number': 'h.number', 'household.kind': 'h.kind', 'household.place': 'h.place', 'household.formed_on': 'h.formed_on',
  'household.head': 'hp.name', 'household.address': 'd.address', 'household.dwelling_kind': 'd.kind', 'household.relation': 'm.relation', 'household.member_since': 'm.since',
}

/**
 * The people or households of a range on a day, as a FROM that grows by what is asked of it: values of elements as typed SQL
 * expressions, NULL where nothing is held, so that SQL's own three values judge conditions. Every value of a caller is a
 * parameter; names are only those written here. Who is known to have died belongs to no frame. Take `from` and `where` last.
 */
export class Frame {
  readonly #ctx: Context
  readonly #options: FrameOptions
  readonly #joins: Fragment[] = []
  readonly #known = new Map<string, string>()
  /** The end of the day, where it is past; null for today, when columns may speak for facts. */
  readonly past: string | null
  readonly day: string
  #homes = false
  /** Members of the households of the rows, and what is counted of them: all conditions in one reading. */
  #members: Frame | null = null
  readonly #counted: Fragment[] = []

  constructor(ctx: Context, options: FrameOptions) {
    this.#ctx = ctx
    this.#options = options
    this.day = options.day
    this.past = options.day < beijingDay(ctx.now) ? atBeijing(options.day, '24:00') : null
    if (options.grain === 'household') this.#homes = true
    if (this.past) this.#placesThen()
  }

  /** The instant at which freshness is judged. */
  get at(): string { return this.past ?? this.#ctx.now }

  /** The key of a row: (county, id). */
  get key(): Fragment { return this.#options.grain === 'household' ? this.#ctx.sql`h.county, h.id` : this.#ctx.sql`p.county, p.id` }

  /** The place of a row on the day, cut to a length. */
  place(length: number): Fragment {
    const { sql } = this.#ctx
    return this.past ? sql`left(coalesce(was_at.code, left(${this.#own}, 12)), ${length})` : sql`left(${this.#own}, ${length})`
  }

  /** The household of a row; NULL of who belongs to none. */
  household(): Fragment {
    this.#home()
    return this.#ctx.sql`h.id`
  }

  get #own(): Fragment {
    const { sql } = this.#ctx
    return this.#options.grain === 'household' ? sql`h.place` : this.#options.grain === 'member' ? sql`m.place` : sql`p.place`
  }

  /** The value of an element: text, or date, bigint, boolean where it is one. A sealed one is shown masked. */
  value(id: string): Fragment {
    const { sql } = this.#ctx
    const element = elementOf(id)
    const shadow = this.#shadow(id)
    if (shadow) return sql`${sql(shadow)}`
    const value = sql`${sql(`${this.#assertion(id)}.value`)}`
    if (element.sensitivity === 'sealed') return sql`(${value} ->> 'masked')`
    const text = sql`(${value} #>> '{}')`
    return typed(sql, element, text)
  }

  /** `held`, `stale` or `missing`. */
  state(id: string): Fragment {
    const { sql } = this.#ctx
    const value = this.value(id)
    const { shelf_days } = elementOf(id)
    if (shelf_days === null) return sql`(case when ${value} is null then 'missing' else 'held' end)`
    return sql`(case when ${value} is null then 'missing' when ${this.#fresh(id)} < ${this.at}::timestamptz then 'stale' else 'held' end)`
  }

  /** Value, source, organ, when and until when fresh, as a JSON list; null where nothing is held. */
  told(id: string): Fragment {
    const { sql } = this.#ctx
    const shadow = this.#shadow(id)
    if (id in ofHousehold && shadow) return sql`case when ${sql(shadow)} is null then null else jsonb_build_array(${sql(shadow)}, null, null, null, null) end`
    const a = this.#assertion(id)
    const held = elementOf(id).sensitivity === 'sealed' ? sql`(${sql(`${a}.value`)} -> 'masked')` : sql`${sql(`${a}.value`)}`
    const value = shadow ? sql`coalesce(to_jsonb(${sql(shadow)}), ${held})` : held
    return sql`case when ${value} is null then null else
      jsonb_build_array(${value}, ${sql(`${a}.source`)}, ${sql(`${a}.organ`)}, coalesce(${sql(`${a}.confirmed_at`)}, ${sql(`${a}.asserted_at`)}), ${sql(`${a}.fresh_until`)}) end`
  }

  /** Completed years on the day, at least and at most; NULL where the birth date is not held. */
  aged(from: number | undefined, to: number | undefined): Fragment {
    const { sql } = this.#ctx
    return sql`(${from === undefined ? sql`p.birth_date is not null` : sql`p.birth_date <= ${bornBy(this.day, from)}::date`}
      and ${to === undefined ? sql`p.birth_date is not null` : sql`p.birth_date > ${bornBy(this.day, to + 1)}::date`})`
  }

  /**
   * How many members of a row's household satisfy a condition for certain (`yes`) and how many may (`maybe`): counted once for
   * the whole range, not for each row, and in one reading of the members for all that is asked of them. `who` is judged in a frame
   * of the members.
   */
  members(who: (members: Frame) => Fragment): { yes: Fragment; maybe: Fragment } {
    const { sql } = this.#ctx
    this.#home()
    this.#members ??= new Frame(this.#ctx, { ...this.#options, grain: 'member' })
    const n = this.#counted.push(who(this.#members)) - 1
    return { yes: sql`coalesce(${sql(`g.yes${n}`)}, 0)`, maybe: sql`coalesce(${sql(`g.maybe${n}`)}, 0)` }
  }

  #group(members: Frame): Fragment {
    const { sql } = this.#ctx
    const counts = this.#counted.reduce<Fragment>((all, condition, n) =>
      sql`${all}, count(*) filter (where ${condition}) as ${sql(`yes${n}`)}, count(*) filter (where (${condition}) is null) as ${sql(`maybe${n}`)}`, sql``)
    return sql`left join (select m.county, m.household ${counts} from ${members.from} where ${members.where} group by m.county, m.household) as g on g.county = h.county and g.household = h.id`
  }

  /** The tables, after everything was asked. */
  get from(): Fragment {
    const { sql } = this.#ctx
    const people = this.#people()
    const base = this.#options.grain === 'household'
      ? sql`registry.household h left join ${people} p on p.county = h.county and p.id = h.head`
      : this.#options.grain === 'member'
        ? sql`registry.member m left join ${people} p on p.county = m.county and p.id = m.person ${this.#homes ? sql`join registry.household h on h.county = m.county and h.id = m.household` : sql``}`
        : this.#homes
          ? sql`${people} p left join registry.member m on m.county = p.county and m.person = p.id and ${this.#during('m')}
              left join registry.household h on h.county = m.county and h.id = m.household`
          : sql`${people} p`
    const joined = this.#joins.reduce<Fragment>((all, join) => sql`${all} ${join}`, base)
    return this.#members ? sql`${joined} ${this.#group(this.#members)}` : joined
  }

  /**
   * Who is registered; on a past day who lay in each shard then: with those who have left since, as they stood when they left, and
   * without those who came later, whose history came along. So each is counted once, where they were.
   */
  #people(): Fragment {
    const { sql } = this.#ctx
    if (!this.past) return sql`registry.person`
    const then = sql`coalesce(here_since, registered_at) < ${this.past}::timestamptz`
    return sql`(select ${personOf(sql)} from registry.person where ${then}
      union all select ${personOf(sql)} from registry.departed where ${then} and left_at >= ${this.past}::timestamptz)`
  }

  /** Which rows: the range, on the day, the living. */
  get where(): Fragment {
    const { sql } = this.#ctx
    const { grain } = this.#options
    const standing = grain === 'household'
      ? sql`h.formed_on <= ${this.day}::date and (h.ended_on is null or h.ended_on > ${this.day}::date)`
      : sql`${this.past ? sql`p.registered_at < ${this.past}::timestamptz and` : sql``} not exists (
          select from registry.assertion gone where gone.county = p.county and gone.subject = p.id and gone.element = 'person.alive' and gone.value = 'false'::jsonb
          and ${this.past ? this.#held('gone') : sql`gone.ended_at is null`})`
    // A member is always a person. Joined the other way round the planner takes county and id for two chances and expects one row of
    // ten thousand: it would compare every household with every member. `is not null` would be the same join again.
    const met = sql`case when p.id is null then false else true end`
    return sql`${this.#range()} and ${standing} ${grain === 'member' ? sql`and ${this.#during('m')} and ${met}` : sql``}`
  }

  #range(): Fragment {
    const { sql } = this.#ctx
    const { codes } = this.#options
    const place = this.past ? this.place(12) : this.#own
    const ranges = codes.map(code => sql`(${place} >= ${code} and ${place} < ${`${code}~`})`)
    return ranges.length === 0 ? sql`false` : sql`(${ranges.reduce((all, one) => sql`${all} or ${one}`)})`
  }

  #home(): void { this.#homes = true }

  #shadow(id: string): string | undefined {
    const home = ofHousehold[id]
    if (home) {
      this.#home()
      if (home.startsWith('d.')) this.#once('d', sql => sql`left join registry.dwelling d on d.county = h.county and d.id = h.dwelling`)
      if (home.startsWith('hp.')) this.#once('hp', sql => sql`left join ${this.#people()} hp on hp.county = h.county and hp.id = h.head`)
      return home
    }
    const shadow = shadows[id]
    return shadow && (!this.past || shadow.fixed) ? shadow.column : undefined
  }

  #fresh(id: string): Fragment { return this.#ctx.sql`${this.#ctx.sql(`${this.#assertion(id)}.fresh_until`)}` }

  /** Joins the assertion of an element, once, and says under which name. */
  #assertion(id: string): string {
    const known = this.#known.get(id)
    if (known) return known
    const alias = `a${this.#known.size}`
    this.#known.set(id, alias)
    const { sql } = this.#ctx
    const home = elementOf(id).object === 'household'
    if (home) this.#home()
    const a = (column: string) => sql(`${alias}.${column}`)
    this.#joins.push(sql`left join registry.assertion ${sql(alias)} on ${a('county')} = ${home ? sql`h.county` : sql`p.county`}
      and ${a('subject')} = ${home ? sql`h.id` : sql`p.id`} and ${a('element')} = ${id} and ${this.past ? this.#held(alias) : sql`${a('ended_at')} is null`}`)
    return alias
  }

  #once(name: string, join: (sql: Context['sql']) => Fragment): void {
    if (this.#known.has(name)) return
    this.#known.set(name, name)
    this.#joins.push(join(this.#ctx.sql))
  }

  /** An assertion as it stood at the end of the day. */
  #held(alias: string): Fragment {
    const { sql } = this.#ctx
    return sql`${sql(`${alias}.asserted_at`)} < ${this.at}::timestamptz and (${sql(`${alias}.ended_at`)} is null or ${sql(`${alias}.ended_at`)} >= ${this.at}::timestamptz)`
  }
  #during(alias: string): Fragment {
    const { sql } = this.#ctx
    return sql`${sql(`${alias}.since`)} <= ${this.day}::date and (${sql(`${alias}.until`)} is null or ${sql(`${alias}.until`)} > ${this.day}::date)`
  }

  /** Where a row belonged on a past day: the place that was written then, under the code that this place bore on the day. */
  #placesThen(): void {
    const { sql } = this.#ctx
    const household = this.#options.grain !== 'person'
    const then = household ? this.#own : sql`coalesce(${sql(`${this.#assertion('person.residence_place')}.value`)} #>> '{}', p.place)`
    const since = household ? sql`${this.past}::timestamptz` : sql`coalesce(${sql(`${this.#assertion('person.residence_place')}.asserted_at`)}, ${this.past}::timestamptz)`
    this.#joins.push(sql`left join lateral (
      select now_at.code from territory.place was join territory.place now_at on now_at.id = was.id
        and now_at.valid_from <= ${this.day}::date and (now_at.valid_to is null or now_at.valid_to > ${this.day}::date)
      where was.code = left(${then}, 12) and (was.valid_to is null or was.valid_to > (${since})::date) order by was.valid_from limit 1) as was_at on true`)
  }
}

/** The columns of a person that a frame may ask for. */
const personOf = (sql: Context['sql']): Fragment => sql`county, id, place, name, sort_key, sex, birth_date, identity_kind, identity_masked, phone_masked, address, resides, living, registered_at`

function typed(sql: Context['sql'], { type }: ElementDefinition, text: Fragment): Fragment {
  switch (type) {
    case 'day': return sql`${text}::date`
    case 'fen': case 'count': return sql`${text}::bigint`
    case 'yes_no': return sql`${text}::boolean`
    default: return text
  }
}
