import { cast, castKeys, type CastKey } from './cast.ts'
import { dayNumber } from './calendar.ts'
import { marry, type Draft, type Family, type Told } from './drafts.ts'
import { castMobile } from './identity.ts'
import type { Sex } from './types.ts'

/** A told person: cast key or name, sex, birth, and how they stand to the first of the house. */
type Line = readonly [who: string, sex: Sex, birth: string, role: 'self' | 'spouse' | 'child' | 'parent', told?: Told & { marital?: string }]
/**
 * The houses of the cast, of three centenarians and of one family with the longest names. `grid` is the ordinal of the
 * grid in the community; `hukou` the outside county of newcomers.
 */
interface House { community: string; grid?: number; address?: string; hukou?: string; ethnic?: string; people: readonly Line[] }

const phoneOf = (key: CastKey) => castMobile(castKeys.indexOf(key) + 1)
const daughter = { contact: { name: '沈梅', phone: phoneOf('shen') } }
const official: Told = { education: '20', politics: '01' }
const worker: Told = { education: '20', occupation: '社区工作者' }
const civil: Told = { ...official, occupation: '公务员' }

const houses: readonly House[] = [
  { community: '329901001001', address: '柳湖街道柳湖花园3幢2单元402室', people: [['gu', '2', '1942-03-18', 'self', { marital: '30', education: '80', politics: '13', ...daughter, missing: ['person.phone', 'person.bank_account', 'person.bank_name', 'person.care_level'] }]] },
  { community: '329901001002', people: [['shen', '2', '1974-06-09', 'self', { occupation: '超市收银员', education: '60' }], ['吴建平', '1', '1972-11-23', 'spouse'], ['吴思远', '1', '2001-08-15', 'child']] },
  { community: '329901100200', people: [['周建明', '1', '1960-05-02', 'self', { phone: castMobile(40) }], ['王桂珍', '2', '1962-01-20', 'spouse'],
    ['zhou', '1', '1935-02-11', 'parent', { marital: '30', education: '80', contact: { name: '周建明', phone: castMobile(40) }, stale: ['person.living_arrangement', 'person.residence_address', 'person.bank_account', 'person.contact_phone'], missing: ['person.phone'] }]] },
  { community: '329901001003', people: [['陈德林', '1', '1943-09-30', 'self'], ['xu', '2', '1946-10-12', 'spouse', { education: '70', missing: ['person.bank_account', 'person.bank_name'], stale: ['person.phone'] }]] },
  { community: '329901001004', people: [['陆国华', '1', '1973-04-17', 'self'], ['蒋红梅', '2', '1975-12-05', 'spouse'], ['lu', '1', '2001-07-27', 'child', { education: '20', occupation: '软件开发人员' }]] },
  { community: '329902001001', people: [['han', '2', '1995-05-14', 'self', { ...worker, politics: '01' }], ['许浩', '1', '1993-10-08', 'spouse'], ['许若晴', '2', '2022-02-03', 'child']] },
  { community: '329901001001', people: [['jiang', '2', '1988-08-21', 'self', worker], ['朱俊', '1', '1986-03-11', 'spouse'], ['朱梓桐', '2', '2015-09-19', 'child']] },
  { community: '329901001002', people: [['zhang', '1', '1985-01-30', 'self', civil], ['俞静', '2', '1987-07-07', 'spouse'], ['章沐辰', '1', '2016-05-26', 'child']] },
  { community: '329901001003', people: [['qian', '1', '1990-12-12', 'self', civil], ['sun', '2', '1991-11-02', 'spouse', civil]] },
  { community: '329901100203', people: [['meng', '2', '1989-04-04', 'self', civil], ['季磊', '1', '1988-09-16', 'spouse'], ['季一诺', '2', '2018-10-30', 'child']] },
  { community: '329901001003', people: [['cheng', '1', '1979-06-25', 'self', civil], ['zhao', '2', '1980-10-01', 'spouse', civil], ['程奕然', '1', '2009-03-13', 'child']] },
  { community: '329901001002', people: [['wu', '2', '1986-02-17', 'self', civil], ['高峰', '1', '1984-05-29', 'spouse'], ['高可欣', '2', '2014-12-24', 'child']] },
  { community: '329901001001', people: [['shao', '1', '1982-07-19', 'self', civil], ['戴琳', '2', '1984-04-23', 'spouse'], ['邵承宇', '1', '2013-06-18', 'child']] },
  { community: '329901100201', people: [['ding', '1', '1984-10-10', 'self', { ...worker, education: '30', politics: '01' }], ['葛敏', '2', '1985-12-28', 'spouse'], ['丁子昂', '1', '2012-01-08', 'child'], ['丁兴国', '1', '1958-08-08', 'parent'], ['卞玉珍', '2', '1960-03-21', 'parent']] },
  { community: '329901100200', people: [['xia', '2', '1981-03-08', 'self', { ...worker, education: '30' }], ['周海明', '1', '1979-02-14', 'spouse'], ['周雨欣', '2', '2006-11-11', 'child']] },
  { community: '329901001001', people: [['pan', '2', '1987-09-27', 'self', { ...worker, education: '30' }], ['陆成', '1', '1985-06-06', 'spouse'], ['陆诗涵', '2', '2012-04-15', 'child']] },
  { community: '329901001001', grid: 2, people: [['song', '2', '1997-01-25', 'self', worker]] },
  { community: '329901001003', people: [['tang', '2', '1983-11-09', 'self', civil], ['汤晓明', '1', '1981-12-31', 'spouse'], ['汤泽宇', '1', '2011-07-22', 'child']] },
  { community: '329901001004', people: [['yan', '1', '1980-04-28', 'self', { ...civil, education: '10' }], ['施慧', '2', '1982-08-13', 'spouse'], ['严嘉言', '2', '2010-10-05', 'child']] },
  { community: '329901001002', people: [['he', '2', '1984-03-03', 'self', { ...civil, marital: '40' }]] },
  { community: '329901001003', people: [['kong', '2', '1979-05-21', 'self', civil]] },
  { community: '329901001004', people: [['luo', '1', '1987-05-18', 'self', civil], ['缪婷', '2', '1989-01-01', 'spouse']] },
  { community: '329901001002', people: [['袁凤珍', '2', '1952-02-27', 'self', { marital: '30' }], ['钱巧云', '2', '1926-04-06', 'parent', { marital: '30' }]] },
  { community: '329901100202', people: [['曹永祥', '1', '1951-07-15', 'self'], ['严素珍', '2', '1953-10-22', 'spouse'], ['丁招娣', '2', '1925-09-09', 'parent', { marital: '30' }]] },
  { community: '329901100204', people: [['缪锦山', '1', '1948-12-19', 'self'], ['周秀芳', '2', '1950-06-30', 'spouse'], ['缪正生', '1', '1923-01-05', 'parent', { marital: '30' }]] },
  { community: '329901001004', hukou: '653125', ethnic: '05', people: [['阿卜杜热合曼·麦麦提吐尔逊', '1', '1986-06-11', 'self', { occupation: '个体经营' }], ['热依汗古丽·阿卜杜外力', '2', '1989-02-28', 'spouse', { occupation: '个体经营' }], ['麦麦提江·阿卜杜热合曼', '1', '2015-04-19', 'child']] },
]

/** No told name has a compound surname; a name with · has none. */
const surnameOf = (name: string) => (name.includes('·') ? '' : [...name][0]!)

function draft([who, sex, birth, , told = {}]: Line, { hukou, ethnic = '01' }: House): Draft {
  const key = castKeys.find(one => one === who)
  const name = key ? cast[key].name : who
  const { marital = '10', ...rest } = told
  const own: Told = key ? { phone: phoneOf(key), ...rest, id: cast[key].person } : rest
  const surname = surnameOf(name)
  return { sex, born: dayNumber(birth), surname, given: name.slice(surname.length).split('·')[0]!, name, ethnic, marital, away: false, native: true, hukou, told: own }
}

function link(people: readonly Line[], members: readonly Draft[]): void {
  const self = members[0]!
  const spouse = members.find((_, i) => people[i]![3] === 'spouse')
  if (spouse) marry(self.sex === '1' ? self : spouse, self.sex === '1' ? spouse : self)
  const parents = members.filter((_, i) => people[i]![3] === 'parent')
  for (const parent of parents) self[parent.sex === '1' ? 'father' : 'mother'] = parent
  if (self.father && self.mother && parents.length === 2) marry(self.father, self.mother)
  for (const [i, one] of members.entries()) if (people[i]![3] === 'child') {
    one.father = self.sex === '1' ? self : spouse
    one.mother = self.sex === '1' ? spouse : self
  }
}

/** The told families of a community's grid, with the ordinal of the grid they live in. */
export function told(community: string, grid: number): Family[] {
  return houses.filter(house => house.community === community && (house.grid ?? 1) === grid).map(house => {
    const { people, address } = house
    const members = people.map(line => draft(line, house))
    link(people, members)
    return { kind: 'family', members, head: members[0]!, address }
  })
}
