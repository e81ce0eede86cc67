import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Problem } from '../../kernel/problem.ts'
import { ageOn, checkValue, cleanName, elementOf, declared, formTypeOf, listOf, maskValue, nameKey, nameLetters, showValue } from './index.ts'

const today = '2026-11-22'
const reason = (element: string, value: unknown): string => {
  try {
    checkValue(element, value, today)
  } catch (error) {
    assert.ok(error instanceof Problem)
    assert.equal(error.code, 'fact.value_invalid')
    assert.equal(error.fields?.[0]?.path, element)
    return String(error.details.reason)
  }
  return 'accepted'
}

test('every element has a name of its own, a meaning, a list where it is a choice, and a form', () => {
  assert.equal(new Set(declared.map(({ id }) => id)).size, declared.length)
  assert.equal(new Set(declared.map(({ name, object }) => object + name)).size, declared.length)
  for (const one of declared) {
    assert.equal(one.id.split('.')[0], one.object)
    assert.ok(one.meaning.length > 3, one.id)
    assert.equal(one.type === 'choice', one.code_list !== null, one.id)
    if (one.code_list) assert.ok(listOf(one.code_list), one.id)
    assert.ok(['line', 'text', 'day', 'choice', 'phone', 'account', 'yes_no', 'fen', 'count'].includes(formTypeOf(one)))
  }
  assert.deepEqual(declared.filter(({ sensitivity }) => sensitivity === 'sealed').map(({ id }) => id),
    ['person.identity_number', 'person.phone', 'person.care_level', 'person.bank_account', 'person.contact_phone', 'person.disability_number'])
})

test('values are normalised, and a wrong one is refused with a sentence', () => {
  assert.equal(checkValue('person.phone', ' 138 0013-8000 ', today), '13800138000')
  assert.equal(checkValue('person.contact_phone', '（025）83681234', today), '02583681234')
  assert.equal(checkValue('person.identity_number', '11010519491231002x', today), '11010519491231002X')
  assert.equal(checkValue('person.living_arrangement', '1', today), '1')
  for (const yes of [true, 'true', 'yes', '1', '是']) assert.equal(checkValue('person.alive', yes, today), true)
  for (const no of [false, 'false', 'no', '0', '否']) assert.equal(checkValue('person.alive', no, today), false)
  assert.equal(checkValue('person.name', ' 㛃䶮𠅤 ', today), '㛃䶮𠅤')
  assert.match(reason('person.phone', '1380013'), /11 位/)
  assert.match(reason('person.bank_account', '6222020000000000001'), /校验/)
  assert.match(reason('person.identity_number', '110105194912310021'), /校验码/)
  assert.equal(reason('person.living_arrangement', '7777'), '请从列出的选项中选择')
  assert.equal(reason('person.living_arrangement', 'toString'), '请从列出的选项中选择')
  assert.equal(reason('person.birth_date', '2026-11-23'), '日期不能晚于今天')
  for (const written of ['20261201', '2026.12.1', '2026年12月1日', '２０２６／１２／１']) assert.equal(checkValue('matter.starts_on', written, today), '2026-12-01', written)
  assert.equal(checkValue('matter.starts_on', '2026-11-22', today), '2026-11-22')
  assert.equal(reason('matter.starts_on', '20200101'), '开始日期已经过去了，请填今天或以后的日期')
  assert.equal(reason('person.birth_date', '2026-02-30'), '日期写法如 2026-11-22、20261122、2026年11月22日')
  assert.equal(reason('person.alive', 'perhaps'), '请选择“是”或“否”')
  assert.equal(reason('person.hukou_place', '32a'), '区划代码格式不对')
  for (const empty of ['', null, undefined]) assert.equal(reason('person.name', empty), '请填写')
  for (const odd of [{}, [], 7, Number.NaN]) assert.equal(reason('person.name', odd), '内容格式不对')
  assert.throws(() => checkValue('person.shoe_size', '43'), (error: Problem) => error.code === 'fact.element_unknown')
})

test('what is shown is words, what is sealed is masked', () => {
  assert.equal(showValue(elementOf('person.ethnic_group'), '05'), '维吾尔族')
  assert.equal(showValue(elementOf('person.alive'), false), '否')
  assert.equal(showValue(elementOf('person.hukou_place'), '329901001001', undefined, '荷风社区'), '荷风社区')
  assert.equal(showValue(elementOf('person.living_arrangement'), 'gone'), 'gone')
  assert.equal(maskValue(elementOf('person.care_level'), '4'), '已登记')
  assert.equal(maskValue(elementOf('person.phone'), '13800138000'), '138****8000')
})

test('any character is a name; spellings of one name have one key', () => {
  const long = '阿卜杜热合曼·买买提吐尔逊·阿布都克里木·艾合买提江·吾甫尔'
  for (const name of ['㛃', '䶮', '𠅤', '徐㛃英', long, 'John Smith']) assert.equal(cleanName(name), name)
  assert.equal(cleanName(' 阿依古丽 • 买买提 '), '阿依古丽·买买提')
  assert.equal(nameKey('阿依古丽‧买买提'), nameKey('阿依古丽・买买提'))
  assert.equal(nameKey('Ｊｏｈｎ　Ｓｍｉｔｈ'), nameKey('John Smith'))
  assert.notEqual(nameKey('王芳'), nameKey('王 芳芳'))
  assert.deepEqual(nameLetters('单雄信'), { pinyin: 'shanxiongxin', initials: 'sxx', sort_key: 'shan 单 xiong 雄 xin 信' })
  assert.deepEqual(nameLetters('徐㛃英'), { pinyin: 'xujieying', initials: 'xjy', sort_key: 'xu 徐 jie 㛃 ying 英' })
  assert.deepEqual(nameLetters('吕布'), { pinyin: 'lvbu', initials: 'lb', sort_key: 'lv 吕 bu 布' })
  assert.ok(nameLetters('𠅤').pinyin.length > 0)
  fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }), name => {
    assert.equal(cleanName(cleanName(name)), cleanName(name))
    if (/\S/u.test(cleanName(name).replaceAll('·', ''))) assert.ok(nameLetters(cleanName(name)).pinyin.length > 0)
  }))
})

test('age is completed years', () => {
  assert.equal(ageOn('1946-11-22', today), 80)
  assert.equal(ageOn('1946-11-23', today), 79)
  assert.equal(ageOn('2004-02-29', '2026-02-28'), 21)
  assert.equal(ageOn('2004-02-29', '2026-03-01'), 22)
})
