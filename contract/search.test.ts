import assert from 'node:assert/strict'
import test from 'node:test'
import { find } from './search.ts'

const item = (name: string, summary: string, aliases: string[], ...letters: string[]) => ({ name, summary, aliases, letters, conditions: [], result: '' })
const items = [
  item('困难残疾人生活补贴', '低保家庭中的残疾人，每月可领取生活补贴。', ['残疾补贴'], 'kunnancanjirenshenghuobutie', 'kncjrshbt', 'canjibutie', 'cjbt'),
  item('高龄津贴', '年满 80 周岁的老人，每月可领取津贴。', ['老人钱', '老人补贴'], 'gaolingjintie', 'gljt', 'laorenqian', 'lrq', 'laorenbutie', 'lrbt'),
  item('最低生活保障', '家里收入低于当地标准，可以申请', ['低保'], 'zuidishenghuobaozhang', 'zdshbz', 'dibao', 'db'),
  item('低保边缘认定', '收入略高于标准的', [], 'dibaobianyuanrending', 'dbbyrd'),
  item('居住证申领', '住满半年', ['搬家', '暂住证'], 'juzhuzhengshenling', 'jzzsl', 'banjia', 'bj', 'zanzhuzheng', 'zzz'),
]
const names = (asked: string) => find(items, asked).map(one => one.name)

test('the name goes before other words for it, those before the description', () => {
  assert.deepEqual(names('低保'), ['低保边缘认定', '最低生活保障'])
  assert.deepEqual(find(items.filter(one => one.name !== '低保边缘认定'), '低保').map(one => one.name), ['最低生活保障', '困难残疾人生活补贴'])
})

test('one finds by one’s own words, also in a sentence', () => {
  assert.equal(names('老人钱')[0], '高龄津贴')
  assert.deepEqual(names('搬家'), ['居住证申领'])
  assert.equal(names('我想办低保')[0], '最低生活保障')
  assert.equal(names('老人家的补贴')[0], '高龄津贴')
  assert.deepEqual(names('护照'), [])
  assert.equal(names(' ').length, 5)
})

test('one finds by pinyin and by first letters, in any case, of the name and of other words', () => {
  assert.deepEqual(names('GLJT'), ['高龄津贴'])
  assert.deepEqual(names('gaoling'), ['高龄津贴'])
  assert.deepEqual(names('dibao'), ['低保边缘认定', '最低生活保障'])
  assert.deepEqual(names('banjia'), ['居住证申领'])
  assert.deepEqual(names('ｌｒｑ'), ['高龄津贴'])
  assert.deepEqual(names('xyz'), [])
})
