import type { BrowserContext, Page } from 'playwright-core'
import { base, heading } from '../journeys/browser.ts'
import { enter } from '../journeys/caller.ts'
import type { Album } from './album.ts'

const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const form = (page: Page) => page.getByRole('form', { name: '核验来人' })

/** 蒋敏 at her street's window: the queue, 周福根 himself, then 顾秀英 by her daughter. */
export async function window(album: Album): Promise<void> {
  await comesIn(album)
  const { page, context, seat } = await album.open('desk', { login: 'jiangmin', office: 'window_clerk' })
  await calls(album, page, seat)
  const numbers = await receives(album, page, context)
  await handsOver(album, page, seat, numbers)
  await context.close()
}

/** Password, then the six digits. */
async function comesIn(album: Album): Promise<void> {
  const { page, context } = await album.open('desk')
  await page.goto('/login')
  const { logins } = await (await fetch(`${base()}/api/account.demo_logins`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json', 'x-gongzhi': '1' } })).json() as { logins: { login: string; password: string }[] }
  await page.getByLabel('账号', { exact: true }).fill('jiangmin')
  await page.getByLabel('密码', { exact: true }).fill(logins.find(one => one.login === 'jiangmin')!.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await heading(page, '动态验证码')
  await album.snap(page, 'window-login', { of: page.locator('.g-login') })
  await context.close()
}

async function calls(album: Album, page: Page, seat: string): Promise<void> {
  await page.goto(`/desk/${seat}/queue`)
  await heading(page, '排队')
  await press(page, '现场取号')
  await see(page, /已取号 A\d{3}/)
  await press(page, '叫下一位')
  await page.getByRole('button', { name: '来了，开始接待' }).waitFor()
  await album.snap(page, 'window-queue')
  await press(page, '来了，开始接待')
  await see(page, '请核验证件')
  await press(page, '顾秀英放上身份证')
  await album.snap(page, 'window-card')
  await form(page).getByText('委托代办').click()
  await press(page, '沈梅放上身份证')
  await page.getByLabel('代办人是本人的').selectOption({ label: '子女' })
  await album.snap(page, 'window-mandate', { of: form(page) })
  await press(page, '核验并开始接待')
  await heading(page, '顾秀英')
  await see(page, /共 \d+ 项/)
}

async function receives(album: Album, page: Page, context: BrowserContext): Promise<{ bed: string; card: string }> {
  await page.locator('input[name=item]:focus').waitFor()
  await page.keyboard.type('老人享待遇')
  await page.getByRole('link', { name: '一起办' }).first().waitFor()
  await album.snap(page, 'window-find')
  await page.keyboard.press('Enter')
  const allowance = page.getByRole('group', { name: '要办的' }).getByRole('checkbox', { name: /高龄津贴/ })
  await allowance.uncheck()
  await page.getByLabel('证件怎样领取？').selectOption({ index: 1 })
  await album.snap(page, 'window-form')
  await press(page, /高拍仪拍.*委托书/)
  await see(page, '已上传')
  await page.getByLabel('已向代办人读出并确认').check()
  await album.snap(page, 'window-papers', { of: page.locator('.w-paper, .w-word') })
  await press(page, '提交申请')
  await see(page, /2 件都提交了，编号/)
  await album.snap(page, 'window-receipt')
  const words = await page.locator('.w-receipt').innerText()
  const numberOf = (item: string) => new RegExp(`${item}：(\\d{6}-\\d{8}-\\d{6,9})`).exec(words)![1]!
  const [paper] = await Promise.all([context.waitForEvent('page'), page.getByRole('link', { name: /打印“家庭养老床位”/ }).click()])
  await see(paper, '收件凭证')
  await album.snap(paper, 'window-paper', { of: paper.locator('main'), height: 700 })
  await paper.close()
  await press(page, '请来人评价')
  await page.getByRole('link', { name: '打开评价屏' }).waitFor()
  await album.snap(page, 'window-rating', { of: page.locator('.w-receipt') })
  await press(page, '结束接待，请下一位')
  return { bed: numberOf('家庭养老床位'), card: numberOf('老年人优待证') }
}

/** A paper that the street asks for, and the certificate. */
async function handsOver(album: Album, page: Page, seat: string, { bed, card }: { bed: string; card: string }): Promise<void> {
  const [zhang, qian] = [await enter('zhangwen', 'street_examiner'), await enter('qianli', 'street_examiner')]
  await zhang.step(bed, 'request_supplement', { note: '没有能力评估，请补诊断证明或出院小结', data: { papers: ['medical_papers'] } })
  await zhang.step(card, 'accept')
  await qian.step(card, 'grant', { note: '年龄核对无误' })
  await page.goto(`/desk/${seat}/received`)
  await see(page, bed)
  await album.snap(page, 'window-received')
  await page.goto(`/desk/${seat}/window`)
  await press(page, '顾秀英放上身份证')
  await press(page, '核验并开始接待')
  await page.getByRole('link', { name: '补材料' }).click()
  await press(page, '提交补正材料')
  await page.locator('.c-form').waitFor()
  await album.snap(page, 'window-supplement')
  await page.goto(`/desk/${seat}/window/${card}`)
  await page.getByRole('link', { name: '打印证照' }).waitFor()
  await album.snap(page, 'window-licence', { of: page.getByRole('region', { name: '证照' }) })
  await press(page, '结束接待')
}
