import { beijingDay } from './time.ts'

/**
 * Code lists with dates: the words behind the codes that forms, registers and exchange files use. Versions lie in order
 * of time and do not overlap; a code is read on the day of the event, never on today. `valid_from` is the day a
 * standard came into force; `valid_to` is the last day, null while it is in force.
 */
export interface CodeVersion {
  readonly valid_from: string
  readonly valid_to: string | null
  readonly items: Readonly<Record<string, string>>
}
export interface CodeList {
  readonly id: string
  readonly title: string
  /** The standard it comes from; 本平台 where none was found that fits. */
  readonly standard: string
  readonly versions: readonly CodeVersion[]
}

const since = (valid_from: string, items: Record<string, string>): readonly CodeVersion[] =>
  [{ valid_from, valid_to: null, items }]
const own = '本平台'
const ownSince = '2020-01-01'
/** `01 汉族 02 蒙古族 …` as a table. */
const table = (text: string): Record<string, string> =>
  Object.fromEntries(text.trim().split(/\s+(?=\d+ )/).map(pair => pair.split(' ') as [string, string]))

const ethnicGroups = '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'
  .split(' ').map((name, i) => [String(i + 1).padStart(2, '0'), `${name}族`] as const)

export const codes = {
  sex: {
    id: 'sex', title: '性别', standard: 'GB/T 2261.1-2003',
    versions: since('2003-12-01', table('0 未知的性别 1 男 2 女 9 未说明的性别')),
  },
  marriage: {
    id: 'marriage', title: '婚姻状况', standard: 'GB/T 2261.2-2003',
    versions: since('2003-12-01', table('10 未婚 20 已婚 21 初婚 22 再婚 23 复婚 30 丧偶 40 离婚 90 未说明的婚姻状况')),
  },
  ethnic: {
    id: 'ethnic', title: '民族', standard: 'GB/T 3304-1991',
    versions: since('1992-04-01', { ...Object.fromEntries(ethnicGroups), 97: '其他', 98: '外国血统中国籍人士' }),
  },
  family_class: {
    id: 'family_class', title: '与户主关系（大类）', standard: 'GB/T 4761-2008',
    versions: since('2009-01-01', table(
      '0 本人或户主 1 配偶 2 子 3 女 4 孙子女或外孙子女 5 父母 6 祖父母或外祖父母 7 兄弟姐妹 8 其他')),
  },
  family: {
    id: 'family', title: '与户主关系', standard: 'GB/T 4761-2008',
    versions: since('2009-01-01', table(`
      01 本人 02 户主 10 配偶 11 夫 12 妻
      20 子 21 独生子 22 长子 23 次子 24 三子 25 四子 26 五子 27 养子或继子 28 女婿 29 其他儿子
      30 女 31 独生女 32 长女 33 次女 34 三女 35 四女 36 五女 37 养女或继女 38 儿媳 39 其他女儿
      40 孙子女或外孙子女 41 孙子 42 孙女 43 外孙子 44 外孙女
      50 父母 51 父亲 52 母亲 53 公公 54 婆婆 55 岳父 56 岳母 57 继父或养父 58 继母或养母
      60 祖父母或外祖父母 61 祖父 62 祖母 63 外祖父 64 外祖母
      70 兄弟姐妹 80 其他 99 非亲属`)),
  },
  agent_relation: {
    id: 'agent_relation', title: '代办人与本人的关系', standard: own,
    versions: since(ownSince, table(`10 配偶 20 子女 30 父母 40 祖父母或外祖父母 50 孙子女或外孙子女 60 兄弟姐妹 70 其他亲属 80 其他监护人
      90 村（社区）代办员 91 养老或救助机构工作人员 92 邻居或朋友 99 其他`)),
  },
  near_relative: {
    id: 'near_relative', title: '近亲属', standard: '民法典第一千零四十五条第二款',
    versions: since('2021-01-01', table('10 配偶 20 子女 30 父母 40 祖父母或外祖父母 50 孙子女或外孙子女 60 兄弟姐妹')),
  },
  politics: {
    id: 'politics', title: '政治面貌', standard: 'GB/T 4762-1984',
    versions: since('1985-10-01', table(`01 中共党员 02 中共预备党员 03 共青团员 04 民革党员 05 民盟盟员 06 民建会员 07 民进会员
      08 农工党党员 09 致公党党员 10 九三学社社员 11 台盟盟员 12 无党派人士 13 群众`)),
  },
  education: {
    id: 'education', title: '学历', standard: 'GB/T 4658-2006',
    versions: since('2007-03-01', table(
      '10 研究生教育 20 大学本科 30 大学专科 40 中等职业教育 60 普通高中 70 初中 80 小学 90 其他')),
  },
  living: {
    id: 'living', title: '老年人居住状况', standard: own,
    versions: since(ownSince, table(`1 独居 2 与配偶居住 3 与子女居住 4 与配偶和子女居住 5 只与孙辈居住 6 与父母居住
      7 与其他亲属居住 8 与非亲属居住 9 住养老机构 99 未说明`)),
  },
  id_kind: {
    id: 'id_kind', title: '证件种类', standard: own,
    versions: since(ownSince, {
      citizen: '居民身份证', hongkong: '港澳居民居住证（香港）', macau: '港澳居民居住证（澳门）', taiwan: '台湾居民居住证',
      foreigner: '外国人永久居留身份证', foreigner_old: '外国人永久居留证（旧版）',
      passport: '护照', travel_hongkong_macau: '港澳居民来往内地通行证', travel_taiwan: '台湾居民来往大陆通行证', none: '暂无证件',
    }),
  },
  disability_kind: {
    id: 'disability_kind', title: '残疾类别', standard: 'GB/T 26341-2010',
    versions: since(ownSince, { 1: '视力残疾', 2: '听力残疾', 3: '言语残疾', 4: '肢体残疾', 5: '智力残疾', 6: '精神残疾', 7: '多重残疾' }),
  },
  disability_level: {
    id: 'disability_level', title: '残疾等级', standard: 'GB/T 26341-2010',
    versions: since(ownSince, { 1: '一级', 2: '二级', 3: '三级', 4: '四级' }),
  },
  employment: {
    id: 'employment', title: '就业状态', standard: own,
    versions: since(ownSince, { employed: '就业', self_employed: '灵活就业或个体经营', unemployed: '失业', retired: '退休', student: '在校', unable: '无劳动能力' }),
  },
  housing: {
    id: 'housing', title: '住房情况', standard: own,
    versions: since(ownSince, { own: '自有住房', rented: '租住', public: '公租房', lent: '借住', none: '无固定住房' }),
  },
  day_part: {
    id: 'day_part', title: '时段', standard: own,
    versions: since(ownSince, { morning: '上午', afternoon: '下午', evening: '晚上', day: '全天' }),
  },
  hardship: {
    id: 'hardship', title: '困难类型', standard: own,
    versions: since(ownSince, { illness: '重大疾病', accident: '意外事故', disaster: '火灾或自然灾害', education: '子女教育', income: '突然失去收入', other: '其他' }),
  },
  welfare_post: {
    id: 'welfare_post', title: '公益性岗位类别', standard: own,
    versions: since(ownSince, { cleaning: '保洁保绿', security: '治安巡防', care: '照料服务', office: '社区协理', other: '其他' }),
  },
  dwelling_ground: {
    id: 'dwelling_ground', title: '居住事由', standard: '居住证暂行条例第二条',
    versions: since(ownSince, { job: '合法稳定就业', home: '合法稳定住所', school: '连续就读' }),
  },
  delivery: {
    id: 'delivery', title: '领取方式', standard: own,
    versions: since(ownSince, { window: '到窗口领取', post: '邮寄', home: '送到家', online: '只要电子件' }),
  },
  fact_source: {
    id: 'fact_source', title: '信息来源', standard: own,
    versions: since(ownSince, { declared: '本人申报', collected: '上门采集', shared: '部门共享', verified: '核验' }),
  },
} as const satisfies Record<string, CodeList>

export type CodeListId = keyof typeof codes

/** The version in force on a day (default: today in Beijing); before the first, the first: old events keep their words. */
export function versionOn(list: CodeList, on: string = beijingDay(Date.now())): CodeVersion {
  return list.versions.findLast(version => version.valid_from <= on) ?? list.versions[0]!
}

/** The Chinese word of a code on a day; undefined when the list has no such code. */
export function labelOf(list: CodeList, code: string, on?: string): string | undefined {
  const { items } = versionOn(list, on)
  return Object.hasOwn(items, code) ? items[code] : undefined
}

/**
 * The choices of a list in order: number codes by their digits (a JavaScript object would put 10 before 01), word codes
 * as they were written. A version that has ended offers none.
 */
export function choices(list: CodeList, on: string = beijingDay(Date.now())): { code: string, label: string }[] {
  const version = versionOn(list, on)
  if (version.valid_to !== null && version.valid_to < on) return []
  const rows = Object.entries(version.items).map(([code, label]) => ({ code, label }))
  return rows.every(row => /^\d+$/.test(row.code)) ? rows.sort((a, b) => (a.code < b.code ? -1 : 1)) : rows
}
