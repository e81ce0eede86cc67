import { castList } from './cast.ts'
import type { Dice } from './prng.ts'
import type { Sex } from './types.ts'

type Weighted = readonly (readonly [string, number])[]
const weigh = (text: string): Weighted => text.split(' ').map(item => {
  const at = item.search(/[\d.]/)
  return [item.slice(0, at), Number(item.slice(at))] as const
})

/** Surnames as heard in the middle of Jiangsu, in rough percent. */
const local = weigh('王7.5 张7 李5.2 陈5 徐4 刘3.9 周3.4 朱3.2 吴3 孙2.9 杨2.4 顾2 沈1.8 陆1.7 赵1.7 蒋1.5 曹1.4 丁1.4 高1.4 许1.3 钱1.2 胡1.2 马1 夏1 姜1 唐1 黄1 谢0.9 袁0.9 潘0.9 葛0.9 范0.9 戴0.8 季0.8 何0.8 薛0.7 俞0.7 邵0.7 施0.7 汤0.6 殷0.6 严0.6 缪0.4 卞0.3 仲0.3 居0.2 於0.2 花0.2 钮0.1 束0.1 欧阳0.1')
/** Surnames of those who come from other provinces. */
const outside = weigh('王7 李7.5 张7 刘5.5 陈4 杨3.5 黄2 赵2.5 吴2 周2 孙1.5 马1.5 朱1.3 胡1.4 郭1.6 何1.4 林0.8 高1 罗1 郑1 梁0.9 谢0.9 宋1 唐0.8 许0.8 邓0.8 韩1 冯0.9 曾0.6 彭0.6 田0.6 任0.6 余0.5 苏0.5 程0.5 魏0.5 贺0.3 侯0.3 常0.3 毕0.2')

/** The surnames that clans of a village are drawn from. */
export const clanNames = ['周', '顾', '丁', '陆', '沈', '葛', '缪', '季', '殷', '卞', '蒋', '范', '仲', '汤', '夏', '施', '戴', '姜', '曹', '钱', '袁', '潘'] as const

/** Surnames by ethnic group (GB/T 3304), used by families of that group. */
const ofGroup: Record<string, readonly string[]> = {
  '03': ['马', '沙', '白', '丁', '穆', '铁'], '06': ['龙', '石', '麻', '吴', '田'], '08': ['韦', '覃', '黄', '农', '陆'],
  '15': ['田', '向', '冉', '彭', '覃'],
}

export function surname(dice: Dice, ethnic: string, migrant: boolean): string {
  const group = ofGroup[ethnic]
  return group ? dice.pick(group) : dice.weighted(migrant ? outside : local)
}

/** Given names of one cohort and sex: two halves that go together in any pair, names of one character, and their share. */
interface Style { first: string; second: string; single: string; share: number }
const style = (first: string, second: string, single = '', share = 0): Style => ({ first, second, single, share })

/** Cohorts by the first year after them; within each [men, women]. */
const cohorts: readonly (readonly [number, Style, Style])[] = [
  [1950,
    style('福金长德永国兴宝根银生正文学士朝锦荣万', '根生林明贵才发宝祥仁富山余荣兴良泉海'),
    style('秀桂凤玉金巧兰素月翠招来粉扣银惠淑雪菊', '英兰珍芳珠娣妹琴宝华凤云仙女娥')],
  [1965,
    style('建国志卫红永德金文学正兴立长广爱', '国明强东华林平民生军良荣才兵祥忠'),
    style('秀玉美桂红爱凤惠金小素月兰建文', '珍英芳华兰琴萍芬珠梅凤云霞娟')],
  [1980,
    style('建志卫国晓小永文海春立宏学正俊爱', '明军华强东林平兵峰忠荣斌祥生洪', '军勇斌伟峰明辉强刚平健宏', 0.28),
    style('丽红美爱晓小秀春玉雪海建慧', '华芳萍琴霞梅娟红英芬云燕兰珍玲', '红霞燕萍芳琴玲梅敏丽娟静', 0.28)],
  [1995,
    style('志建晓文海俊永佳小国立天', '伟军鹏峰杰涛龙明飞斌强华波成', '伟磊勇军涛俊明超杰鹏波飞斌浩亮凯峰强健洋阳宇晨辉刚旭', 0.48),
    style('晓丽海小雪文春玉婷佳慧亚', '燕娟娜萍玲芳霞红静敏琴梅君云婷', '丽娟艳婷静敏娜燕霞莉芳倩雪慧萍颖洁玲蓉琳璐', 0.45)],
  [2010,
    style('子宇浩俊嘉志文天家明晨佳思泽皓', '豪杰轩涛宇航鹏伟辉铭昊晨睿阳源俊凯', '浩宇杰鑫凯晨阳洋昊磊涛俊超翔帅轩', 0.3),
    style('雨欣梦思佳诗嘉雅静晓子心文紫', '婷怡琪涵雯妍瑶雨佳萱颖慧悦洁琳蕾', '婷悦倩雪琪颖雯瑶佳蕊', 0.2)],
  [9999,
    style('子梓一沐宇浩奕俊泽景皓亦嘉允承', '轩宸辰泽睿诺霖阳航宇恒晨铭言帆然昊川', '辰睿宸屹', 0.05),
    style('子梓一沐雨欣诗语若可思芷奕苡依书安清', '涵萱诺桐晴妍彤菡瑶宁欣悦汐琪瑾沫然柠', '玥汐苒', 0.05)],
]

/** Characters outside the basic plane (and three of extension A) that stand in real registers and break careless software. */
const rareMen = ['𬀩', '𫖯', '𬭎', '𬱖', '𬴊', '䶮', '𬬩'] as const
const rareWomen = ['𬘡', '㛃', '𫍯', '𬍛', '𬭚', '𫰛'] as const

/** Names that everybody knows, and those of the cast: another bearer would distract, so they are drawn again. */
const known = new Set([...castList.map(one => one.name), '李强', '李鹏', '王毅', '胡春华', '邓小平', '刘小涛', '刘翔', '张军', '王晨', '李希'])

export function givenName(dice: Dice, sex: Sex, year: number, family: string): string {
  const row = cohorts.find(([before]) => year < before) ?? cohorts[cohorts.length - 1]!
  const { first, second, single, share } = sex === '1' ? row[1] : row[2]
  for (;;) {
    const a = dice.pick([...first]), b = dice.pick([...second])
    let given = dice.chance(share) ? dice.pick([...single]) : a + b
    if (dice.chance(0.002)) given = dice.chance(0.6) ? a + dice.pick(sex === '1' ? rareMen : rareWomen) : dice.pick(sex === '1' ? rareMen : rareWomen)
    if (a !== b && !given.includes(family) && !known.has(family + given)) return given
  }
}

const uyghurMen = ['阿卜杜热合曼', '麦麦提吐尔逊', '阿卜杜外力', '艾合麦提江', '玉素甫江', '吐尔洪', '库尔班江'] as const
const uyghurWomen = ['阿依古丽', '热依汗古丽', '帕提古丽', '古丽娜尔', '米热班'] as const
/** A Uyghur given name; the whole name adds · and the father's given name. */
export const uyghurGiven = (dice: Dice, sex: Sex): string => dice.pick(sex === '1' ? uyghurMen : uyghurWomen)
