import type { Page } from 'playwright-core'
import { heading } from '../journeys/browser.ts'
import { enter } from '../journeys/caller.ts'
import type { Album } from './album.ts'

const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

/** 程伟's bureau asks for a roster with one new column; it is checked, heard, decided, sent down; what the county sees. */
export async function admission(album: Album): Promise<void> {
  const bureau = await album.open('desk', { login: 'chengwei', office: 'department_clerk' })
  const number = await asks(album, bureau.page, bureau.seat)
  await decides(album, number)
  await sends(album, bureau.page, bureau.seat)
  await bureau.context.close()
}

async function asks(album: Album, page: Page, seat: string): Promise<string> {
  await page.goto(`/desk/${seat}/admission`)
  await page.getByRole('link', { name: '提出准入申请' }).click()
  await heading(page, '提出准入申请')
  await page.getByLabel('类别').selectOption('report')
  await page.getByLabel('加一栏').fill('姓名')
  await page.getByRole('listbox', { name: '平台里的数据项' }).getByRole('option').first().waitFor()
  await page.getByLabel('加一栏').press('Enter')
  await page.getByLabel('加一栏').fill('家里有没有呼叫器')
  await page.getByRole('option', { name: /需要新增/ }).click()
  await page.getByLabel('“家里有没有呼叫器”怎么填').selectOption('yes_no')
  await page.getByLabel('“家里有没有呼叫器”的采集依据').fill('省适老化改造通知第三条')
  await press(page, '看看平台里有没有')
  await see(page, /需要新增 1 项/)
  await album.snap(page, 'admission-probe', { of: page.locator('#ad-report').locator('..') })
  await page.getByLabel('名称', { exact: true }).fill('独居老人呼叫器摸底')
  await page.getByLabel('要村（社区）做什么').fill('上门问一次有没有呼叫器，没有的登记下来')
  await page.getByLabel('依据', { exact: true }).fill('省适老化改造通知第三条')
  await album.snap(page, 'admission-request', { from: page.getByLabel('名称', { exact: true }) })
  await press(page, '提交申请')
  await heading(page, '独居老人呼叫器摸底')
  return page.url().split('/').at(-1)!
}

/** Checked, heard by 荷风社区, decided by two. */
async function decides(album: Album, number: string): Promise<void> {
  const office = await album.open('desk', { login: 'wuqing', office: 'social_work' })
  await office.page.goto(`/desk/${office.seat}/cases/${number}`)
  await office.page.getByRole('button', { name: /初审通过/ }).waitFor()
  await album.snap(office.page, 'admission-check')
  await office.context.close()
  const wu = await enter('wuqing', 'social_work')
  await wu.step(number, 'check')
  const song = await enter('songjia', 'community_worker')
  const { items } = await song.must('admission.hearings', { limit: 50 }) as unknown as { items: { id: string; title: string }[] }
  await song.must('admission.opine', { hearing: items.find(one => one.title === '独居老人呼叫器摸底')!.id, stance: 'lighten', score: 3, words: '能不能和走访一起问' })
  await wu.step(number, 'close_hearing', { note: '一处要求减轻：和日常走访合在一起' })
  const force = await album.open('desk', { login: 'shaojun', office: 'burden_taskforce' })
  await force.page.goto(`/desk/${force.seat}/admission/${number}`)
  await see(force.page, /能不能和走访一起问/)
  await album.snap(force.page, 'admission-decide', { of: force.page.locator('#ad-load, #ad-said').locator('xpath=ancestor::section') })
  const shao = await enter('shaojun', 'burden_taskforce')
  await shao.step(number, 'grant', { note: '联席会议同意，和日常走访合并' })
  await wu.step(number, 'grant', { note: '同意' })
  await force.page.goto(`/desk/${force.seat}/burden`)
  await see(force.page, /已花人工/)
  await see(force.page, '重复填报率')
  await album.snap(force.page, 'admission-burden', { of: force.page.locator('main'), height: 900 })
  await force.context.close()
}

async function sends(album: Album, page: Page, seat: string): Promise<void> {
  await page.goto(`/desk/${seat}/admission?tab=sent`)
  await page.getByLabel('哪一项准入').selectOption({ index: 1 })
  await album.snap(page, 'admission-send', { of: page.locator('#ad-send').locator('..') })
  await page.goto(`/desk/${seat}/admission?tab=catalogue`)
  await see(page, '独居老人呼叫器摸底')
  await album.snap(page, 'admission-catalogue')
  await page.goto(`/desk/${seat}/resources`)
  await heading(page, '下沉资源')
  await page.locator('#re-sent').waitFor()
  await album.snap(page, 'admission-resources')
}
