import type { Asking } from '../../../contract/admission.ts'
import { admit, agree, dayOf, finish, heardAt, type Scope } from '../../ground/gate/index.ts'
import { registerElement, titleKey } from '../../ground/registry/index.ts'
import { common } from '../../ground/territory/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Context, Part } from '../../kernel/operation.ts'
import { cellOf, scopeOf } from './answer.ts'
import { requestOf } from './requests.ts'

async function of(ctx: Context, payload: Record<string, Json>) {
  const found = await requestOf(ctx, String(payload.number))
  if (!found) throw new Error(`no request ${String(payload.number)}`)
  return found
}

/** Everybody whom it would reach is asked: streets and towns, villages and communities, one row each. */
const hear: Part = async (ctx, payload) => {
  const { number, kind, title, requester_name, asked } = await of(ctx, payload)
  const places = await heardAt(ctx.sql, asked.places, asked.reach)
  const { report, ...rest } = asked
  // Whom it reaches judges what would be asked at the door, not who was counted.
  const told = { ...rest, ...report && { columns: report.columns.map(({ title, choices }) => ({ title, choices: choices ?? [] })) } }
  const rows = places.map(place => ({ county: place.slice(0, 6), id: newId(), place }))
  await ctx.sql`insert into admission.hearing (county, id, place, number, kind, title, requester_name, asked, opened_at)
    select x.county, x.id, x.place, ${number}, ${kind}, ${title}, ${requester_name}, ${ctx.sql.json(told as unknown as Json)}, ${ctx.now}
    from jsonb_to_recordset(${ctx.sql.json(rows)}) as x(county text, id uuid, place text)`
}

/** Nobody is asked any longer: opinions were gathered, their time is over, or the request was taken back. */
const heard: Part = async ({ sql, now }, { number }) => { await sql`update admission.hearing set closed_at = ${now} where number = ${String(number)} and closed_at is null` }

/** A new answer is good for as long as the report asks again, and of a report that asks once, for a year. */
const shelves = { once: 365, month: 31, quarter: 92, year: 366 } as const

/** What no element answered becomes one by the decision: of whoever asked for it, on the basis that was given, for the places where it was granted. */
async function entered(ctx: Context, { number, requester_name, asked }: { number: string; requester_name: string; asked: Asking }): Promise<Scope | null> {
  const { report, places, period, title } = asked
  if (!report) return null
  const place = common(places)
  const news: string[] = []
  const unknown = new Map(report.columns.filter(one => !cellOf(one, place)).map(one => [titleKey(one.title), one]))
  for (const column of unknown.values()) {
    news.push(await registerElement(ctx, {
      name: column.title, meaning: `${title}：${column.title}`, object: report.grain, type: column.type ?? 'line', choices: column.choices, owner: requester_name,
      shelf_days: shelves[period], sensitivity: 'personal', basis: column.basis ?? asked.basis, admission: number,
    }, place))
  }
  const scope = scopeOf(report, period, place)
  return { ...scope, elements: [...scope.elements, ...news] }
}

/** The last signature enters it in the catalogue, or, beyond a cap or the budget, refuses the signature. */
const grant: Part = async (ctx, payload) => {
  const { number, kind, requester, requester_name, title, asked } = await of(ctx, payload)
  const day = dayOf(ctx)
  await admit(ctx, {
    number, kind, requester, requester_name, title, subject: asked.subject ?? null, basis: asked.basis, places: asked.places, reach: asked.reach, period: asked.period,
    valid_from: asked.valid_from > day ? asked.valid_from : day, valid_to: asked.valid_to, minutes: asked.minutes, staff: asked.staff, fee_fen: asked.fee_fen,
    statistical: asked.statistical, form_number: asked.form_number ?? null, form_approval: asked.form_approval ?? null, form_valid_to: asked.form_valid_to ?? null, emergency: asked.urgent,
    content: asked.content, asks: await entered(ctx, { number, requester_name, asked }),
  })
}

const agreed: Part = (ctx, { number }) => agree(ctx, String(number), dayOf(ctx))

const over: Part = async (ctx, { number, note }) => { await finish(ctx, String(number), dayOf(ctx), typeof note === 'string' && note ? note : '到期退出') }

/** What the steps of an admission do at the gate, in the transaction of the step. */
export const parts: Readonly<Record<string, Part>> = { 'admission.hear': hear, 'admission.heard': heard, 'admission.grant': grant, 'admission.agree': agreed, 'admission.over': over }
