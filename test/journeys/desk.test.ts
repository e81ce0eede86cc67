import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { cast, generate } from '../../server/demo/index.ts'
import { base, launch, sound, tabTo, visitor, type Visitor } from './browser.ts'
import { enter } from './caller.ts'

/** 顾秀英, 84, without a telephone, is served at a window of another county; her street and her county then do their part. */
const gu = generate().persons.find(person => person.id === cast.gu.person)!
const item = '高龄津贴'
/** The smallest picture there is, as a photograph of a paper. */
const photograph = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64')

type SignedIn = Visitor & { seat: string; ask: Awaited<ReturnType<typeof enter>> }
let browser: Browser
let window: SignedIn
let street: SignedIn
let number = ''

/** Somebody of the cast at the desk, in the seat of that office. */
async function signedIn(login: string, office: string): Promise<SignedIn> {
  const ask = await enter(login, office)
  const guest = await visitor(browser, { size: 'desk' })
  const [name, ...value] = ask.cookie.split('=')
  await guest.context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  return { ...guest, ask, seat: ask.seat! }
}

const desk = (who: SignedIn, page: string) => `/desk/${who.seat}/${page}`
const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const focused = (page: Page) => page.evaluate<string>(`document.activeElement?.textContent ?? ''`)

before(async () => {
  browser = await launch()
  window = await signedIn('hanlu', 'window_clerk')
  street = await signedIn('zhangwen', 'street_examiner')
})
after(async () => {
  const faults = [window, street].flatMap(who => who?.faults ?? [])
  await browser?.close()
  assert.deepEqual(faults, [])
})

async function attend(page: Page): Promise<void> {
  await page.goto(desk(window, 'window'))
  await page.getByLabel('证件号码').fill(`${gu.name} ${gu.id_number}`)
  await page.getByRole('button', { name: '核验并开始接待' }).click()
  await page.getByRole('heading', { name: gu.name }).waitFor()
}

test('at a window of another county: one wrong digit is refused, then she is served and handed a receipt', async () => {
  const { page, context } = window
  await page.goto('/desk')
  await page.getByLabel('证件号码').waitFor()
  await sound(page, page.url())
  const wrong = gu.id_number.slice(0, 17) + ((Number(gu.id_number[17]) + 1) % 10)
  await page.keyboard.type(`${wrong}`)
  await see(page, '第 18 位校验码不对，请核对号码')
  await page.getByLabel('证件号码').fill([...gu.id_number].map(digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join(''))
  await see(page, `${gu.birth_date} 出生，女`)
  await page.getByLabel('姓名').fill(gu.name)
  await page.keyboard.press('Enter')
  await see(page, '分钟后结束')
  await sound(page, page.url())
  // The cursor stands in the search: first letters and Enter lead to the form.
  await page.locator('input[name=item]:focus').waitFor()
  await page.keyboard.type('gljt')
  await see(page, '找到 1 项')
  await page.keyboard.press('Enter')
  await see(page, '不用带的材料')
  assert.equal(await page.getByLabel('您平时和谁一起住？').count(), 0, 'what is held and fresh is not asked')
  await page.getByLabel('钱发到哪家银行？').fill('柳湖农村商业银行（演示）')
  await page.getByLabel('银行卡或存折的账号是多少？').fill('6222 0210 0111 6245 703')
  await page.getByRole('button', { name: '提交申请' }).click()
  await see(page, '银行卡号校验不对')
  await page.getByLabel('银行卡或存折的账号是多少？').fill('6222 0210 0111 6245 702')
  await page.getByRole('button', { name: '提交申请' }).click()
  await see(page, '读给申请人听')
  await page.getByLabel('已向申请人读出并确认').check()
  await sound(page, page.url())
  await page.getByRole('button', { name: '提交申请' }).click()
  await see(page, /已提交，编号/)
  number = /\d{6}-\d{8}-\d{6,9}/.exec(await page.getByText(/已提交，编号/).first().innerText())![0]
  const [paper] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: '打印收件凭证' }).click()])
  await see(paper, new RegExp(number))
  await see(paper, '收件凭证')
  await paper.close()
  await page.getByRole('button', { name: '结束接待，请下一位' }).click()
  await page.getByRole('heading', { name: '今天接待' }).waitFor()
  assert.equal(await page.getByText('分钟后结束').count(), 0)
})

test('after the attendance her matters are shut, in the page and at the server', async () => {
  const { page } = window
  await page.goto(desk(window, `window/${number}`))
  await page.getByLabel('证件号码').waitFor()
  await page.goto(desk(window, `cases/${number}`))
  await page.getByText(/不能办理|没有找到/).first().waitFor()
})

test('her street finds the case and asks once for a supplement, with the keyboard alone', async () => {
  const { page } = street
  await page.goto('/desk')
  await page.getByRole('heading', { name: '待办' }).waitFor()
  await page.locator('a[data-row]').first().waitFor()
  await sound(page, page.url())
  await page.keyboard.press('j')
  const first = await focused(page)
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  assert.equal(await focused(page), first)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: new RegExp(first) }).waitFor()
  await page.keyboard.press('/')
  await page.keyboard.type(number)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: new RegExp(gu.name) }).waitFor()
  await see(page, '鹭滩社区窗口收件')
  await page.getByRole('button', { name: '受理', exact: true }).waitFor()
  await sound(page, page.url())
  await page.keyboard.press('2')
  assert.match(await focused(page), /一次性告知补正/)
  await page.keyboard.press('Enter')
  await see(page, '补正只能告知一次')
  await tabTo(page, 'input[value=bank_proof]')
  await page.keyboard.press('Space')
  await tabTo(page, 'main textarea')
  await page.keyboard.type('开户行与账号对不上，请补银行账户证明')
  await page.keyboard.press('Control+Enter')
  await see(page, '已办：一次性告知补正')
  await see(page, '还缺：银行账户证明')
  await page.waitForFunction(`document.activeElement?.textContent?.startsWith('下一件')`)
})

test('the window that received it sees how it stands, and hands in the paper for her', async () => {
  const { page } = window
  await page.goto(desk(window, 'received'))
  await page.getByRole('row', { name: new RegExp(number) }).getByText('待补正').waitFor()
  await sound(page, page.url())
  await attend(page)
  await page.getByRole('link', { name: '补材料' }).click()
  await see(page, '还缺：银行账户证明')
  await page.getByRole('button', { name: '提交补正材料' }).click()
  await page.getByRole('button', { name: '提交补正材料' }).click()
  await see(page, '请上传银行账户证明')
  await page.locator('form input[type=file]').last().setInputFiles({ name: '存折首页.png', mimeType: 'image/png', buffer: photograph })
  await see(page, /已上传/)
  await page.getByRole('button', { name: '提交补正材料' }).click()
  await see(page, '已办：提交补正材料')
  await page.getByRole('img', { name: /银行账户证明/ }).waitFor()
  await page.getByRole('button', { name: '结束接待' }).click()
  await page.getByRole('heading', { name: '今天接待' }).waitFor()
})

test('two examiners act on one case: the second is told who was first, and keeps what was typed', async () => {
  const second = await signedIn('qianli', 'street_examiner')
  const { page } = second
  await page.goto(desk(second, `cases/${number}`))
  await page.getByRole('button', { name: '不予受理' }).click()
  await page.getByLabel('不予受理的理由').fill('户口本照片看不清')
  await street.page.goto(desk(street, `cases/${number}`))
  await street.page.getByRole('button', { name: '受理', exact: true }).click()
  await see(street.page, '已办：受理')
  await page.getByRole('button', { name: '确认不予受理' }).click()
  await see(page, /刚由.*章文.*办理/)
  await see(page, '户口本照片看不清')
  await page.getByRole('button', { name: '审核通过，报县级决定' }).waitFor()
  assert.deepEqual(second.faults, [])
  await second.context.close()
})

test('the street examines, the county decides with reasons', async () => {
  await street.page.goto(desk(street, `cases/${number}`))
  await street.page.getByRole('button', { name: '审核通过，报县级决定' }).click()
  await street.page.getByLabel('审核意见').fill('年龄、户籍、健在情况经比对属实。')
  await street.page.getByRole('button', { name: '审核通过，报县级决定' }).click()
  await see(street.page, '已办：审核通过')
  const county = await signedIn('chengwei', 'county_civil_affairs')
  const { page, context } = county
  await page.goto(desk(county, `cases/${number}`))
  await page.getByRole('button', { name: '批准', exact: true }).click()
  await page.getByRole('button', { name: '批准', exact: true }).click()
  await see(page, '请填写决定理由')
  await page.getByLabel('决定理由').fill('符合高龄津贴发放条件。')
  await page.getByRole('button', { name: '批准', exact: true }).click()
  await see(page, '已办：批准')
  await see(page, /每月 [\d.]+ 元/)
  const [paper] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: `打印${item}批准决定书` }).first().click()])
  await see(paper, '符合高龄津贴发放条件。')
  await sound(page, page.url())
  assert.deepEqual(county.faults, [])
  await context.close()
})

test('two seats: changing the seat stays on the same page, and lists what that seat may see', async () => {
  const both = await signedIn('tangjie', 'street_examiner')
  const { page, context } = both
  const { seats } = await both.ask.must('account.me')
  const other = (seats as { mandate: string; place: string }[]).find(seat => seat.place === '329901001003')!.mandate
  await page.goto('/desk')
  await see(page, '今天以哪个岗位工作')
  await page.goto(desk(both, 'cases'))
  await page.getByRole('heading', { name: '办件' }).waitFor()
  const choice = page.getByRole('combobox', { name: '我的岗位' })
  await choice.click()
  await page.getByTitle(/听橹社区/).last().click()
  await page.waitForURL(`**/desk/${other}/cases`)
  await see(page, '听橹社区的全部办件')
  both.ask.seat = other
  const { items } = await both.ask.must('case.list')
  assert.ok((items as { place: string }[]).every(row => row.place.startsWith('329901001003')))
  assert.deepEqual(both.faults, [])
  await context.close()
})
