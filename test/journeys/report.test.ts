import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { writeXlsx } from 'hucre/xlsx'
import type { Browser, Page } from 'playwright-core'
import { addDays, beijingDay } from '../../contract/time.ts'
import { openWorkbook } from '../../server/kernel/sheets/index.ts'
import { fileOf } from '../sheets/made.ts'
import { base, heading, launch, pictured, sound, visitor, type Visitor } from './browser.ts'
import { enter, type Caller } from './caller.ts'

/** A county bureau makes a roster out of what is held, is admitted to have it confirmed, and takes it in its own layout; nobody types a row. */
let browser: Browser
const guests: Visitor[] = []
before(async () => { browser = await launch() })
after(async () => {
  await browser?.close()
  assert.deepEqual(guests.flatMap(guest => guest.faults), [])
})

async function open(caller: Caller, size: 'phone' | 'desk' = 'desk'): Promise<Page> {
  const guest = await visitor(browser, { size, large: false })
  const [name, ...value] = caller.cookie.split('=')
  await guest.context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  guests.push(guest)
  return guest.page
}
const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

const id = 'elders_eighty_alone', title = '八十岁以上独居老人名册'
const today = beijingDay(new Date())
let cheng: Caller

test('a bureau makes a roster from one that stands, and sees at once that it is there; it cannot lay it on anybody', async () => {
  cheng = await enter('chengwei', 'county_civil_affairs')
  const page = await open(cheng)
  await pictured(page, 'report-define', async () => {
    await page.goto(`/desk/${cheng.seat}/reports`)
    await heading(page, '报表')
    await sound(page, '报表')
    await page.getByRole('link', { name: '编制报表' }).click()
    await heading(page, '编制报表')
    await page.getByLabel('名称', { exact: true }).fill(title)
    await page.getByLabel('编号', { exact: true }).fill(id)
    await page.getByLabel('照着哪一张改').selectOption('elders_alone')
    await press(page, '开始编')
    await heading(page, title)
    await page.getByLabel('周岁，从').first().fill('80')
    await press(page, '口径和别名')
    await page.getByLabel('别名').fill('老人姓名、居民姓名')
    await sound(page, '编制')
    await press(page, '保存并核对')
    await see(page, /个符合口径/)
    await press(page, '发布')
    await heading(page, title)
    await see(page, '随时可看').catch(() => see(page, '信息齐全程度'))
    await page.getByRole('link', { name: '下达和交换' }).click()
    await heading(page, '下达和交换')
    await sound(page, '下达和交换')
    await press(page, '下达')
    await see(page, /没有经过准入|没有准入/)
    await page.getByRole('link', { name: '去提出准入申请' }).waitFor()
  })
})

test('admitted by two signatures it is laid on the county, and a community says on a phone that it is right', async () => {
  const clerk = await enter('chengwei', 'department_clerk')
  const { number } = await clerk.must('admission.ask', {
    kind: 'report', title, subject: id, content: '每期看一遍名单，确认对不对', basis: '江苏省养老服务条例', places: ['329901'], population: '80 岁以上独居老人', period: 'month', valid_from: today, valid_to: addDays(today, 90),
    report: { population: { all: [{ aged: { from: 80 } }, { equal: ['person.living_arrangement', '1'] }] }, columns: [...['姓名', '性别', '证件号码', '居住地址', '联系电话', '能力等级', '紧急联系人姓名', '紧急联系人电话', '人户状态'].map(title => ({ title })), { title: '近期有没有人探访', type: 'yes_no', basis: '江苏省养老服务条例' }] },
  }) as unknown as { number: string }
  const wu = await enter('wuqing', 'social_work')
  await wu.step(number, 'check')
  await wu.step(number, 'close_hearing', { note: '没有意见' })
  const shao = await enter('shaojun', 'burden_taskforce')
  await shao.step(number, 'grant', { note: '同意' })
  await wu.step(number, 'grant', { note: '同意' })

  const bureau = await open(cheng)
  await pictured(bureau, 'report-send', async () => {
    await bureau.goto(`/desk/${cheng.seat}/reports/${id}/send`)
    await press(bureau, '下达')
    await see(bureau, /个村（社区）按期确认/)
  })
  const song = await enter('songjia', 'community_worker')
  const phone = await open(song, 'phone')
  await pictured(phone, 'report-confirm', async () => {
    await phone.goto(`/desk/${song.seat}/reports/${id}`)
    await heading(phone, title)
    await sound(phone, '村（社区）的报表')
    await press(phone, '确认无误')
    await see(phone, /当时的 \d+ 行已经留存/)
  })
})

test('the bureau sees who has confirmed, tries its own layout on the real table, keeps it, and takes the file away', async () => {
  const page = await open(cheng)
  const layout = await writeXlsx({ sheets: [{ name: '名册', rows: [['{{place}}{{title}}', null, null, null], ['截至 {{day}}', null, null, '共 {{count}} 人'], ['序号', '姓名', '年龄', '住址'], ['{{n}}', '{{name}}', '{{age}}', '{{address}}']],
    merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 3 }] }] })
  const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  await pictured(page, 'report-layout', async () => {
    await page.goto(`/desk/${cheng.seat}/reports/${id}`)
    await see(page, /1 \/ \d+ 个村（社区）已确认|已确认/)
    await sound(page, '收齐')
    await page.getByRole('link', { name: '版式' }).click()
    await heading(page, '报表版式')
    await page.locator('input[type=file]').first().setInputFiles({ name: '名册.docx', mimeType: 'application/msword', buffer: Buffer.from('no') })
    await see(page, /只能上传 xlsx/)
    await page.locator('input[type=file]').first().setInputFiles({ name: '名册.xlsx', mimeType: xlsx, buffer: Buffer.from(layout) })
    await see(page, `柳湖区（演示）${title}`)
    await sound(page, '报表版式')
    await press(page, '采用这个版式')
    await see(page, '已采用这个版式')
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载填好的表格' }).click()])
    const rows: unknown[][] = []
    for await (const { cells } of (await openWorkbook(fileOf(readFileSync(await file.path())))).rows({ asStored: true })) rows.push(cells)
    assert.equal(rows[0]![0], `柳湖区（演示）${title}`)
    assert.match(String(rows[1]![0]), /^截至 \d{4}-\d{2}-\d{2}$/)
    assert.equal(rows[1]![3], `共 ${rows.length - 3} 人`)
    assert.ok(rows.length > 5 && rows.slice(3).every((row, i) => row[0] === i + 1 && Number(row[2]) >= 80))
  })
})
