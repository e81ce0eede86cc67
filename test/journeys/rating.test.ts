import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { cast, generate, type DemoPerson } from '../../server/demo/index.ts'
import { base, heading, launch, pictured, sound, visitor, type Visitor } from './browser.ts'
import { enter } from './caller.ts'

/** A bad grade from the rating screen of a window until it is mended; the queue and the tools of the window on the way. */
let browser: Browser
const guests: Visitor[] = []

async function open(cookie: string | null, { size = 'desk', large = false }: { size?: 'phone' | 'desk'; large?: boolean } = {}): Promise<Visitor> {
  const guest = await visitor(browser, { size, large })
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

const words = '等了一个小时没人理'
let token = ''

test('a number is drawn and called, the card is laid on the reader, the guest rates on the screen that is handed over', async () => {
  const jiang = await enter('jiangmin', 'window_clerk')
  const { page, context } = await open(jiang.cookie)
  await pictured(page, 'rating-window', async () => {
    await page.goto(`/desk/${jiang.seat}/queue`)
    await heading(page, '排队')
    await press(page, '现场取号')
    await see(page, /已取号 A\d{3}/)
    await press(page, '叫下一位')
    await sound(page, '排队')
    const hall = await open(null)
    await hall.page.goto(`/open/queue/${cast.jiang.place!}`)
    await see(hall.page, /^A\d{3}$/)
    await sound(hall.page, '叫号屏')
    await hall.context.close()
    await press(page, '来了，开始接待')
    await heading(page, '窗口')
    await see(page, '请核验证件')
    await press(page, '周福根放上身份证')
    assert.equal(await page.getByLabel('姓名').inputValue(), '周福根')
    assert.match(await page.getByLabel('证件号码').inputValue(), /^\d{17}[\dX]$/)
    await sound(page, '窗口')
    await press(page, '核验并开始接待')
    await heading(page, '周福根')
    await press(page, '请来人评价')
    await sound(page, '交出评价')
    token = (await page.getByRole('link', { name: '打开评价屏' }).getAttribute('href'))!
  })
  await context.close()
  const screen = await open(null, { size: 'phone', large: true })
  await pictured(screen.page, 'rating-screen', async () => {
    await screen.page.goto(token)
    await heading(screen.page, '今天的服务，您满意吗？')
    assert.ok(!screen.page.url().includes('#'), 'the token does not stay in the address')
    await press(screen.page, '提交评价')
    await see(screen.page, '请选择一个评价')
    await screen.page.getByText('很差', { exact: true }).click()
    await screen.page.getByLabel('想说的话').fill(words)
    await sound(screen.page, '评价屏')
    await press(screen.page, '提交评价')
    await heading(screen.page, '谢谢您的评价')
    await sound(screen.page, '评价之后')
  })
  await screen.context.close()
})

test('the county’s supervisor finds it among the work of the day, contacts, mends, asks again and closes; a stranger reads the counts', async () => {
  const shao = await enter('shaojun', 'county_admin')
  // The platform opens the follow-up by itself, within some seconds.
  for (let tries = 0; tries < 40 && ((await shao.must('case.todo')).items as unknown[]).length === 0; tries++) await wait(500)
  const { page, context } = await open(shao.cookie)
  await pictured(page, 'rating-follow-up', async () => {
    await page.goto(`/desk/${shao.seat}/todo`)
    await page.getByRole('link', { name: '评价人' }).first().click()
    await see(page, words)
    assert.equal(await page.getByText('周福根').count(), 0, 'who rated is not shown unasked')
    await press(page, '看评价人的联系方式')
    await see(page, '周福根')
    await sound(page, '差评跟进')
    for (const [button, note] of [['已联系评价人', '上门核实，情况属实'], ['已整改', '增加一个窗口'], ['回访认可，办结', '认可']] as const) {
      await press(page, new RegExp(`^${button}`))
      await page.locator('.c-form textarea').fill(note)
      await page.locator('.c-form').getByRole('button', { name: button }).click()
      await see(page, `已办：${button}`)
    }
    await see(page, '整改完成')
    await page.goto(`/desk/${shao.seat}/ratings`)
    await see(page, words)
    await sound(page, '评价')
  })
  await context.close()
  const { page: stranger, context: outside } = await open(null, { size: 'phone' })
  await pictured(stranger, 'rating-open', async () => {
    await stranger.goto('/open/ratings?by=window')
    await heading(stranger, '满意度')
    await see(stranger, '评价较少，不计比例')
    assert.equal(await stranger.getByText(words).count(), 0)
    await sound(stranger, '满意度')
  })
  await outside.close()
})

test('who was rated reads the words and not the name; an elder rates a case of hers in the large version', async () => {
  const jiang = await enter('jiangmin', 'window_clerk')
  const own = await open(jiang.cookie)
  await pictured(own.page, 'rating-own', async () => {
    await own.page.goto(`/desk/${jiang.seat}/ratings`)
    await see(own.page, words)
    assert.equal(await own.page.getByText('周福根').count(), 0)
    await sound(own.page, '我的评价')
  })
  await own.context.close()

  const xu = await enter('xujieying')
  const item = 'elder_card'
  const form = await xu.must('service.prepare', { item }) as unknown as { fields: { element: string; editable: boolean; state: string; choices: { code: string }[] }[] }
  const answers = Object.fromEntries(form.fields.filter(field => field.editable && field.state !== 'held').map(field => [field.element, field.choices[0]?.code ?? '13800001235']))
  const { number } = await xu.must('service.apply', { item, answers, confirmed: true }) as unknown as { number: string }
  await xu.step(number, 'withdraw')
  const { page, context } = await open(xu.cookie, { size: 'phone', large: true })
  await pictured(page, 'rating-case', async () => {
    await page.goto(`/matters/${number}`)
    await page.getByRole('link', { name: '评价一下' }).click()
    await heading(page, '这件事办得怎么样？')
    await page.getByText('很好', { exact: true }).click()
    await sound(page, '评价办件')
    await press(page, '提交评价')
    await see(page, '您的评价')
    await sound(page, '评价过的办件')
  })
  await context.close()
})

test('a resident books a time on the phone and gives it back', async () => {
  const jiang = await enter('jiangmin', 'window_clerk')
  const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
  await jiang.must('queue.open', { day, slots: [{ at: '10:00', capacity: 2 }] })
  const lu = await enter('luyiming')
  const { page, context } = await open(lu.cookie, { size: 'phone' })
  await pictured(page, 'rating-booking', async () => {
    await page.goto(`/booking?place=${cast.jiang.place!}`)
    await page.getByRole('link', { name: /柳湖街道/ }).click()
    await press(page, /10:00/)
    await sound(page, '预约时间')
    await press(page, '约这个时间')
    await see(page, '已预约')
    await sound(page, '我的预约')
    await press(page, '取消预约')
    await see(page, '已取消')
  })
  await context.close()
})

test('a bridge on this computer: the card fills the form, a picture from the camera and a signature from the pad become papers', async () => {
  const [gu, shen] = [cast.gu, cast.shen].map(who => generate().persons.find(one => one.id === who.person)!) as [DemoPerson, DemoPerson]
  const han = await enter('hanlu', 'window_clerk')
  const { page, context } = await open(han.cookie)
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  await page.routeWebSocket('ws://127.0.0.1:8765', socket => socket.onMessage(raw => {
    const said = JSON.parse(String(raw)) as { type: string; id: string }
    if (said.type === 'hello') {
      socket.send('nonsense')
      socket.send(JSON.stringify({ type: 'hello', devices: ['reader', 'camera', 'pad'] }))
      setTimeout(() => socket.send(JSON.stringify({ type: 'card', name: gu.name, number: gu.id_number })), 800)
    } else socket.send(JSON.stringify({ type: 'picture', id: said.id, image: `data:image/png;base64,${pixel}` }))
  }))
  await context.addInitScript("localStorage.setItem('gongzhi:devices', 'bridge')")
  await pictured(page, 'rating-bridge', async () => {
    await page.goto(`/desk/${han.seat}/window`)
    await see(page, '读卡器已接好')
    await page.locator('input[name=name][value="顾秀英"]').waitFor()
    await page.getByRole('form', { name: '核验来人' }).getByText('委托代办').click()
    await page.getByLabel('代办人证件号码').fill(`${shen.name} ${shen.id_number}`)
    await page.getByLabel('代办人是本人的').selectOption({ label: '子女' })
    await press(page, '核验并开始接待')
    await heading(page, '顾秀英')
    await page.goto(`/desk/${han.seat}/window/elder_card`)
    await press(page, /高拍仪拍.*委托书/)
    await see(page, '委托书.png')
    await press(page, '当场签名')
    await page.getByText(/委托书：申请老年人优待证/).first().waitFor()
    await sound(page, '窗口申请')
  })
  await context.close()
})
