import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { cast, generate } from '../../server/demo/index.ts'
import { base, heading, launch, pictured, sound, visitor, type Visitor } from './browser.ts'
import { enter } from './caller.ts'

/** Household life: a resident asks from the phone, the street agrees at the desk; a worker registers a death with who follows as head. */
const world = generate()
let browser: Browser
const guests: Visitor[] = []
before(async () => { browser = await launch() })
after(async () => {
  await browser?.close()
  assert.deepEqual(guests.flatMap(guest => guest.faults), [])
})

async function inside(login: string, office?: string, size: 'phone' | 'desk' = 'desk'): Promise<Visitor & { seat: string }> {
  const caller = await enter(login, office)
  const guest = await visitor(browser, { size })
  const [name, ...value] = caller.cookie.split('=')
  await guest.context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  guests.push(guest)
  return { ...guest, seat: caller.seat ?? '' }
}
const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const pick = (page: Page, name: string | RegExp) => page.getByRole('radio', { name }).first().check({ force: true })

test('a resident says from the phone that she lives elsewhere now, and the street agrees after seeing both sides', async () => {
  const { page } = await inside('shenmei', undefined, 'phone')
  await pictured(page, 'household-home', async () => {
    await page.goto('/household')
    await heading(page, '我的家庭')
    await see(page, '户籍登记、迁移和注销以公安机关为准')
    await sound(page, '我的家庭')
    await press(page, '家里有变动，去登记')
    await heading(page, '要办什么')
    await press(page, '下一步')
    await see(page, '请选择要办的事')
    await sound(page, '要办什么')
    await pick(page, '人户状态变更')
    await press(page, '下一步')
    await heading(page, '人户状态变更')
    await press(page, '看看会变成什么样')
    await see(page, '请选择')
    await pick(page, '户籍在这里，人住在外面')
    await page.getByLabel('现在实际住在哪里').fill('南京市某路2号')
    await sound(page, '填写')
    await press(page, '看看会变成什么样')
    await heading(page, '人户状态变更：请核对')
    await see(page, '户籍在此，外出')
    await sound(page, '预览')
    await page.getByLabel('原因和凭证').fill('到外地照顾孙辈')
    await press(page, '提出')
    await see(page, '已提交给社区')
    await press(page, '回到我的家庭')
    await page.getByRole('link', { name: /人户状态变更：沈梅/ }).first().click()
    await heading(page, '人户状态变更')
    await see(page, '待核对')
    await sound(page, '我提出的变动')
  })
  const { page: desk, seat } = await inside('zhangwen', 'street_examiner')
  await pictured(desk, 'household-decide', async () => {
    await desk.goto(`/desk/${seat}/life`)
    await heading(desk, '户内变动')
    await sound(desk, '户内变动')
    await desk.getByRole('link', { name: /人户状态变更/ }).first().click()
    await heading(desk, '人户状态变更：沈梅')
    await sound(desk, '一件户内变动')
    await press(desk, '同意')
    await see(desk, '请填写')
    await desk.getByLabel('核对意见').fill('电话核实')
    await press(desk, '同意')
    await see(desk, '已生效')
  })
})

test('a fact about oneself is corrected by asking', async () => {
  const { page } = await inside('luyiming', undefined, 'phone')
  await pictured(page, 'household-correct', async () => {
    await page.goto('/me')
    await heading(page, '我的信息')
    await page.getByRole('link', { name: /^更正/ }).first().click()
    await heading(page, /^更正“/)
    await press(page, '提交')
    await see(page, '请写明为什么更正')
    await sound(page, '更正')
  })
})

test('a worker registers the death of a head: who follows is asked, the two sides are seen, another person is waited for', async () => {
  const members = (id: string) => world.members.filter(one => one.household === id)
  const alive = (person: string) => world.persons.find(one => one.id === person)!.alive
  const home = world.households.find(one => one.place.startsWith('329901100200') && members(one.id).length === 3 && members(one.id).every(each => alive(each.person) && !world.cast.some(member => member.person === each.person)))!
  const nameOf = (person: string) => world.persons.find(one => one.id === person)!.name
  const others = members(home.id).map(one => one.person).filter(person => person !== home.head)
  const { page, seat } = await inside(cast.xia.login!, 'community_worker')
  await pictured(page, 'household-death', async () => {
    await page.goto(`/desk/${seat}/people/${home.head}`)
    await page.getByRole('radio', { name: '核实信息' }).check({ force: true })
    await press(page, '打开档案')
    await page.getByRole('link', { name: '办理户内变动' }).click()
    await heading(page, '办理户内变动')
    await sound(page, '办理户内变动')
    await pick(page, '死亡登记')
    await press(page, '下一步')
    await page.getByLabel('死亡日期').fill('2026-11-01')
    await press(page, '看看会变成什么样')
    await see(page, '户主要离开，请选择留下的人中谁接任户主')
    await page.getByRole('group', { name: /谁接任户主/ }).getByRole('radio', { name: nameOf(others[0]!) }).check({ force: true })
    await page.getByLabel(`${nameOf(others[1]!)}是${nameOf(others[0]!)}的什么人`).selectOption({ label: '子' })
    await sound(page, '死亡登记')
    await press(page, '看看会变成什么样')
    await see(page, '死亡登记：请核对')
    await see(page, '已死亡')
    await sound(page, '死亡登记的预览')
    await page.getByLabel('原因和凭证').fill('死亡医学证明')
    await press(page, '提出')
    await see(page, '已提出，等另一个人核对')
    await page.getByRole('link', { name: '查看这一件' }).click()
    await see(page, '等另一个人核对')
    await sound(page, '自己提出的')
  })
})
