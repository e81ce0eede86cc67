import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseNotice } from './notice.ts'

const about = { notice: '国办发明电〔2026〕1号', published_on: '2026-11-20' }

test('a notice as an administrator uploads it', () => {
  const parsed = parseNotice('\ufeff日期,类别,名称\r\n2027-01-02，上班，元旦\r\n"2027-01-01",放假,元旦\r\n2026-12-31,holiday,元旦\r\n\r\n', 2027, about)
  assert.ok(parsed.ok)
  assert.deepEqual(parsed.edition, {
    year: 2027, ...about, days: [
      { date: '2026-12-31', kind: 'holiday', name: '元旦' },
      { date: '2027-01-01', kind: 'holiday', name: '元旦' },
      { date: '2027-01-02', kind: 'makeup_workday', name: '元旦' },
    ],
  })
  assert.equal(parsed.workdays, 261, 'the 261 weekdays of 2027, one off, one made up')
})

test('every error is named, with its line', () => {
  const parsed = parseNotice([
    'date,kind,name', '2027-02-29,holiday,春节', '2027-1-1,holiday,元旦', '2026-10-01,holiday,国庆节', '2027-10-01,off,国庆节',
    '2027-10-02,holiday,', '2027-10-01,holiday,国庆节', '2027-10-01,holiday,国庆节', '2027-10-08,makeup_workday,国庆节', '2027-10-03',
  ].join('\n'), 2027)
  assert.deepEqual(parsed, {
    ok: false, errors: [
      { line: 2, reason: '日期“2027-02-29”不对，应写成 2027-01-01' },
      { line: 3, reason: '日期“2027-1-1”不对，应写成 2027-01-01' },
      { line: 4, reason: '2026-10-01 不在 2027 年，请核对年份' },
      { line: 5, reason: '类别“off”不对，应为 holiday（放假）或 makeup_workday（上班）' },
      { line: 6, reason: '名称应为 1 到 20 个字，如“春节”' },
      { line: 8, reason: '2027-10-01 已在第 7 行出现，请删去一行' },
      { line: 9, reason: '2027-10-08 是周五，本来就上班，请核对日期' },
      { line: 10, reason: '每行应为三列：日期,类别,名称' },
    ],
  })
  assert.deepEqual(parseNotice('', 2027), { ok: false, errors: [{ line: 1, reason: '没有一天放假，请核对文件内容' }] })
  assert.equal(parseNotice('2027-10-01,toString,x', 2027).ok, false)
})

test('law: any text gets an edition or reasons in Chinese', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => {
    const parsed = parseNotice(text, 2027)
    if (!parsed.ok) for (const error of parsed.errors) assert.match(error.reason, /\p{Script=Han}/u)
  }))
})
