import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { freeCode, readEvent, type EventDraft } from './event.ts'

const place = (code: string, own = '甲村') => ({ code, name: own, own, kind: '村委会' })
const draft = (change: Partial<EventDraft>): EventDraft => ({ kind: 'renamed', place: null, sources: [], code: '', name: '', type: '', parts: [], shares: {}, ...change })

describe('an adjustment as it is written', () => {
  test('says what is wanting, field by field', () => {
    assert.deepEqual(readEvent(draft({})).faults, { place: '请选择地区' })
    assert.deepEqual(readEvent(draft({ place: place('329901100200') })).faults, { name: '请填写名称' })
    assert.deepEqual(readEvent(draft({ kind: 'merged', sources: [place('329901100200')] })).faults, { place: '至少选两个地区' })
    assert.deepEqual(readEvent(draft({ kind: 'merged', sources: [place('329901100200'), place('329901100')] })).faults, { place: '要合并的地区须在同一级' })
    assert.deepEqual(readEvent(draft({ kind: 'converted', place: place('329901100200'), name: '乙社区', code: '1' })).faults, { code: '代码应为 12 位数字', type: '请选择类别' })
  })

  test('becomes the event of the contract', () => {
    assert.deepEqual(readEvent(draft({ kind: 'merged', sources: [place('329901100200'), place('329901100201')], code: '329901100200', name: ' 丙村 ', type: '村委会' })).event,
      { kind: 'merged', codes: ['329901100200', '329901100201'], code: '329901100200', name: '丙村', type: '村委会' })
    const parts = [{ code: '329901100', name: '青禾镇', type: '镇' }, { code: '329901101', name: '禾北镇', type: '镇' }]
    const split = draft({ kind: 'split', place: place('329901100'), parts, shares: { 329901100200: 0, 329901100201: 1 } })
    assert.deepEqual(readEvent(split).event, { kind: 'split', code: '329901100', parts: [{ ...parts[0]!, children: ['329901100200'] }, { ...parts[1]!, children: ['329901100201'] }] })
    assert.deepEqual(readEvent({ ...split, shares: { 329901100200: -1 } }).faults, { shares: '还有下级地区没有指定归属' })
  })

  test('is offered the first free code of its kind', () => {
    assert.equal(freeCode('329901100', '村委会', ['329901100200', '329901100201']), '329901100202')
    assert.equal(freeCode('329901', '街道', []), '329901001')
    assert.equal(freeCode('32', '没有这种', []), '')
  })
})
