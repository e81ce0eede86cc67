import type { Page } from 'playwright-core'
import { bytesOf, numberOf, type Row } from '../exchange/tables.ts'
import { heading } from '../journeys/browser.ts'
import type { Album } from './album.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const names = ['陈国强', '李桂兰', '陈志明', '王秀珍', '赵德福', '孙玉梅', '赵小军', '周建华', '吴美芳', '周婷婷', '郑海涛', '冯春花']
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()

/** 夏建芳 brings in the village's table, of which two rows are wrong, and takes a list out. */
export async function exchange(album: Album): Promise<void> {
  const rows: Row[] = [['稻禾村居民台账', null, null, null, null, null], ['姓名', '身份证号', '户号', '与户主关系', '家庭住址', '手机号'],
    ...names.map((name, i): Row => [name, i === 4 ? '320106199001011234' : i === 8 ? '3201061990' : numberOf(), String(Math.floor(i / 3)), i % 3 === 0 ? '户主' : i % 3 === 1 ? '妻' : '子', `新桥路${Math.floor(i / 3) + 1}号`, `139${String(10_000_000 + i * 7919)}`])]
  const { page, context, seat } = await album.open('desk', { login: 'xiajianfang', office: 'community_worker' })
  await page.goto(`/desk/${seat}/exchange`)
  await page.getByRole('link', { name: '导入表格' }).click()
  await heading(page, '导入表格')
  await album.snap(page, 'exchange-pick', { of: page.locator('main .d-head, main .r-block') })
  await page.getByLabel('选择表格').setInputFiles({ name: '稻禾村台账.xlsx', mimeType: xlsx, buffer: await bytesOf(rows, { kind: 'xlsx' }) })
  await page.getByText('第 2 行是标题，认出 6 列').waitFor()
  await page.getByLabel('存为模板').fill('村台账')
  await album.snap(page, 'exchange-columns', { of: page.locator('main form') })
  await press(page, '试算')
  await page.getByText('试算好了，还没有写入').waitFor({ timeout: 60_000 })
  await album.snap(page, 'exchange-checked', { of: page.locator('main section').first() })
  await press(page, /^导入，写入/)
  await page.getByText('导入好了，还有几行要处理').waitFor({ timeout: 60_000 })
  await page.getByText('要处理的行').waitFor()
  await album.snap(page, 'exchange-done', { of: page.locator('main section'), height: 520 })
  await page.goto(`/desk/${seat}/exchange/exports`)
  await heading(page, '导出名单')
  await page.getByLabel('用途').fill('重阳节慰问，核对名单')
  await album.snap(page, 'exchange-export', { of: page.locator('main form') })
  await context.close()
}
