import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import type { Browser, Page } from 'playwright-core'
import { base, launch, pictured, sound, visitor, type Visitor } from './browser.ts'
import { scanned } from './camera.ts'
import { enter } from './caller.ts'

// A daughter applies at a window of another county for her mother of 84, by mandate: two items as one matter, one paper missing.
// The street asks for it, she brings it, the street examines and the county decides; the certificate is handed out at the
// window, and a stranger's telephone verifies it from the QR code on the paper.

const [bed, card] = ['家庭养老床位', '老年人优待证']
type Clerk = Visitor & { seat: string }
let browser: Browser
const people: Visitor[] = []
before(async () => { browser = await launch() })
after(async () => {
  await browser?.close()
  assert.deepEqual(people.flatMap(who => who.faults), [])
})

async function clerk(login: string, office: string): Promise<Clerk> {
  const ask = await enter(login, office)
  const who = await visitor(browser, { size: 'desk' })
  const [name, ...value] = ask.cookie.split('=')
  await who.context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  people.push(who)
  return { ...who, seat: ask.seat! }
}
const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click()
const deskOf = (who: Clerk, rest: string) => who.page.goto(`/desk/${who.seat}/${rest}`)

/** She lays her mother's card on the reader; the clerk writes down who she is. */
async function received(window: Clerk): Promise<void> {
  const { page } = window
  await deskOf(window, 'window')
  await press(page, '顾秀英放上身份证')
  assert.equal(await page.getByLabel('姓名').inputValue(), '顾秀英')
  assert.match(await page.getByLabel('证件号码').inputValue(), /^\d{17}[\dX]$/)
  await page.getByRole('form', { name: '核验来人' }).getByText('委托代办').click()
  await press(page, '核验并开始接待')
  await see(page, '请填写代办人的证件号码')
  await press(page, '沈梅放上身份证')
  await page.getByLabel('代办人是本人的').selectOption({ label: '子女' })
  await press(page, '核验并开始接待')
  await page.getByRole('heading', { level: 1, name: '顾秀英' }).waitFor()
  await see(page, '84 岁，委托代办')
}

/** Two items of the bundle with one form; answers the numbers of the bed and of the card. */
async function handsIn({ page, context }: Clerk): Promise<[string, string]> {
  await page.locator('input[name=item]:focus').waitFor()
  await page.keyboard.type('老人享待遇')
  await page.keyboard.press('Enter')
  const wanted = page.getByRole('group', { name: '要办的' })
  const allowance = wanted.getByRole('checkbox', { name: /高龄津贴/ })
  await allowance.waitFor()
  if (await allowance.isEnabled()) await allowance.uncheck()
  await see(page, '柳湖花园3幢2单元402室')
  assert.equal(await page.getByLabel('您现在住在哪里？').count(), 0, 'what is registered is not asked')
  await page.getByLabel('证件怎样领取？').selectOption({ index: 1 })
  await press(page, /高拍仪拍.*委托书/)
  await see(page, /委托书.*已上传|已上传/)
  await page.getByLabel('已向代办人读出并确认').check()
  await sound(page, 'the form of two items')
  await press(page, '提交申请')
  await see(page, /2 件都提交了，编号/)
  const words = await page.locator('.w-receipt').innerText()
  const numberOf = (item: string) => new RegExp(`${item}：(\\d{6}-\\d{8}-\\d{6,9})`).exec(words)![1]!
  const [paper] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: `打印“${bed}”收件凭证` }).click()])
  await see(paper, '收件凭证')
  await see(paper, numberOf(bed))
  await paper.close()
  await press(page, '结束接待，请下一位')
  return [numberOf(bed), numberOf(card)]
}

/** Somebody at the desk takes a step of a case, with what the step wants to know. */
async function takes(who: Clerk, number: string, action: string, { note, paper }: { note?: string; paper?: string } = {}): Promise<void> {
  const { page } = who
  await deskOf(who, `cases/${number}`)
  await press(page, action)
  if (paper) await page.locator('.c-form').getByLabel(paper).check()
  if (note) {
    await page.locator('.c-form textarea').fill(note)
    await page.locator('.c-form').getByRole('button', { name: action, exact: true }).click()
  }
  await see(page, `已办：${action}`)
}

test('by mandate at another county’s window: card, form, missing paper, receipt, decision, certificate, a stranger’s telephone', async () => {
  const [window, street] = [await clerk('hanlu', 'window_clerk'), await clerk('zhangwen', 'street_examiner')]
  let [bedNumber, cardNumber] = ['', '']
  await pictured(window.page, 'daughter-applies', async () => {
    await received(window)
    await sound(window.page, 'the mother, by mandate');
    [bedNumber, cardNumber] = await handsIn(window)
  })
  await pictured(street.page, 'daughter-street', async () => {
    await takes(street, cardNumber, '受理')
    await deskOf(street, `cases/${bedNumber}`)
    await street.page.getByRole('img', { name: /委托书/ }).waitFor()
    await takes(street, bedNumber, '一次性告知补正', { paper: '病历和医疗费用票据', note: '没有能力评估，请补诊断证明或出院小结' })
    await see(street.page, '还缺：病历和医疗费用票据')
  })
  await pictured(window.page, 'daughter-paper', async () => {
    const { page, context } = window
    await deskOf(window, 'received')
    await page.getByRole('row', { name: new RegExp(bedNumber) }).getByText('待补正').waitFor()
    await received(window)
    await page.getByRole('link', { name: '补材料' }).click()
    const [notice] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: /补正材料一次性告知书/ }).first().click()])
    await see(notice, '没有能力评估')
    await notice.close()
    await press(page, '提交补正材料')
    await page.locator('form input[type=file]').last().setInputFiles({ name: '出院小结.png', mimeType: 'image/png', buffer: await page.screenshot() })
    await see(page, /已上传/)
    await page.locator('.c-form').getByRole('button', { name: '提交补正材料' }).click()
    await see(page, '已办：提交补正材料')
    await press(page, '结束接待')
  })
  const [county, second] = [await clerk('chengwei', 'county_civil_affairs'), await clerk('qianli', 'street_examiner')]
  await pictured(street.page, 'daughter-examines', async () => {
    await takes(street, bedNumber, '受理')
    await takes(street, bedNumber, '审核通过，报县级决定', { note: '诊断属实，中度失能' })
  })
  await pictured(county.page, 'daughter-county', async () => {
    await takes(county, bedNumber, '批准', { note: '符合条件' })
    await see(county.page, '补助多少由评估确定')
  })
  await pictured(second.page, 'daughter-card', () => takes(second, cardNumber, '批准', { note: '年龄核对无误' }))
  let address = ''
  await pictured(window.page, 'daughter-hands-out', async () => {
    const { page } = window
    await received(window)
    await page.locator(`a[href$="/window/${cardNumber}"]`).click()
    const href = await page.getByRole('link', { name: '打印证照' }).getAttribute('href')
    const file = await page.request.get(href!)
    assert.equal(file.status(), 200)
    const pdf = await file.body()
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true })
    assert.ok(text.replace(/\s/g, '').includes('顾秀英'), text)
    address = await scanned(browser, pdf)
    await sound(page, 'the case handed out')
    await press(page, '结束接待')
  })
  assert.match(address, new RegExp(`^${base()}/open/verify/\\d{6}-\\d{8}-\\d{6,9}#`))
  const stranger = await visitor(browser)
  people.push(stranger)
  await pictured(stranger.page, 'daughter-stranger', async () => {
    const { page } = stranger
    await page.goto(address)
    await see(page, '这张证照有效')
    await see(page, '顾*')
    assert.ok(!(await page.locator('main').innerText()).includes('顾秀英'), 'the name is masked')
    await see(page, card)
    await sound(page, 'what a stranger reads')
  })
})
