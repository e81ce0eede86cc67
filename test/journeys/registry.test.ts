import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { cast, generate } from '../../server/demo/index.ts'
import { base, heading, launch, pictured, sound, tabTo, visitor, type Visitor } from './browser.ts'
import { enter } from './caller.ts'

/** The register: who may see whom and leaves a trace, places that merge, a year's notice, offices given and taken. */
const world = generate()
const personOf = (key: keyof typeof cast) => world.persons.find(person => person.id === cast[key].person)!

type Inside = Visitor & { seat: string }
let browser: Browser
const guests: Visitor[] = []

/** Somebody of the cast in a browser of their own; without an office in their own chair. */
async function inside(login: string, office?: string, size: 'phone' | 'desk' = 'desk'): Promise<Inside> {
  const caller = await enter(login, office)
  const guest = await visitor(browser, { size })
  const [name, ...value] = caller.cookie.split('=')
  await guest.context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  guests.push(guest)
  return { ...guest, seat: caller.seat ?? '' }
}

const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

before(async () => { browser = await launch() })
after(async () => {
  await browser?.close()
  assert.deepEqual(guests.flatMap(guest => guest.faults), [])
})

test('a record is opened for a purpose, and the resident reads who did and why', async () => {
  const { page, seat, context } = await inside('tangjie', 'community_worker')
  const purpose = '核对高龄津贴的联系方式'
  await pictured(page, 'registry-open', async () => {
    await page.goto(`/desk/${seat}/people`)
    await heading(page, '居民')
    await sound(page, '居民名册')
    await page.getByLabel('姓名、拼音或首字母').fill('xjy')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: cast.xu.name }).first().click()
    await heading(page, /为了什么打开“徐㛃英”的档案/)
    await sound(page, '用途')
    await press(page, '打开档案')
    await see(page, '请选一项，或选“其他”写明')
    await page.getByLabel('其他，自己写明').check()
    await page.getByRole('textbox', { name: '写明用途' }).fill(purpose)
    await press(page, '打开档案')
    await heading(page, cast.xu.name)
    await see(page, '公安人口库')
    await sound(page, '档案')
  })
  await context.close()

  const resident = await inside('xujieying', undefined, 'phone')
  await pictured(resident.page, 'registry-lookers', async () => {
    await resident.page.goto('/me')
    await see(resident.page, '谁看过')
    await see(resident.page, purpose)
    await see(resident.page, /唐洁/)
  })
  await resident.context.close()
})

test('the worker of the next village finds nothing, whether searching or knowing the address', async () => {
  const { page, seat, context } = await inside('dingxiangdong', 'community_worker')
  await pictured(page, 'registry-next-village', async () => {
    await page.goto(`/desk/${seat}/people?text=zhoufugen`)
    await see(page, '没有符合条件的记录')
    await page.goto(`/desk/${seat}/people/${cast.zhou.person}`)
    await page.getByLabel('核实信息').check()
    await press(page, '打开档案')
    await see(page, '没有找到这份档案')
    assert.equal(await page.getByText(cast.zhou.name).count(), 0)
  })
  await context.close()
})

test('a merger of two villages is rehearsed: what would move is told, and nothing has moved', async () => {
  const { page, seat, context } = await inside('yanmingyuan', 'province_admin')
  const villages = ['329901100200', '329901100201']
  // The merged village goes on under the code of the first: only what lies in the second moves.
  const people = world.persons.filter(person => person.place.startsWith(villages[1]!))
  const shown = (n: number) => n.toLocaleString('en-US')
  await pictured(page, 'registry-merger', async () => {
    await page.goto(`/desk/${seat}/places/${villages[0]}`)
    await heading(page, /稻禾村/)
    await page.getByRole('link', { name: '调整区划' }).click()
    await heading(page, '调整区划')
    await page.getByRole('radio', { name: '合并' }).check()
    await page.getByRole('combobox', { name: '再加一个地区' }).fill('dx')
    await page.locator('.ant-select-item-option').filter({ hasText: '荻溪村' }).first().click()
    await press(page, '演练')
    await see(page, '请写明依据的文件')
    await page.getByLabel('合并后的全称').fill('稻荻村村民委员会')
    await page.getByLabel('依据的文件').fill('云政发〔2026〕18号')
    await press(page, '演练')
    await see(page, '演练结果：如果执行，会是这样')
    await sound(page, '演练结果')
    const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: '居民', exact: true }) })
    assert.match(await row.innerText(), new RegExp(`${shown(people.length)}$`))
    await see(page, '一条不少，一条不多')
    await page.goto(`/desk/${seat}/places/${villages[1]}`)
    await heading(page, /荻溪村/)
    await see(page, '自有记录以来没有调整过')
  })
  await context.close()
})

test('the notice for 2027 with one wrong line: the line is named, mended, and the year recorded', async () => {
  const { page, seat, context } = await inside('yanmingyuan', 'province_admin')
  const lines = ['2027-01-01,放假,元旦', '2027-02-05,放假,春节', '2027-02-06,放假,春节', '2027-02-30,放假,春节', '2027-02-20,上班,春节']
  await pictured(page, 'registry-notice', async () => {
    await page.goto(`/desk/${seat}/calendar/upload?year=2027`)
    await page.getByLabel('通知的名称和文号').fill('国务院办公厅关于2027年部分节假日安排的通知')
    await page.getByLabel('发布日期').fill('2026-11-20')
    await page.getByLabel('发布日期').press('Enter')
    await page.getByLabel('放假和上班的日子').fill(lines.join('\n'))
    await see(page, '第 4 行')
    await see(page, '日期“2027-02-30”不对')
    await sound(page, '登记放假安排')
    await press(page, /^登记$/)
    await see(page, '有 1 行要改')
    await page.getByLabel('放假和上班的日子').fill(lines.join('\n').replace('02-30', '02-07'))
    await see(page, '预览：2027 年，读到 5 天')
    await press(page, /^登记$/)
    await see(page, /2027 年放假安排已登记/)
    await page.getByRole('link', { name: '看 2027 年日历' }).click()
    await heading(page, '2027 年工作日历')
    await see(page, '2 月 5 日至 2 月 7 日')
    await sound(page, '工作日历')
  })
  await context.close()
})

test('the auditor reads who did what, and changes nothing', async () => {
  const { page, seat, context } = await inside('helan', 'auditor')
  await pictured(page, 'registry-ledger', async () => {
    await page.goto(`/desk/${seat}/ledger`)
    await heading(page, '操作记录')
    const row = page.getByRole('row').filter({ hasText: '登记放假安排' }).first()
    await row.waitFor()
    assert.match(await row.innerText(), /严明远/)
    await see(page, '演练，没有改动')
    await sound(page, '操作记录')
    await page.goto(`/desk/${seat}/people`)
    await see(page, '您的岗位不查看居民名册')
    assert.equal(await page.locator('.d-nav').getByText('居民', { exact: true }).count(), 0)
  })
  await context.close()
})

test('the county gives an office on the strength of a paper, and takes it with a reason', async () => {
  const { page, seat, context } = await inside('shaojun', 'county_admin')
  const lu = personOf('lu')
  await pictured(page, 'registry-mandate', async () => {
    await page.goto(`/desk/${seat}/mandates`)
    await heading(page, '任职')
    await sound(page, '任职')
    await page.getByRole('link', { name: '任命' }).click()
    await heading(page, '任命')
    await press(page, '任命')
    await see(page, '请填写姓名')
    await page.getByLabel('姓名').fill(lu.name)
    await page.getByLabel('证件号码').fill(lu.id_number)
    assert.equal(await page.getByLabel('岗位', { exact: true }).locator('option', { hasText: '县级管理员' }).count(), 0)
    await page.getByLabel('岗位', { exact: true }).selectOption({ label: '村（社区）：社区工作者' })
    await page.getByRole('combobox', { name: /哪个村/ }).fill('liudi')
    await page.locator('.ant-select-item-option').filter({ hasText: '柳堤社区' }).first().click()
    await page.getByLabel('依据的文件').fill('柳组发〔2026〕7号')
    await press(page, '任命')
    await see(page, `${lu.name}已任柳堤社区社区工作者`)
    await page.getByRole('link', { name: '看任职名单' }).click()
    await press(page, new RegExp(`撤销\\s*${lu.name}的社区工作者`))
    await press(page, '撤销任职')
    await see(page, '请写明原因')
    await page.getByLabel('撤销的原因').fill('任命有误')
    await press(page, '撤销任职')
    await see(page, '已撤销')
    await see(page, '任命有误')
  })
  await context.close()
})

test('anybody finds 栟茶 by its initials, with the keyboard alone', async () => {
  const guest = await visitor(browser, { size: 'phone' })
  guests.push(guest)
  const { page } = guest
  await pictured(page, 'registry-open-places', async () => {
    await page.goto('/open')
    await see(page, '21,646')
    await sound(page, '/open')
    await page.getByRole('link', { name: '区划查询' }).last().click()
    await heading(page, '江苏省')
    await tabTo(page, 'input[type=search]')
    await page.keyboard.type('bcz')
    await page.getByRole('link', { name: /栟茶镇/ }).waitFor()
    await tabTo(page, 'a[href*="320623100"]')
    await page.keyboard.press('Enter')
    await heading(page, '栟茶镇')
    await see(page, '320623100')
    await sound(page, '栟茶镇')
  })
  await guest.context.close()
})
