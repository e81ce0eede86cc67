import assert from 'node:assert/strict'
import test from 'node:test'
import { readCard, sayNumber } from './card.ts'

const number = '329901194203189007'

test('a card reader types name and number into one field, in any order', () => {
  assert.deepEqual(readCard(`顾秀英 ${number}`), { name: '顾秀英', number })
  assert.deepEqual(readCard(`${number}，徐㛃英`), { name: '徐㛃英', number })
  assert.deepEqual(readCard(number), { name: null, number })
  assert.deepEqual(readCard('买买提·艾山|110101199003071234'), { name: '买买提·艾山', number: '110101199003071234' })
})

test('full-width digits are digits; half a number stays as it was typed', () => {
  assert.equal(readCard('３２９９０１１９４２０３１８９００７').number, number)
  assert.deepEqual(readCard('３２９９'), { name: null, number: '３２９９' })
})

test('the check digit is told at once, and what it says', () => {
  assert.deepEqual(sayNumber(''), null)
  assert.equal(sayNumber('32990119')!.text, '已输入 8 位，还差 10 位')
  assert.deepEqual(sayNumber('３２９９０１１９４２０３１８９００７'), { tone: 'right', text: '号码正确：1942-03-18 出生，女' })
  assert.equal(sayNumber('329901194203189008')!.tone, 'wrong')
  assert.match(sayNumber('329901194213189007')!.text, /不存在/)
  assert.equal(sayNumber(`${number}1`)!.tone, 'wrong')
})
