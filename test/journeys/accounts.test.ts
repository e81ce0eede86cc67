import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { generate } from '../../server/demo/index.ts'
import { codeFor } from '../../server/modules/account/index.ts'
import { base, heading, launch, pictured, sound, visitor, type Visitor } from './browser.ts'
import { enter } from './caller.ts'

// Somebody is appointed, gets an account, and makes it their own: password, QR code, first day at the desk.

const world = generate()
const inCast = new Set(world.cast.map(member => member.person))
const community = '329901001001'
const newcomer = world.persons.find(one => one.place.startsWith(community) && one.birth_date > '1975' && one.birth_date < '1995' && !inCast.has(one.id))!
const chosen = 'Hefeng-2026-xin'

let browser: Browser
let admin: Visitor
let guest: Visitor
before(async () => { browser = await launch() })
after(async () => {
  await browser?.close()
  assert.deepEqual([admin, guest].flatMap(who => who?.faults ?? []), [])
})

test('an account is opened at the desk and taken over on the first log-in', async () => {
  const shao = await enter('shaojun', 'county_admin')
  await shao.must('account.grant', { identity: newcomer.id_number, name: newcomer.name, office: 'community_worker', place: community, valid_from: '2026-01-01', valid_to: null, basis: '任命文件' })
  admin = await visitor(browser, { size: 'desk' })
  const [name, ...value] = shao.cookie.split('=')
  await admin.context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  guest = await visitor(browser)
  let initial = ''
  await pictured(admin.page, 'accounts-admin', async () => {
    const { page } = admin
    await page.goto(`/desk/${shao.seat}/mandates?place=${community}`)
    await page.getByRole('button', { name: new RegExp(`^开通账号 ?${newcomer.name}$`) }).click()
    await page.getByLabel('账号', { exact: true }).fill('x')
    await page.getByRole('dialog').getByRole('button', { name: '开通账号' }).click()
    await page.getByText('账号用 3 到 30 个小写字母').first().waitFor()
    await page.getByLabel('账号', { exact: true }).fill('xinren')
    await page.getByRole('dialog').getByRole('button', { name: '开通账号' }).click()
    initial = await page.locator('.m-initial').innerText()
    await sound(page, 'the account window')
    await page.getByRole('button', { name: '已交给本人' }).click()
    await page.getByRole('button', { name: new RegExp(`^重置账号 ?${newcomer.name}$`) }).waitFor()
  })
  await pictured(guest.page, 'accounts-guest', async () => {
    const { page } = guest
    await page.goto('/login')
    await page.getByLabel('账号', { exact: true }).fill('xinren')
    await page.getByLabel('密码', { exact: true }).fill(initial)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await heading(page, '设置自己的密码')
    await sound(page, 'the new password')
    await page.getByLabel('新密码', { exact: true }).fill('short')
    await page.getByRole('button', { name: '改用新密码' }).click()
    await page.getByText('密码至少 10 位').waitFor()
    await page.getByLabel('新密码', { exact: true }).fill(chosen)
    await page.getByLabel('再填一次新密码').fill(chosen)
    await page.getByRole('button', { name: '改用新密码' }).click()
    await heading(page, '设置动态验证')
    await page.getByRole('img', { name: '动态验证的二维码' }).waitFor()
    await sound(page, 'the enrolment')
    await page.reload()
    const secret = (await page.locator('.g-secret').innerText()).replaceAll(' ', '')
    await page.getByLabel('6 位验证码').fill(await codeFor(secret, 0, new Date().toISOString()))
    await page.getByRole('button', { name: '完成设置并进入' }).click()
    await page.waitForURL(/\/desk\/[0-9a-f-]{36}/)
    await page.goto('/password')
    await page.getByLabel('现在的密码').fill(chosen)
    await page.getByLabel('新密码', { exact: true }).fill('Hefeng-2027-lai')
    await page.getByLabel('再填一次新密码').fill('Hefeng-2027-lai')
    await page.getByRole('button', { name: '改用新密码' }).click()
    await heading(page, '密码已修改')
  })
})
