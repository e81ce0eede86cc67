import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { extractText, getDocumentProxy } from 'unpdf'
import type { Prepared } from '../../contract/service.ts'
import { base, heading, launch, pictured, sound, visitor, type Visitor } from './browser.ts'
import { enter, type Caller } from './caller.ts'

// A certificate is issued; its holder keeps it and shows it; a stranger's phone verifies it; it is used again by consent; it is
// revoked at the desk, and the stranger hears of it.

let browser: Browser
const people: Visitor[] = []
let xu: Caller
before(async () => { browser = await launch(); xu = await enter('xujieying') })
after(async () => {
  await browser?.close()
  assert.deepEqual(people.flatMap(who => who.faults), [])
})

const said: Record<string, string> = { 'person.residence_address': '柳湖街道听橹雅苑1幢2单元201室', 'person.phone': '13800001235', 'matter.lived_since': '2025-01-10' }
async function applied(caller: Caller, item: string): Promise<string> {
  const form = await caller.must('service.prepare', { item }) as unknown as Prepared
  const answers = Object.fromEntries(form.fields.filter(field => field.editable && field.state !== 'held').map(field => [field.element, field.choices[0]?.code ?? said[field.element]]).filter(([, value]) => value !== undefined))
  return String((await caller.must('service.apply', { item, answers, confirmed: true }))['number'])
}
async function logged(caller: Caller, size: 'phone' | 'desk', large = false): Promise<Visitor> {
  const who = await visitor(browser, { size, large })
  const [name, ...value] = caller.cookie.split('=')
  await who.context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  people.push(who)
  return who
}

test('a holder keeps a certificate, a stranger verifies it, and hears later that it was revoked', async () => {
  const [zhang, qian] = [await enter('zhangwen', 'street_examiner'), await enter('qianli', 'street_examiner')]
  const matter = await applied(xu, 'elder_card')
  await zhang.step(matter, 'accept')
  await qian.step(matter, 'grant', { note: '年龄核对无误' })

  const holder = await logged(xu, 'phone')
  let address = '', number = '', code = ''
  await pictured(holder.page, 'licence-holder', async () => {
    const { page } = holder
    await page.goto(`/matters/${matter}`)
    await page.getByRole('link', { name: '老年人优待证', exact: true }).click()
    await heading(page, /老年人优待证/)
    await sound(page, '/licences/<number>')
    number = (await page.locator('dd .r-num').first().innerText()).trim()
    code = (await page.locator('.l-code .r-num').innerText()).trim()
    const href = await page.getByRole('link', { name: '打开证照（PDF），可打印' }).getAttribute('href')
    const file = await page.request.get(href!)
    assert.deepEqual([file.status(), file.headers()['content-type']], [200, 'application/pdf'])
    assert.match(file.headers()['content-disposition'] ?? '', /^inline/)
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(await file.body())), { mergePages: true })
    assert.ok(text.replace(/\s/g, '').includes('徐㛃英') && text.includes(number), text)
    assert.equal((await fetch(new URL(href!, base()))).status, 401, 'nobody else gets the file')
    address = `/open/verify/${number}#${code}`
    await page.goto('/mine')
    await page.getByRole('link', { name: '我的证照' }).click()
    await heading(page, '我的证照')
    await page.getByText('居民身份证').first().waitFor()
    await sound(page, '/licences')
  })

  const stranger = await visitor(browser, { large: true })
  people.push(stranger)
  await pictured(stranger.page, 'licence-stranger', async () => {
    const { page } = stranger
    await page.goto(address)
    await page.getByText('这张证照有效').waitFor()
    await page.getByText('徐*').waitFor()
    assert.ok(!(await page.locator('main').innerText()).includes('㛃'), 'the name is masked')
    await sound(page, 'a certificate that is valid')
    await page.goto('/open')
    await page.getByRole('link', { name: '核验证照' }).last().click()
    await page.getByRole('button', { name: '核验', exact: true }).click()
    await page.getByText('编号像这样').waitFor()
    await page.getByLabel('证照编号').fill(number)
    await page.getByLabel('校验码').fill(code.startsWith('2') ? `3${code.slice(1)}` : `2${code.slice(1)}`)
    await page.getByRole('button', { name: '核验', exact: true }).click()
    await page.getByText('没有查到这张证照').first().waitFor()
    await sound(page, 'a wrong code')
    await page.getByLabel('校验码').fill(code.toLowerCase().replace('-', ''))
    await page.getByRole('button', { name: '核验', exact: true }).click()
    await page.getByText('这张证照有效').waitFor()
  })

  const desk = await logged(qian, 'desk')
  await pictured(desk.page, 'licence-desk', async () => {
    const { page } = desk
    await page.goto(`/desk/${qian.seat}/cases/${matter}`)
    await page.getByRole('heading', { name: '证照', exact: true }).waitFor()
    const href = await page.getByRole('link', { name: '打印证照' }).getAttribute('href')
    assert.equal((await page.request.get(href!)).status(), 200)
    await page.getByRole('button', { name: '撤销证照' }).click()
    await page.getByRole('button', { name: '确认撤销' }).click()
    await page.getByText('请选择撤销的原因').waitFor()
    await page.getByLabel('原因', { exact: true }).selectOption('granted_wrongly')
    await page.getByLabel('事实和依据').fill('出生日期登记有误')
    await sound(page, 'revoking')
    await page.getByRole('button', { name: '确认撤销' }).click()
    await page.getByText('撤销：核发有误').waitFor()
    await sound(page, 'a case whose certificate was revoked')
  })
  await pictured(stranger.page, 'licence-revoked', async () => {
    await stranger.page.reload()
    await stranger.page.getByText('这张证照已撤销，不能再使用').waitFor()
    await stranger.page.getByText('原因：核发有误').waitFor()
    assert.ok(!(await stranger.page.locator('main').innerText()).includes('出生日期'))
    await sound(stranger.page, 'a certificate that was revoked')
  })
})

test('a permit is taken from the library by consent, and the holder sees in which matter', async () => {
  const [zhang, cheng] = [await enter('zhangwen', 'street_examiner'), await enter('chengwei', 'county_civil_affairs')]
  const permit = await applied(xu, 'residence_permit')
  await zhang.step(permit, 'accept')
  await zhang.step(permit, 'examine', { note: '核对' })
  await cheng.step(permit, 'grant', { note: '符合条件' })
  const holder = await logged(xu, 'phone')
  await pictured(holder.page, 'licence-consent', async () => {
    const { page } = holder
    const goOn = (name: string | RegExp) => page.getByRole('button', { name }).click()
    await page.goto('/apply/permit_endorsement')
    await goOn(/继续/)
    await heading(page, '您符合条件')
    await page.getByLabel('居住证', { exact: true }).check()
    await sound(page, 'consent')
    for (let i = 0; i < 8 && !(await page.getByRole('button', { name: '提交申请' }).isVisible()); i++) {
      const choice = page.getByRole('radio').first()
      if (await choice.isVisible()) await choice.check()
      await goOn(/继续/)
      await page.waitForTimeout(150)
    }
    await page.getByText('确认属实').click()
    await goOn('提交申请')
    await heading(page, '申请已提交')
    await page.goto('/licences')
    await page.getByText('用于居住证签注').waitFor()
    await sound(page, '/licences with a use')
  })
})
