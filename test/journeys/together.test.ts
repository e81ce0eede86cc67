import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { cast, generate } from '../../server/demo/index.ts'
import { base, heading, launch, pictured, sound, visitor } from './browser.ts'
import { enter } from './caller.ts'
import { answersAll, goOn } from './filling.ts'

/** Three related items as one matter: by a resident on a phone in the large version, and at a window. */
const zhou = generate().persons.find(person => person.id === cast.zhou.person)!
let browser: Browser
before(async () => { browser = await launch() })
after(async () => { await browser?.close() })

/** What is typed into a box of the page, by its question; the first choice where there are choices. */
async function answerPage(page: Page, question: string): Promise<void> {
  for (const group of await page.locator('main fieldset:has(input[type=radio])').all()) await group.locator('input[type=radio]').first().check()
  if (await page.locator('.g-date-year').count() > 0) {
    for (const [box, text] of [['year', '2026'], ['month', '11'], ['day', '1']] as const) await page.locator(`.g-date-${box}`).fill(text)
  }
  if (await page.locator('main textarea').count() > 0) await page.locator('main textarea').fill('父亲生病住院，家里只有一个人打零工。')
  for (const box of await page.locator('main input[inputmode=decimal]').all()) await box.fill('1,200.5')
  if (/几辆机动车/.test(question)) await page.locator('main input[inputmode=numeric]').fill('1')
}

test('a resident does three related items as one matter on a phone in the large version', async () => {
  const { page, context, faults } = await visitor(browser, { large: true })
  await pictured(page, 'together', async () => {
    await page.goto('/login')
    await page.getByRole('button', { name: /^沈梅/ }).click()
    await heading(page, /今天想办什么事/)
    await sound(page, '/, large')
    await page.getByRole('link', { name: '全部事项' }).click()
    await sound(page, '/services, large')
    await page.getByRole('link', { name: '困难人员救助一件事' }).click()
    await heading(page, '困难人员救助一件事')
    await sound(page, 'bundle, large')
    await page.getByRole('link', { name: '一次办好' }).first().click()
    await heading(page, '这 3 件可以一次办')
    await sound(page, 'choose, large')
    await goOn(page, '3 件一起办')
    await heading(page, '我们已经知道的')
    await page.getByText('为什么没问您这些').click()
    await page.locator('.r-sources').getByText('公安人口库').first().waitFor()
    await sound(page, 'known, large')
    await goOn(page, '都对，继续')
    const asked = await answersAll(page, question => answerPage(page, question), question => sound(page, question))
    assert.equal(new Set(asked).size, asked.length, 'nothing is asked twice')
    assert.ok(asked.some(question => /您本人/.test(question)) && asked.filter(question => /岁）|您本人/.test(question)).length > 1, `one page for each member: ${asked.join('、')}`)
    assert.ok(!asked.some(question => /姓名|证件|出生/.test(question)), asked.join('、'))
    await sound(page, 'check, large')
    await page.getByText('1200.50 元').first().waitFor()
    // What was typed waits for her when she leaves and comes back.
    await page.goto('/')
    await page.goBack()
    await page.getByText('1200.50 元').first().waitFor()
    await page.getByLabel('确认属实').check()
    await goOn(page, '提交申请')
    await page.getByText(/一件也没有提交/).waitFor()
    await page.getByText(/最低生活保障申请：.*机动车/).waitFor()
    await sound(page, 'refused, large')
    await page.goto('/apply-together/hardship/household-cars?from=check')
    await page.locator('main input').fill('0')
    await goOn(page, '改好了')
    await heading(page, '请核对，没有错就提交')
    await page.getByLabel('确认属实').check()
    await goOn(page, '提交申请')
    await heading(page, '3 件都提交了')
    await sound(page, 'joint, large')
    const number = (await page.locator('.r-done-number').innerText()).trim()
    assert.match(number, /^\d{6}-\d{8}-\d{6,9}$/)
    await page.goto('/mine')
    await page.getByRole('link', { name: '困难人员救助一件事' }).click()
    await heading(page, '困难人员救助一件事')
    await page.getByText('3 件都在办').waitFor()
    await page.locator('main').getByRole('link', { name: /临时救助/ }).click()
    await page.getByRole('link', { name: '和别的事一起申请的，看全部' }).click()
    await heading(page, '困难人员救助一件事')
    await page.goto('/apply-together/hardship')
    await page.getByText('现在没有要办的').waitFor()
    await sound(page, 'nothing to do, large')
  })
  assert.deepEqual(faults, [])
  await context.close()
})

test('at a window a clerk finds a bundle by a word, and two items go in at once with one form', async () => {
  const ask = await enter('hanlu', 'window_clerk')
  const { page, context, faults } = await visitor(browser, { size: 'desk' })
  const [name, ...value] = ask.cookie.split('=')
  await context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  await pictured(page, 'window-together', async () => {
    await page.goto(`/desk/${ask.seat!}/window`)
    await page.getByLabel('证件号码').fill(`${zhou.name} ${zhou.id_number}`)
    await page.getByRole('button', { name: '核验并开始接待' }).click()
    await page.locator('input[name=item]:focus').waitFor()
    await sound(page, 'the catalogue at the window')
    await page.keyboard.type('老人享待遇')
    await page.getByRole('link', { name: '一起办' }).first().click()
    await page.getByRole('group', { name: '要办的' }).getByLabel('家庭养老床位').uncheck()
    await sound(page, 'a bundle at the window')
    await page.getByRole('button', { name: '提交申请' }).click()
    for (let i = 0; i < 20 && await page.locator('.w-asked [aria-invalid=true]').count() > 0; i++) {
      const box = page.locator('.w-asked [aria-invalid=true]').first()
      const key = await box.getAttribute('name') ?? ''
      if (await page.locator('.w-asked select[aria-invalid=true]').count() > 0) await page.locator('.w-asked select[aria-invalid=true]').first().selectOption({ index: 1 })
      else await box.fill(/account/.test(key) ? '6222 0210 0111 6245 702' : /phone/.test(key) ? '13800000000' : '柳湖农村商业银行（演示）')
    }
    await page.getByLabel('已向申请人读出并确认').check()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText(/2 件都提交了，编号/).waitFor()
    assert.equal(await page.getByRole('link', { name: /打印“.*”收件凭证/ }).count(), 2)
    await sound(page, 'two receipts')
    await page.getByRole('button', { name: '结束接待，请下一位' }).click()
    await page.getByRole('heading', { name: '今天接待' }).waitFor()
  })
  assert.deepEqual(faults, [])
  await context.close()
})
