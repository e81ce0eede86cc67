import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { base, heading, launch, pictured, sound, visitor, type Visitor } from './browser.ts'
import { enter } from './caller.ts'

// A county's administrator makes an item from nothing, without code: head, process and days, questions over registered elements,
// numbers, a condition, materials, outcome. It is tried and proposed; a second administrator looks at it and publishes it, and a
// resident applies for it on a phone at once.

const [id, name] = ['reading_room_card', '社区阅览室借书证']
let browser: Browser
let maker: Visitor
let second: Visitor
let resident: Visitor
before(async () => { browser = await launch() })
after(async () => {
  await browser?.close()
  assert.deepEqual([maker, second, resident].flatMap(who => who?.faults ?? []), [])
})

const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click()
const part = (page: Page, title: string) => page.getByRole('region', { name: title })

async function fills(page: Page, title: string, answers: Record<string, string>): Promise<void> {
  for (const [label, text] of Object.entries(answers)) await part(page, title).getByLabel(label).first().fill(text)
}
async function picks(page: Page, title: string, label: string, choice: string | { label: string }): Promise<void> {
  await part(page, title).getByLabel(label).last().selectOption(choice)
}

async function begins(page: Page, seat: string): Promise<void> {
  await page.goto(`/desk/${seat}/items`)
  await page.getByRole('link', { name: '新建事项' }).click()
  await press(page, '开始编制')
  await see(page, '请填写居民看得懂的名称')
  await page.getByLabel('事项名称').fill(name)
  await page.getByLabel('编号', { exact: true }).fill('借书证')
  await see(page, '只用小写字母、数字和下划线')
  await page.getByLabel('编号', { exact: true }).fill(id)
  await sound(page, '新建事项')
  await press(page, '开始编制')
  await heading(page, `编制：${name}`)
}

/** What it is, how it runs, what is asked, for whom, and what comes of it. */
async function fillsIn(page: Page): Promise<void> {
  const [basics, process, form, numbers, conditions, materials, outcome] = ['一、基本信息', '二、流程和时限', '三、要问什么', '四、标准和参数', '五、申请条件', '六、材料', '七、办成后'] as const
  await fills(page, basics, {
    '一句话说明': '住在本区就可以办，凭证借书。', '办理机关': '镇人民政府（街道办事处）', '依据': '柳湖区图书馆章程第三条', '办理步骤': '申请\n受理\n决定', '收费': '不收费',
    '办成后得到什么': '社区阅览室借书证', '办理范围': '全省通办', '从哪里可以办': '手机\n全省任一窗口',
  })
  await picks(page, basics, '类别', '公共服务')
  await picks(page, process, '办理流程', { label: '镇街受理、镇街决定' })
  await fills(page, process, { '受理期限（天）': '2', '补正期限（天）': '15', '承诺办结（天）': '3', '法定办结（天）': '10' })
  for (const element of ['person.name', 'person.identity_number', 'person.phone', 'matter.delivery']) {
    await picks(page, form, '再问一项', element)
    await press(page, '加上')
  }
  await page.getByRole('group', { name: '4. 领取方式' }).getByLabel('怎么问').fill('借书证怎样领取？')
  await page.getByRole('group', { name: /^3\. / }).getByLabel('必须填').uncheck()
  await press(page, '加一个参数')
  await fills(page, numbers, { '名称': '最低年龄', '编号': 'min_age', '数值': '14' })
  await picks(page, numbers, '单位', 'years')
  await press(page, '加一个条件')
  await fills(page, conditions, { '怎样说': '年满 {min_age} 周岁', '依据': '柳湖区图书馆章程第三条' })
  await picks(page, conditions, '怎样判断', 'age_at_least')
  await picks(page, conditions, '哪个参数', 'min_age')
  await press(page, '加一种材料')
  await picks(page, materials, '从哪里来', 'shared')
  await picks(page, materials, '由哪个数据项证明', 'person.identity_number')
  await part(page, materials).getByLabel('名称').fill('居民身份证')
  await fills(page, outcome, { '决定书上怎样写结果': '发给社区阅览室借书证' })
  await part(page, outcome).getByLabel('发给证照').check()
}

/** A desk where somebody of the county's administrators sits, and the seat's address. */
async function sits(login: string): Promise<{ who: Visitor; seat: string }> {
  const caller = await enter(login, 'county_admin')
  const who = await visitor(browser, { size: 'desk' })
  const [key, ...value] = caller.cookie.split('=')
  await who.context.addCookies([{ name: key!, value: value.join('='), url: base() }])
  return { who, seat: caller.seat! }
}

test('an item is made without code, tried, proposed and published by a second person; a resident applies for it on a phone at once', async () => {
  const made = await sits('shaojun')
  maker = made.who
  let published = 0
  await pictured(maker.page, 'maker', async () => {
    const { page } = maker
    await begins(page, made.seat)
    await press(page, '提交复核')
    await see(page, /还有 \d+ 处要补/)
    await fillsIn(page)
    await press(page, '提交复核')
    await see(page, '请先保存')
    await press(page, '保存并检查')
    await see(page, '没有要补的，可以提交复核')
    await sound(page, '编制')
    for (const [age, verdict] of [['9', '不能申请'], ['40', '可以申请']] as const) {
      await part(page, '八、试办').getByLabel('年龄').fill(age)
      await press(page, '试一下')
      await part(page, '八、试办').getByText(verdict, { exact: true }).waitFor()
    }
    await press(page, '提交复核')
    await see(page, '编过、提过这份草稿的人不能复核')
    assert.equal(await page.getByRole('button', { name: '复核通过并发布' }).count(), 0, 'who made it does not decide')
    await sound(page, '已提交复核')
  })
  const looks = await sits('sunying')
  second = looks.who
  await pictured(second.page, 'maker-second', async () => {
    const { page } = second
    await page.goto(`/desk/${looks.seat}/items`)
    await page.getByRole('row', { name: new RegExp(name) }).getByText('待复核').waitFor()
    await page.getByRole('link', { name, exact: true }).click()
    await heading(page, `复核：${name}`)
    assert.equal(await part(page, '一、基本信息').getByLabel('一句话说明').isEnabled(), false, 'it is looked at, not changed')
    await press(page, '试一下')
    await part(page, '八、试办').getByText('可以申请', { exact: true }).waitFor()
    await sound(page, '复核')
    await press(page, '复核通过并发布')
    await page.getByRole('dialog').getByRole('button', { name: /发\s*布/ }).click()
    await see(page, '已发布第 1 版')
    published = Date.now()
    await heading(page, name)
    await page.goto(`/desk/${looks.seat}/items`)
    await page.getByRole('row', { name: new RegExp(name) }).getByText('可以申请').waitFor()
  })
  resident = await visitor(browser)
  await pictured(resident.page, 'maker-resident', async () => {
    const { page } = resident
    await page.goto('/login')
    await page.getByRole('button', { name: /陆一鸣/ }).click()
    await page.getByLabel('搜索能办的事').fill('借书证')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name, exact: true }).click()
    await heading(page, name)
    await see(page, '年满 14 周岁')
    await sound(page, 'the guide of the new item')
    await page.getByRole('link', { name: '去申请' }).first().click()
    await heading(page, '我们已经知道的')
    const asked: string[] = []
    while (!(await page.getByRole('button', { name: '提交申请' }).isVisible())) {
      const title = await page.getByRole('heading', { level: 1 }).innerText()
      asked.push(title)
      if (title === '借书证怎样领取？') await page.getByRole('radio').first().check()
      await page.getByRole('button', { name: /继续/ }).click()
      await page.waitForFunction(`document.querySelector('h1').innerText !== ${JSON.stringify(title)}`)
    }
    assert.ok(asked.includes('借书证怎样领取？') && !asked.some(title => /姓名|证件号码/.test(title)), asked.join('、'))
    await sound(page, 'check, new item')
    await page.getByLabel('确认属实').check()
    await page.getByRole('button', { name: '提交申请' }).click()
    await heading(page, '申请已提交')
    assert.match(await page.locator('.r-done-number').innerText(), /^\d{6}-\d{8}-\d{6,9}$/)
    assert.ok(Date.now() - published < 60_000, 'within a minute of its publication')
    await page.getByRole('link', { name: '打印收件凭证' }).click()
    await see(page, name)
  })
})
