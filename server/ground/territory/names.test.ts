import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { normalise, pinyinOf } from './names.ts'
import { characterReadings, wordReadings } from './readings.ts'

const rows = readFileSync(new URL('../../../data/jiangsu-divisions.csv', import.meta.url), 'utf8')
  .trim().split('\n').slice(1).map(line => line.split(',') as [string, string, string, string, string])

test('the official name gives way to the one people say', () => {
  const names: [string, string][] = [
    ['七联村委会', '七联村'], ['清江村村委会', '清江村'], ['石村村委会', '石村'], ['杨村村村委会', '杨村村'], ['彭福村村民委员会', '彭福村'],
    ['永新村民委员会', '永新村'], ['三新村委会', '三新村'], ['洋口村', '洋口村'], ['长城社区村委会', '长城社区'], ['庙港村委会（新）', '庙港村'],
    ['郭庄村（居）委会', '郭庄村'], ['第一生产队', '第一生产队'],
    ['大行宫社区居委会', '大行宫社区'], ['翠竹园居委会', '翠竹园社区'], ['徐庄社区居民委员会', '徐庄社区'], ['高平居民委员会', '高平社区'],
    ['公教一村社区居委会', '公教一村社区'], ['谈村居委会', '谈村社区'], ['百子亭社区', '百子亭社区'], ['霞辉庙社区居委', '霞辉庙社区'],
    ['滨河社区居民委员', '滨河社区'], ['双河社区居委员', '双河社区'], ['城东社区居居委员会', '城东社区'], ['繁华里居民社区委员会', '繁华里社区'],
    ['秦西社区居民委委会', '秦西社区'], ['孙武花园社区居民委会', '孙武花园社区'], ['东青社区居委会（含东青村村委）', '东青社区'],
    ['高新园虚拟社区', '高新园虚拟社区'], ['浒墅关经开区（镇）', '浒墅关经开区（镇）'], ['栟茶镇', '栟茶镇'], ['六合区', '六合区'], [' 七联 村委会', '七联村'],
  ]
  for (const [official, said] of names) assert.equal(normalise(official), said)
})

test('law: a clean name stays clean', () => {
  for (const row of rows) assert.equal(normalise(normalise(row[1])), normalise(row[1]))
  const part = fc.constantFrom('张', '村', '社区', '居', '委', '会', '居委会', '村委会', '民', '（含', '）', '（新）', '新')
  fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), parts => {
    assert.ok(normalise(parts.join('')).length <= parts.join('').length + 2)
  }))
})

test('no committee of the province keeps its suffix', () => {
  for (const [, name, , , kind] of rows) {
    if (kind === '村委会') assert.match(normalise(name), /(村|社区)$/)
    if (kind === '居委会') assert.match(normalise(name), /社区$|村$/)
  }
})

test('readings of the province that a dictionary gets wrong', () => {
  const readings: [string, string, string][] = [
    ['栟茶镇', 'benchazhen', 'bcz'], ['六合区', 'luhequ', 'lhq'], ['南京市六合区', 'nanjingshiluhequ', 'njslhq'],
    ['浒墅关经开区（镇）', 'xushuguanjingkaiquzhen', 'xsgjkqz'], ['浒墅关', 'xushuguan', 'xsg'], ['浒浦集镇社区', 'xupujizhenshequ', 'xpjzsq'],
    ['盐都区', 'yanduqu', 'ydq'], ['江都区', 'jiangduqu', 'jdq'], ['徐圩街道', 'xuweijiedao', 'xwjd'], ['溱潼镇', 'qintongzhen', 'qtz'],
    ['东氿社区', 'dongjiushequ', 'djsq'], ['仇桥', 'qiuqiao', 'qq'], ['单集镇', 'shanjizhen', 'sjz'], ['刘单楼村', 'liushanloucun', 'lslc'],
    ['绸缪村', 'choumoucun', 'cmc'], ['缪港村', 'miaogangcun', 'mgc'], ['查桥村', 'zhaqiaocun', 'zqc'], ['小行社区', 'xiaohangshequ', 'xhsq'],
    ['大行宫社区', 'daxinggongshequ', 'dxgsq'], ['朱家弄村', 'zhujialongcun', 'zjlc'], ['解放村', 'jiefangcun', 'jfc'], ['解溪社区', 'xiexishequ', 'xxsq'],
    ['南通市海门区长江芦荡养殖场', 'nantongshihaimenquchangjiangludangyangzhichang', 'ntshmqcjldyzc'], ['莘塔社区', 'xintashequ', 'xtsq'],
  ]
  for (const [name, full, initials] of readings) assert.deepEqual(pinyinOf(name), { full, initials }, name)
  assert.equal(pinyinOf('六合庄村').full, 'liuhezhuangcun', 'not the district of Nanjing')
})

test('readings of the province that the dictionary must keep right', () => {
  const kept = { 盱眙: 'xuyi', 溧阳: 'liyang', 溧水: 'lishui', 邗江: 'hanjiang', 睢宁: 'suining', 沭阳: 'shuyang', 泗洪: 'sihong', 邳州: 'pizhou', 丹徒: 'dantu',
    甪直: 'luzhi', 氾水: 'fanshui', 洪泽: 'hongze', 涟水: 'lianshui', 滆湖: 'gehu', 湖㳇: 'hufu', 弶港: 'jianggang', 角斜: 'jiaoxie', 句容: 'jurong', 射阳: 'sheyang',
    苴镇: 'juzhen', 朐阳: 'quyang', 石湫: 'shiqiu', 郯: 'tan', 木渎: 'mudu', 垛田: 'duotian', 朴席: 'puxi', 车逻: 'cheluo', 吕四港: 'lvsigang', 仙女: 'xiannv', 曲塘: 'qutang' }
  for (const [name, full] of Object.entries(kept)) assert.equal(pinyinOf(name).full, full, name)
})

test('every local reading is of use in the province, and fits its word', () => {
  for (const [word, reading] of Object.entries({ ...wordReadings, ...characterReadings })) {
    assert.ok(rows.some(row => row[1].includes(word)), word)
    assert.equal(reading.split(' ').length, Array.from(word).length, word)
    assert.match(reading, /^[a-z]+( [a-z]+)*$/)
  }
})

test('every name of the province can be typed, and the initials are those of the syllables', () => {
  for (const row of rows) {
    const { full, initials } = pinyinOf(normalise(row[1]))
    assert.match(full, /^[a-z]+$/)
    assert.equal(initials.length, normalise(row[1]).match(/\p{Script=Han}/gu)?.length)
    assert.equal(initials[0], full[0])
  }
})

test('law: any text has an answer of letters and digits', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => {
    assert.match(pinyinOf(text).full, /^[a-z0-9]*$/)
    assert.match(pinyinOf(text).initials, /^[a-z0-9]*$/)
  }))
  assert.deepEqual(pinyinOf('Ａ区12号（女）𠮷'), { full: 'aqu12haonv', initials: 'aq12hn' })
})
