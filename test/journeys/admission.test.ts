import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { base, heading, launch, pictured, sound, visitor, type Visitor } from './browser.ts'
import { enter, type Caller } from './caller.ts'

/** A bureau asks for a roster and knocks at no door; asks with one new field and sees the hours; a community refuses a plaque too many. */
let browser: Browser
const guests: Visitor[] = []

async function open(cookie: string | null, size: 'phone' | 'desk' = 'desk'): Promise<Visitor> {
  const guest = await visitor(browser, { size, large: false })
  const [name, ...value] = (cookie ?? '').split('=')
  if (cookie) await guest.context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  guests.push(guest)
  return guest
}
const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

before(async () => { browser = await launch() })
after(async () => {
  await browser?.close()
  assert.deepEqual(guests.flatMap(guest => guest.faults), [])
})

let number = ''
let cheng: Caller

test('a county bureau asks for a roster of elders living alone: already answered, no door knocked; with one new field it sees the hours', async () => {
  cheng = await enter('chengwei', 'department_clerk')
  const { page, context } = await open(cheng.cookie)
  await pictured(page, 'admission-ask', async () => {
    await page.goto(`/desk/${cheng.seat}/admission`)
    await heading(page, '社区事务准入')
    await sound(page, '准入')
    await page.getByRole('link', { name: '提出准入申请' }).click()
    await heading(page, '提出准入申请')
    await page.getByLabel('类别').selectOption('report')
    // By another word for it, by name, by first letters, and what the platform reckons of itself.
    for (const typed of ['老人姓名', '性别', 'csrq', '年龄']) {
      await page.getByLabel('加一栏').fill(typed)
      await page.getByRole('listbox', { name: '平台里的数据项' }).getByRole('option').first().waitFor()
      await page.getByLabel('加一栏').press('Enter')
    }
    await see(page, '出生日期')
    await press(page, '看看平台里有没有')
    await see(page, '已经有了')
    await see(page, /一扇门也不用敲/)
    await sound(page, '平台的答复')

    await page.getByLabel('加一栏').fill('家里有没有一键呼叫器')
    await page.getByRole('option', { name: /需要新增/ }).click()
    await page.getByLabel('“家里有没有一键呼叫器”怎么填').selectOption('yes_no')
    await press(page, '看看平台里有没有')
    await see(page, /需要新增 1 项/)
    await press(page, '提交申请')
    await see(page, '请填写')
    await page.getByLabel('“家里有没有一键呼叫器”的采集依据').fill('省适老化改造通知')
    await press(page, '看看平台里有没有')
    await see(page, /需要新增 1 项/)
    await see(page, /小时人工/)
    await page.getByLabel('名称', { exact: true }).fill('独居老人呼叫器摸底')
    await page.getByLabel('要村（社区）做什么').fill('上门问一次有没有呼叫器')
    await page.getByLabel('依据', { exact: true }).fill('省适老化改造通知第三条')
    assert.equal(await page.getByLabel('对象').count(), 1, 'for whom is asked once')
    await press(page, '提交申请')
    await heading(page, '独居老人呼叫器摸底')
    number = page.url().split('/').at(-1)!
    await sound(page, '准入申请')
  })
  await context.close()
})

test('the county checks, hears and decides; the community says what it thinks on a phone', async () => {
  const wu = await enter('wuqing', 'social_work')
  await wu.step(number, 'check')
  const song = await enter('songjia', 'community_worker')
  const { page, context } = await open(song.cookie, 'phone')
  await pictured(page, 'admission-hear', async () => {
    await page.goto(`/desk/${song.seat}/admission`)
    await see(page, '独居老人呼叫器摸底')
    const asked = page.getByRole('listitem').filter({ hasText: '独居老人呼叫器摸底' })
    await asked.getByText('家里有没有一键呼叫器').waitFor()
    await asked.getByRole('button', { name: '提意见' }).click()
    await asked.getByText('同意，但要减轻', { exact: true }).click()
    await asked.getByText('较轻', { exact: true }).click()
    await sound(page, '征求意见')
    await press(page, '提交意见')
    await asked.getByText('已提意见：同意，但要减轻').waitFor()
  })
  await context.close()
  await wu.step(number, 'close_hearing', { note: '一处要求减轻' })
  const shao = await enter('shaojun', 'burden_taskforce')
  const county = await open(shao.cookie)
  await pictured(county.page, 'admission-decide', async () => {
    await county.page.goto(`/desk/${shao.seat}/admission/${number}`)
    await see(county.page, /同意，但要减轻，负担 2 分/)
    await sound(county.page, '准入申请')
    await county.page.getByRole('link', { name: '办理进度和下一步' }).click()
    await press(county.page, /^同意准入/)
    await county.page.locator('.c-form textarea').fill('联席会议同意')
    await county.page.locator('.c-form').getByRole('button', { name: '同意准入' }).click()
    await see(county.page, '已办：同意准入')
    await county.page.goto(`/desk/${shao.seat}/burden`)
    await heading(county.page, '基层负担')
    await sound(county.page, '基层负担')
  })
  await county.context.close()
  await wu.step(number, 'grant', { note: '同意' })
  const { page: stranger, context: outside } = await open(null, 'phone')
  await stranger.goto('/open/admission?place=329901001001')
  await see(stranger, '独居老人呼叫器摸底')
  await sound(stranger, '公开的准入目录')
  await outside.close()
})

test('a community finds a plaque too many on its wall, writes it down and refuses it in one press', async () => {
  const song = await enter('songjia', 'community_worker')
  const { page, context } = await open(song.cookie)
  await pictured(page, 'admission-wall', async () => {
    await page.goto(`/desk/${song.seat}/admission?tab=wall`)
    await page.getByLabel('是什么').selectOption('plaque')
    await page.getByLabel('名称').fill('某某工作站')
    await page.getByLabel('哪个单位要求的').selectOption({ label: '不在名单上' })
    await page.getByLabel('单位名称').fill('柳湖区某局')
    await press(page, '登记并拒绝')
    await see(page, /超过了牌子的上限。已退回/)
    await sound(page, '登记所见')
    await page.goto(`/desk/${song.seat}/resources`)
    await heading(page, '下沉资源')
    await sound(page, '下沉资源')
  })
  await context.close()
})
