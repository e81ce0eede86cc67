import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { feastsOf, inWords, monthsOf } from './days.ts'
import { previewNotice, textOf } from './notice.ts'

describe('a year as twelve months', () => {
  test('begins each month under its weekday and marks what the notice changes', () => {
    const months = monthsOf(2026, [{ date: '2026-01-01', kind: 'holiday', name: '元旦' }, { date: '2026-01-04', kind: 'makeup_workday', name: '元旦' }])
    assert.equal(months.length, 12)
    assert.equal(months[0]!.blanks, 3)
    assert.deepEqual(months[0]!.cells.slice(0, 4).map(c => c.state), ['holiday', 'work', 'weekend', 'makeup'])
    assert.equal(months.reduce((sum, m) => sum + m.cells.length, 0), 365)
  })

  test('says days in a row as one stretch', () => {
    const [feast] = feastsOf([
      { date: '2026-02-28', kind: 'makeup_workday', name: '春节' }, { date: '2026-02-15', kind: 'holiday', name: '春节' }, { date: '2026-02-16', kind: 'holiday', name: '春节' }])
    assert.equal(inWords(feast!.off), '2 月 15 日至 2 月 16 日')
    assert.equal(inWords(feast!.work), '2 月 28 日')
  })
})

describe('a notice before it is recorded', () => {
  test('names each bad line by its number', () => {
    const { days, errors } = previewNotice('日期,类别,名称\n2027-01-01,放假,元旦\n2027-02-30,放假,春节\n2027-02-05,上班,春节\n2027-01-01,放假,元旦', 2027)
    assert.deepEqual(days.map(d => d.date), ['2027-01-01'])
    assert.deepEqual(errors.map(e => e.line), [3, 4, 5])
    assert.match(errors[1]!.reason, /周五/)
  })

  test('is read from UTF-8 and from GBK', async () => {
    assert.equal(await textOf(new Blob(['放假'])), '放假')
    assert.equal(await textOf(new Blob([new Uint8Array([0xb7, 0xc5, 0xbc, 0xd9])])), '放假')
  })
})
