import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import * as exchange from '../../contract/exchange.ts'
import { cast } from '../../server/demo/index.ts'
import { randomToken, sha256 } from '../../server/kernel/ids.ts'
import { openWire, type Wire } from '../integration/wire.ts'
import { openTestHouse, type TestHouse } from '../house.ts'

// A list of 200,000 is being taken out when the reader goes away: no further piece is asked for, no connection stays behind.

const many = 200_000
let house: TestHouse
let wire: Wire
let who: { token: string; seat: string }
before(async () => {
  house = await openTestHouse()
  wire = await openWire(house)
  const { place } = house.seat('xia')
  await house.admin`insert into registry.person (county, id, place, name, pinyin, initials, sex, birth_date, identity_kind, identity_sealed, identity_masked, address, resides, registered_at)
    select ${place.slice(0, 6)}, gen_random_uuid(), ${place}, '量测', 'liangce', 'lc', '1', '1950-01-01', 'identity_card', '', '', '一号', 'with_hukou', now() from generate_series(1, ${many})`
  await house.admin`insert into registry.assertion (county, subject, element, id, place, value, source, organ, purpose, asserted_at)
    select county, id, 'person.name', gen_random_uuid(), place, to_jsonb(md5(id::text)), 'collected', '量测', '量测', now() from registry.person where name = '量测'`
  const token = randomToken()
  const [account] = await house.admin<{ id: string }[]>`select id from account.account where person = ${cast.xia.person}`
  const [mandate] = await house.admin<{ id: string }[]>`select id from territory.mandate where person = ${cast.xia.person} limit 1`
  await house.admin`insert into account.session (token_hash, account, second_factor, idle, expires_at) values (${sha256(token)}, ${account!.id}, true, '1 hour', now() + interval '1 hour')`
  who = { token, seat: mandate!.id }
})
after(async () => { await wire?.close(); await house?.close() })

/** Reads a little of a file and goes away; answers how much came. */
const glance = (path: string) => new Promise<number>((resolve, reject) => {
  const asked = request(`${wire.url}${path}`, { headers: { 'x-gongzhi': '1', authorization: `Bearer ${who.token}` } }, answer => {
    assert.equal(answer.statusCode, 200)
    let got = 0
    answer.on('data', (piece: Buffer) => {
      got += piece.length
      if (got > 300_000) asked.destroy()
    })
    answer.on('close', () => resolve(got))
    answer.on('error', () => undefined)
  })
  asked.on('error', reject)
  asked.end()
})
const busy = async (): Promise<number> => (await house.admin<{ n: number }[]>`
  select count(*)::int as n from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and state <> 'idle' and application_name like 'gongzhi%'`)[0]!.n

for (const format of ['csv', 'xlsx'] as const) {
  test(`a reader of ${format} goes away: the export is noted as broken off and its connection is free`, async () => {
    const xia = house.seat('xia')
    const { export: id } = await house.call(xia, exchange.exportPeople, { place: xia.place, columns: ['person.name', 'person.identity_number'], format, purpose: '看一眼' })
    await glance(`/sheets/exchange.export_rows?export=${id}&seat=${who.seat}`)
    const state = async () => (await house.call(xia, exchange.exports, {})).items.find(one => one.id === id)!
    for (let tries = 0; tries < 100 && (await state()).state !== 'cancelled'; tries++) await sleep(50)
    for (let tries = 0; tries < 100 && (await busy()) > 0; tries++) await sleep(50)
    const { state: ended, rows } = await state()
    assert.equal(ended, 'cancelled')
    assert.ok(rows > 0 && rows < many / 2, `${rows} of ${many} had been taken`)
    assert.equal(await busy(), 0, 'no connection is at work for it')
    await sleep(300)
    assert.equal((await state()).rows, rows, 'and nothing more is asked for')
  })
}
