import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { base, heading, launch, pictured, sound, tabTo, visitor } from './browser.ts'
import { enter } from './caller.ts'

/** A photograph: the smallest PNG there is. */
const photo = {
  name: '存折首页.png', mimeType: 'image/png',
  buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64'),
}
const account = '6222020032990000005'
const luhnValid = (digits: string): string => {
  for (let d = 0; d < 10; d++) {
    const whole = digits.slice(0, -1) + String(d)
    const sum = [...whole].reverse().reduce((total, c, i) => total + (i % 2 === 0 ? Number(c) : Number(c) * 2 > 9 ? Number(c) * 2 - 9 : Number(c) * 2), 0)
    if (sum % 10 === 0) return whole
  }
  throw new Error('no check digit')
}

let browser: Browser
before(async () => { browser = await launch() })
after(async () => { await browser?.close() })

async function logIn(page: Page, name: string): Promise<void> {
  await page.goto('/login')
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await page.getByRole('heading', { level: 1, name: /今天想办什么事/ }).waitFor()
}
const goOn = (page: Page, name: string | RegExp = '继续') => page.getByRole('button', { name }).click()

test('without a login: services, search, guide, and an invitation where one has to log in', async () => {
  for (const large of [false, true]) {
    const { page, context, faults } = await visitor(browser, { large })
    await pictured(page, 'visitor', async () => {
      await page.goto('/')
      await page.getByRole('link', { name: '老人的事' }).waitFor()
      await sound(page, '/')
      await page.getByLabel('搜索能办的事').fill('老人补贴')
      await page.keyboard.press('Enter')
      await page.getByText(/找到 \d+ 项/).waitFor()
      await sound(page, '/services')
      await page.getByRole('link', { name: '高龄津贴', exact: true }).click()
      await heading(page, '高龄津贴')
      await page.getByText('由公安人口库提供，不用您带').waitFor()
      await sound(page, '/services/old_age_allowance')
      await page.getByRole('link', { name: '去申请' }).first().click()
      await page.getByText('登录后可以看到').waitFor()
      await sound(page, '/apply without a login')
      await page.goto('/login')
      await page.getByRole('heading', { name: '工作人员' }).waitFor()
      await sound(page, '/login')
      await page.getByRole('link', { name: '使用帮助' }).click()
      await heading(page, '帮助')
      await sound(page, '/help')
      await page.getByRole('link', { name: '居民使用指南' }).click()
      await heading(page, '居民使用指南')
      await page.waitForFunction("document.querySelector('article img')?.naturalWidth > 0")
      await sound(page, '/help/resident')
      await page.goto('/help/items')
      await heading(page, '事项管理员指南')
      await sound(page, '/help/items')
    })
    assert.deepEqual(faults, [])
    await context.close()
  }
})

test('one who is not yet of age hears why, on what grounds, and whom to ask', async () => {
  const { page, context, faults } = await visitor(browser)
  await pictured(page, 'not-eligible', async () => {
    await logIn(page, '沈梅')
    await page.goto('/apply/old_age_allowance')
    await heading(page, '您现在还不能申请高龄津贴')
    await page.getByText('年满 80 周岁（现在 52 周岁）').first().waitFor()
    assert.ok(await page.getByRole('link', { name: '12345', exact: true }).count() > 0)
    await sound(page, '/apply, not eligible')
    await page.goto('/me')
    await page.getByRole('heading', { name: '家庭成员' }).waitFor()
    await sound(page, '/me')
  })
  assert.deepEqual(faults, [])
  await context.close()
})

test('the keyboard alone goes through every question to the page that checks, in the large version', async () => {
  const { page, context, faults } = await visitor(browser, { large: true })
  await pictured(page, 'keyboard', async () => {
    await page.goto('/login?back=/services/old_age_allowance')
    await tabTo(page, 'input[name=login]')
    await page.keyboard.type('xujieying')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Gongzhi-demo-2026')
    await page.keyboard.press('Enter')
    await heading(page, '高龄津贴')
    await tabTo(page, 'main a.g-button-main')
    await page.keyboard.press('Enter')
    await heading(page, '我们已经知道的')
    await sound(page, 'known, large')
    await onwards(page)
    await heading(page, '您符合条件')
    await sound(page, 'eligible, large')
    await onwards(page)
    await eachQuestion(page, async question => {
      await sound(page, `${question}, large`)
      await tabTo(page, 'main input')
      if (answerTo(question)) await page.keyboard.type(answerTo(question))
      else if (/和谁一起住/.test(question)) await page.keyboard.press('Space')
      await page.keyboard.press('Enter')
    })
    await sound(page, 'papers, large')
    await onwards(page)
    await heading(page, '请核对，没有错就提交')
    await sound(page, 'check, large')
    await tabTo(page, 'main input[type=checkbox]')
    await page.keyboard.press('Space')
    assert.ok(await page.getByLabel('确认属实').isChecked())
    await page.evaluate('document.querySelector("h1").focus()')
    await tabTo(page, 'main a[href*="person-bank_name"]')
    await page.keyboard.press('Enter')
    await heading(page, '钱发到哪家银行？')
    assert.equal(await page.getByRole('textbox').inputValue(), answerTo('钱发到哪家银行？'))
  })
  assert.deepEqual(faults, [])
  await context.close()
})

/** Presses the page's own button with the keyboard. */
async function onwards(page: Page): Promise<void> {
  await arrived(page)
  await tabTo(page, 'main button[type=submit]')
  await page.keyboard.press('Enter')
}
/** A new page of the form puts the focus on its title, so that it is read aloud. */
const arrived = (page: Page) => page.waitForFunction('document.activeElement?.tagName === "H1"')

/** What she answers, typed; nothing where the answer is a choice or may be left out. */
function answerTo(question: string): string {
  const answers: [RegExp, string][] = [
    [/账号/, luhnValid(account)], [/哪家银行/, '云川银行（演示）'], [/哪位家人/, '陈德林'], [/家人的电话/, '13800000000'], [/住在哪里/, '柳湖街道听橹雅苑2幢1单元1301室'],
  ]
  return answers.find(([words]) => words.test(question))?.[1] ?? ''
}

/** Answers question after question until the page of papers; `answer` goes on to the next. Says what was asked. */
async function eachQuestion(page: Page, answer: (question: string) => Promise<void>): Promise<string[]> {
  const asked: string[] = []
  for (;;) {
    await arrived(page)
    const question = await page.getByRole('heading', { level: 1 }).innerText()
    if (question.startsWith('有材料')) return asked
    asked.push(question)
    await answer(question)
    await page.waitForFunction(`document.querySelector('h1').innerText !== ${JSON.stringify(question)}`)
  }
}

test('an elder of eighty applies on a phone, mends a wrong number, adds a paper, and reads the decision', async () => {
  const { page, context, faults } = await visitor(browser)
  await pictured(page, 'elder', async () => {
    await logIn(page, '徐㛃英')
    await page.getByRole('heading', { level: 1, name: /徐㛃英，您好/ }).waitFor()
    await sound(page, '/ of an elder')
    const number = await applies(page)
    await supplements(page, number)
    await decided(page, number)
  })
  assert.deepEqual(faults, [])
  await context.close()
})

/** From the guide to the receipt; answers the number. */
async function applies(page: Page): Promise<string> {
  await page.getByRole('link', { name: '老人的事' }).click()
  await page.getByRole('link', { name: '高龄津贴', exact: true }).click()
  await page.getByRole('link', { name: '去申请' }).first().click()
  await heading(page, '我们已经知道的')
  await page.getByText(/由公安人口库提供，不用您填/).first().waitFor()
  assert.equal(await page.getByRole('textbox').count(), 0, 'what is known is not asked')
  await page.getByRole('button', { name: /^不对？\s*姓名/ }).click()
  await page.getByText(/派出所的户籍窗口更正/).first().waitFor()
  await sound(page, 'known')
  await goOn(page, '都对，继续')
  await heading(page, '您符合条件')
  await page.getByText(/每月 \d+\.\d\d 元/).waitFor()
  await sound(page, 'eligible')
  await goOn(page)
  const asked = await eachQuestion(page, async question => {
    await sound(page, question)
    if (/账号/.test(question)) await wrongThenRight(page)
    else if (answerTo(question)) await page.getByRole('textbox').fill(answerTo(question))
    else if (/和谁一起住/.test(question)) await page.getByText('与配偶居住').click()
    await goOn(page)
  })
  assert.ok(asked.some(q => /账号/.test(q)) && !asked.some(q => /姓名|出生|户籍/.test(q)), asked.join('、'))
  await page.getByText('大多数人不用交').waitFor()
  await sound(page, 'papers')
  await goOn(page, '没有，继续')
  await heading(page, '请核对，没有错就提交')
  // Back loses nothing, and neither does a reload.
  await page.goBack()
  await page.reload()
  await page.goForward()
  await heading(page, '请核对，没有错就提交')
  await page.getByText(luhnValid(account).replace(/(.{4})(?=.)/g, '$1 ')).waitFor()
  assert.equal(await page.evaluate(`Object.values(localStorage).join('').includes('${luhnValid(account)}')`), false, 'an account number never reaches the disk')
  await sound(page, 'check')
  await goOn(page, '提交申请')
  await page.getByText('请先勾选，确认以上内容属实').waitFor()
  await page.getByLabel('确认属实').check()
  await goOn(page, '提交申请')
  await heading(page, '申请已提交')
  const number = (await page.locator('.r-done-number').innerText()).trim()
  assert.match(number, /^\d{6}-\d{8}-\d{6,9}$/)
  await page.getByText('接下来').waitFor()
  await sound(page, 'receipt')
  await page.getByRole('link', { name: '打印收件凭证' }).click()
  await heading(page, '收件凭证')
  await page.getByText('（样章）').waitFor()
  await sound(page, 'print')
  await page.goto('/apply/old_age_allowance')
  await page.getByText('不用重复申请').waitFor()
  await page.getByText(number).waitFor()
  return number
}

async function wrongThenRight(page: Page): Promise<void> {
  const box = page.getByRole('textbox')
  const wrong = `${luhnValid(account).slice(0, -1)}${(Number(luhnValid(account).at(-1)) + 1) % 10}`
  await box.fill(wrong)
  await box.blur()
  await page.getByText('银行卡号校验不对，请对照卡面逐位核对').waitFor()
  await goOn(page)
  assert.equal(await page.evaluate(`document.activeElement.getAttribute('aria-invalid') === 'true'`), true, 'the focus is in the faulty field')
  await sound(page, 'a wrong number')
  await box.fill('6222')
  await page.getByText(/存折账号是 12 到 22 位，现在是 4 位/).waitFor()
  await box.fill(luhnValid(account).replace(/(.{4})/g, '$1 '))
  await page.getByText('银行卡号校验不对').waitFor({ state: 'detached' })
}

/** The street asks for a paper; she hears of it, photographs it and hands it in. */
async function supplements(page: Page, number: string): Promise<void> {
  const street = await enter('zhangwen', 'street_examiner')
  await street.step(number, 'request_supplement', { note: '账户户名看不清，请补一张存折首页的照片。', data: { papers: ['bank_proof'] } })
  await page.goto('/')
  await page.getByText('高龄津贴还差您补材料').waitFor()
  await sound(page, '/ with something awaited')
  await page.getByRole('link', { name: '看缺什么，现在去补' }).click()
  await page.getByText('账户户名看不清').first().waitFor()
  await sound(page, 'matter, awaiting a paper')
  await page.getByRole('link', { name: '现在去补' }).click()
  await heading(page, '请补充材料')
  await goOn(page, '提交')
  await page.getByText('还缺银行账户证明，请拍照或选择一份').waitFor()
  await sound(page, 'supplement, nothing chosen')
  await page.locator('input[type=file]').last().setInputFiles(photo)
  await page.getByText(/已上传/).waitFor()
  await goOn(page, '提交')
  await page.getByText('已提交，等街道受理').first().waitFor()
  const paper = page.getByRole('link', { name: /^银行账户证明\s*，在新窗口打开/ })
  const address = await paper.getAttribute('href')
  const file = await page.request.get(`${base()}${address}`)
  assert.equal(file.status(), 200)
  assert.equal(file.headers()['content-type'], 'image/png')
  await street.step(number, 'accept')
  await street.step(number, 'examine', { note: '户籍、年龄与公安数据一致，符合条件，拟同意。' })
  const county = await enter('chengwei', 'county_civil_affairs')
  await county.step(number, 'grant', { note: '符合条件，予以批准。' })
}

async function decided(page: Page, number: string): Promise<void> {
  await page.goto('/messages')
  // It comes by post, some seconds after the decision; the open page finds it by itself.
  const letter = page.getByRole('listitem').filter({ hasText: '申请已批准' }).filter({ hasText: number })
  await letter.waitFor({ timeout: 40_000 })
  await sound(page, '/messages')
  await letter.getByRole('link').click()
  await page.getByRole('heading', { name: '结果' }).waitFor()
  await page.getByText(/每月 \d+\.\d\d 元/).first().waitFor()
  await page.getByText('60 日内向柳湖区（演示）人民政府申请行政复议').waitFor()
  await sound(page, 'matter, granted')
  await page.getByRole('link', { name: '看决定书、打印' }).click()
  await heading(page, '高龄津贴批准决定书')
  await page.emulateMedia({ media: 'print' })
  assert.equal(await page.getByRole('button', { name: '打印' }).isVisible(), false, 'the button is not on the paper')
  await page.emulateMedia({ media: 'screen' })
  await page.goto('/mine')
  await page.getByText(number).waitFor()
  await sound(page, '/mine')
  await page.goto('/me')
  await page.getByText('章文').first().waitFor()
  await sound(page, '/me, looked at')
}
