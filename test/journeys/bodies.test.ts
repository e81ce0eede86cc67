import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { creditCheck, organisationCheck } from '../../contract/identifiers.ts'
import { cast, generate } from '../../server/demo/index.ts'
import { base, heading, launch, pictured, sound, visitor, type Visitor } from './browser.ts'
import { enter } from './caller.ts'

/** Organisations at the county's desk and at everybody's door; records that stay covered, lists without names, old cards. */
const world = generate()
let browser: Browser
const guests: Visitor[] = []

async function inside(login: string, office: string, size: 'phone' | 'desk' = 'desk'): Promise<Visitor & { seat: string }> {
  const caller = await enter(login, office)
  const guest = await visitor(browser, { size })
  const [name, ...value] = caller.cookie.split('=')
  await guest.context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  guests.push(guest)
  return { ...guest, seat: caller.seat! }
}

const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

before(async () => { browser = await launch() })
after(async () => {
  await browser?.close()
  assert.deepEqual(guests.flatMap(guest => guest.faults), [])
})

const seventeen = `52329901QJ765432${organisationCheck('QJ765432')}`
const code = seventeen + creditCheck(seventeen)
const name = '柳湖区邻里互助服务社'

test('the county registers an organisation, seats somebody, ends the term, renames and dissolves it', async () => {
  const { page, seat, context } = await inside('chengwei', 'county_civil_affairs')
  const person = world.persons.find(one => one.id === cast.lu.person)!
  await pictured(page, 'bodies-desk', async () => {
    await page.goto(`/desk/${seat}/organisations`)
    await heading(page, '组织')
    await page.getByRole('link', { name: '登记组织' }).click()
    await heading(page, '登记组织')
    await press(page, '登记')
    await see(page, '请填写全称')
    await page.getByLabel('组织全称').fill(name)
    await page.getByLabel('组织类别').selectOption({ label: '社会组织' })
    await page.getByLabel('统一社会信用代码').fill(`${code.slice(0, 17)}${code[17] === '0' ? '1' : '0'}`)
    await page.getByLabel('成立日期').fill('2026-03-01')
    await page.getByLabel('成立日期').press('Enter')
    await page.getByLabel('职务和人数').fill('理事长、理事3')
    await page.getByLabel('依据的文件').fill('登记证书')
    await press(page, '登记')
    await see(page, '第 18 位校验码不对')
    await sound(page, '登记组织')
    await page.getByLabel('统一社会信用代码').fill(code)
    await press(page, '登记')
    await see(page, `${name} 已登记`)
    await see(page, '设 理事长 1 人、理事 3 人')
    await page.getByRole('link', { name: '看这里的组织' }).click()
    const card = page.locator('.o-body').filter({ hasText: name })
    await card.waitFor()
    await card.getByRole('button', { name: /登记任职.*理事长/ }).click()
    await page.getByLabel('姓名').fill(person.name)
    await page.getByLabel('证件号码').fill(person.id_number)
    await page.getByLabel('依据').fill('理事会选举')
    await sound(page, '登记任职')
    await page.getByRole('dialog').getByRole('button', { name: '登记任职' }).click()
    await card.getByText(person.name).waitFor()
    await card.getByRole('button', { name: /^离任/ }).click()
    await page.getByLabel('依据').fill('本人辞职')
    await page.getByRole('dialog').getByRole('button', { name: '登记离任' }).click()
    await card.getByRole('button', { name: /登记任职.*理事长/ }).waitFor()
    await card.getByRole('button', { name: /^历史/ }).click()
    await see(page, '离任：本人辞职')
    await sound(page, '组织的历史')
    await page.keyboard.press('Escape')
    await card.getByRole('button', { name: /^注销/ }).click()
    await page.getByLabel('依据').fill('理事会决议')
    await page.getByRole('dialog').getByRole('button', { name: '注销', exact: true }).click()
    await card.waitFor({ state: 'detached' })
    await sound(page, '组织')
  })
  await context.close()
})

test('anybody finds whom to ring, and no names', async () => {
  const guest = await visitor(browser, { size: 'phone' })
  guests.push(guest)
  const { page } = guest
  await pictured(page, 'bodies-open', async () => {
    await page.goto('/open/organisations?place=329901001001')
    await heading(page, '机构电话')
    await see(page, /025-0000/)
    await see(page, '居民委员会')
    assert.equal(await page.getByText(cast.song.name).count(), 0)
    await sound(page, '机构电话')
  })
  await guest.context.close()
})

test('an examiner without a case sees a covered record; who surveys the province sees a list without names', async () => {
  const { page, seat, context } = await inside('zhangwen', 'street_examiner')
  const stranger = world.persons.find(one => one.place.startsWith('329901001001') && one.birth_date > '1995' && one.phone)!
  await pictured(page, 'bodies-covered', async () => {
    await page.goto(`/desk/${seat}/people/${stranger.id}`)
    await page.getByLabel('核实信息').check()
    await press(page, '打开档案')
    await see(page, '只显示遮蔽后的内容')
    assert.equal(await page.getByText(stranger.birth_date).count(), 0)
    await sound(page, '遮蔽的档案')
  })
  await context.close()
  const viewer = await inside('konglingyi', 'province_viewer')
  await pictured(viewer.page, 'bodies-survey', async () => {
    await viewer.page.goto(`/desk/${viewer.seat}/cases?place=3299`)
    await heading(viewer.page, '办件')
    await see(viewer.page, '不显示姓名和内容')
    await viewer.page.getByRole('row').nth(2).waitFor()
    assert.equal(await viewer.page.getByRole('columnheader', { name: '申请人' }).count(), 0)
    await sound(viewer.page, '办件清单')
  })
  await viewer.context.close()
})

test('an old residence card asks for birth and sex, and is registered', async () => {
  const { page, seat, context } = await inside('songjia', 'community_worker')
  await pictured(page, 'bodies-card', async () => {
    await page.goto(`/desk/${seat}/people/new`)
    await page.getByLabel('姓名').fill('Ivan Petrov')
    await page.getByLabel('证件号码').fill('RUS123456789012')
    await page.getByLabel('住址').fill('听荷苑8幢101室')
    await press(page, '登记')
    await see(page, '请选择出生日期')
    await page.getByLabel('出生日期').fill('1960-04-05')
    await page.getByLabel('出生日期').press('Enter')
    await page.getByLabel('性别').selectOption({ label: '男' })
    await sound(page, '登记居民')
    await press(page, '登记')
    await see(page, 'Ivan Petrov 已登记')
  })
  await context.close()
})
