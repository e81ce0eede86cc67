import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { extractText, getDocumentProxy } from 'unpdf'
import { certificateOf, coverage, families, fonts, noticeOf, sampleCertificate, specimenSealer, type CertificatePaper, type Sealer } from './index.ts'

const rare = sampleCertificate(true).holder
const places = '盱眙溧邗睢沭泗浒甪栟鼋郯邳'
const certificate: CertificatePaper = { ...sampleCertificate(true), lines: [{ label: '住址', text: `${places}路 *1* #let x = 1 $a$ \\ "引号"` }] }

async function read(pdf: Buffer): Promise<{ text: string; pages: number; size: number[] }> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const { text } = await extractText(document, { mergePages: true })
  const [, , width, height] = (await document.getPage(1)).view as [number, number, number, number]
  return { text: text.replace(/\s/g, ''), pages: document.numPages, size: [Math.round(width), Math.round(height)] }
}
/** The fonts that are embedded, without the six letters of their subset. */
const embedded = (pdf: Buffer) => [...new Set([...pdf.toString('latin1').matchAll(/\/FontName\s*\/[A-Z]{6}\+([\w-]+)/g)].map(found => found[1]!))].sort()

describe('the fonts that come with the project', () => {
  const all = coverage([...fonts('song'), ...fonts('rare')])
  const gaps = (covers: (codePoint: number) => boolean, first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, i) => first + i).filter(one => !covers(one)).map(one => one.toString(16))
  test('have every ideograph of GB 18030, in the basic plane and in the rare ones up to extension F', () => {
    const blocks: [number, number][] = [[0x3400, 0x4db5], [0x4e00, 0x9fef], [0x20000, 0x2a6d6], [0x2a700, 0x2b734], [0x2b740, 0x2b81d], [0x2b820, 0x2cea1], [0x2ceb0, 0x2ebe0]]
    for (const [first, last] of blocks) assert.deepEqual(gaps(all, first, last), [], `${first.toString(16)}…`)
  })
  test('the usual one alone has every common character, so that the rare ones are seldom loaded', () => {
    assert.deepEqual(gaps(coverage(fonts('song')), 0x4e00, 0x9fa5), [])
    for (const one of rare + places) assert.ok(all(one.codePointAt(0)!), one)
    assert.equal(all(0x323ae), false, 'an ideograph of extension H that no font of ours has')
  })
})

describe('a certificate', () => {
  test('says what it should, letter by letter, rare names too; what looks like markup is text', async () => {
    const { content } = await certificateOf(certificate, specimenSealer)
    const { text, pages, size } = await read(content)
    assert.deepEqual([pages, size], [1, [595, 842]])
    for (const said of [rare, places, '*1*#let', '=1$a$\\"引号"', '居住证', '329901-20261122-000124', 'ABCDE-23456', '2026年11月22日至2027年11月21日', '样章', '不具有法律效力', '柳湖区公安局']) {
      assert.ok(text.includes(said), `${said} is missing in ${text}`)
    }
    assert.ok(!text.includes('已撤销'))
  })
  test('embeds our fonts and none of the machine', async () => {
    const { content } = await certificateOf(certificate, specimenSealer)
    const ours = families.map(one => one.replaceAll(' ', ''))
    assert.ok(embedded(content).length >= 2, embedded(content).join())
    assert.deepEqual(embedded(content).filter(one => !ours.includes(one)), [])
  })
  test('is the same to the byte each time, and another when a word changes', async () => {
    const first = await certificateOf(certificate, specimenSealer)
    const other = await certificateOf({ ...certificate, holder: '沈梅' }, specimenSealer)
    assert.ok((await certificateOf(certificate, specimenSealer)).content.equals(first.content))
    assert.ok(!other.content.equals(first.content))
  })
  test('a character that no font has is marked with its code point and never left as an empty box', async () => {
    const { text } = await read((await certificateOf({ ...certificate, holder: `王\u{323ae}` }, specimenSealer)).content)
    assert.ok(text.includes('王〓（U+323AE）'), text)
  })
  test('a revoked one says so; without a sealer no seal is pretended', async () => {
    const { text } = await read((await certificateOf({ ...certificate, revoked_on: '2026-12-01', demonstration: false }, null)).content)
    assert.ok(text.includes('已撤销') && text.includes('2026年12月1日') && text.includes('未加盖电子印章'))
    assert.ok(!text.includes('样章'))
  })
  test('a sealer may put its own picture and answer with a signed file of another form', async () => {
    const sealer: Sealer = { mark: organ => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="5" font-size="1" font-family="Gongzhi Song">${organ}专用章</text></svg>`, sign: pdf => Promise.resolve({ content: Buffer.concat([Buffer.from('OFD'), pdf]), type: 'application/ofd' }) }
    const { content, type } = await certificateOf({ ...certificate, demonstration: false }, sealer)
    assert.equal(type, 'application/ofd')
    assert.ok((await read(content.subarray(3))).text.includes('柳湖区公安局专用章'))
  })
})

test('a notice has the form of an official paper on one A4 sheet', async () => {
  const paper = { title: '补正材料一次性告知书', number: '329901-20261122-000123', to: '徐㛃英', body: ['徐㛃英：', '您申请的高龄津贴，需要补充下列材料：银行账户证明。'], organ: '柳湖街道办事处（政务服务窗口）', date: '2026-11-22', demonstration: true, clerk: '章文', agent: '代办人沈梅（子女），凭委托书', remedies: null }
  const { text, pages, size } = await read((await noticeOf(paper, specimenSealer)).content)
  assert.deepEqual([pages, size], [1, [595, 842]])
  for (const said of ['补正材料一次性告知书', '徐㛃英：', '银行账户证明', '2026年11月22日', '经办：章文', '签收人', '样章', '代办人沈梅']) assert.ok(text.includes(said), said)
})
