import { Pool, Registry, type Bodies, type Candidate } from './bodies.ts'
import { cast, type CastKey } from './cast.ts'
import type { Numbers } from './identity.ts'
import { communities, type Community } from './places.ts'
import type { Dice } from './prng.ts'

/** Both committees were elected together in January 2026, for five years (村委会组织法, 城市居民委员会组织法). */
const elected = '2026-01-18'
const branchElected = '2025-12-20'

const ids = (list: readonly (Candidate | undefined)[]) => list.flatMap(one => (one ? [one.resident.id] : []))

/** Party branch, committee and supervision committee of one community; the secretary also heads the committee (一肩挑). */
function selfGovernment(registry: Registry, dice: Dice, community: Community, people: readonly Candidate[]): Pool {
  const { code, name, town, urban, people: size } = community
  const pool = new Pool(dice, people)
  const schooled = (one: Candidate) => one.traits.age >= 28 && one.traits.age <= 58 && one.traits.education !== '80' && one.traits.education !== '90'
  const woman = (one: Candidate) => schooled(one) && one.resident.draft.sex === '2'
  const seats = urban ? (size > 1500 ? 7 : 5) : size > 1000 ? 5 : size > 500 ? 4 : 3
  const man = (one: Candidate) => schooled(one) && !woman(one)
  const first = dice.chance(urban ? 0.5 : 0.75) ? man : woman
  const secretary = pool.take(one => first(one) && one.traits.age >= 36) ?? pool.take(schooled)
  const deputies = pool.some(seats >= 7 ? 2 : 1, urban ? schooled : man)
  const members = [...pool.some(1, woman), ...pool.some(seats - deputies.length - 2, schooled)]
  const watchHead = pool.take(one => man(one) && one.traits.age >= 40)
  const watch = pool.some(size > 1000 ? 4 : 2, one => one.traits.age >= 30 && one.traits.age <= 66)
  const inParty = [secretary, ...deputies.slice(0, 1), watchHead, ...members.slice(0, size > 500 ? 2 : 0)]
  for (const one of inParty) if (one) one.traits.politics = '01'

  const short = name.replace(/社区$|村$/, '')
  const branch = registry.found(code, `中共${town}${name}${size > 1000 ? '总支部' : '支部'}委员会`, 'party_branch', '1996-06-18')
  registry.post(branch, '书记', ids([secretary]), branchElected)
  registry.post(branch, '副书记', ids(deputies.slice(0, 1)), branchElected)
  registry.post(branch, '纪检委员', ids([watchHead]), branchElected)
  registry.post(branch, '委员', ids(members.slice(0, size > 500 ? 2 : 0)), branchElected)
  const committee = urban
    ? registry.found(code, `${town}${short}社区居民委员会`, 'residents_committee', '2003-09-10')
    : registry.found(code, `${town}${short}村村民委员会`, 'villagers_committee', '1989-11-02')
  registry.post(committee, '主任', ids([secretary]), elected)
  registry.post(committee, '副主任', ids(deputies), elected)
  registry.post(committee, '委员', ids(members), elected)
  const supervision = registry.found(code, `${town}${name}${urban ? '居务' : '村务'}监督委员会`, 'supervision_committee', '2011-03-25')
  registry.post(supervision, '主任', ids([watchHead]), elected)
  registry.post(supervision, '委员', ids(watch), elected)
  return pool
}

function owners(registry: Registry, community: Community, pool: Pool): void {
  const grown = (one: Candidate) => one.traits.age >= 32 && one.traits.age <= 70
  const estate = [...community.blocks[0]!.addresses().next().value as string].slice(community.town.length).join('').replace(/\d.*$/, '')
  const committee = registry.found(community.code, `${estate}业主委员会`, 'owners_committee', '2019-05-11')
  registry.post(committee, '主任', ids(pool.some(1, grown)), '2024-05-18')
  registry.post(committee, '副主任', ids(pool.some(1, grown)), '2024-05-18')
  registry.post(committee, '委员', ids(pool.some(3, grown)), '2024-05-18')
  const firm = registry.found(community.code, `云川${estate}物业服务有限公司`, 'property_firm', '2012-08-06')
  registry.post(firm, '项目经理', ids(pool.some(1, one => grown(one) && one.traits.age < 60)), '2023-03-01')
  registry.post(firm, '客服管家', ids(pool.some(2, one => grown(one) && one.traits.age < 55)), '2023-03-01')
}

/** Offices of government, with the posts that the cast holds. */
const offices: readonly (readonly [place: string, name: string, founded: string, ...posts: (readonly [string, ...CastKey[]])[]])[] = [
  ['3299', '云川市数据局（演示）', '2019-02-28', ['系统管理员', 'yan', 'zhao'], ['审计管理员', 'he'], ['安全管理员', 'luo']],
  ['3299', '云川市民政局（演示）', '1983-07-01', ['省厅挂职干部', 'kong']],
  ['329901', '柳湖区民政局（演示）', '1983-07-01', ['养老服务科科长', 'cheng'], ['养老服务科副科长', 'wu']],
  ['329901', '柳湖区数据局（演示）', '2019-02-28', ['平台管理员', 'shao', 'sun']],
  ['329901001', '柳湖街道办事处', '1986-04-12', ['社会事务办公室审核员', 'zhang', 'qian', 'tang'], ['便民服务中心窗口工作人员', 'jiang']],
  ['329901100', '青禾镇人民政府', '1983-10-20', ['社会事务局审核员', 'meng']],
  ['329902', '望澜县民政局（演示）', '1983-07-01'],
  ['329902001', '江花街道办事处', '2004-01-08'],
  ['329902100', '雁滩镇人民政府', '1983-10-20'],
]
/** Staff of the communities who sit in no elected committee. */
const workers: readonly (readonly [community: string, title: string, key: CastKey])[] = [
  ['329901001001', '社区工作者', 'song'], ['329901001001', '专职网格员', 'pan'], ['329901001002', '社区联络员', 'qian'], ['329901001003', '社区联络员', 'tang'],
  ['329901100200', '村社区工作者', 'xia'], ['329901100201', '村社区工作者', 'ding'], ['329902001001', '窗口工作人员', 'han'],
]

/** Founds the bodies of the whole corner and fills their posts from people who live there. */
export function found(dice: Dice, numbers: Numbers, all: readonly Candidate[]): Bodies {
  const registry = new Registry(dice, numbers)
  for (const [place, name, founded, ...posts] of offices) {
    const id = registry.found(place, name, 'government_office', founded)
    for (const [title, ...keys] of posts) registry.post(id, title, keys.map(key => cast[key].person), '2024-03-01')
  }
  const here = new Map<string, Candidate[]>(communities.map(one => [one.code, []]))
  for (const one of all) if (eligible(one)) here.get(one.resident.community)!.push(one)
  for (const community of communities) {
    const pool = selfGovernment(registry, dice, community, here.get(community.code)!)
    if (community.urban) owners(registry, community, pool)
    serviceCentre(registry, community)
    if (/(001|200)$/.test(community.code) && community.people > 500) associations(registry, community, pool)
  }
  return registry.bodies
}

/** Hukou here, living here, in a family, and not one of the cast or their house. */
const eligible = ({ resident }: Candidate): boolean =>
  resident.resides === 'with_hukou' && resident.family.kind === 'family' && !resident.family.members.some(one => one.told)

function serviceCentre(registry: Registry, { code, name, town }: Community): void {
  const posts = workers.filter(([community]) => community === code)
  if (posts.length === 0) return
  const id = registry.found(code, `${town}${name}党群服务中心`, 'public_institution', '2019-09-26')
  for (const [, title, key] of posts) registry.post(id, title, [cast[key].person], '2024-03-01')
}

/** Two social organisations of the street or town, registered there and led by its people. */
function associations(registry: Registry, { code, town }: Community, pool: Pool): void {
  const active = (one: Candidate) => one.traits.age >= 30 && one.traits.age <= 72
  for (const [name, founded] of [[`${town}居家养老服务中心`, '2015-11-16'], [`${town}志愿者服务社`, '2018-03-05']] as const) {
    const id = registry.found(code.slice(0, 9), name, 'social_organisation', founded)
    registry.post(id, '理事长', ids(pool.some(1, active)), '2023-06-30')
    registry.post(id, '理事', ids(pool.some(4, active)), '2023-06-30')
    registry.post(id, '监事', ids(pool.some(1, active)), '2023-06-30')
  }
}
