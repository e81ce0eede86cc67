import type { ItemDeclaration } from '../declaration.ts'
import { oldAgeAllowanceProcess } from './oldAgeAllowanceProcess.ts'

/** Yuan from integer fen. */
const yuan = (fen: number): string => (fen / 100).toFixed(2)

/** 2026 年 11 月, as papers say it. */
const monthInWords = (day: string): string => `${Number(day.slice(0, 4))} 年 ${Number(day.slice(5, 7))} 月`

/** The monthly amount by age, from the rule's bands (尊老金: 80, 90 and 100 years). */
function monthly(age: number, params: Readonly<Record<string, number>>): number {
  const bands = Object.entries(params).flatMap(([name, fen]) => {
    const from = /^monthly_fen_from_(\d+)$/.exec(name)?.[1]
    return from ? [{ from: Number(from), fen }] : []
  })
  return bands.filter(band => age >= band.from).sort((a, b) => b.from - a.from)[0]?.fen ?? 0
}

const isAlive = (value: unknown): boolean => value === true || value === 'yes' || value === '1'

/** 高龄津贴: residents of 80 and over with hukou in the county. */
export const oldAgeAllowance: ItemDeclaration = {
  item: {
    id: 'old_age_allowance', version: 1, name: '高龄津贴', summary: '年满 80 周岁的老人，每月可领取津贴。',
    basic_code: '000511007000', implementing_code: '32990100051100700001', kind: '行政给付', level: '县级',
    organ: '县（市、区）民政局',
    basis: ['中华人民共和国老年人权益保障法第三十三条', '江苏省老年人权益保障条例（尊老金制度）'],
    conditions: ['年满 80 周岁', '户籍在本省（由户籍所在的县、市、区办理）', '健在', '没有在领取高龄津贴'],
    materials: [
      { id: 'identity', name: '居民身份证', source: 'shared', required: true, note: '由公安人口库提供，不用您带' },
      { id: 'hukou', name: '居民户口簿', source: 'shared', required: true, note: '由公安户籍库提供，不用您带' },
      { id: 'alive', name: '健在证明', source: 'shared', required: true, note: '由数据比对确认，不用您开' },
      { id: 'bank_proof', name: '银行账户证明', source: 'applicant', required: false, note: '账户信息对不上时才需要' },
    ],
    steps: ['申请', '受理（镇街）', '审核（镇街）', '决定（县级民政局）', '按月发放'],
    fee: '不收费', result: '批准后按月发放到本人账户', visits: 0, channels: ['手机', '全省任一窗口', '上门代办'], scope: '全省通办', process: 'old_age_allowance',
  },
  definition: oldAgeAllowanceProcess,
  rule: 'old_age_allowance',
  handled_at: 'person.hukou_place',
  form: [
    { element: 'person.name', ask: '姓名', why: '', example: '', required: true, editable: false },
    { element: 'person.identity_number', ask: '证件号码', why: '', example: '', required: true, editable: false },
    { element: 'person.birth_date', ask: '出生日期', why: '', example: '', required: true, editable: false },
    { element: 'person.hukou_place', ask: '户籍所在地', why: '', example: '', required: true, editable: false },
    { element: 'person.residence_address', ask: '您现在住在哪里？', why: '发放和上门服务要用到住址', example: '例如：柳湖花园3幢2单元402室', required: true, editable: true },
    { element: 'person.phone', ask: '您的手机号码是多少？', why: '办理进度会发短信告诉您；没有手机可以不填', example: '例如：138 开头的 11 位号码', required: false, editable: true },
    { element: 'person.living_arrangement', ask: '您平时和谁一起住？', why: '独自居住的老人，社区会定期上门看望', example: '', required: true, editable: true },
    { element: 'person.bank_name', ask: '津贴发到哪家银行？', why: '只能发到老人本人的账户', example: '例如：农业银行', required: true, editable: true },
    { element: 'person.bank_account', ask: '银行卡或存折的账号是多少？', why: '津贴每月直接打到这个账户', example: '印在卡正面或存折第一页，12 到 19 位数字', required: true, editable: true },
    { element: 'person.contact_name', ask: '有事可以联系哪位家人？', why: '打不通您的电话时联系', example: '例如：女儿 沈梅', required: true, editable: true },
    { element: 'person.contact_phone', ask: '这位家人的电话是多少？', why: '打不通您的电话时联系', example: '11 位手机号码', required: true, editable: true },
  ],
  supplied: [
    { material: '居民身份证', element: 'person.identity_number', register: '公安人口库' },
    { material: '居民户口簿', element: 'person.hukou_place', register: '公安户籍库' },
    { material: '健在证明', element: 'person.alive', register: '公安、卫健、殡葬数据比对' },
  ],
  conditions: ({ value, params, age, granted }) => [
    { ok: age >= params.min_age!, text: `年满 ${params.min_age} 周岁（现在 ${age} 周岁）`, basis: '江苏省老年人权益保障条例' },
    { ok: typeof value('person.hukou_place') === 'string' && String(value('person.hukou_place')).startsWith('32'), text: '户籍在本省', basis: '江苏省老年人权益保障条例' },
    { ok: isAlive(value('person.alive') ?? true), text: '健在', basis: '数据比对' },
    { ok: granted === null, text: granted === null ? '没有在领取高龄津贴' : `已经批准，正在领取（${granted}），不用重复申请`, basis: '办件记录' },
  ],
  outcome: ({ params, age, day }) => {
    const fen = monthly(age, params)
    return { text: `每月 ${yuan(fen)} 元，自 ${monthInWords(day)}起按月发放`, data: { monthly_fen: fen, from_month: day.slice(0, 7), age } }
  },
}
