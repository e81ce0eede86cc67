import type { Sql } from '../../server/kernel/db/index.ts'
import type { Secrets } from '../../server/kernel/home.ts'
import { importCarried } from '../../server/engines/item/index.ts'
import { importRules } from '../../server/ground/law/index.ts'
import { choicesOf, declared as elements, findElement, stored, type ElementDefinition, type Value } from '../../server/ground/registry/index.ts'
import { vaultOf } from '../../server/main.ts'
import { carried, rulesOf } from '../../server/modules/catalogue/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { BareCall } from './bare.ts'
import { process_ } from './settings.ts'

/** How many facts are held about each person whose form is filled. */
const held = 200
/** Of no person is more than one fact of an element current, so that a form can be filled from as many as are declared. */
export const asked = elements.map(element => element.id)

const like = carried.find(item => item.id === process_)!
/** An item of the benchmark alone: the old-age allowance with a form that asks everything that is declared. */
export const formItem: typeof like = {
  ...like, id: 'bench_form', name: '预填测试', rule: 'bench_form', time: 'bench_form.time', basic_code: '', implementing_code: '',
  form: {
    ...like.form, required: [],
    properties: Object.fromEntries(asked.map(id => [id, { $ref: `urn:gongzhi:element:${id}`, title: findElement(id)!.name.slice(0, 60), description: '', examples: [], readOnly: false }])),
  },
}

function valueOf(element: ElementDefinition, place: string): Value {
  switch (element.type) {
    case 'choice': return choicesOf(element.code_list!)[0]!.code
    case 'yes_no': return true
    case 'day': return '1938-03-04'
    case 'place': return place
    case 'count': return 2
    case 'fen': return 120_000
    case 'identity': return '32990019380304001X'
    case 'phone': return '15432900000'
    case 'account': return '0032990000000000013'
    default: return '幸福路12号3幢402室'
  }
}

/** Publishes the item, and tells of these people what is not yet held, up to two hundred facts each; those that no form asks for any more among them. */
export async function tellAll(sql: Sql, secrets: Secrets, people: readonly { id: string; county: string; place: string }[]): Promise<void> {
  const now = new Date().toISOString()
  await importCarried(sql, 'item', [formItem], '32', now)
  await importRules(sql, rulesOf(formItem, '32', 'province', 1))
  const vault = vaultOf(secrets)
  for (const { id, county, place } of people) {
    const known = new Set((await sql<{ element: string }[]>`select element from registry.assertion where subject = ${id} and ended_at is null`).map(row => row.element))
    const declared = elements.filter(element => !known.has(element.id)).map(element => ({ element: element.id, value: stored(vault, element, id, valueOf(element, place)) }))
    const old = Array.from({ length: held - known.size - declared.length }, (_, n) => ({ element: `bench.${n}`, value: '幸福路12号3幢402室' as Value }))
    const rows = [...declared, ...old].map(one => ({ ...one, id: newId() }))
    await sql`
      insert into registry.assertion (county, subject, element, id, place, value, source, organ, purpose, asserted_at)
      select ${county}, ${id}, element, x.id, ${place}, value, 'shared', 'bench', '预填测试', ${now}
      from jsonb_to_recordset(${sql.json(rows as never)}) as x(element text, id uuid, value jsonb)`
  }
}

/** Takes away what was told. */
export const untellAll = (sql: Sql): PromiseLike<unknown> => sql`delete from registry.assertion where organ = 'bench'`

const personText = `
  select id, county, place, name, pinyin, sex, birth_date, identity_masked, phone_masked, address, living, resides, revision from registry.person where id = $1`
const factsText = `
  select element, value, source, organ, collector_name, purpose, asserted_at, fresh_until, ended_at from registry.assertion
  where subject = $1 and ended_at is null and element = any ($2::text::text[]) order by asserted_at desc, id desc`
const casesText = `
  select number, closed_at is null as open from process."case" where person = $1 and topic = $2 and (closed_at is null or state = 'granted') order by opened_at desc limit 20`
const literal = `{${asked.join(',')}}`

/** The least that reads the same: the person, the facts that the form asks for, the cases of the item. */
export const bareForm = (one: { id: string }): BareCall => ({
  group: 'bare', open: `begin read only;set local role gongzhi_self;set local seat.person = '${one.id}';set local seat.actor = '${one.id}'`,
  statements: [{ text: personText, values: [one.id] }, { text: factsText, values: [one.id, literal] }, { text: casesText, values: [one.id, formItem.id] }],
})
