import type { Page } from 'playwright-core'
import { addDays, beijingDay } from '../../contract/time.ts'
import { generate } from '../../server/demo/index.ts'
import { numberOf } from '../exchange/tables.ts'
import { heading } from '../journeys/browser.ts'
import { enter, type Caller } from '../journeys/caller.ts'
import type { Album } from './album.ts'

const see = (page: Page, words: string | RegExp) => page.getByText(words).first().waitFor()
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click()
const pick = (page: Page, name: string | RegExp) => page.getByRole('radio', { name }).first().check({ force: true })
const box = (page: Page, name: string) => page.getByRole('region', { name })

/** 宋佳 of 荷风社区 and 唐洁 of 听橹社区 at their work: a record, a change of a household, what others asked for, a visit, a report, the gate. */
export async function community(album: Album): Promise<void> {
  await asksAtHome()
  await checks(album)
  await finds(album)
  await keeps(album)
  await visits(album)
  await hears(album)
}

/** 徐㛃英 asks from home: where she lives, and a fact that is wrong. */
async function asksAtHome(): Promise<void> {
  const xu = await enter('xujieying')
  const mine = await xu.must('person.mine') as unknown as { person: { id: string } }
  const ask = { kind: 'apart', person: mine.person.id, resides: 'away', address: '南京市某路2号' }
  const { seen } = await xu.must('household.preview', { ask })
  await xu.must('household.ask', { ask, seen, reason: '到南京照顾孙辈，住一年' })
  await xu.must('change.correct', { element: 'person.education', value: '40', purpose: '当年上的是中专' })
}

/** What waits for 唐洁, and how she decides it. */
async function checks(album: Album): Promise<void> {
  const { page, context, seat } = await album.open('desk', { login: 'tangjie', office: 'community_worker' })
  await page.goto(`/desk/${seat}/todo`)
  await page.getByRole('link', { name: '徐㛃英' }).first().waitFor()
  await album.snap(page, 'community-todo', { of: page.locator('main') })
  await page.getByRole('row', { name: /人户状态变更/ }).getByRole('link').first().click()
  await heading(page, /人户状态变更/)
  await page.getByLabel('核对意见').fill('电话问过本人，情况属实')
  await album.snap(page, 'community-agree', { of: page.locator('main') })
  await page.goto(`/desk/${seat}/changes?state=open`)
  await press(page, /^核对/)
  await see(page, '现在登记的')
  await page.getByLabel('理由').fill('电话问过本人，毕业证上是中专')
  await album.snap(page, 'community-compare', { of: page.getByRole('dialog'), height: 400 })
  await context.close()
}

/** Two records of one person, as an old card's number leaves behind: which is kept. */
async function finds(album: Album): Promise<void> {
  const song = await enter('songjia', 'community_worker')
  const one = { name: '严桂芳', place: '329901001001001', address: '柳湖花园6幢2单元302室', purpose: '台账登记' }
  // Every second number is a woman's.
  const [first, , third] = Array.from({ length: 3 }, () => numberOf('1958-04-18'))
  await song.must('person.register', { ...one, identity: first, distinct: true })
  await song.must('person.register', { ...one, identity: third, distinct: true })
  // Whoever registered the second said that it is another person; now there is evidence that it is not.
  const { unlike } = await song.must('household.doubles', {}) as unknown as { unlike: { finding: string }[] }
  await song.must('household.unlike_undo', { finding: unlike[0]!.finding, reason: '派出所核实是换过号码的同一个人' })
  const { page, context, seat } = await album.open('desk', { login: 'songjia', office: 'community_worker' })
  await page.goto(`/desk/${seat}/life/doubles`)
  await press(page, /^合并/)
  await pick(page, '严桂芳')
  await see(page, '怎样核实是同一个人')
  await album.snap(page, 'community-doubles', { of: page.locator('main'), height: 820 })
  await context.close()
}

/** 宋佳 opens a record, notes what is new, and registers a death with who follows as head. */
async function keeps(album: Album): Promise<void> {
  const world = generate()
  const members = (id: string) => world.members.filter(one => one.household === id)
  const plain = (person: string) => world.persons.find(one => one.id === person)!.alive && !world.cast.some(member => member.person === person)
  const home = world.households.find(one => one.place.startsWith('329901001001') && members(one.id).length === 3 && members(one.id).every(each => plain(each.person)))!
  const nameOf = (person: string) => world.persons.find(one => one.id === person)!.name
  const [next, other] = members(home.id).map(one => one.person).filter(person => person !== home.head) as [string, string]
  const { page, context, seat } = await album.open('desk', { login: 'songjia', office: 'community_worker' })
  await page.goto(`/desk/${seat}/people/${home.head}`)
  await pick(page, '核实信息')
  await album.snap(page, 'community-purpose', { of: page.locator('main form') })
  await press(page, '打开档案')
  await heading(page, nameOf(home.head))
  await album.snap(page, 'community-record')
  await page.getByRole('row', { name: /文化程度|居住状况|政治面貌/ }).first().getByRole('button', { name: /^更新/ }).click()
  await see(page, '怎么知道的')
  await album.snap(page, 'community-update', { of: page.getByRole('dialog'), height: 640 })
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: '办理户内变动' }).click()
  await heading(page, '办理户内变动')
  await pick(page, '死亡登记')
  await album.snap(page, 'community-change', { of: page.locator('main') })
  await press(page, '下一步')
  await page.getByLabel('死亡日期').fill(addDays(beijingDay(new Date()), -3))
  await page.getByRole('group', { name: /谁去世了/ }).getByRole('radio', { name: nameOf(home.head) }).check({ force: true })
  await page.getByRole('group', { name: /谁接任户主/ }).getByRole('radio', { name: nameOf(next) }).check({ force: true })
  await page.getByLabel(`${nameOf(other)}是${nameOf(next)}的什么人`).selectOption({ label: '子' })
  await press(page, '看看会变成什么样')
  await see(page, '死亡登记：请核对')
  await album.snap(page, 'community-sides', { of: page.locator('main'), height: 760 })
  await page.goto(`/desk/${seat}/burden`)
  await heading(page, '基层负担')
  await see(page, /已花人工/)
  await album.snap(page, 'community-burden', { of: page.locator('main'), height: 620 })
  await context.close()
}

/** On a phone: what is asked at the door, and a report that is looked over. */
async function visits(album: Album): Promise<void> {
  const { page, context, seat } = await album.open('phone', { login: 'songjia', office: 'community_worker' })
  await page.goto(`/desk/${seat}/reports/tasks`)
  await heading(page, '入户采集')
  await press(page, '登记这一户')
  await page.getByRole('button', { name: /^保存（/ }).waitFor()
  await album.snap(page, 'community-visit', { from: page.locator('.rp-visit').first() })
  await page.goto(`/desk/${seat}/reports`)
  await heading(page, '报表')
  await page.getByRole('row', { name: /独居老人.*(待确认|已逾期|已确认)/ }).getByRole('link').first().click()
  await page.getByRole('button', { name: /确认无误|重新确认/ }).waitFor()
  await album.snap(page, 'community-confirm', { from: page.locator('#e-confirm') })
  await context.close()
}

/** A department wants to know who has a bell; the community says what it thinks, and what hangs on its wall. */
async function hears(album: Album): Promise<void> {
  const today = beijingDay(new Date())
  const bureau: Caller = await enter('chengwei', 'department_clerk')
  const { number } = await bureau.must('admission.ask', {
    kind: 'task', title: '独居老人燃气安全检查', content: '每季度上门看一次灶具和软管', basis: '江苏省燃气管理条例第三十条', places: ['329901'], population: '60 岁以上独居老人', period: 'quarter', minutes: 60, valid_from: today, valid_to: addDays(today, 180),
  }) as unknown as { number: string }
  await (await enter('wuqing', 'social_work')).step(number, 'check')
  const { page, context, seat } = await album.open('phone', { login: 'songjia', office: 'community_worker' })
  await page.goto(`/desk/${seat}/admission`)
  await see(page, '独居老人燃气安全检查')
  const asked = page.getByRole('listitem').filter({ hasText: '独居老人燃气安全检查' })
  await asked.getByRole('button', { name: '提意见' }).click()
  await asked.getByText('同意，但要减轻', { exact: true }).click()
  await asked.getByText('较重', { exact: true }).click()
  await album.snap(page, 'community-opinion', { from: page.getByText('独居老人燃气安全检查').first() })
  await page.goto(`/desk/${seat}/admission?tab=wall`)
  await page.getByLabel('是什么').selectOption('plaque')
  await page.getByLabel('名称').fill('某某工作站')
  await page.getByLabel('哪个单位要求的').selectOption({ label: '不在名单上' })
  await page.getByLabel('单位名称').fill('柳湖区某局')
  await album.snap(page, 'community-wall', { of: box(page, '登记所见') })
  await context.close()
}
