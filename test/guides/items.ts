import type { Page } from 'playwright-core'
import { heading } from '../journeys/browser.ts'
import { enter } from '../journeys/caller.ts'
import type { Album } from './album.ts'

const id = 'reading_room_card'
const region = (page: Page, name: string) => page.getByRole('region', { name })

/** 邵军 makes an item like another one, tries it, and looks at the numbers of a province's item; nothing is published; 孙颖 sees what waits for her. */
export async function items(album: Album): Promise<void> {
  const { page, context, seat } = await album.open('desk', { login: 'shaojun', office: 'county_admin' })
  await page.goto(`/desk/${seat}/items`)
  await page.getByRole('row', { name: /^高龄津贴/ }).waitFor()
  await album.snap(page, 'items-list')
  await page.getByRole('link', { name: '新建事项' }).click()
  await page.getByLabel('事项名称').fill('社区阅览室借书证')
  await page.getByLabel('编号', { exact: true }).fill(id)
  await page.getByLabel('照着哪个事项').selectOption('elder_card')
  await album.snap(page, 'items-new', { of: page.locator('main .d-head, main form') })
  await page.getByRole('button', { name: '开始编制' }).click()
  await heading(page, '编制：社区阅览室借书证')
  await region(page, '一、基本信息').getByLabel('一句话说明').fill('住在本区就可以办，凭证借书。')
  await region(page, '四、标准和参数').getByLabel('数值').fill('14')
  await album.snap(page, 'items-basics', { of: region(page, '一、基本信息') })
  await album.snap(page, 'items-process', { of: region(page, '二、流程和时限') })
  await album.snap(page, 'items-form', { of: region(page, '三、要问什么'), height: 620 })
  await album.snap(page, 'items-params', { of: region(page, '四、标准和参数') })
  await album.snap(page, 'items-conditions', { of: region(page, '五、申请条件') })
  await album.snap(page, 'items-materials', { of: region(page, '六、材料') })
  await page.getByRole('button', { name: '保存并检查' }).click()
  await page.getByText('没有要补的，可以提交复核').first().waitFor()
  await region(page, '八、试办').getByLabel('年龄').fill('9')
  await page.getByRole('button', { name: '试一下' }).click()
  await region(page, '八、试办').getByText('不能申请', { exact: true }).waitFor()
  await album.snap(page, 'items-trial', { of: region(page, '八、试办') })
  await page.getByRole('button', { name: '提交复核' }).click()
  await page.getByText('编过、提过这份草稿的人不能复核').waitFor()
  const second = await album.open('desk', { login: 'sunying', office: 'county_admin' })
  await second.page.goto(`/desk/${second.seat}/items/${id}/draft`)
  await second.page.getByText('请您复核').waitFor()
  await second.page.getByRole('button', { name: '复核通过并发布' }).scrollIntoViewIfNeeded()
  await album.snap(second.page, 'items-review')
  await second.context.close()
  await page.goto(`/desk/${seat}/items/old_age_allowance`)
  await page.getByRole('button', { name: '制定本地标准' }).click()
  await page.getByLabel('依据的文件').fill('柳民发〔2026〕12号')
  await album.snap(page, 'items-numbers', { of: page.locator('section').filter({ has: page.getByLabel('依据的文件') }) })
  await context.close()
  await (await enter('shaojun', 'county_admin')).must('item.discard', { id })
}
