import type { Page } from 'playwright-core'
import { writeXlsx } from 'hucre/xlsx'
import { addDays, beijingDay } from '../../contract/time.ts'
import { heading } from '../journeys/browser.ts'
import { enter } from '../journeys/caller.ts'
import type { Album } from './album.ts'

const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const id = 'elders_eighty_alone', title = '八十岁以上独居老人名册'

/** 程伟 makes a roster out of what is held, has it confirmed, and takes it away in his bureau's own layout. */
export async function reports(album: Album): Promise<void> {
  const { page, context, seat } = await album.open('desk', { login: 'chengwei', office: 'county_civil_affairs' })
  await page.goto(`/desk/${seat}/reports`)
  await heading(page, '报表')
  await page.getByRole('row').nth(2).waitFor()
  await album.snap(page, 'reports-list')
  await defines(album, page)
  await page.goto(`/desk/${seat}/reports/${id}`)
  await heading(page, title)
  await page.locator('#rp-table').waitFor()
  await album.snap(page, 'reports-live')
  await lays(album, page, seat)
  await setsOut(album, page, seat)
  await context.close()
}

async function defines(album: Album, page: Page): Promise<void> {
  await page.getByRole('link', { name: '编制报表' }).click()
  await page.getByLabel('名称', { exact: true }).fill(title)
  await page.getByLabel('编号', { exact: true }).fill(id)
  await page.getByLabel('照着哪一张改').selectOption('elders_alone')
  await press(page, '开始编')
  await heading(page, title)
  await page.getByLabel('周岁，从').first().fill('80')
  await album.snap(page, 'reports-define', { of: page.locator('#e-who, #e-columns').locator('..'), height: 640 })
  await press(page, '保存并核对')
  await see(page, /个符合口径/)
  await album.snap(page, 'reports-answer', { of: page.locator('.g-notice, .rp-tools').filter({ hasText: /个符合口径|保存并核对/ }) })
  await press(page, '发布')
  await heading(page, title)
}

/** Without an admission nothing is laid on anybody; with one it is, and 荷风社区 says that it is right. */
async function lays(album: Album, page: Page, seat: string): Promise<void> {
  const today = beijingDay(new Date())
  await page.goto(`/desk/${seat}/reports/${id}/send`)
  await heading(page, '下达和交换')
  await press(page, '下达')
  await page.getByRole('link', { name: '去提出准入申请' }).waitFor()
  await album.snap(page, 'reports-send', { of: page.locator('#e-send').locator('..') })
  const clerk = await enter('chengwei', 'department_clerk')
  const { number } = await clerk.must('admission.ask', {
    kind: 'report', title, subject: id, content: '每期看一遍名单，确认对不对', basis: '江苏省养老服务条例', places: ['329901'], population: '80 岁以上独居老人', period: 'month', valid_from: today, valid_to: addDays(today, 90),
    report: { population: { all: [{ aged: { from: 80 } }, { equal: ['person.living_arrangement', '1'] }] }, columns: [...['姓名', '性别', '证件号码', '居住地址', '联系电话', '能力等级', '紧急联系人姓名', '紧急联系人电话', '人户状态'].map(column => ({ title: column })), { title: '近期有没有人探访', type: 'yes_no', basis: '江苏省养老服务条例' }] },
  }) as unknown as { number: string }
  const [wu, shao] = [await enter('wuqing', 'social_work'), await enter('shaojun', 'burden_taskforce')]
  await wu.step(number, 'check')
  await wu.step(number, 'close_hearing', { note: '没有意见' })
  await shao.step(number, 'grant', { note: '同意' })
  await wu.step(number, 'grant', { note: '同意' })
  await press(page, '下达')
  await see(page, /个村（社区）按期确认/)
  const song = await enter('songjia', 'community_worker')
  const { items } = await song.must('report.list', { limit: 200 }) as unknown as { items: { head: { id: string }; period: string; seq: number; state: string }[] }
  const row = items.find(one => one.head.id === id)!
  await song.must('report.confirm', { report: id, period: row.period, place: '329901001001', seq: row.seq })
  await page.goto(`/desk/${seat}/reports/${id}`)
  await see(page, /个已确认/)
  await album.snap(page, 'reports-progress', { of: page.locator('#e-progress').locator('../..'), height: 420 })
}

async function setsOut(album: Album, page: Page, seat: string): Promise<void> {
  const layout = await writeXlsx({ sheets: [{ name: '名册', rows: [['{{place}}{{title}}', null, null, null], ['截至 {{day}}', null, null, '共 {{count}} 人'], ['序号', '姓名', '年龄', '住址'], ['{{n}}', '{{name}}', '{{age}}', '{{address}}']], merges: [{ startRow: 0, startCol: 0, endRow: 0, endCol: 3 }] }] })
  await page.goto(`/desk/${seat}/reports/${id}/layout`)
  await heading(page, '报表版式')
  await page.locator('input[type=file]').first().setInputFiles({ name: '名册.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: Buffer.from(layout) })
  await see(page, `柳湖区（演示）${title}`)
  await album.snap(page, 'reports-layout', { of: page.locator('main'), height: 900 })
}
