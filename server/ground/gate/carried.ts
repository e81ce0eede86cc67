import type { Admitting } from './admission.ts'
import type { List } from './lists.ts'

const since = '2020-10-01'
const banned = '民政部等六部门《关于改进和规范基层群众性自治组织出具证明工作的指导意见》（民发〔2020〕20号）'
const practice = '各地社区工作事项清单的通行条目（未逐字核对）'
const entry = (code: string, text: string, ...words: string[]) => ({ code, text, words: words.length > 0 ? words : [text] })

const plaque = (code: string, title: string, reach: 'all' | 'village'): Admitting & { place: string } => ({
  number: `plaque-${code}`, place: '32', places: ['32'], reach, kind: 'plaque', requester: null, requester_name: '法律和上级文件', subject: null, title,
  basis: '《关于规范村级组织工作事务、机制牌子和证明事项的意见》（2022 年，未逐字核对）', valid_from: '2022-08-01', valid_to: null, minutes: 0, staff: 0, fee_fen: 0,
  statistical: false, form_number: null, form_approval: null, form_valid_to: null, emergency: false,
})
/** Plaques that hang by law or by the documents of 2022 and so fill the cap from the start. */
export const ownAdmissions = [plaque('party', '党组织', 'all'), plaque('committee', '村（居）民委员会', 'all'), plaque('supervision', '村务监督委员会', 'village'), plaque('collective', '集体经济组织', 'village')]

/** The lists that the platform brings along; each place may enter a newer version of its own. */
export const carriedLists: readonly List[] = [
  {
    list: 'certificates', version: 1, place: '32', title: '不应由村（社区）出具的证明', source: banned, verified: false, valid_from: since, entries: [
      entry('kinship', '亲属关系证明', '亲属关系'), entry('identity', '居民身份信息证明', '身份信息', '身份证明'), entry('hukou', '户口登记项目内容变更申请证明', '户口变更', '户口登记'),
      entry('dog', '养犬证明', '养犬'), entry('no_crime', '无犯罪记录证明', '无犯罪', '违法犯罪'), entry('drug', '社区戒毒、社区康复人员表现证明', '戒毒', '康复人员'), entry('missing', '人员失踪证明', '失踪'),
      entry('marital', '婚姻状况证明', '婚姻状况', '未婚', '单身'), entry('birth', '出生证明', '出生'), entry('alive', '健在证明', '健在', '生存'), entry('death', '死亡证明', '死亡'),
      entry('illness', '疾病状况证明', '疾病'), entry('disability', '残疾状况证明', '残疾'), entry('childbearing', '婚育状况证明', '婚育', '生育'), entry('employment', '居民就业状况证明', '就业'),
      entry('file', '居民个人档案证明', '档案'), entry('property', '居民财产证明', '财产', '收入'), entry('inheritance', '遗产继承权公证证明', '继承', '遗产'),
      entry('premises', '市场主体住所证明', '经营场所', '住所证明'), entry('lost', '证件遗失证明', '遗失', '丢失'),
    ],
  },
  {
    list: 'negative', version: 1, place: '32', title: '不得交由村（社区）承担的事项', source: practice, verified: false, valid_from: since, entries: [
      entry('enforcement', '行政执法', '执法', '处罚'), entry('permits', '行政许可、行政审批', '许可', '审批'), entry('demolition', '拆迁拆违', '拆迁', '拆违'),
      entry('investment', '招商引资、协税护税', '招商', '协税'), entry('pledge', '签订责任状', '责任状', '责任书'), entry('guarantee', '提供经济担保', '担保'),
      entry('screenshots', '以微信工作群、截图、积分排名考核', '截图', '积分排名', '活跃度'),
    ],
  },
  {
    list: 'duties', version: 1, place: '32', title: '依法履行职责事项', source: practice, verified: false, valid_from: since, entries: [
      entry('self_government', '办理本村（社区）公共事务和公益事业'), entry('mediation', '调解民间纠纷'), entry('safety', '协助维护社会治安'), entry('opinions', '反映居民的意见、要求和建议'),
      entry('election', '换届选举'), entry('meetings', '召集村（居）民会议、代表会议'), entry('disclosure', '村（居）务公开'), entry('rules', '村规民约、居民公约'), entry('property', '管理集体财产、居民委员会财产'),
    ],
  },
  {
    list: 'help', version: 1, place: '32', title: '协助政府工作事项', source: practice, verified: false, valid_from: since, entries: [
      entry('health', '公共卫生'), entry('assistance', '社会救助'), entry('elders', '养老服务'), entry('youth', '青少年教育和未成年人保护'), entry('disabled', '残疾人服务'),
      entry('employment', '就业创业服务'), entry('floating', '流动人口服务管理'), entry('census', '依法开展的普查'), entry('disaster', '防灾减灾和应急'), entry('military', '兵役登记、拥军优属'),
    ],
  },
]
