import { randomBytes } from 'node:crypto'
import { beijingDay } from '../../contract/time.ts'
import { newId } from '../../server/kernel/ids.ts'
import { countyOf } from '../../server/kernel/seat.ts'
import type { BareCall } from './bare.ts'
import { process_, title } from './settings.ts'
import { kind, type Resident, type Seated } from './standing.ts'

/** A case that the bare side has opened, for its step. */
export interface Opened { number: string; county: string; place: string; person: string }

/** A prepared insert of so many rows; the values of each row in the order of the columns. */
export const insert = (table: string, columns: string, casts: Readonly<Record<string, string>> = {}, rows = 1): string => {
  const names = columns.split(' ')
  const row = (nth: number): string => `(${names.map((name, i) => `$${nth * names.length + i + 1}${casts[name] ?? ''}`).join(', ')})`
  return `insert into ${table} (${names.join(', ')}) values ${Array.from({ length: rows }, (_, nth) => row(nth)).join(', ')}`
}
export const json = { data: '::text::jsonb', payload: '::text::jsonb' }
const caseText = insert('process."case"', 'county number place process version topic rule title person person_name state seq awaits due_at opened_at single data', json)
const actionText = insert('process.action', 'county number seq place person action state at actor actor_name office actor_place note data', json)
/** Later than any edition of the calendar: the platform's own sweep has nothing to reckon anew. */
export const notOld = 1000
const clockText = insert('process.clock', 'county number name place person unit days basis started_at due_at fires serial')
const ledgerText = insert('ledger.entry', 'county id place place_then at actor actor_name office chair mandate person verb operation subject suite salt digest')
const outboxText = insert('kernel.outbox', 'county id place actor topic payload at due_at', json)
const keyText = insert('kernel.idempotency', 'actor key operation digest response at')
const bumpText = 'select kernel.bump($1, $2, $3::text::text[], $4::text::integer[])'
const openText = 'select kernel.bump($1, $2, $3::text::text[], $4::text::integer[]), kernel.bump($1, $5, $6::text::text[], $4::text::integer[])'
const turnText = `update process."case" set state = $1, seq = $2, awaits = $3, due_at = $4, closed_at = null where county = $5 and number = $6 and seq = $7`
const metText = `insert into process.clock (county, number, name, place, person, unit, days, basis, started_at, due_at, fires, met_at)
  values ($1, $2, 'acceptance', $3, $4, 'working', 5, $5, $6, $7, 'deem_accepted', $6), ($1, $2, 'promised', $3, $4, 'working', 15, $8, $6, $9, null, null),
    ($1, $2, 'statutory', $3, $4, 'working', 20, $10, $6, $11, null, null)
  on conflict (county, number, name) do update set met_at = excluded.met_at, due_at = excluded.due_at`

export const later = (now: string, days: number): string => new Date(Date.parse(now) + days * 86_400_000).toISOString()
/** The platform's sweep must not deliver the bare side's letters in the middle of a round: they are due next year. */
export const notSoon = (now: string): string => later(now, 365)

export const fact = (element: string, shown: string) => ({ element, shown, source: 'shared', organ: '公安部门', asked: false })
const snapshot = (one: Resident): string => JSON.stringify({ item: process_, item_version: 1, age: one.age, facts: [
  fact('person.name', one.name), fact('person.identity_number', '3****************4'), fact('person.birth_date', '1938-03-04'), fact('person.hukou_place', '第一网格'),
  fact('person.residence_address', '幸福路12号3幢402室'), fact('person.living_arrangement', '与配偶居住'), fact('person.bank_name', '农业银行'),
  fact('person.bank_account', '***************0013'), fact('person.contact_name', one.name), fact('person.contact_phone', '154****0000'),
] })

interface Deed { place: string; at: string; actor: string; name: string; office: string; chair: string; mandate: string | null; person: string | null; verb: string; operation: string; subject: string }

export const ledger = (deed: Deed) => ({ text: ledgerText, values: [
  countyOf(deed.place), newId(), deed.place, deed.place, deed.at, deed.actor, deed.name, deed.office, deed.chair, deed.mandate, deed.person, deed.verb,
  deed.operation, deed.subject, 'sm', randomBytes(16), randomBytes(32),
] })
const letter = (place: string, actor: string, person: string, at: string, number: string, heading: string) => ({ text: outboxText, values: [
  countyOf(place), newId(), place, actor, 'notice',
  JSON.stringify({ person, title: heading, body: `您的${title}（${number}）${heading}，我们会按时告诉您办理结果，不需要您再跑一趟。`, matter: number }), at, notSoon(at),
] })
export const answered = (actor: string, operation: string, at: string, response: unknown) =>
  ({ text: keyText, values: [actor, newId(), operation, randomBytes(32).toString('base64url'), JSON.stringify(response), at] })

let sequence = 900_000
export const nextSequence = (): number => ++sequence

/** The rows of one application, as the self chair writes them. */
export function applying(one: Resident): { call: BareCall; opened: Opened } {
  const at = new Date().toISOString()
  const { county, community: place } = one
  const number = `${county}-${beijingDay(at).replaceAll('-', '')}-${nextSequence()}`
  const due = later(at, 7)
  const deed: Deed = { place, at, actor: one.id, name: one.name, office: 'resident', chair: 'self', mandate: null, person: one.id, verb: 'service.apply', operation: 'service.apply', subject: number }
  return {
    opened: { number, county, place, person: one.id },
    call: {
      group: 'bare', open: `begin;set local role gongzhi_self;set local seat.person = '${one.id}';set local seat.actor = '${one.id}'`,
      statements: [
        { text: caseText, values: [county, number, place, process_, 1, process_, 'old_age_allowance.time', title, one.id, one.name, 'submitted', 1, 'street_examiner', due, at, true, snapshot(one)] },
        { text: actionText, values: [county, number, 1, place, one.id, 'open', 'submitted', at, one.id, one.name, 'resident', '32', null, '{}'] },
        { text: clockText, values: [county, number, 'acceptance', place, one.id, 'working', 5, '参照行政许可法第三十二条：五日内一次告知，逾期即为受理', at, due, 'deem_accepted', notOld] },
        { text: openText, values: [place, kind, '{submitted}', '{1}', `open:${process_}`, '{open}'] },
        letter(place, one.id, one.id, at, number, '申请已收到'),
        ledger(deed),
        answered(one.id, 'service.apply', at, { number, state: 'submitted', state_name: '已提交', receipt: '收件凭证', due_at: due }),
      ],
    },
  }
}

/** The rows of one acceptance, as the street examiner's desk writes them. */
export function accepting({ number, county, place, person }: Opened, seat: Seated): BareCall {
  const at = new Date().toISOString()
  const due = later(at, 21)
  return {
    group: 'bare',
    open: `begin;set local role gongzhi_desk;set local seat.low = '${seat.place}';set local seat.high = '${seat.place}~';set local seat.actor = '${seat.person}'`,
    statements: [
      { text: actionText, values: [county, number, 2, place, person, 'accept', 'accepted', at, seat.person, seat.name, seat.office, seat.place, null, '{}'] },
      { text: turnText, values: ['accepted', 2, 'street_examiner', due, county, number, 1] },
      { text: metText, values: [county, number, place, person, '参照行政许可法第三十二条：五日内一次告知，逾期即为受理', at, later(at, 7), '办事指南：承诺时限', due, '参照行政许可法第四十二条：二十日内决定', later(at, 28)] },
      { text: bumpText, values: [place, kind, '{submitted,accepted}', '{-1,1}'] },
      letter(place, seat.person, person, at, number, '申请已受理'),
      ledger({ place, at, actor: seat.person, name: seat.name, office: seat.office, chair: 'desk', mandate: seat.mandate, person: null, verb: 'service.accept', operation: 'case.take', subject: number }),
      answered(seat.person, 'case.take', at, { number, seq: 2, state: 'accepted', state_name: '已受理，审核中', due_at: due }),
    ],
  }
}
