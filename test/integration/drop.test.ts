import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import iconv from 'iconv-lite'
import { identityCheck } from '../../contract/identifiers.ts'
import * as integration from '../../contract/integration.ts'
import * as licence from '../../contract/licence.ts'
import * as message from '../../contract/message.ts'
import * as organisation from '../../contract/organisation.ts'
import * as people from '../../contract/person.ts'
import type { DemoPerson } from '../../server/demo/index.ts'
import { openTestHouse, personOf, population, refusal, refused, type TestHouse } from '../house.ts'
import { applied, deskSeat } from '../rights/scene.ts'
import { givenKey } from './exchange.ts'

// A department's system that knows no API puts files into its folder: each is taken once, each row goes through the operation
// that the API has, with the rights of the organisation's key, and each is answered.

let house: TestHouse
let bureau = ''
const county = '329901'
const minutes = (n: number): void => { house.at = new Date(Date.parse(house.at!) + n * 60_000).toISOString() }
const turn = () => house.platform.sweeper.once()
before(async () => {
  house = await openTestHouse()
  house.at = new Date().toISOString()
  bureau = (await house.call(house.seat('cheng'), organisation.register, {
    name: '柳湖区民政局低保中心', kind: 'government_office', place: county, founded_on: '2020-01-01', basis: '三定方案', posts: [],
  })).id
})
after(() => house.close())

const adults = population.persons.filter(one => one.place.startsWith('329901001') && one.birth_date < '1990' && one.birth_date > '1960')
const stranger = population.persons.find(one => one.place.startsWith('329902') && one.birth_date < '1990')!

async function folderFor(adapter: string, verbs: string[], more: object = {}): Promise<{ id: string; in: string; key: string }> {
  const { key } = await givenKey(house, bureau, verbs)
  const folder = await house.call(house.seat('shao'), integration.openFolder, { key: key.id, adapter, ...more })
  await turn()
  return { id: folder.id, in: join(house.drop, folder.path, folder.direction), key: key.id }
}
/** Puts a file down as a department does, last written to some minutes ago. */
function drop(folder: { in: string }, name: string, content: string | Buffer, ago = 5): void {
  writeFileSync(join(folder.in, name), content)
  const at = (Date.parse(house.at!) - ago * 60_000) / 1000
  utimesSync(join(folder.in, name), at, at)
}
const files = (folder: { id: string }) => house.call(house.seat('shao'), integration.droppedFiles, { folder: folder.id }).then(page => page.items)
const answer = (folder: { in: string }, name: string): string[] => readFileSync(join(folder.in, 'done', name), 'utf8').replace('\ufeff', '').trim().split('\r\n')
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const factOf = async (person: DemoPerson, element: string) => (await house.call(house.self('lu') && selfOf(person), people.mine, {})).facts.find(fact => fact.element === element)
/** A number that could be somebody's and is nobody's. */
const unknown = `32990119680101999${identityCheck('32990119680101999')}`
const selfOf = (person: DemoPerson) => ({ ...house.self('lu'), actor: person.id, actorName: person.name, person: person.id, personName: person.name })
const csv = (rows: string[][]): string => rows.map(row => row.join(',')).join('\r\n') + '\r\n'

test('a register of the county, in UTF-8 and in GB18030, is taken once; each row is answered, and the sums agree', async () => {
  const folder = await folderFor('minimum_living', ['person.share'])
  const [one, two, three] = adults as [DemoPerson, DemoPerson, DemoPerson]
  const header = ['姓名', '证件号码', '低保对象', '截至日期', '备注']
  const rows = csv([header, [one.name, one.id_number, '是', '2026-11-01', ''], [two.name, two.id_number, '也许', '', ''], [three.name, one.id_number, '是', '', ''],
    [stranger.name, stranger.id_number, '是', '', ''], ['查无此人', unknown, '是', '', ''], ['=HYPERLINK("x")', one.id_number, '是', '', ''].map(cell => cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell),
    [two.name, two.id_number, '是', '', '', '多一列'], [three.name, three.id_number, '否', '20261101', '']])
  drop(folder, '低保.csv', iconv.encode(rows, 'gb18030'))
  await turn()
  const [file] = await files(folder)
  assert.deepEqual([file!.state, file!.read, file!.written, file!.unchanged, file!.refused], ['taken', 8, 2, 0, 6])
  const said = answer(folder, '000001-低保.csv.answer.csv')
  assert.deepEqual(said.map(line => line.split(',').slice(0, 2).join(' ')), ['行号 结果', '2 已写入', '3 未写入', '4 未写入', '5 未写入', '6 未写入', '7 未写入', '8 未写入', '9 已写入', '合计 读 8'])
  assert.ok(said[2]!.includes('低保对象：请写“是”或“否”') && said[7]!.includes('这一行有 6 列，表头有 5 列'), said.join('\n'))
  // Another county's person, a wrong name and an unknown number are one answer.
  assert.equal(new Set([3, 4, 5].map(i => said[i]!.split(',').slice(2).join())).size, 1)
  assert.ok(said[3]!.includes('没有找到这个人'))
  const fact = await factOf(one, 'person.minimum_living')
  assert.deepEqual([fact?.value, fact?.source, fact?.organ, fact?.purpose], [true, 'shared', '柳湖区民政局低保中心', '最低生活保障名册共享（截至 2026-11-01）'])
  assert.equal((await factOf(three, 'person.minimum_living'))?.value, false)

  // The same content under another name is answered as taken; other content that says the same changes nothing.
  drop(folder, '低保-再来.csv', iconv.encode(rows, 'gb18030'))
  drop(folder, '低保2.jsonl', `${JSON.stringify({ name: one.name, identity: one.id_number, minimum_living: true })}\nnot json\n[1]\n\n`)
  await turn()
  assert.equal((await files(folder)).length, 2)
  const [again] = readdirSync(join(folder.in, 'again')).filter(name => name.endsWith('.answer.txt'))
  assert.match(readFileSync(join(folder.in, 'again', again!), 'utf8'), /已经收过（第 1 号，低保\.csv），没有再次写入/)
  const second = (await files(folder))[0]!
  assert.deepEqual([second.read, second.written, second.unchanged, second.refused], [3, 0, 1, 2])
  assert.deepEqual(readdirSync(folder.in).sort(), ['again', 'bad', 'done', 'taking'])
})

test('a row with several faults is answered with all of them, whoever it is about', async () => {
  const folder = await folderFor('disability', ['person.share'])
  drop(folder, '残疾.csv', csv([['姓名', '证件号码', '残疾人证号', '残疾类别', '残疾等级', '截至日期'], [adults[6]!.name, '32990119680101999', '', '听力很差', '9', '2026-02-30'], ['查无此人', unknown, '32990119680101999943', '视力', '一级', '2999-01-01']]))
  await turn()
  const said = answer(folder, '000001-残疾.csv.answer.csv')
  for (const title of ['证件号码：号码应为 18 位', '残疾人证号：请填写', '残疾类别：', '残疾等级：', '截至日期：没有这一天']) assert.ok(said[1]!.includes(title), `${title} ${said[1]!}`)
  assert.ok(said[2]!.includes('截至日期：不能晚于今天') && !said[2]!.includes('没有找到这个人'), said[2])
})

test('what is half written is left alone; a manifest that agrees takes it at once, one that does not puts it aside', async () => {
  const folder = await folderFor('minimum_living', ['person.share'])
  const text = csv([['姓名', '证件号码', '低保对象'], [adults[5]!.name, adults[5]!.id_number, '是']])
  drop(folder, 'a.csv', text.slice(0, -4), 0)
  drop(folder, 'b.csv.part', text)
  await turn()
  assert.deepEqual(await files(folder), [])
  drop(folder, 'c.csv', text, 0)
  drop(folder, 'c.csv.manifest.json', JSON.stringify({ sha256: sha256(text), rows: 1 }), 0)
  drop(folder, 'd.csv', text.slice(0, -3), 0)
  drop(folder, 'd.csv.manifest.json', JSON.stringify({ sha256: sha256(text) }), 0)
  await turn()
  assert.deepEqual((await files(folder)).map(file => [file.name, file.state, file.why]), [
    ['d.csv', 'bad', '内容与清单里的 SHA-256 不符，可能没有传完整，请重新放入'], ['c.csv', 'taken', null]])
  assert.ok(existsSync(join(folder.in, 'a.csv')) && existsSync(join(folder.in, 'b.csv.part')))
  minutes(3)
  await turn()
  assert.equal((await files(folder))[0]!.name, 'a.csv')
})

test('a file that is no table of this kind is put aside whole, with one sentence, and whoever opened the folder is told', async () => {
  const folder = await folderFor('minimum_living', ['person.share'])
  const header = '姓名,证件号码,低保对象\n'
  const person = `${adults[7]!.name},${adults[7]!.id_number}`
  const bad: [string, string | Buffer, RegExp][] = [
    ['01-utf16.csv', Buffer.from(`\ufeff${header}`, 'utf16le'), /编码既不是/], ['02-bytes.csv', Buffer.from([0xff, 0xfe, 0x80, 0x80, 0xff]), /编码既不是/],
    ['03-empty.csv', '', /文件是空的/], ['04-header.csv', header, /没有一行数据/], ['05-lacks.csv', '姓名,证件号码\n张三,1\n', /表头缺少：“低保对象”/], ['06-twice.csv', '姓名,姓名,证件号码,低保对象\n', /“姓名”出现了两次/],
    ['07-quote.csv', `${header}${person},"是\n${'x,y,z\n'.repeat(20_000)}`, /引号没有闭合/], ['08.xlsx', 'PK', /只收/], ['09-quote.csv', `${header}${person},是\n"a"b,c,d\n`, /引号的位置不对/],
  ]
  for (const [name, content] of bad) drop(folder, name, content)
  symlinkSync('/etc/passwd', join(folder.in, '10-link.csv'))
  await turn()
  const seen = (await files(folder)).reverse()
  assert.deepEqual(seen.map(file => [file.state, file.read]), Array.from({ length: 10 }, () => ['bad', 0]), JSON.stringify(seen))
  for (const [i, [name, , why]] of bad.entries()) assert.match(seen[i]!.why ?? '', why, name)
  assert.match(seen[9]!.why ?? '', /不是普通文件/)
  assert.match(readFileSync(join(folder.in, 'bad', '000003-03-empty.csv.answer.txt'), 'utf8'), /^03-empty\.csv：没有写入。文件是空的/)
  assert.equal(await factOf(adults[7]!, 'person.minimum_living').then(fact => fact?.source ?? null), null)
  minutes(1)
  await turn()
  const told = await house.call(house.self('shao'), message.list, {})
  assert.ok(told.items.some(one => one.title === '一个交换文件被退回' && one.body.includes('07-quote.csv')))
})

test('a certificate of another issuer enters the library, is said anew, is revoked; its number never passes to another', async () => {
  const folder = await folderFor('licences', ['licence.deposit'])
  const [one, two] = [adults[9]!, adults[10]!]
  const header = ['姓名', '证件号码', '证照种类', '证照名称', '证照编号', '签发日期', '有效期至', '已撤销']
  const row = (person: DemoPerson, more: string[]) => [person.name, person.id_number, 'bus_card', '敬老乘车卡', ...more]
  drop(folder, '1.csv', csv([header, row(one, ['LH-7', '2026-01-05', '2027-01-04', '']), row(two, ['LH-7', '2026-01-05', '', '']), row(two, ['LH-8', '2099-01-05', '', '']), row(two, ['LH-9', '2026-02-05', '2026-01-01', ''])]))
  await turn()
  const mine = async () => (await house.call(selfOf(one), licence.mine, {})).obtained.filter(each => each.kind === 'bus_card')
  assert.deepEqual((await mine()).map(each => [each.title, each.number, each.register, each.fresh]), [['敬老乘车卡', 'LH-7', '柳湖区民政局低保中心', true]])
  assert.deepEqual(answer(folder, '000001-1.csv.answer.csv').slice(1, 5).map(line => line.split(',')[3]), ['', 'licence.held_by_other', 'input.invalid', 'input.invalid'])
  drop(folder, '2.csv', csv([header, row(one, ['LH-7', '2026/1/5', '20270104', '否'])]))
  drop(folder, '3.csv', csv([header, row(one, ['LH-7', '2026-01-05', '2027-01-04', '是'])]))
  await turn()
  assert.deepEqual((await files(folder)).map(file => [file.written, file.unchanged]), [[1, 0], [0, 1], [1, 0]])
  assert.deepEqual((await mine()).map(each => [each.title, each.fresh]), [['敬老乘车卡（已被签发单位撤销）', false]])
})

test('a decision made elsewhere comes back by its number and step, as whoever holds the key; not for a case of another county', async () => {
  const folder = await folderFor('case_results', ['case.read', 'service.decide'])
  const number = await applied(house, personOf('xu'))
  const elsewhere = await applied(house, personOf('zhou'))
  const { take } = await import('../../contract/service.ts')
  await house.call(house.seat('zhang'), take, { number, seq: 1, action: 'accept' })
  await house.call(house.seat('zhang'), take, { number, seq: 2, action: 'examine', note: '符合' })
  drop(folder, 'r.csv', csv([['办件编号', '步骤', '办理', '说明'], [number, '3', 'grant', '同意'], [number, '3', 'grant', '同意'], [elsewhere, '三', 'grant', ''], ['329902-20261101-000001', '3', 'grant', '同意']]))
  await turn()
  const codes = answer(folder, '000001-r.csv.answer.csv').slice(1, 5).map(line => line.split(',').at(-1))
  assert.deepEqual(codes, ['', 'case.moved', 'input.invalid', 'found.nothing'])
  const [step] = await house.admin<{ actor_name: string; office: string }[]>`select actor_name, office from process.action where number = ${number} and seq = 4`
  assert.deepEqual({ ...step }, { actor_name: '柳湖区民政局低保中心（文件系统）', office: 'county_civil_affairs' })
})

test('a key that is taken back stops its folder, and nothing in it is lost', async () => {
  const folder = await folderFor('minimum_living', ['person.share'])
  await house.call(house.seat('shao'), integration.revokeKey, { key: folder.key, reason: '系统下线' })
  drop(folder, 'a.csv', csv([['姓名', '证件号码', '低保对象'], [adults[12]!.name, adults[12]!.id_number, '是']]))
  await turn()
  assert.deepEqual([await files(folder), existsSync(join(folder.in, 'a.csv'))], [[], true])
  const listed = (await house.call(house.seat('shao'), integration.folders, {})).items.find(one => one.id === folder.id)!
  assert.match(listed.trouble ?? '', /密钥已撤销/)
})

test('who may open a folder: with a key that holds what the adapter needs, in one’s own range', async () => {
  const { key } = await givenKey(house, bureau, ['person.share'])
  const shao = house.seat('shao')
  const wrong = async (more: object, path: string) => assert.equal((await refusal(house.call(shao, integration.openFolder, { key: key.id, adapter: 'minimum_living', ...more }))).fields?.[0]?.path, path)
  await wrong({ adapter: 'nothing' }, 'adapter')
  await wrong({ adapter: 'grants' }, 'key')
  const next = deskSeat('county_admin', '329902', personOf('shao'))
  assert.equal(await refused(house.call(next, integration.openFolder, { key: key.id, adapter: 'minimum_living' })), 'found.nothing')
  assert.equal(await refused(house.call(house.seat('cheng'), integration.openFolder, { key: key.id, adapter: 'minimum_living' })), 'right.missing')
  assert.deepEqual((await house.call(next, integration.folders, {})).items, [])
  // A link in the folder's stead is not followed.
  const folder = await house.call(shao, integration.openFolder, { key: key.id, adapter: 'minimum_living' })
  mkdirSync(join(house.drop, folder.path), { recursive: true })
  symlinkSync('/tmp', join(house.drop, folder.path, 'in'))
  await turn()
  assert.match((await house.call(shao, integration.folders, {})).items.find(one => one.id === folder.id)!.trouble ?? '', /会再试/)
  await house.call(shao, integration.closeFolder, { folder: folder.id, reason: '不用了' })
  assert.equal(await refused(house.call(shao, integration.closeFolder, { folder: folder.id, reason: '再来' })), 'integration.invalid')
})

test('a name as long as a name can be, and one in GB18030, stand in nobody’s way', async () => {
  const folder = await folderFor('minimum_living', ['person.share'])
  const rowOf = (person: DemoPerson, said: string) => csv([['姓名', '证件号码', '低保对象'], [person.name, person.id_number, said]])
  drop(folder, `${'低'.repeat(83)}.csv`, rowOf(adults[13]!, '是'))
  const raw = Buffer.concat([Buffer.from(`${folder.in}/`), iconv.encode('名册.csv', 'gb18030')])
  writeFileSync(raw, rowOf(adults[14]!, '是'))
  const long = (Date.parse(house.at!) - 300_000) / 1000
  utimesSync(raw, long, long)
  await turn()
  assert.deepEqual((await files(folder)).map(one => [one.name.slice(0, 2), one.state, one.written]).sort(), [['低低', 'taken', 1], ['名册', 'taken', 1]])
  drop(folder, `${'再'.repeat(83)}.csv`, rowOf(adults[13]!, '是'))
  await turn()
  assert.deepEqual([readdirSync(folder.in).filter(name => name.endsWith('.csv')), readdirSync(join(folder.in, 'again')).length], [[], 2])
})
