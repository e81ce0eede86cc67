import { z } from 'zod'
import { isDay, today as todayInBeijing } from './time.ts'

/**
 * The numbers people and organisations are known by. Each check answers with what the number says, or with one Chinese
 * sentence that tells the person what to do. Pure, so that a page can say it while the person still types.
 */
type Refused = { ok: false, reason: string }
const refuse = (reason: string): Refused => ({ ok: false, reason })

/** Full-width characters to half-width, × to X, upper case, no blanks or invisible characters: what a person meant. */
export const normaliseNumber = (text: string): string =>
  text.normalize('NFKC').replace(/[\s\p{Cf}\p{Cc}]/gu, '').replace(/×/g, 'X').toUpperCase().normalize('NFKC')

// ---- identity numbers ----------------------------------------------------------------------------------------------

/** The documents a number can belong to; their names are in `codes.id_kind`. */
export type IdentityKind = 'citizen' | 'hongkong' | 'macau' | 'taiwan' | 'foreigner' | 'foreigner_old'
/** `sex` by GB/T 2261.1: 1 male, 2 female. The old card for foreigners tells neither birth nor sex. */
export type Identity = { ok: true, kind: IdentityKind, number: string, birth_date: string | null, sex: '1' | '2' | null }

/** First two digits of GB/T 2260: the provinces that are or were. */
const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71'.split(' '),
)
/** True for a code of GB/T 2260 that begins with a province, Hong Kong or Macau. */
export const isDivisionOfChina = (code: string): boolean => provinces.has(code.slice(0, 2)) || ['81', '82'].includes(code.slice(0, 2))
const residence: Record<string, IdentityKind> = { 810000: 'hongkong', 820000: 'macau', 830000: 'taiwan' }
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** A living person is younger than this many years: older birth dates are taken for a slip of the pen. */
export const oldestAge = 130

/** The 18th character that belongs to 17 digits: GB 11643, ISO 7064 MOD 11-2. */
export function identityCheck(digits: string): string {
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0)
  return '10X98765432'[sum % 11]!
}

/**
 * Reads an identity number: GB 11643 citizens, residence permits of Hong Kong, Macau and Taiwan residents, permanent
 * residence of foreigners (2023: 18 digits from 9; before: 3 letters and 12 digits, of which only the form is known).
 * Birth must be a real day, not after `today` (default: today in Beijing) and less than 130 years before it.
 */
export function parseIdentity(text: string, today: string = todayInBeijing()): Identity | Refused {
  const number = normaliseNumber(text)
  if (number === '') return refuse('请填写证件号码')
  if (/^[A-Z]{3}/.test(number)) return parseOldCard(number)
  const odd = /[^0-9]/.exec(number.slice(0, 17))
  if (odd) return refuse(`第 ${odd.index + 1} 位应是数字，请核对号码`)
  if (/^\d{15}$/.test(number)) return refuse('这是 15 位的旧号码，已停用，请填写 18 位号码')
  if (number.length !== 18) return refuse(`号码应为 18 位，现在是 ${number.length} 位，请核对后${number.length < 18 ? '补全' : '重填'}`)
  if (!/[0-9X]$/.test(number)) return refuse('第 18 位应是数字或字母 X，请核对号码')
  const kind = kindOf(number)
  if (typeof kind !== 'string') return kind
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  const wrong = wrongBirth(birth, today)
  if (wrong) return refuse(wrong)
  if (identityCheck(number) !== number[17]) return refuse('第 18 位校验码不对，请核对号码')
  return { ok: true, kind, number, birth_date: birth, sex: Number(number[16]) % 2 === 1 ? '1' : '2' }
}

function kindOf(number: string): IdentityKind | Refused {
  if (number[0] === '9') {
    if (!provinces.has(number.slice(1, 3))) return refuse('第 2、3 位的受理地代码不对，请核对号码')
    return number.slice(3, 6) === '000' ? refuse('第 4 到 6 位的国籍代码不对，请核对号码') : 'foreigner'
  }
  if (number[0] === '8') return residence[number.slice(0, 6)] ?? refuse('前 6 位不对，港澳台居民居住证应以 810000、820000 或 830000 开头')
  return provinces.has(number.slice(0, 2)) ? 'citizen' : refuse('前 2 位的省份代码不对，请核对号码')
}

function wrongBirth(birth: string, today: string): string | undefined {
  if (!isDay(birth)) return `第 7 到 14 位的出生日期 ${birth} 不存在，请核对号码`
  if (birth > today) return `第 7 到 14 位的出生日期 ${birth} 还没有到，请核对号码`
  const oldest = `${String(Number(today.slice(0, 4)) - oldestAge).padStart(4, '0')}${today.slice(4)}`
  return birth <= oldest ? `第 7 到 14 位的出生日期 ${birth} 太早，请核对号码` : undefined
}

const parseOldCard = (number: string): Identity | Refused =>
  /^[A-Z]{3}\d{12}$/.test(number)
    ? { ok: true, kind: 'foreigner_old', number, birth_date: null, sex: null }
    : refuse('旧版外国人永久居留证号码应为 3 个字母加 12 位数字，请核对号码')

// ---- organisations -------------------------------------------------------------------------------------------------

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2]

/** The 9th character of an organisation code (GB 11714) for its first eight. */
export function organisationCheck(eight: string): string {
  const sum = organisationWeights.reduce((total, weight, i) => total + weight * parseInt(eight[i]!, 36), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : check === 11 ? '0' : String(check)
}

/** The 18th character of a unified social credit code (GB 32100) for its first seventeen. */
export function creditCheck(seventeen: string): string {
  const sum = creditWeights.reduce((total, weight, i) => total + weight * creditAlphabet.indexOf(seventeen[i]!), 0)
  return creditAlphabet[(31 - (sum % 31)) % 31]!
}

/** Reads a unified social credit code with the organisation code (characters 9–17) inside it. */
export function parseCreditCode(text: string): { ok: true, code: string, organisation_code: string } | Refused {
  const code = normaliseNumber(text).replace(/-/g, '')
  if (code === '') return refuse('请填写统一社会信用代码')
  const odd = [...code].findIndex(char => !creditAlphabet.includes(char))
  if (odd >= 0) {
    return refuse(/[IOSVZ]/.test(code[odd]!)
      ? `第 ${odd + 1} 位是字母 ${code[odd]}，代码里不用这个字母，请核对是不是数字`
      : `第 ${odd + 1} 位不是数字或字母，请核对代码`)
  }
  if (code.length !== 18) return refuse(`统一社会信用代码应为 18 位，现在是 ${code.length} 位，请核对后重填`)
  const organisation = code.slice(8, 17)
  if (organisationCheck(organisation) !== organisation[8]) return refuse('第 9 到 17 位的组织机构代码不对，请核对代码')
  if (creditCheck(code) !== code[17]) return refuse('第 18 位校验码不对，请核对代码')
  return { ok: true, code, organisation_code: organisation }
}

// ---- telephone and bank --------------------------------------------------------------------------------------------

/** Reads a mobile number of the mainland: 11 digits from 13 to 19, with or without 86 before it. */
export function parseMobile(text: string): { ok: true, number: string } | Refused {
  const number = normaliseNumber(text).replace(/[-()]/g, '').replace(/^(\+86|0086|86(?=1\d{10}$))/, '')
  if (number === '') return refuse('请填写手机号码')
  if (!/^\d+$/.test(number)) return refuse('手机号码只能是数字，请核对')
  if (number.length !== 11) return refuse(`手机号码应为 11 位，现在是 ${number.length} 位，请核对`)
  return /^1[3-9]/.test(number) ? { ok: true, number } : refuse('手机号码应以 13 到 19 开头，请核对')
}

/** True when the last digit is the Luhn check digit (ISO/IEC 7812-1) of the ones before it. */
export function luhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
  }
  return sum % 10 === 0
}

/** Cards bear their check digit: UnionPay from 62, and the 16 digits of Visa, Mastercard and JCB. What else a bank numbers has rules of its own. */
const isCard = (number: string): boolean => /^62\d{14,17}$/.test(number) || /^(4|5[1-5]|35)\d+$/.test(number) && number.length === 16

/**
 * Reads the number to which money is paid. A card (16 to 19 digits) must satisfy its Luhn check digit; the account of a passbook, 12 to 22
 * digits, has none that all banks share, so only its length and that it is a number at all are judged (docs/decisions/0025).
 */
export function parseBankAccount(text: string): { ok: true, number: string } | Refused {
  const number = normaliseNumber(text).replace(/-/g, '')
  if (number === '') return refuse('请填写银行卡号或存折账号')
  if (!/^\d+$/.test(number)) return refuse('账号只能是数字，请核对')
  if (number.length < 12 || number.length > 22) return refuse(`银行卡号是 16 到 19 位，存折账号是 12 到 22 位，现在是 ${number.length} 位，请核对`)
  if (/^62/.test(number) && !isCard(number)) return refuse(`62 开头的是银行卡号，应为 16 到 19 位，现在是 ${number.length} 位，请核对`)
  if (isCard(number) && !luhn(number)) return refuse('银行卡号校验不对，请对照卡面逐位核对')
  return /^(\d)\1+$/.test(number) ? refuse('账号不能全是同一个数字，请对照卡面或存折核对') : { ok: true, number }
}

// ---- schemas -------------------------------------------------------------------------------------------------------

/** A unified social credit code, 18 characters in upper case. */
export const CreditCode = z.string({ error: '请填写' }).max(64, '太长了，请核对').overwrite(text => normaliseNumber(text).replace(/-/g, '')).superRefine((value, context) => {
  const result = parseCreditCode(value)
  if (!result.ok) context.addIssue({ code: 'custom', message: result.reason })
})

// ---- masks ---------------------------------------------------------------------------------------------------------
// The least by which people recognise what is theirs, for eyes without the right to see it all. Masks keep the length of
// a number and never fail, whatever is stored.

const covered = (text: string, head: number, tail: number): string => {
  const chars = Array.from(text)
  const n = chars.length
  if (n < head + tail + 4) return n < tail + 4 ? '*'.repeat(n) : '*'.repeat(n - tail) + chars.slice(n - tail).join('')
  return chars.slice(0, head).join('') + '*'.repeat(n - head - tail) + chars.slice(n - tail).join('')
}

/**
 * 3****************4: the first and the last. Area, birth and sex are told elsewhere and the last character is a check: with four
 * of the end the whole number could be reckoned, with one some fifty remain.
 */
export const maskIdentity = (number: string): string => covered(number, 1, 1)
/** 138****1234; of a shorter number the last 4, of fewer than 8 digits nothing. */
export const maskPhone = (number: string): string => covered(number, 3, 4)
/** The last 4 of a bank account. */
export const maskAccount = (number: string): string => covered(number, 0, 4)

const compoundSurnames = new Set(
  ('欧阳 上官 司马 诸葛 司徒 夏侯 皇甫 令狐 东方 尉迟 公孙 慕容 端木 长孙 宇文 轩辕 南宫 西门 独孤 闻人 钟离 澹台 公冶 宗政 ' +
    '濮阳 淳于 单于 太叔 申屠 仲孙 鲜于 闾丘 司空 司寇 呼延 赫连 百里 东郭 拓跋 完颜 纳兰 第五').split(' '),
)

/** 张*, 欧阳*: the surname and one star, however long the given name. A name of one character is all star. */
export function maskName(name: string): string {
  const chars = name.trim().match(/\P{M}\p{M}*/gu) ?? []
  if (chars.length < 2) return chars.length === 0 ? '' : '*'
  const compound = chars.length > 2 && compoundSurnames.has(chars.slice(0, 2).join(''))
  return chars.slice(0, compound ? 2 : 1).join('') + '*'
}
