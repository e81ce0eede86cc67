import assert from 'node:assert/strict'
import { test } from 'node:test'
import { find } from '../../../../contract/search.ts'
import { nameLetters } from '../../../ground/registry/index.ts'
import { aliases } from './aliases.ts'
import { carried } from './index.ts'

/** What people say at home, and what they come for; few of them in the words of `aliases`. */
const said: [phrase: string, item: string][] = [
  ['走不动路', 'home_care_bed'], ['装扶手', 'home_care_bed'], ['老娘没人照顾', 'home_care_bed'], ['老爹瘫在床上怎么办', 'home_care_bed'], ['卫生间想装个扶手', 'home_care_bed'], ['我妈老年痴呆', 'home_care_bed'],
  ['奶奶八十三了有没有钱拿', 'old_age_allowance'], ['我爷爷年纪大了有补贴吗', 'old_age_allowance'], ['过了八十岁能领什么', 'old_age_allowance'],
  ['老太太自己做不动饭', 'meal_service'], ['能不能给老人送饭', 'meal_service'], ['老头坐公交免费', 'elder_card'], ['六十岁办老年卡', 'elder_card'],
  ['老伴走了没收入', 'minimum_living'], ['守寡多年没钱过日子', 'minimum_living'], ['家里揭不开锅', 'minimum_living'], ['无儿无女没人养老', 'destitute'], ['村里的老光棍', 'destitute'],
  ['残疾证有补贴吗', 'disability_living'], ['儿子眼睛看不见', 'disability_living'], ['瘫痪在床要人护理', 'disability_care'], ['弟弟一级残疾', 'disability_care'],
  ['厂子倒了没活干', 'welfare_post'], ['下岗了想找工作', 'welfare_post'], ['五十岁失业', 'welfare_post'], ['自己交社保太贵', 'flexible_insurance'], ['送外卖的怎么交保险', 'flexible_insurance'],
  ['刚生了孩子上户口', 'birth_registration'], ['宝宝怎么落户', 'birth_registration'], ['生二胎有没有钱', 'childcare_subsidy'], ['奶粉钱', 'childcare_subsidy'], ['爹妈都不在了的孩子', 'child_support'], ['孙子孙女爷爷奶奶带', 'child_support'],
  ['人没了办丧事没钱', 'temporary_aid'], ['火化要花多少钱', 'temporary_aid'], ['得了癌症看病没钱', 'temporary_aid'], ['家里着火了', 'temporary_aid'],
  ['搬家了要办什么', 'residence_permit'], ['外地人租房', 'residence_permit'], ['刚搬来这里住', 'residence_permit'], ['居住证快到期了', 'permit_endorsement'],
  ['户口本丢了孩子没户口', 'birth_registration'], ['孩子要上一年级了', 'school_enrolment'], ['到岁数了办退休', 'retirement'], ['退休以后看病报销', 'retirement_medical'],
  ['跳广场舞的想成立个队', 'organisation_filing'], ['借个地方开会', 'premises_use'],
]
const items = carried.map(({ id, name, aliases: words, summary, conditions, result }) =>
  ({ id, name, aliases: words, summary, result, conditions: conditions.map(one => one.text), letters: [name, ...words].flatMap(word => { const { pinyin, initials } = nameLetters(word); return [pinyin, initials] }) }))

test('in everyday words one finds what helps among the first three', () => {
  assert.ok(said.length >= 40)
  const missed = said.flatMap(([phrase, item]) => {
    const found = find(items, phrase).map(one => one.id)
    return found.slice(0, 3).includes(item) ? [] : [`${phrase}: ${found.slice(0, 4).join(' ')} instead of ${item}`]
  })
  assert.deepEqual(missed, [])
})

test('no everyday word is a name that another item bears, and each is said once of an item', () => {
  for (const [id, words] of Object.entries(aliases)) {
    assert.equal(new Set(words).size, words.length, id)
    assert.deepEqual(words.filter(word => carried.some(one => one.id !== id && one.name === word)), [], id)
  }
})
