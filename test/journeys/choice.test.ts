import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { addDays, dayInWords, today } from '../../contract/time.ts'
import { heading, launch, pictured, sound, visitor } from './browser.ts'
import { answersAll, goOn } from './filling.ts'

/** Items that nobody bundled: a resident picks them one by one in own words, by letters and by name, and does them as one matter on a phone. */
let browser: Browser
before(async () => { browser = await launch() })
after(async () => { await browser?.close() })

const coming = addDays(today(), 9)
/** A whole day typed into the first box, as people write one. */
const inWords = (day: string) => dayInWords(day).replace(/（.*/, '')

async function pick(page: Page, asked: string, item: string): Promise<void> {
  await page.getByRole('searchbox').fill(asked)
  await page.keyboard.press('Enter')
  await page.getByLabel(item).first().check()
}

async function answer(page: Page, question: string): Promise<void> {
  for (const group of await page.locator('main fieldset:has(input[type=radio])').all()) await group.locator('input[type=radio]').first().check()
  if (await page.locator('.g-date-year').count() > 0) {
    const day = /哪一天用/.test(question) ? coming : /孩子/.test(question) ? '2026-11-02' : '2020-05-01'
    if (/哪一天用/.test(question)) {
      await page.locator('.g-date-year').fill('2020年1月1日')
      await goOn(page)
      await page.getByText('这一天已经过去了').waitFor()
    }
    await page.locator('.g-date-year').fill(inWords(day))
    await page.getByRole('status').getByText(dayInWords(day)).waitFor()
  }
  if (await page.locator('main textarea').count() > 0) await page.locator('main textarea').fill('合唱队排练')
  for (const box of await page.locator('main input.g-input:not(.g-date-box input)').all()) {
    await box.fill(/人数|多少人/.test(question) ? '12' : /手机|电话/.test(question) ? '13800001234' : /出生医学证明/.test(question) ? 'P320000123' : /用来做什么/.test(question) ? '合唱队排练' : '柳湖街道听橹雅苑1幢2单元201室')
  }
}

test('several items chosen freely, found in own words, are one matter: each question names the items that ask it, all of it stands on the check, and the receipt says what was used', async () => {
  const { page, context, faults } = await visitor(browser)
  await pictured(page, 'choice', async () => {
    await page.goto('/login')
    await page.getByRole('button', { name: /陆/ }).first().click()
    await heading(page, /今天想办什么事/)
    await page.goto('/services')
    await page.getByRole('link', { name: '自己选几件' }).click()
    await heading(page, '选几件一起办')
    await page.getByText('还没有选').waitFor()
    await pick(page, '搬家', '居住证申领')
    await pick(page, 'sqhd', '社区活动场所使用')
    await pick(page, '生孩子', '新生儿落户')
    await page.getByText(/已选 3 件：居住证申领、社区活动场所使用、新生儿落户/).waitFor()
    await sound(page, 'picked')
    await page.getByRole('link', { name: '3 件一起办' }).click()
    await heading(page, '这 3 件可以一次办')
    await sound(page, 'choose')
    await goOn(page, '3 件一起办')
    await heading(page, '我们已经知道的')
    await goOn(page, '都对，继续')
    const leads: string[] = []
    const asked = await answersAll(page, question => answer(page, question), async question => {
      await sound(page, question)
      if (!question.startsWith('可以从证照库')) leads.push(await page.locator('.g-title-lead').innerText())
    })
    assert.equal(new Set(asked).size, asked.length, 'nothing is asked twice')
    assert.ok(leads.every(lead => /要问的，关于(孩子|这件事|.+(本人|一家|的家人))$/.test(lead)), leads.join('；'))
    assert.ok(leads.some(lead => lead.startsWith('新生儿落户要问的')))
    await page.getByRole('heading', { name: '从证照库取得' }).waitFor()
    await page.getByText('同意用于这件事').first().waitFor()
    await page.getByText(dayInWords(coming)).waitFor()
    await sound(page, 'check')
    await page.getByLabel('确认属实').check()
    await goOn(page, '提交申请')
    await heading(page, '3 件都提交了')
    await sound(page, 'joint')
    await page.getByRole('link', { name: /居住证申领/ }).click()
    await heading(page, '居住证申领')
    const cut = await page.locator('.g-table-frame').evaluateAll(frames => frames.filter(one => one.scrollWidth > one.clientWidth).length)
    assert.equal(cut, 0, 'no table of the matter is cut off at the right of a phone')
    await page.getByText('您同意从证照库取得，只用于这件事').first().waitFor()
    await page.getByRole('link', { name: '收件凭证' }).click()
    await page.getByText(/经您同意从证照库取得、只用于本次办理的证照：居民身份证/).waitFor()
    await sound(page, 'receipt')
    await page.goto('/booking')
    await page.getByText('您那里的窗口现在没有可以约的时间').or(page.getByText('离您近')).first().waitFor()
    assert.equal(await page.locator('.b-else').getAttribute('open'), null, 'one’s own county stands there without being asked for')
    await page.getByText('去别的地方办').click()
    await page.getByLabel('地区：县（市、区）').waitFor()
    await sound(page, 'booking')
    await page.goto('/open/queue/329901001001')
    await page.getByText('还没有叫号').or(page.locator('.q-now')).first().waitFor()
    assert.equal(await page.locator('nav, header, footer').count(), 0, 'the screen in the hall has no menu')
    await sound(page, 'hall')
  })
  assert.deepEqual(faults, [])
  await context.close()
})
