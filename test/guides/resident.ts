import type { Page } from 'playwright-core'
import type { Prepared } from '../../contract/service.ts'
import { heading } from '../journeys/browser.ts'
import { enter, type Caller } from '../journeys/caller.ts'
import type { Album } from './album.ts'

const goOn = (page: Page, name: string | RegExp = '继续') => page.getByRole('button', { name }).click()
const answers: [RegExp, string][] = [[/账号/, '6222021001116245702'], [/哪家银行/, '云川银行（演示）'], [/哪位家人/, '陈德林'], [/家人的电话/, '13800000000']]

/** 徐㛃英 on a phone: from the login until she rates. */
export async function resident(album: Album): Promise<void> {
  const { page, context } = await album.open('phone')
  await page.goto('/login')
  await page.getByRole('heading', { name: '工作人员' }).waitFor()
  await album.snap(page, 'resident-login')
  await page.getByRole('button', { name: /徐㛃英/ }).click()
  await page.getByRole('heading', { level: 1, name: /徐㛃英，您好/ }).waitFor()
  await page.getByRole('link', { name: '老人的事' }).waitFor()
  await album.snap(page, 'resident-home')
  const number = await applies(album, page)
  await follows(album, page, number)
  await proves(album, page)
  await context.close()
  await other(album)
}

async function applies(album: Album, page: Page): Promise<string> {
  await page.getByLabel('搜索能办的事').fill('老人补贴')
  await page.keyboard.press('Enter')
  await page.getByText(/找到 \d+ 项/).waitFor()
  await album.snap(page, 'resident-search')
  await page.getByRole('link', { name: '高龄津贴', exact: true }).click()
  await heading(page, '高龄津贴')
  await album.snap(page, 'resident-guide')
  await page.getByRole('link', { name: '去申请' }).first().click()
  await heading(page, '我们已经知道的')
  await album.snap(page, 'resident-known')
  await goOn(page, '都对，继续')
  await heading(page, '您符合条件')
  await album.snap(page, 'resident-eligible')
  await goOn(page)
  for (;;) {
    await page.waitForFunction('document.activeElement?.tagName === "H1"')
    const question = await page.getByRole('heading', { level: 1 }).innerText()
    if (question.startsWith('有材料')) break
    const typed = answers.find(([words]) => words.test(question))?.[1]
    if (typed) await page.getByRole('textbox').fill(typed)
    else if (await page.getByRole('radio').count() > 0) await page.getByRole('radio').first().check()
    if (/哪家银行/.test(question)) await album.snap(page, 'resident-question')
    await goOn(page)
    await page.waitForFunction(`document.querySelector('h1').innerText !== ${JSON.stringify(question)}`)
  }
  await album.snap(page, 'resident-papers')
  await goOn(page, '没有，继续')
  await heading(page, '请核对，没有错就提交')
  await page.getByLabel('确认属实').check()
  await album.snap(page, 'resident-check', { from: page.getByRole('heading', { name: '批准后' }) })
  await goOn(page, '提交申请')
  await heading(page, '申请已提交')
  await album.snap(page, 'resident-receipt')
  return (await page.locator('.r-done-number').innerText()).trim()
}

/** The street asks for a paper; she hands it in; the county decides; she rates. */
async function follows(album: Album, page: Page, number: string): Promise<void> {
  const street = await enter('zhangwen', 'street_examiner')
  await street.step(number, 'request_supplement', { note: '账户户名看不清，请补一张存折首页的照片。', data: { papers: ['bank_proof'] } })
  await page.goto('/')
  await page.getByText('高龄津贴还差您补材料').waitFor()
  await album.snap(page, 'resident-awaited')
  await page.getByRole('link', { name: '看缺什么，现在去补' }).click()
  await page.getByRole('link', { name: '现在去补' }).click()
  await heading(page, '请补充材料')
  await page.locator('input[type=file]').last().setInputFiles({ name: '存折首页.png', mimeType: 'image/png', buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 50, height: 50 } }) })
  await page.getByText(/已上传/).waitFor()
  await album.snap(page, 'resident-supplement')
  await goOn(page, '提交')
  await page.getByText('已提交，等街道受理').first().waitFor()
  await street.step(number, 'accept')
  await street.step(number, 'examine', { note: '户籍、年龄与公安数据一致，拟同意。' })
  await page.goto('/mine')
  await page.getByText(number).waitFor()
  await album.snap(page, 'resident-mine')
  await page.goto(`/matters/${number}`)
  await page.getByRole('heading', { level: 1, name: '高龄津贴' }).waitFor()
  await album.snap(page, 'resident-matter')
  const county = await enter('chengwei', 'county_civil_affairs')
  await county.step(number, 'grant', { note: '符合条件，予以批准。' })
  await page.goto('/messages')
  await page.getByRole('heading', { name: /申请已批准/ }).first().waitFor({ timeout: 40_000 })
  await album.snap(page, 'resident-messages')
  await page.goto(`/matters/${number}`)
  await page.getByRole('link', { name: '评价一下' }).click()
  await heading(page, '这件事办得怎么样？')
  await page.getByText('很好', { exact: true }).click()
  await album.snap(page, 'resident-rate')
}

async function asks(caller: Caller, item: string): Promise<string> {
  const form = await caller.must('service.prepare', { item }) as unknown as Prepared
  const given = Object.fromEntries(form.fields.filter(field => field.editable && field.state !== 'held' && field.choices.length > 0).map(field => [field.element, field.choices[0]!.code]))
  return String((await caller.must('service.apply', { item, answers: given, confirmed: true }))['number'])
}

/** A certificate, and who has looked. */
async function proves(album: Album, page: Page): Promise<void> {
  const [xu, zhang, qian] = [await enter('xujieying'), await enter('zhangwen', 'street_examiner'), await enter('qianli', 'street_examiner')]
  const card = await asks(xu, 'elder_card')
  await zhang.step(card, 'accept')
  await qian.step(card, 'grant', { note: '年龄核对无误' })
  await page.goto('/mine')
  await page.getByRole('link', { name: '我的证照' }).click()
  await page.getByRole('link', { name: /老年人优待证/ }).first().waitFor()
  await album.snap(page, 'resident-licences')
  await page.getByRole('link', { name: /老年人优待证/ }).first().click()
  await page.getByRole('img', { name: '核验二维码' }).waitFor()
  await album.snap(page, 'resident-licence', { from: page.getByRole('link', { name: '打开证照（PDF），可打印' }) })
  await page.goto('/me')
  await page.getByText('章文').first().waitFor()
  await album.snap(page, 'resident-lookers', { from: page.getByRole('heading', { name: '谁看过我的信息' }) })
}

/** Several items as one, and the large version. */
async function other(album: Album): Promise<void> {
  const shen = await album.open('phone', { login: 'shenmei' })
  await shen.page.goto('/apply-together/hardship')
  await heading(shen.page, '这 3 件可以一次办')
  await album.snap(shen.page, 'resident-together')
  await shen.page.goto('/together')
  await heading(shen.page, '选几件一起办')
  for (const item of ['居住证申领', '社区活动场所使用']) await shen.page.getByRole('checkbox', { name: new RegExp(item) }).check()
  await album.snap(shen.page, 'resident-pick', { from: shen.page.getByRole('checkbox', { name: /社区活动场所使用/ }) })
  await shen.context.close()
  const large = await album.open('phone', { login: 'xujieying', large: true })
  await large.page.goto('/')
  await large.page.getByRole('heading', { level: 1, name: /徐㛃英，您好/ }).waitFor()
  await album.snap(large.page, 'resident-large')
  await large.context.close()
}
