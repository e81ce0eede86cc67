import assert from 'node:assert/strict'
import { test } from 'node:test'
import { progress } from './progress.ts'

function record(isTTY: boolean) {
  let [text, time] = ['', 0]
  return { isTTY, write: (more: string) => (text += more), text: () => text, now: () => time, pass: (ms: number) => (time += ms) }
}

test('in a log a line every few seconds, and one at the end', () => {
  const out = record(false)
  const shown = progress('导入地区', out, out.now)
  for (let done = 0; done <= 1000; done++) {
    shown.to(done, 1000)
    out.pass(11)
  }
  shown.end()
  assert.equal(out.text(), '导入地区：455/1000（45%）\n导入地区：910/1000（91%）\n导入地区：完成，11.0 秒\n')
})

test('on a terminal a bar in one line', () => {
  const out = record(true)
  const shown = progress('导入地区', out, out.now)
  out.pass(200)
  shown.to(100, 200)
  shown.end('共 100 个')
  assert.equal(out.text(), '\r\x1b[K导入地区 [████████████············] 100/200（50%）\r\x1b[K导入地区：共 100 个，0.2 秒\n')
})

test('what was shown never goes back, though the total was corrected or another part of the work began', () => {
  const out = record(true)
  const shown = progress('建立演示数据', out, out.now)
  const seen: number[] = []
  for (const [done, total] of [[5, 5], [1, 400], [200, 400], [400, 400]] as const) {
    out.pass(200)
    shown.to(done, total)
    seen.push(Number(/（(\d+)%）$/.exec(out.text())![1]))
  }
  assert.deepEqual(seen, [100, 100, 100, 100])
  const parts = record(false)
  const bar = progress('建立演示数据', parts, parts.now)
  for (const done of [8, 16, 12, 41]) { parts.pass(6000); bar.to(done, 100) }
  assert.equal(parts.text(), '建立演示数据：8%\n建立演示数据：16%\n建立演示数据：16%\n建立演示数据：41%\n')
})

test('without a total it counts', () => {
  const out = record(false)
  const shown = progress('整理', out, out.now)
  out.pass(6000)
  shown.to(7)
  assert.equal(out.text(), '整理：7\n')
})
