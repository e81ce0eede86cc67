import { ItemBody, type Expression, type ItemBodyInput, type Term } from '../../../../contract/catalogue.ts'
import { aliases } from './aliases.ts'

type Words = [ask: string, why?: string, example?: string]
type Mark = 'fixed' | 'required' | 'optional'
/** element → how it is asked; `fixed`: registers alone may say it. */
export type Asked = Record<string, [Mark, ...Words]>
type Draft = Pick<ItemBodyInput, 'id' | 'name' | 'summary' | 'kind' | 'basis' | 'process' | 'outcome'> & Partial<Omit<ItemBodyInput, 'time'>> & {
  organ: string
  asked: Asked
  members?: { title: string; why: string; asked: Asked }
  /** Working days: promised, then what the law allows. */
  time: [promised: number, statutory: number]
}

const property = ([element, [mark, title, description = '', example]]: [string, Asked[string]]) => [element, {
  $ref: `urn:gongzhi:element:${element}`, title, description, examples: example ? [example] : [], readOnly: mark === 'fixed',
}] as const
const requiredOf = (asked: Asked) => Object.entries(asked).filter(([, [mark]]) => mark !== 'optional').map(([element]) => element)
const propertiesOf = (asked: Asked) => Object.fromEntries(Object.entries(asked).map(property))

function formOf(asked: Asked, members: Draft['members']) {
  const group = members && {
    members: {
      type: 'array', 'x-fill': 'household', title: members.title, description: members.why,
      items: { type: 'object', properties: propertiesOf(members.asked), required: requiredOf(members.asked), additionalProperties: false },
    },
  }
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: { ...propertiesOf(asked), ...group }, required: requiredOf(asked), additionalProperties: false }
}

const day = (id: string, name: string, value: number, local: 'at_most' | 'at_least' = 'at_most') => ({ id, name, unit: 'days', value, local })
const licensing = [day('extension_days', '延长天数', 10), day('delivery_days', '送达期限', 10), day('minor_days', '容缺材料期限', 10, 'at_least'), day('afterwards_days', '承诺核查期限', 30)]

/** An item from what is special about it. Throws when it is none. */
export function make({ asked, members, organ, time: [promised, statutory], ...special }: Draft): ItemBody {
  const { id, kind, process } = special
  return ItemBody.parse({
    basic_code: '', implementing_code: '', level: '县级', organs: [{ name: organ, from: '2020-01-01', to: null }], conditions: [], materials: [],
    steps: ['申请', '受理', '审核', '决定', '告知结果'], fee: '不收费', result: '批准后告知本人', visits: 0, channels: ['手机', '全省任一窗口', '上门代办'], scope: '全省通办',
    rule: id, params: [], handled_at: 'person.hukou_place', certificate: null, valid_from: '2020-01-01', ...special,
    aliases: aliases[id] ?? [], time: `${id}.time`, form: formOf(asked, members),
    days: [
      day('acceptance_days', '受理期限', 5), day('supplement_days', '补正期限', 15, 'at_least'), day('promised_days', '承诺办结', promised), day('statutory_days', '法定办结', statutory),
      ...(kind === '行政许可' || process === 'licence' ? licensing : []),
    ],
  })
}

export const element = (id: string): Term => ({ element: id })
export const param = (name: string): Term => ({ param: name })
export const value = (constant: string | number | boolean): Term => ({ value: constant })
export const age: Term = { age: true }
export const notGranted: Expression = { not: { is: { granted: true } } }

/** What every form shows first, filled by the register. */
export const whoIAm: Asked = {
  'person.name': ['fixed', '姓名'], 'person.identity_number': ['fixed', '证件号码'], 'person.birth_date': ['fixed', '出生日期'], 'person.hukou_place': ['fixed', '户籍所在地'],
}
export const whereILive: Asked = { 'person.residence_address': ['required', '您现在住在哪里？', '办理和上门服务要用到住址', '例如：柳湖花园3幢2单元402室'] }
export const phone: Asked = { 'person.phone': ['optional', '您的手机号码是多少？', '办理进度会发短信告诉您；没有手机可以不填', '例如：138 开头的 11 位号码'] }
export const account: Asked = {
  'person.bank_name': ['required', '钱发到哪家银行？', '只能发到本人的账户', '例如：农业银行'],
  'person.bank_account': ['required', '银行卡或存折的账号是多少？', '每月直接打到这个账户', '印在卡正面或存折第一页；卡号 16 到 19 位'],
}
export const contact: Asked = {
  'person.contact_name': ['optional', '有事可以联系哪位家人？', '打不通您的电话时联系；没有可以不填', '例如：女儿 沈梅'],
  'person.contact_phone': ['optional', '这位家人的电话是多少？', '打不通您的电话时联系；没有可以不填', '11 位手机号码'],
}
export const shared = {
  identity: { id: 'identity', name: '居民身份证', source: 'shared', required: true, note: '由公安人口库提供，不用您带', element: 'person.identity_number', register: '公安人口库', licence: 'identity_card' },
  hukou: { id: 'hukou', name: '居民户口簿', source: 'shared', required: true, note: '由公安户籍库提供，不用您带', element: 'person.hukou_place', register: '公安户籍库', licence: 'hukou_book' },
  alive: { id: 'alive', name: '健在证明', source: 'shared', required: true, note: '由数据比对确认，不用您开', element: 'person.alive', register: '公安、卫健、殡葬数据比对' },
  disability: { id: 'disability', name: '残疾人证', source: 'shared', required: true, note: '由残联人口库提供，不用您带', element: 'person.disability_level', register: '残联人口库', licence: 'disability_card' },
} as const
export const own = (id: string, name: string, note: string, required = false, minor = false) => ({ id, name, source: 'applicant', required, note, minor } as const)
export const hukouHere = (basis: string) => ({ text: '户籍在本省', basis, when: { starts: [element('person.hukou_place'), '32'] } as Expression })
/** Who is cared for as 特困人员 is no longer under 低保. */
export const notBoth = '国发〔2016〕14号（制度衔接）：纳入特困人员救助供养范围的，不再适用最低生活保障政策'
export const isAlive = { text: '健在', basis: '数据比对', when: { is: element('person.alive') } as Expression }
export const onlyOnce = (what: string) => ({ text: `没有在享受${what}`, basis: '办件记录', when: notGranted, otherwise: `已经批准，正在享受${what}（{granted}），不用重复申请` })
