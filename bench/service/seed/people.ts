import { identityCheck, maskIdentity } from '../../../contract/identifiers.ts'
import { findElement, freshUntil, identityHash, nameLetters, stored } from '../../../server/ground/registry/index.ts'
import type { Vault } from '../../../server/kernel/crypto/index.ts'
import { countyOf } from '../../../server/kernel/seat.ts'
import { idAt } from './ids.ts'

/*
 * Residents of 80 and over: the only item of the catalogue is theirs, and the province has about three million of them.
 * Identity numbers begin with 3299, a code that was never given out. Numbers are sealed and hashed for real; bank account
 * and telephone share one placeholder of the right shape, because nothing that is measured opens them.
 */
const day = 86_400_000
const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
const given = '秀英 桂兰 建国 玉兰 凤英 志明 素珍 德福 金花 永康 美华 国强 淑芬 长根 月娥 文彬 惠珍 阿宝 家驹 兰芳 宝山 翠云 世昌 丽君 福生 巧珍 正华 银娣 广林 彩霞'.split(' ')
const banks = ['农业银行', '江苏银行', '农村商业银行', '邮政储蓄银行', '建设银行']

const names = surnames.flatMap(surname => given.map(rest => ({ name: surname + rest, ...nameLetters(surname + rest) })))

interface Fact { element: string; value: string; source: string; organ: string; purpose: string; days: number }

export interface Lines { person: string; identity: string; assertion: string }

const pick = <T>(from: readonly T[]): T => from[Math.floor(Math.random() * from.length)]!
const row = (...cells: (string | number | null)[]): string => cells.map(cell => cell ?? '\\N').join('\t') + '\n'
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** A number valid in form that belongs to nobody, different for every n below 73 million. */
function identityOf(n: number, born: string, sex: number): string {
  const seq = Math.floor(n / 730_000) * 2 + (sex === 1 ? 1 : 0)
  const body = `${329900 + (n % 100)}${born.replaceAll('-', '')}${String(seq).padStart(3, '0')}`
  return body + identityCheck(body)
}

const shelf = new Map<string, string>()
/** As `freshUntil`, kept per element and day. */
function freshOf(element: string, at: number): string | null {
  const key = `${element} ${Math.floor(at / day)}`
  const known = shelf.get(key)
  if (known !== undefined) return known === '' ? null : known
  const until = freshUntil(findElement(element)!, new Date(at).toISOString())
  shelf.set(key, until ?? '')
  return until
}

export class People {
  readonly #vault: Vault
  readonly #now: number
  readonly #placeholders: { account: string; phone: string }

  constructor(vault: Vault, now: number) {
    this.#vault = vault
    this.#now = now
    const placeholder = (element: string, value: string) => JSON.stringify(stored(vault, findElement(element)!, 'bench', value))
    this.#placeholders = { account: placeholder('person.bank_account', '0032990000000000013'), phone: placeholder('person.contact_phone', '15432900000') }
  }

  /** The lines of the n-th resident, who lives in this grid: the row, the keyed hash, eleven facts. */
  lines(n: number, place: string): Lines {
    const now = this.#now
    const county = countyOf(place)
    const registered = now - 760 * day + Math.floor(Math.random() * 600 * day)
    const id = idAt(registered)
    const born = isoDay(now - 81 * 365.25 * day - ((Math.floor(n / 100) * 2711) % 7300) * day)
    const sex = Math.random() < 0.42 ? 1 : 2
    const { name, pinyin, initials } = pick(names)
    const number = identityOf(n, born, sex)
    const identity = stored(this.#vault, findElement('person.identity_number')!, id, number) as { sealed: string; masked: string }
    const address = `${pick(['幸福', '和平', '建设', '柳湖', '新民', '文昌'])}路${1 + (n % 300)}号${1 + (n % 24)}幢${1 + (n % 6)}0${1 + (n % 4)}室`
    const living = pick(['1', '2', '2', '2', '3', '3', '4'])
    const at = new Date(registered).toISOString()
    const facts = this.#facts({ place, born, name, address, living, number: JSON.stringify(identity) })
    return {
      person: row(county, id, place, name, pinyin, initials, String(sex), born, 'citizen', identity.sealed, maskIdentity(number), address, living, at),
      identity: row(identityHash(this.#vault, number), id, county),
      assertion: facts.map(fact => {
        const asserted = now - fact.days * day
        return row(county, id, fact.element, idAt(asserted), place, fact.value, fact.source, fact.organ, fact.purpose, new Date(asserted).toISOString(), freshOf(fact.element, asserted))
      }).join(''),
    }
  }

  #facts(one: { place: string; born: string; name: string; address: string; living: string; number: string }): Fact[] {
    const shared = { source: 'shared', organ: '公安部门', purpose: '人口基础信息共享', days: Math.random() * 90 }
    const visit = { source: 'collected', organ: '村（社区）', purpose: '日常走访登记', days: Math.random() * 90 }
    const said = { source: 'declared', organ: '本人申报', purpose: '本人办事时申报', days: Math.random() * 90 }
    const text = JSON.stringify
    return [
      { ...shared, element: 'person.name', value: text(one.name) },
      { ...shared, element: 'person.identity_number', value: one.number },
      { ...shared, element: 'person.birth_date', value: text(one.born) },
      { ...shared, element: 'person.hukou_place', value: text(one.place) },
      { ...shared, element: 'person.alive', value: 'true' },
      { ...visit, element: 'person.residence_address', value: text(one.address) },
      { ...visit, element: 'person.living_arrangement', value: text(one.living) },
      { ...said, element: 'person.bank_name', value: text(pick(banks)) },
      { ...said, element: 'person.bank_account', value: this.#placeholders.account },
      { ...said, element: 'person.contact_name', value: text(pick(names).name) },
      { ...said, element: 'person.contact_phone', value: this.#placeholders.phone },
    ]
  }
}

export const columns = {
  person: 'registry.person (county, id, place, name, pinyin, initials, sex, birth_date, identity_kind, identity_sealed, identity_masked, address, living, registered_at)',
  identity: 'registry.identity (hash, person, county)',
  assertion: 'registry.assertion (county, subject, element, id, place, value, source, organ, purpose, asserted_at, fresh_until)',
} as const
