import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  CreditCode, creditCheck, identityCheck, luhn, maskAccount, maskIdentity, maskName,
  maskPhone, normaliseNumber, organisationCheck,
  parseBankAccount, parseCreditCode, parseIdentity, parseMobile,
} from './identifiers.ts'
import { dayOf } from './time.ts'

const today = '2026-11-22'
const identity = (text: string, on = today) => parseIdentity(text, on)
const reason = (result: { ok: true } | { ok: false, reason: string }) => (result.ok ? 'ok' : result.reason)

test('published and synthetic identity numbers', () => {
  const vectors: [string, string, string, string][] = [
    ['11010519491231002X', 'citizen', '1949-12-31', '2'],
    ['320281195001010013', 'citizen', '1950-01-01', '1'],
    ['320000201806010036', 'citizen', '2018-06-01', '1'],
    ['810000199408230021', 'hongkong', '1994-08-23', '2'],
    ['820000199001010010', 'macau', '1990-01-01', '1'],
    ['830000199201300022', 'taiwan', '1992-01-30', '2'],
    ['911124198108030024', 'foreigner', '1981-08-03', '2'],
    ['932682198501010017', 'foreigner', '1985-01-01', '1'],
  ]
  for (const [number, kind, birth_date, sex] of vectors) {
    assert.deepEqual(identity(number), { ok: true, kind, number, birth_date, sex })
  }
  assert.equal(reason(identity('110105194912310021')), '第 18 位校验码不对，请核对号码')
})

test('the sample of the standard, born in 1880, is right, but no living person is 130', () => {
  assert.deepEqual(identity('440524188001010014', '2000-01-01'),
    { ok: true, kind: 'citizen', number: '440524188001010014', birth_date: '1880-01-01', sex: '1' })
  assert.match(reason(identity('440524188001010014')), /1880-01-01 太早/)
  assert.equal(identity('440524188001010014', '2009-12-31').ok, true)
  assert.equal(identity('440524188001010014', '2010-01-01').ok, false)
})

test('what a person types is understood', () => {
  for (const text of ['11010519491231002x', ' 110105 19491231 002X ', '１１０１０５１９４９１２３１００２Ｘ', '11010519491231002×', '\u200b11010519491231002X\t']) {
    assert.equal(identity(text).ok, true, text)
  }
})

test('every refusal says what to do', () => {
  const sealed = (seventeen: string) => seventeen + identityCheck(seventeen)
  const said: [string, string][] = [
    ['', '请填写证件号码'],
    ['32028119500101001', '号码应为 18 位，现在是 17 位，请核对后补全'],
    ['3202811950010100133', '号码应为 18 位，现在是 19 位，请核对后重填'],
    ['320281500101001', '这是 15 位的旧号码，已停用，请填写 18 位号码'],
    ['3202O1195001010013', '第 5 位应是数字，请核对号码'],
    ['32028119500101001A', '第 18 位应是数字或字母 X，请核对号码'],
    [sealed('99028119500101001'), '第 2、3 位的受理地代码不对，请核对号码'],
    [sealed('93200019500101001'), '第 4 到 6 位的国籍代码不对，请核对号码'],
    [sealed('81000119940823002'), '前 6 位不对，港澳台居民居住证应以 810000、820000 或 830000 开头'],
    [sealed('99999919940823002'), '第 2、3 位的受理地代码不对，请核对号码'],
    [sealed('38028119500101001'), '前 2 位的省份代码不对，请核对号码'],
    [sealed('32028119900230001'), '第 7 到 14 位的出生日期 1990-02-30 不存在，请核对号码'],
    [sealed('32028120300101001'), '第 7 到 14 位的出生日期 2030-01-01 还没有到，请核对号码'],
    ['USA12345', '旧版外国人永久居留证号码应为 3 个字母加 12 位数字，请核对号码'],
  ]
  for (const [text, sentence] of said) assert.equal(reason(identity(text)), sentence)
})

test('the old card of foreigners is known by its form alone', () => {
  assert.deepEqual(identity('usa110082061504'), { ok: true, kind: 'foreigner_old', number: 'USA110082061504', birth_date: null, sex: null })
})

const anyIdentity = fc.tuple(
  fc.constantFrom('320106', '320281', '110105', '810000', '820000', '830000', '932682', '911124'),
  fc.integer({ min: -20_000, max: 20_000 }).map(n => dayOf(n).replaceAll('-', '')),
  fc.integer({ min: 0, max: 999 }).map(n => String(n).padStart(3, '0')),
).map(([area, birth, sequence]) => area + birth + sequence).map(head => head + identityCheck(head))

test('law: a well-made number reads as made; one wrong digit, or two neighbours swapped, never passes', () => {
  fc.assert(fc.property(anyIdentity, fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 9 }), (number, at, shift) => {
    const read = identity(number)
    assert.ok(read.ok)
    assert.equal(read.birth_date?.replaceAll('-', ''), number.slice(6, 14))
    const digit = number[at] === 'X' ? 10 : Number(number[at])
    const typo = number.slice(0, at) + String((digit + shift) % 10) + number.slice(at + 1)
    if (typo !== number) assert.equal(identity(typo).ok, false)
    const swapped = number.slice(0, at) + (number[at + 1] ?? '') + number[at]! + number.slice(at + 2)
    if (swapped !== number) assert.equal(identity(swapped).ok, false)
  }))
})

test('law: any text gets an answer, and reading is the same before and after normalising', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => {
    for (const parse of [identity, parseCreditCode, parseMobile, parseBankAccount]) {
      const result = parse(text)
      if (!result.ok) assert.match(result.reason, /\p{Script=Han}/u)
    }
    assert.equal(normaliseNumber(normaliseNumber(text)), normaliseNumber(text))
  }))
})

test('credit codes: real, synthetic, and the organisation code inside', () => {
  const good = ['91350100M000100Y43', '91440300708461136T', '91110000802100433B', '51320100500000007P', '52320500MJ000000X8',
    '533200005000000157', '54320311MF00000055', '55320311MG0000009G']
  for (const code of good) assert.deepEqual(parseCreditCode(` ${code.toLowerCase()}`), { ok: true, code, organisation_code: code.slice(8, 17) })
  assert.equal(reason(parseCreditCode('91350100M000100Y44')), '第 18 位校验码不对，请核对代码')
  assert.equal(reason(parseCreditCode('9135O100M000100Y43')), '第 5 位是字母 O，代码里不用这个字母，请核对是不是数字')
  assert.equal(reason(parseCreditCode('91350100M000100Y4')), '统一社会信用代码应为 18 位，现在是 17 位，请核对后重填')
  const inner = '91350100M000100X4'
  assert.equal(reason(parseCreditCode(inner + creditCheck(inner))), '第 9 到 17 位的组织机构代码不对，请核对代码')
})

test('law: a code made by the rules passes and no other last character does', () => {
  const letter = fc.constantFrom(...'0123456789ABCDEFGHJKLMNPQRTUWXY')
  fc.assert(fc.property(fc.array(letter, { minLength: 16, maxLength: 16 }), letter, (chars, last) => {
    const sixteen = chars.join('')
    const seventeen = sixteen + organisationCheck(sixteen.slice(8))
    assert.equal(parseCreditCode(seventeen + creditCheck(seventeen)).ok, true)
    if (last !== creditCheck(seventeen)) assert.equal(parseCreditCode(seventeen + last).ok, false)
  }))
})

test('mobile numbers', () => {
  for (const text of ['13812341234', '+86 138-1234-1234', '0086 13812341234', '8613812341234', '１３８１２３４１２３４']) {
    assert.deepEqual(parseMobile(text), { ok: true, number: '13812341234' })
  }
  assert.equal(reason(parseMobile('12812341234')), '手机号码应以 13 到 19 开头，请核对')
  assert.equal(reason(parseMobile('1381234123')), '手机号码应为 11 位，现在是 10 位，请核对')
  assert.equal(reason(parseMobile('1381234123a')), '手机号码只能是数字，请核对')
})

test('bank cards', () => {
  assert.deepEqual(parseBankAccount('４111 1111-1111 1111'), { ok: true, number: '4111111111111111' })
  assert.equal(luhn('79927398713'), true)
  assert.equal(reason(parseBankAccount('4111111111111112')), '银行卡号校验不对，请对照卡面逐位核对')
  assert.equal(reason(parseBankAccount('41111111')), '银行卡号是 16 到 19 位，存折账号是 12 到 22 位，现在是 8 位，请核对')
  assert.equal(parseBankAccount('0000000000000000').ok, false)
  assert.match(reason(parseBankAccount('123')), /现在是 3 位/)
  assert.match(reason(parseBankAccount('6222021001116')), /62 开头的是银行卡号，应为 16 到 19 位，现在是 13 位/)
  // A passbook has no check digit that all banks share: one that is no card is taken as it is.
  for (const passbook of ['430121110910012345', '1102 0204 0900 1234 567', '601382100012']) assert.equal(parseBankAccount(passbook).ok, true, passbook)
})

test('law: one and only one last digit closes a card number', () => {
  fc.assert(fc.property(fc.stringMatching(/^[1-9]\d{10,17}$/), head => {
    assert.equal([...'0123456789'].filter(digit => luhn(head + digit)).length, 1)
  }))
})

test('the schema gives the normal form or the sentence', () => {
  assert.equal(CreditCode.parse('91350100m000100y43'), '91350100M000100Y43')
  assert.deepEqual(CreditCode.safeParse('91350100M000100Y44').error?.issues.map(issue => issue.message), ['第 18 位校验码不对，请核对代码'])
  assert.deepEqual(CreditCode.safeParse(undefined).error?.issues.map(issue => issue.message), ['请填写'])
})

test('masks', () => {
  assert.equal(maskIdentity('320106195001011234'), '3****************4')
  assert.equal(maskIdentity('USA110082061504'), 'U*************4')
  assert.equal(maskPhone('13812341234'), '138****1234')
  assert.equal(maskPhone('02584301234'), '025****1234')
  assert.equal(maskPhone('84301234'), '****1234')
  assert.equal(maskPhone('110'), '***')
  assert.equal(maskAccount('6222021234567890123'), '***************0123')
  assert.equal(maskName('张三'), '张*')
  assert.equal(maskName('张三丰'), '张*')
  assert.equal(maskName('欧阳修'), '欧阳*')
  assert.equal(maskName('欧阳'), '欧*')
  assert.equal(maskName('𠮷野家'), '𠮷*')
  assert.equal(maskName('葛\u{e0100}优'), '葛\u{e0100}*')
  assert.equal(maskName('张'), '*')
  assert.equal(maskName(''), '')
})

test('law: a mask never shows more than its ends and keeps the length', () => {
  fc.assert(fc.property(fc.stringMatching(/^\d{0,24}$/), number => {
    for (const mask of [maskIdentity, maskPhone, maskAccount]) {
      assert.equal(mask(number).length, number.length)
      if (number.length > 0) assert.ok(mask(number).includes('****') || number.length < 4)
    }
  }))
})
