import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { Browser } from 'playwright-core'
import { openWorkbook, type Cell } from '../../server/kernel/sheets/index.ts'
import { bytesOf, numberOf, type Row } from '../exchange/tables.ts'
import { fileOf } from '../sheets/made.ts'
import { base, heading, launch, pictured, sound, visitor } from './browser.ts'
import { enter } from './caller.ts'

/** A village accountant brings in 2,000 residents from the table she has, mends what came back, and finishes. */
let browser: Browser
before(async () => { browser = await launch() })
after(() => browser?.close())

const people = 2_000
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const wrong = (i: number): boolean => i % 200 === 9
const row = (i: number): Row => [`${'赵钱孙李'[i % 4]!}${String.fromCodePoint(0x5000 + i)}`, wrong(i) ? '320106199001011234' : numberOf(), String(Math.floor(i / 4)), i % 4 === 0 ? '户主' : '子', `新桥路${Math.floor(i / 4)}号`, `139${String(i).padStart(8, '0')}`]

test('a clerk imports 2,000 residents with errors, mends the answered file and finishes', async () => {
  const caller = await enter('xiajianfang', 'community_worker')
  const { context, page, faults } = await visitor(browser, { size: 'desk' })
  const [name, ...value] = caller.cookie.split('=')
  await context.addCookies([{ name: name!, value: value.join('='), url: base() }])
  const press = (words: string | RegExp) => page.getByRole('button', { name: words }).first().click()
  const rows: Row[] = [['稻禾村居民台账'], ['姓名', '身份证号', '户号', '与户主关系', '家庭住址', '手机号'], ...Array.from({ length: people }, (_, i) => row(i))]
  await pictured(page, 'exchange', async () => {
    await page.goto(`/desk/${caller.seat}/exchange`)
    await heading(page, '导入记录')
    await sound(page, '导入记录')
    await page.getByRole('link', { name: '导入表格' }).click()
    await heading(page, '导入表格')
    await sound(page, '选择表格')
    await page.getByLabel('选择表格').setInputFiles({ name: '台账.doc', mimeType: 'application/msword', buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0]) })
    await page.getByText(/这是旧格式的表格。请在表格程序里另存为新格式/).waitFor()
    await page.getByLabel('选择表格').setInputFiles({ name: '稻禾村台账.xlsx', mimeType: xlsx, buffer: await bytesOf(rows, { kind: 'xlsx' }) })
    await page.getByText('第 2 行是标题，认出 6 列').waitFor()
    await sound(page, '各列的含义')
    await page.getByLabel('存为模板').fill('村台账')
    await press('试算')
    await page.getByText('试算好了，还没有写入').waitFor({ timeout: 60_000 })
    await sound(page, '试算结果')
    const bad = rows.filter(one => one[1] === '320106199001011234').length
    await press(/^导入，写入/)
    await page.getByText('导入好了，还有几行要处理').waitFor({ timeout: 60_000 })
    await sound(page, '导入结果')
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '下载导入结果' }).click()])
    assert.equal(file.suggestedFilename(), '稻禾村台账（导入结果）.xlsx')
    const mended: Row[] = []
    let mistakes = 0
    for await (const { cells } of (await openWorkbook(fileOf(readFileSync(await file.path())))).rows({ asStored: true })) {
      const answer = String(cells[6] ?? '')
      const one = cells.map((cell: Cell) => (typeof cell === 'object' ? null : typeof cell === 'boolean' ? String(cell) : cell)) as Row
      if (answer.startsWith('没有导入：') && /校验码/.test(answer)) { mistakes++; one[1] = numberOf() }
      mended.push(one)
    }
    assert.equal(mistakes, bad)
    await page.getByRole('link', { name: '改好文件再传' }).click()
    await heading(page, '导入表格')
    await page.getByLabel('选择表格').setInputFiles({ name: '稻禾村台账（改）.xlsx', mimeType: xlsx, buffer: await bytesOf(mended, { kind: 'xlsx' }) })
    await page.getByText('认出了“村台账”，各列照上次的对好了').waitFor()
    await press('试算')
    await page.getByText('试算好了，还没有写入').waitFor({ timeout: 60_000 })
    await press(/^导入，写入/)
    await page.getByText('全部导入好了').waitFor({ timeout: 60_000 })
    await page.goto(`/desk/${caller.seat}/exchange`)
    await page.getByText('稻禾村台账（改）.xlsx').waitFor()
  })
  const { items } = await caller.must('exchange.jobs', {}) as unknown as { items: { counts: Record<string, number> }[] }
  assert.deepEqual([items[0]!.counts['read'], items[0]!.counts['refused'], items[0]!.counts['held']], [people, 0, 0])
  assert.equal(items[0]!.counts['written']! + items[1]!.counts['written']!, people)
  assert.deepEqual(faults, [])
  await context.close()
})
