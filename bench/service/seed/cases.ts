import type { Sql } from '../../../server/kernel/db/index.ts'
import { process_, title } from '../settings.ts'
import { idSql } from './ids.ts'

const q = (text: string): string => `'${text}'`

/**
 * The stories that a case may have had: its state, its share, its steps, by whom. Open ones (8 in 100) lie in the last
 * days, closed ones anywhere in two years.
 */
const stories = [
  { state: 'granted', share: 0.755, steps: ['open', 'accept', 'examine', 'grant'] },
  { state: 'refused', share: 0.055, steps: ['open', 'accept', 'examine', 'refuse'] },
  { state: 'not_accepted', share: 0.04, steps: ['open', 'not_accept'] },
  { state: 'withdrawn', share: 0.045, steps: ['open', 'withdraw'] },
  { state: 'lapsed', share: 0.025, steps: ['open', 'request_supplement', 'lapse'] },
  { state: 'submitted', share: 0.025, steps: ['open'] },
  { state: 'supplement_requested', share: 0.01, steps: ['open', 'request_supplement'] },
  { state: 'accepted', share: 0.025, steps: ['open', 'accept'] },
  { state: 'checking', share: 0.005, steps: ['open', 'accept', 'begin_check'] },
  { state: 'examined', share: 0.015, steps: ['open', 'accept', 'examine'] },
] as const

/** What a step leads to, who takes it, with which words. */
const steps: Readonly<Record<string, { state: string; by: 'applicant' | 'street' | 'county' | 'system'; verb: string; note: string | null }>> = {
  open: { state: 'submitted', by: 'applicant', verb: 'service.apply', note: null },
  accept: { state: 'accepted', by: 'street', verb: 'service.accept', note: null },
  request_supplement: { state: 'supplement_requested', by: 'street', verb: 'service.accept', note: '账户信息对不上，请补充' },
  begin_check: { state: 'checking', by: 'street', verb: 'service.examine', note: '核实居住情况' },
  examine: { state: 'examined', by: 'street', verb: 'service.examine', note: '材料齐全，情况属实' },
  grant: { state: 'granted', by: 'county', verb: 'service.decide', note: '符合条件' },
  refuse: { state: 'refused', by: 'county', verb: 'service.decide', note: '户籍不在本省' },
  not_accept: { state: 'not_accepted', by: 'street', verb: 'service.accept', note: '不属于受理范围' },
  withdraw: { state: 'withdrawn', by: 'applicant', verb: 'service.answer', note: null },
  lapse: { state: 'lapsed', by: 'system', verb: 'service.lapse', note: '补正期限已到期' },
}
const awaits: Readonly<Record<string, string>> = {
  submitted: 'street_examiner', supplement_requested: 'applicant', accepted: 'street_examiner', checking: 'street_examiner', examined: 'county_civil_affairs',
}

const storyRows = stories.map(({ state, steps }, i) => {
  const from = stories.slice(0, i).reduce((sum, one) => sum + one.share, 0)
  const to = i === stories.length - 1 ? 1 : from + stories[i]!.share
  return `(${q(state)}, ${from}, ${to}, ${steps.length}, ${awaits[state] ? q(awaits[state]) : 'null'}, array[${steps.map(q).join(',')}])`
}).join(', ')

const stepRows = Object.entries(steps).map(([action, { state, by, verb, note }]) =>
  `(${q(action)}, ${q(state)}, ${q(by)}, ${q(verb)}, ${note === null ? 'null::text' : q(note)})`).join(', ')

/** Drafts: who, where, when and how it went. Of several open ones of a person only the first stays so (a person may have one). */
const drafts = (count: number, residents: number): string => `
  create unlogged table bench.draft as
  with drawn as materialized (
    select i, 1 + floor(random() * ${residents})::int as n, random() as fate, random() as age, random() as hour from generate_series(1, ${count}) as i
  ), told as (
    select d.i, p.county, p.id as person, p.name, p.place, p.birth_date, d.age, d.hour, s.*,
      s.awaits is not null and row_number() over (partition by d.n, s.awaits is not null order by d.i) > 1 as again
    from drawn d join bench.numbered p on p.n = d.n join (values ${storyRows}) as s(state, low, high, seq, awaits, steps) on d.fate >= s.low and d.fate < s.high
  ), dated as (
    select i, county, person, name, place, birth_date,
      case when again then 'withdrawn' else state end as state, case when again then 2 else seq end as seq,
      case when again then null else awaits end as awaits, case when again then array['open', 'withdraw'] else steps end as steps,
      date_trunc('second', now() - case when awaits is null or again then interval '26 days' + age * interval '704 days' else interval '1 hour' + age * interval '25 days' end)
        + make_interval(secs => (hour * 3000)::int) - interval '50 minutes' as opened_at
    from told
  )
  select *, county || '-' || to_char(opened_at at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-' ||
    lpad(row_number() over (partition by county, (opened_at at time zone 'Asia/Shanghai')::date order by opened_at, i)::text, 6, '0') as number
  from dated order by opened_at`

const fact = (element: string, shown: string, source = 'shared', organ = '公安部门'): string =>
  `jsonb_build_object('element', ${q(element)}, 'shown', ${shown}, 'source', ${q(source)}, 'organ', ${q(organ)}, 'asked', false)`

const data = `jsonb_build_object('item', ${q(process_)}, 'item_version', 1, 'age', extract(year from age(d.opened_at, d.birth_date))::int, 'facts', jsonb_build_array(
  ${fact('person.name', 'd.name')}, ${fact('person.identity_number', q('3****************4'))}, ${fact('person.birth_date', 'd.birth_date::text')},
  ${fact('person.hukou_place', q('某某社区第一网格'))}, ${fact('person.residence_address', q('幸福路12号3幢402室'), 'collected', '村（社区）')},
  ${fact('person.living_arrangement', q('与配偶居住'), 'collected', '村（社区）')}, ${fact('person.bank_name', q('农业银行'), 'declared', '本人申报')},
  ${fact('person.bank_account', q('***************0013'), 'declared', '本人申报')}, ${fact('person.contact_name', 'd.name', 'declared', '本人申报')},
  ${fact('person.contact_phone', q('154****0000'), 'declared', '本人申报')}))`

/**
 * Clocks that do something when they run out are due only next month: the platform would otherwise do it in the middle of
 * the measurement. The others may be late, as they are in life.
 */
const dueOf = `case when d.awaits is null then null when d.state = 'checking' then 'infinity'::timestamptz
  when d.state in ('submitted', 'supplement_requested') then d.opened_at + interval '60 days' else d.opened_at + interval '22 days' end`

const caseRows = `
  insert into process."case" (county, number, place, process, version, topic, rule, title, person, person_name, state, seq, awaits, due_at, opened_at, closed_at, single, data)
  select d.county, d.number, d.place, ${q(process_)}, 1, ${q(process_)}, 'old_age_allowance.time', ${q(title)}, d.person, d.name, d.state, d.seq, d.awaits, ${dueOf}, d.opened_at,
    case when d.awaits is null then d.opened_at + d.seq * interval '3 days' end, true, ${data}
  from bench.draft d order by d.opened_at`

/** Every step of every case, in order of time: what both the actions and the ledger say. */
const taken = `
  create unlogged table bench.taken as
  select d.county, d.number, d.place, d.person, d.name, x.seq::int as seq, x.action, s.state, s.by, s.verb, s.note,
    d.opened_at + (x.seq - 1) * interval '3 days' * case when d.awaits is null then 1 else 0.1 end as at,
    case s.by when 'applicant' then d.person when 'system' then null else md5(left(d.place, case s.by when 'street' then 9 else 6 end))::uuid end as actor,
    case s.by when 'applicant' then d.name when 'system' then '系统（到期自动办理）' when 'street' then '审核员' else '审批员' end as actor_name,
    case s.by when 'applicant' then 'resident' when 'system' then 'system' when 'street' then 'street_examiner' else 'county_civil_affairs' end as office,
    case s.by when 'street' then left(d.place, 9) when 'county' then left(d.place, 6) else '32' end as actor_place
  from bench.draft d cross join lateral unnest(d.steps) with ordinality as x(action, seq)
    join (values ${stepRows}) as s(action, state, by, verb, note) on s.action = x.action
  order by at`

const actionRows = `
  insert into process.action (county, number, seq, place, person, action, state, at, actor, actor_name, office, actor_place, note, data)
  select county, number, seq, place, person, action, state, at, actor, actor_name, office, actor_place, note, '{}' from bench.taken order by at`

const ledgerRows = `
  insert into ledger.entry (county, id, place, place_then, at, actor, actor_name, office, chair, person, verb, operation, subject, suite, salt, digest)
  select county, ${idSql('at')}, place, place, at, actor, actor_name, office,
    case by when 'applicant' then 'self' when 'system' then 'server' else 'desk' end, case by when 'applicant' then person end, verb,
    case action when 'open' then 'service.apply' when 'lapse' then 'clock.fire' else 'case.take' end, number, 'sm',
    decode(md5(random()::text), 'hex'), sha256(random()::text::bytea)
  from bench.taken order by at`

const clock = (name: string, days: number, basis: string, when: string, met: string, fires: string, due: string): string => `
  select d.county, d.number, ${q(name)}, d.place, d.person, 'working', ${days}, ${q(basis)}, d.opened_at, ${due}, ${fires},
    case when ${met} then d.opened_at + interval '2 days' end, d.opened_at as at from bench.draft d where ${when}`
const accepted = `(d.steps @> array['accept'])`
const clockRows = `
  insert into process.clock (county, number, name, place, person, unit, days, basis, started_at, due_at, fires, met_at, serial)
  select county, number, name, place, person, unit, days, basis, started_at, due_at, fires, met_at, (select max(serial) from law.calendar_edition) from (
    ${clock('acceptance', 5, '参照行政许可法第三十二条：五日内一次告知，逾期即为受理', 'true', `d.state <> 'submitted'`, q('deem_accepted'), `d.opened_at + interval '60 days'`)} union all
    ${clock('promised', 15, '办事指南：承诺时限', accepted, 'd.awaits is null', 'null', `d.opened_at + interval '22 days'`)} union all
    ${clock('statutory', 20, '参照行政许可法第四十二条：二十日内决定', accepted, 'd.awaits is null', 'null', `d.opened_at + interval '29 days'`)} union all
    ${clock('supplement', 15, '办事指南：补正期限', `(d.steps @> array['request_supplement'])`, `d.awaits is null`, q('lapse'), `d.opened_at + interval '60 days'`)}
  ) as c(county, number, name, place, person, unit, days, basis, started_at, due_at, fires, met_at, at) order by at`

/** The statements that write the cases, each with the table that it fills. */
export const caseParts = (count: number, residents: number): [table: string, statement: string][] => [
  ['bench.numbered', 'create unlogged table bench.numbered as select row_number() over (order by id)::int as n, county, id, name, place, birth_date from registry.person'],
  ['bench.draft', drafts(count, residents)],
  ['process.case', caseRows],
  ['bench.taken', taken],
  ['process.action', actionRows],
  ['process.clock', clockRows],
  ['ledger.entry', ledgerRows],
  ['kernel.number', `insert into kernel.number (county, day, next)
    select county, (opened_at at time zone 'Asia/Shanghai')::date, count(*) + 1 from bench.draft group by 1, 2`],
]

export const caseTables = ['process."case"', 'process.action', 'process.clock', 'ledger.entry']

/** Counters as the counts say. */
export async function countAnew(sql: Sql): Promise<number> {
  await sql`truncate kernel.counter`
  const counted = await sql`
    insert into kernel.counter (county, place, kind, state, n)
    select rpad(left(place, 6), 6, '0'), place, kind, state, n from (
      select left(place, 9) as place, 'case:' || topic as kind, state, count(*) as n from process."case" group by 1, 2, 3
      union all select left(place, 9), 'open:' || topic, 'open', count(*) from process."case" where awaits is not null group by 1, 2
      union all select left(place, 9), 'person', 'resident', count(*) from registry.person group by 1) as counted`
  return counted.count
}

/** How many counters differ from what is there; 0 is right. */
export async function wrongCounters(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    with counted as (select left(place, 9) as place, 'case:' || topic as kind, state, count(*) as n from process."case" group by 1, 2, 3)
    select count(*) as n from counted full join (select place, kind, state, n from kernel.counter where kind >= 'case:' and kind < 'case;' and n <> 0) as kept using (place, kind, state)
    where counted.n is distinct from kept.n`
  return row!.n
}
