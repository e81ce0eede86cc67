import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import * as burden from '../../contract/burden.ts'
import * as exchange from '../../contract/exchange.ts'
import * as people from '../../contract/person.ts'
import { beijingDay } from '../../contract/time.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { answeredRows, bytesOf, checked, numberOf, run, uploaded, type Row } from '../exchange/tables.ts'
import { openTestHouse, personOf, population, refusal, refused, type TestHouse } from '../house.ts'

// A village keeps its list in a table: it comes in with every row accounted for, and what cannot come in comes back.

let house: TestHouse
let xia: Seat
let ding: Seat
before(async () => {
  house = await openTestHouse()
  xia = house.seat('xia')
  ding = house.seat('ding')
})
after(() => house.close())

const titles = ['姓名*', '身份证号码', '户号', '与户主关系', '现住址', '手机号', '民族', '出生年月日', '村']
const row = (name: string, more: Partial<Record<string, string | number | null>> = {}, birth = '1960-05-01'): Row =>
  [name, more.identity ?? numberOf(birth), more.home ?? null, more.relation ?? null, more.address ?? `${name}家1号`, more.phone ?? null, more.ethnic ?? null, more.birth ?? null, more.place ?? null]
const file = async (rows: Row[], seat = xia, name = '台账.xlsx') => uploaded(house, seat, await bytesOf(rows, { kind: 'xlsx' }), name)
const adds = ({ counts }: exchange.Job): void => assert.equal(counts.read, counts.written + counts.unchanged + counts.refused + counts.held)

/** What a decider was shown of a request, from the village's own desk. */
const seen = async (id: string) => (await house.call(xia, exchange.change, { id, purpose: '核对' })).seen

test('a list comes in: titles above the table, households, words for codes, days and numbers however they were typed', async () => {
  const rows = [['稻禾村居民台账', null], ['填表单位：稻禾村'], titles,
    row('钱大根', { home: '0012', relation: '户主', phone: '１３８　００１３　８０００', ethnic: '汉', birth: '1960/5/1' }),
    row('孙桂英', { home: '0012', relation: '妻子', birth: 22037 }, '1960-05-01'), [], row(' 李㛃 ', { phone: '025-83681234', place: '稻禾村' })]
  const id = await file(rows)
  const opened = await house.call(xia, exchange.open, { file: id, kind: 'residents' })
  assert.equal(opened.header, 3)
  assert.deepEqual(opened.columns.map(column => column.target), ['person.name', 'person.identity_number', 'household.number', 'household.relation', 'person.residence_address', 'person.phone', 'person.ethnic_group', 'person.birth_date', 'person.residence_place'])
  const before = (await house.call(xia, people.list, {})).count.n
  const forecast = await checked(house, xia, id, { template: '村台账' })
  assert.equal(forecast.state, 'checked')
  assert.deepEqual([forecast.forecast?.total, forecast.forecast?.written, forecast.counts.read], [3, 3, 0])
  assert.equal((await house.call(xia, people.list, {})).count.n, before, 'a dry run writes nothing')
  const done = await run(house, xia, forecast.id)
  assert.deepEqual([done.state, done.counts], ['done', { read: 3, written: 3, unchanged: 0, refused: 0, held: 0 }])
  assert.equal((await house.call(xia, people.list, {})).count.n, before + 3)
  const [found] = (await house.call(xia, people.list, { text: '孙桂英' })).items
  const shown = await house.call(xia, people.show, { id: found!.id, purpose: '核对' })
  assert.deepEqual(shown.household?.members.map(one => [one.name, one.relation_name]), [['钱大根', '户主'], ['孙桂英', '妻']])
  assert.equal(shown.household?.number, '0012')
  const [head] = (await house.call(xia, people.list, { text: '钱大根' })).items
  const facts = (await house.call(xia, people.show, { id: head!.id, purpose: '核对' })).facts
  assert.equal(facts.find(one => one.element === 'person.phone')?.shown, '138****8000')
  assert.equal(facts.find(one => one.element === 'person.ethnic_group')?.shown, '汉族')
  assert.deepEqual([facts.find(one => one.element === 'person.name')?.source, facts.find(one => one.element === 'person.name')?.organ, facts.find(one => one.element === 'person.name')?.collector_name], ['collected', '稻禾村', '夏建芳'])
  const again = await house.call(xia, exchange.open, { file: await file([titles, row('甲')]), kind: 'residents' })
  assert.equal(again.template, '村台账')
  const same = await checked(house, xia, id)
  assert.equal(same.forecast?.unchanged, 3)
  const twice = await run(house, xia, same.id)
  assert.deepEqual(twice.counts, { read: 3, written: 0, unchanged: 3, refused: 0, held: 0 })
})

test('what cannot come in comes back in the same file, each row with its sentence, and goes in once mended', async () => {
  const good = row('赵一', {})
  const rows = [titles, good, row('赵二', { identity: '320106199001011234' }), row('赵三', { phone: '1380013' }), row('赵四', { ethnic: '火星族' }), row('', {}),
    row('赵五', { identity: 3.2990119600501e17 }), row('赵六', { birth: '1999-01-01' }), row('赵七', { place: '荻溪村' }), row('赵八', { place: '不存在村' }), row('赵九', { relation: '女儿', home: '7777' })]
  const id = await file(rows)
  const job = await run(house, xia, (await checked(house, xia, id)).id)
  assert.deepEqual(job.counts, { read: 10, written: 1, unchanged: 0, refused: 9, held: 0 })
  const answered = await answeredRows(house, xia, job.id)
  assert.deepEqual(answered.map(one => one.slice(0, 9).filter(cell => cell !== null)), rows.map(one => one.filter(cell => cell !== null)).map((one, i) => i === 0 ? titles : one.filter(cell => cell !== '')))
  const said = answered.map(one => String(one[9]))
  assert.equal(said[0], '导入结果')
  for (const [i, words] of [[1, /^已导入$/], [2, /校验码/], [3, /手机号|11 位/], [4, /火星族.*可填/], [5, /没有填姓名/], [6, /末几位已经丢失.*文本/], [7, /出生日期与证件号码不一致/], [10, /没有找到户号 7777 的户主/]] as const) assert.match(said[i]!, words)
  assert.equal(said[8]!.replace('荻溪村', '某村'), said[9]!.replace('不存在村', '某村'), 'the next village and none are one answer')
  const mended = answered.map((one, i) => (i === 2 ? [...row('赵二'), ...one.slice(9)] : i === 3 ? one.map((cell, at) => (at === 5 ? '13800138001' : cell)) : one))
  const next = await run(house, xia, (await checked(house, xia, await file(mended.slice(0, 4)))).id)
  assert.deepEqual(next.counts, { read: 3, written: 2, unchanged: 1, refused: 0, held: 0 })
  const kept = await answeredRows(house, xia, next.id)
  assert.deepEqual(kept[0]!.filter(cell => cell === '导入结果').length, 1, 'the column of answers is not added twice')
})

test('csv in GBK comes back in GBK', async () => {
  const bytes = await bytesOf([['姓名', '证件号码', '住址'], ['王㛃', numberOf(), '1号'], ['坏', '12', '2号']], { kind: 'csv', encoding: 'gb18030', bom: false, delimiter: ',' })
  const job = await run(house, xia, (await checked(house, xia, await uploaded(house, xia, bytes, '名单.csv'))).id)
  const piece = await house.call(xia, exchange.answered, { job: job.id })
  assert.deepEqual(piece.format, { kind: 'csv', encoding: 'gb18030', bom: false, delimiter: ',' })
  assert.equal(piece.name, '名单（导入结果）.csv')
  assert.deepEqual([job.counts.written, job.counts.refused], [1, 1])
})

test('doubles are held back: the same number, the same name and birth, the same sound at one address; somebody may say that they are two', async () => {
  const rows = [titles, row('周重'), row('周重'), row('吴晓明', { address: '5号' }), row('吴小明', { address: '5 号' }, '1970-01-01')]
  const number = numberOf('1980-01-01')
  rows.push(row('郑同', { identity: number }, '1980-01-01'), row('郑同', { identity: number }, '1980-01-01'), row('郑同', { identity: number, phone: '13800138002' }, '1980-01-01'))
  const first = await run(house, xia, (await checked(house, xia, await file(rows.slice(0, 4)))).id)
  assert.deepEqual(first.counts, { read: 3, written: 2, unchanged: 0, refused: 0, held: 1 })
  const all = await run(house, xia, (await checked(house, xia, await file(rows))).id)
  assert.deepEqual(all.counts, { read: 7, written: 1, unchanged: 3, refused: 0, held: 3 })
  const { items } = await house.call(xia, exchange.rows, { job: all.id })
  assert.deepEqual(items.map(one => [one.line, one.what]), [[3, 'held'], [5, 'held'], [7, 'unchanged'], [8, 'held']])
  assert.match(items[0]!.says!, /疑似重复：周\*（3\*+\d|X.*同名且同一天出生/)
  assert.match(items[1]!.says!, /住址相同、姓名读音相同/)
  const distinct = [[...titles, '重复核对'], [...rows[2]!, '不是同一人']]
  assert.equal((await run(house, xia, (await checked(house, xia, await file(distinct))).id)).counts.written, 1)
  // The window asks the same.
  const window = { name: '周重', identity: numberOf(), place: xia.place, address: '9号', purpose: '登记' }
  assert.match((await refusal(house.call(xia, people.register, window))).message, /可能已经登记过：周\*/)
  await house.call(xia, people.register, { ...window, distinct: true })
})

test('what only a document changes is put in force by another than who proposed it; nobody dies by a table or by one word', async () => {
  const one = population.persons.find(each => each.place.startsWith(xia.place) && each.alive && each.birth_date < '1980' && each.hukou_place !== '329901' && !population.cast.some(member => member.person === each.id))!
  await house.call(xia, exchange.propose, { person: one.id, element: 'person.ethnic_group', value: '03', purpose: '户口簿' })
  const change = (await house.call(xia, exchange.changes, { state: 'open' })).items.find(each => each.person === one.id)!
  assert.equal(await refused(house.call(xia, exchange.decide, { id: change.id, seen: await seen(change.id), accept: true, reason: '我看过' })), 'change.second')
  const colleague = { ...xia, actor: personOf('meng').id, actorName: personOf('meng').name }
  await house.call(colleague, exchange.decide, { id: change.id, seen: await seen(change.id), accept: true, reason: '看过户口簿' })
  assert.equal((await house.call(xia, people.show, { id: one.id, purpose: '核对' })).facts.find(each => each.element === 'person.ethnic_group')?.source, 'verified')
  assert.equal(await refused(house.call(xia, people.record, { id: one.id, element: 'person.alive', value: false, source: 'verified', purpose: '死亡证明' })), 'fact.value_invalid')
  await run(house, xia, (await checked(house, xia, await file([['姓名', '身份证号', '健在'], [one.name, one.id_number, '否']]), { kind: 'facts' })).id)
  const death = (await house.call(xia, exchange.changes, { state: 'open' })).items.find(each => each.person === one.id && each.element === 'person.alive')
  for (const seat of death ? [xia, colleague] : []) assert.equal(await refused(house.call(seat, exchange.decide, { id: death!.id, seen: await seen(death!.id), accept: true, reason: '死亡证明' })), 'fact.value_invalid')
  assert.equal((await house.admin`select 1 where registry.is_dead(${one.id})`).length, 0)
})

test('facts on different fields merge; one field on which two sources disagree is asked about, decided with a reason, and the resident is told', async () => {
  const one = population.persons.find(each => each.place.startsWith(xia.place) && each.alive && each.phone && each.birth_date < '1990' && !population.cast.some(member => member.person === each.id))!
  const job = await run(house, xia, (await checked(house, xia, await file([['姓名', '身份证号', '手机号', '工作单位'], [one.name, one.id_number, '13911112222', '青禾木器厂']]), { kind: 'facts' })).id)
  assert.deepEqual(job.counts, { read: 1, written: 0, unchanged: 0, refused: 0, held: 1 })
  const said = (await house.call(xia, exchange.rows, { job: job.id })).items[0]!.says!
  assert.match(said, /“联系电话”与已登记的不一致，已提请核对。其余 1 项已写入/)
  const listed = await house.call(xia, exchange.changes, { state: 'open' })
  const change = listed.items.find(each => each.person === one.id)!
  assert.equal(change.element, 'person.phone')
  assert.equal((await house.call(ding, exchange.changes, {})).items.length, 0, 'the next village sees nothing')
  assert.equal(await refused(house.call(ding, exchange.decide, { id: change.id, seen: await seen(change.id), accept: true, reason: '看错了' })), 'found.nothing')
  const side = await house.call(xia, exchange.change, { id: change.id, purpose: '核对导入' })
  assert.notEqual(side.held?.shown, side.proposed)
  assert.equal(side.proposed, '139****2222')
  // Two things may change under the decider: what is held, and what is proposed. Neither is decided unseen.
  await house.call(xia, people.record, { id: one.id, element: 'person.phone', value: '13700001111', source: 'collected', purpose: '走访' })
  assert.equal((await refusal(house.call(xia, exchange.decide, { id: change.id, seen: side.seen, accept: true, reason: '电话核实' }))).message, '您看过以后，登记的内容或者新的说法又变了，请按最新的内容重新核对。')
  assert.equal((await house.call(xia, exchange.change, { id: change.id, purpose: '核对' })).held?.shown, '137****1111')
  const before = await seen(change.id)
  await run(house, xia, (await checked(house, xia, await file([['姓名', '身份证号', '手机号'], [one.name, one.id_number, '13911113333']]), { kind: 'facts' })).id)
  assert.equal(await refused(house.call(xia, exchange.decide, { id: change.id, seen: before, accept: true, reason: '电话核实' })), 'change.stale')
  await run(house, xia, (await checked(house, xia, await file([['姓名', '身份证号', '手机号'], [one.name, one.id_number, '13911112222']]), { kind: 'facts' })).id)
  assert.equal(await refused(house.call(ding, exchange.change, { id: change.id, purpose: '核对' })), 'found.nothing')
  await house.call(xia, exchange.decide, { id: change.id, seen: await seen(change.id), accept: true, reason: '电话核实，已换号' })
  assert.equal(await refused(house.call(xia, exchange.decide, { id: change.id, seen: await seen(change.id), accept: false, reason: '再看' })), 'change.decided')
  const facts = (await house.call(xia, people.show, { id: one.id, purpose: '核对' })).facts
  assert.equal(facts.find(each => each.element === 'person.phone')?.shown, '139****2222')
  assert.equal(facts.find(each => each.element === 'person.employer')?.shown, '青禾木器厂')
  await house.platform.sweeper.once()
  const [told] = await house.admin<{ body: string }[]>`select body from message.message where person = ${one.id} order by id desc limit 1`
  assert.match(told!.body, /联系电话.*夏建芳核对后采用了新的内容.*电话核实/)
  assert.equal(await refused(house.call(xia, exchange.propose, { person: one.id, element: 'person.phone', value: '13911112222', purpose: '核对' })), 'change.same')
})

test('a number that lies elsewhere is refused without a word of where, and another seat\'s job is not found', async () => {
  const far = population.persons.find(each => each.place.startsWith('329902') && each.alive)!
  const job = await run(house, xia, (await checked(house, xia, await file([titles, row(far.name, { identity: far.id_number }, far.birth_date)]))).id)
  const [item] = (await house.call(xia, exchange.rows, { job: job.id })).items
  assert.equal(item!.what, 'refused')
  assert.doesNotMatch(item!.says!, /329902|鹭滩|望江/)
  assert.equal(await refused(house.call(ding, exchange.job, { job: job.id })), 'found.nothing')
  assert.equal(await refused(house.call(house.seat('song'), exchange.job, { job: job.id })), 'found.nothing')
  assert.equal(await refused(house.call(house.seat('pan'), exchange.jobs, {})), 'right.missing')
  assert.equal(await refused(house.call(xia, exchange.advance, { job: job.id, seq: 2 })), 'exchange.not_now')
})

test('two imports at once that name the same people: each is registered once, both add up', async () => {
  const rows = Array.from({ length: 1500 }, (_, i) => row(`并行${String.fromCharCode(0x4e00 + i)}`, { address: `并行${i}号` }))
  const shared = [titles, ...rows]
  const [a, b] = [await checked(house, xia, await file(shared)), await checked(house, xia, await file([titles, ...[...rows].reverse()]))]
  await Promise.all([house.call(xia, exchange.start, { job: a.id }), house.call(xia, exchange.start, { job: b.id })])
  await house.platform.sweeper.once()
  const [one, two] = await Promise.all([house.call(xia, exchange.job, { job: a.id }), house.call(xia, exchange.job, { job: b.id })])
  adds(one)
  adds(two)
  assert.deepEqual([one.state, two.state, one.counts.written + two.counts.written, one.counts.unchanged + two.counts.unchanged], ['done', 'done', 1500, 1500])
  const [{ n, kept }] = await house.admin<[{ n: number; kept: number }]>`select (select count(*) from registry.person where name like '并行%') as n,
    (select sum(n) from kernel.counter where place = ${xia.place.slice(0, 9)} and kind = 'person')::bigint - (select count(*) from registry.person where place like ${xia.place.slice(0, 9) + '%'}) as kept`
  assert.deepEqual([n, kept], [1500, 0])
})

test('facts that an import enters are counted, and those that had been held, the same and fresh, count as typed again', async () => {
  const measured = async () => {
    const { items } = await house.call(xia, burden.measure, { month: beijingDay(new Date()).slice(0, 7), by: 'form' })
    return items.find(one => one.label === 'exchange.advance') ?? { entered: 0, again: 0 }
  }
  const rows = [titles, row('量一', { phone: '13800138111' }), row('量二', {})]
  const before = await measured()
  await run(house, xia, (await checked(house, xia, await file(rows))).id)
  const first = await measured()
  assert.ok(first.entered - before.entered >= 2 * 8 + 1, 'what makes a person, and one telephone')
  assert.equal(first.again, before.again)
  await run(house, xia, (await checked(house, xia, await file(rows))).id)
  const second = await measured()
  assert.deepEqual([second.entered - first.entered, second.again - first.again], [3, 3], 'two addresses and a telephone, all held already')
})

test('the database itself refuses counts that do not add up', async () => {
  await assert.rejects(house.admin`update exchange.job set read = read + 1`, /job_adds_up/)
})

test('an import stops when its seat is gone, and says so', async () => {
  const job = await checked(house, ding, await file([titles, row('停一')], ding))
  await house.admin`update territory.mandate set revoked_at = now(), revoked_reason = '调离' where id = ${ding.mandate}`
  await house.call(ding, exchange.start, { job: job.id })
  await house.platform.sweeper.once()
  const stopped = await house.call(ding, exchange.job, { job: job.id })
  assert.deepEqual([stopped.state, stopped.counts.read], ['stopped', 0])
  assert.match(stopped.why!, /没有这个岗位/)
  await house.admin`update territory.mandate set revoked_at = null, revoked_reason = null where id = ${ding.mandate}`
})

test('a list goes out masked, marked, recorded for each who stands on it, once', async () => {
  const { export: id } = await house.call(xia, exchange.exportPeople, { place: xia.place, columns: ['person.name', 'person.identity_number', 'person.phone'], format: 'csv', purpose: '核对慰问名单' })
  assert.equal(await refused(house.call(house.seat('song'), exchange.exportRows, { export: id })), 'found.nothing')
  const piece = await house.call(xia, exchange.exportRows, { export: id })
  assert.match(String(piece.rows[0]![0]), /演示数据/)
  assert.deepEqual(piece.rows[1], ['所在地区', '姓名', '证件号码', '联系电话'])
  const { n } = (await house.call(xia, people.list, {})).count
  assert.equal(piece.rows.length, n + 2)
  for (const [, , number] of piece.rows.slice(2)) assert.match(String(number), /^\S\*+\S$/)
  const [{ looks }] = await house.admin<[{ looks: number }]>`select count(*) as looks from registry.look where operation = 'exchange.export_rows' and purpose = '导出名单：核对慰问名单'`
  assert.equal(looks, n - 1, 'everybody but she herself, who lives there')
  assert.equal(await refused(house.call(xia, exchange.exportRows, { export: id })), 'exchange.used')
  assert.equal(await refused(house.call(xia, exchange.exportPeople, { place: ding.place, columns: ['person.name'], format: 'csv', purpose: '看看' })), 'right.missing')
  const listed = await house.call(xia, exchange.exports, {})
  assert.deepEqual([listed.items[0]!.state, listed.items[0]!.rows, listed.items[0]!.purpose], ['done', n, '核对慰问名单'])
})
