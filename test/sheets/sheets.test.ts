import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import iconv from 'iconv-lite'
import { problems } from '../../contract/problems.ts'
import { openWorkbook, writeSheet, type Cell, type SheetFormat } from '../../server/kernel/sheets/index.ts'
import { Problem } from '../../server/kernel/problem.ts'
import { book, fileOf, wpsStyles, zip } from './made.ts'

// Every kind of file that offices send: read for what it says, or refused with a sentence that says what to do.

async function read(path: string, sheet?: string, asStored = false): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const { cells } of (await openWorkbook(path, sheet)).rows({ asStored })) rows.push(cells)
  return rows
}
async function refusedWith(code: keyof typeof problems, bytes: Buffer | string, sheet?: string): Promise<Problem> {
  const error = await read(fileOf(bytes), sheet).then(() => null, (thrown: unknown) => thrown)
  assert.ok(error instanceof Problem, `${code}: ${String(error)}`)
  assert.equal(error.code, code)
  assert.match(error.message, /\p{Script=Han}.*。$/u)
  return error
}
async function* listed(rows: Cell[][]): AsyncGenerator<(string | number | boolean | null)[]> { for (const row of rows) yield row as string[] }
async function bytesOf(rows: Cell[][], format: SheetFormat): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of writeSheet(listed(rows), format)) pieces.push(Buffer.from(piece as Uint8Array))
  return Buffer.concat(pieces)
}
const inline = (ref: string, text: string) => `<c r="${ref}" t="inlineStr"><is><t>${text}</t></is></c>`

test('a workbook of WPS: shared strings with runs, inline strings, styled days, blank lines, full-width digits as they are', async () => {
  const path = fileOf(book({
    strings: ['姓名', '出生日期', '<r><t>徐</t></r><r><rPr><sz val="11"/></rPr><t>㛃英</t></r>', ' 尾随空格  '], styles: wpsStyles,
    sheets: [{ name: '居民', data: '<row r="1" spans="1:3"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row><row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" s="1"><v>28653</v></c>' +
      `${inline('C3', '１３８００１３８０００')}</row><row r="4"><c r="A4" t="s"><v>3</v></c><c r="B4" s="2"><v>45000.5</v></c><c r="C4"><v>3.2990119460203E17</v></c><c r="D4" t="b"><v>1</v></c></row>` }],
  }))
  const lines = []
  for await (const row of (await openWorkbook(path)).rows()) lines.push(row)
  assert.deepEqual(lines, [
    { line: 1, cells: ['姓名', '出生日期'] }, { line: 3, cells: ['徐㛃英', '1978-06-12', '１３８００１３８０００'] },
    { line: 4, cells: [' 尾随空格  ', '2023-03-15 12:00', 329901194602030000, true] },
  ])
})

test('cells shown as one bear one value; as stored, only the first does', async () => {
  const data = `<row r="1">${inline('A1', '姓名')}${inline('B1', '联系方式')}</row><row r="2">${inline('B2', '手机')}${inline('C2', '固话')}</row>`
  const made = fileOf(book({ sheets: [{ name: '表', data, after: '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>' }] }))
  assert.deepEqual(await read(made), [['姓名', '联系方式', '联系方式'], ['姓名', '手机', '固话']])
  assert.deepEqual(await read(made, undefined, true), [['姓名', '联系方式'], [null, '手机', '固话']])
})

test('of a formula the stored result is taken; one without is a fault of its cell, and nothing is worked out', async () => {
  const data = `<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>A1&amp;"岁"</f><v>2岁</v></c><c r="C1"><f>SUM(A1:A9)</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="E1"><f>2+2</f><v></v></c></row>`
  const [[a, b, c, d, e]] = await read(fileOf(book({ sheets: [{ name: '表', data }] }))) as [[Cell, Cell, Cell, Cell, Cell]]
  assert.deepEqual([a, b], [2, '2岁'])
  for (const [cell, said] of [[c, /没有算出/], [d, /#DIV\/0!/], [e, /没有算出/]] as const) assert.match((cell as { fault: string }).fault, said)
})

test('days and hours by their style, from 1900 and from 1904; lengths of time stay numbers', async () => {
  const styles = wpsStyles.replace('<numFmts count="1">', '<numFmts count="2"><numFmt numFmtId="177" formatCode="[h]:mm;@"/>').replace('</cellXfs>', '<xf numFmtId="177"/><xf numFmtId="20"/></cellXfs>')
  const data = '<row r="1"><c r="A1" s="1"><v>59</v></c><c r="B1" s="1"><v>61</v></c><c r="C1" s="2"><v>45000.25</v></c><c r="D1" s="3"><v>1.5</v></c><c r="E1" s="1"><v>-3</v></c><c r="F1" t="d"><v>2023-03-15T00:00:00</v></c><c r="G1" t="d"><v>2023-03-15T08:30:00</v></c></row>'
  const sheets = [{ name: '表', data }]
  const [[...from1900], [...from1904]] = [...await read(fileOf(book({ styles, sheets }))), ...await read(fileOf(book({ styles, sheets, from1904: true })))] as [Cell[], Cell[]]
  assert.deepEqual(from1900.filter((_, i) => i !== 4), ['1900-02-28', '1900-03-01', '2023-03-15 06:00', 1.5, '2023-03-15', '2023-03-15 08:30'])
  assert.match((from1900[4] as { fault: string }).fault, /日期/)
  assert.deepEqual(from1904.slice(0, 3), ['1904-02-29', '1904-03-02', '2027-03-16 06:00'])
})

test('texts as programs write them: runs without their reading, characters spelled out, prefixes, CDATA; an empty result of a formula is empty', async () => {
  const strings = ['<r><t>阿</t></r><r><t>㛃</t></r><rPh sb="0" eb="1"><t>ā jié</t></rPh>', '甲_x000D_乙', '<t><![CDATA[a<b]]></t>']
  const data = `<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="str"><f>IF(1,"","")</f><v></v></c>${inline('E1', '')}<c r="F1" t="inlineStr"><is><r><t>丙</t></r><r><t>丁</t></r></is></c></row>`
  assert.deepEqual(await read(fileOf(book({ strings, sheets: [{ name: '表', data }] }))), [['阿㛃', '甲\r乙', 'a<b', null, null, '丙丁']])
  assert.deepEqual(await read(fileOf(book({ sheets: [{ name: '表', data: '<x:row r="1"><x:c r="B1" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c></x:row>' }] }))), [[null, '甲']])
  await refusedWith('sheet.broken', book({ strings, sheets: [{ name: '表', data: '<row r="1"><c r="A1" t="s"><v>3</v></c></row>' }] }))
  await refusedWith('sheet.broken', book({ sheets: [{ name: '表', data: `<row r="2">${inline('A2', '甲')}</row><row r="1">${inline('A1', '乙')}</row>` }] }))
  await refusedWith('sheet.broken', book({ sheets: [{ name: '表', data: `<row r="1"><c r="A1"><v>&nothing;</v></c></row>` }] }))
})

test('lines that only have a format are no rows however many there are; lines beyond the limit that say something are', async () => {
  const empty = Array.from({ length: 1000 }, (_, i) => `<row r="${1_047_577 + i}"><c r="A${1_047_577 + i}" s="1"/></row>`).join('')
  const first = `<row r="1">${inline('A1', '甲')}</row>`
  assert.deepEqual(await read(fileOf(book({ styles: wpsStyles, sheets: [{ name: '表', data: first + empty }] }))), [['甲']])
  await refusedWith('sheet.rows', book({ sheets: [{ name: '表', data: `${first}<row r="120001">${inline('A120001', '乙')}</row>` }] }))
})

test('a long table is read in the memory of a short one', async () => {
  const many = async function* () { for (let i = 0; i < 40_000; i++) yield Array.from({ length: 20 }, (_, column) => `第${i}行第${column}格`) }
  const pieces: Buffer[] = []
  for await (const piece of writeSheet(many(), { kind: 'xlsx' })) pieces.push(Buffer.from(piece as Uint8Array))
  const program = `const { openWorkbook } = await import(process.argv[1]); let n = 0
    for await (const { cells } of (await openWorkbook(process.argv[2])).rows()) { n += cells.length; if (n % 20000 === 0) await new Promise(resolve => setImmediate(resolve)) }
    console.log(n)`
  const ran = spawnSync(process.execPath, ['--max-old-space-size=56', '--import', 'tsx', '--input-type=module', '-e', program, new URL('../../server/kernel/sheets/index.ts', import.meta.url).href, fileOf(Buffer.concat(pieces))], { encoding: 'utf8' })
  assert.equal(ran.stdout.trim(), '800000', ran.stderr.slice(-500))
})

test('sheets are chosen by name, hidden ones only when asked for', async () => {
  const made = book({ sheets: [{ name: '字典', data: `<row r="1">${inline('A1', '藏')}</row>`, hidden: true }, { name: '说明&amp;表', data: `<row r="1">${inline('A1', '见')}</row>` }] })
  assert.deepEqual(await read(fileOf(made)), [['见']])
  assert.deepEqual(await read(fileOf(made), '字典'), [['藏']])
  const { message } = await refusedWith('sheet.unknown', made, '居民表')
  assert.match(message, /“居民表”.*“说明&表”/)
})

test('what is no plain workbook is refused, each for its own reason', async () => {
  const sheets = [{ name: '表', data: `<row r="1">${inline('A1', '甲')}</row>` }]
  const sound = book({ sheets })
  await refusedWith('sheet.broken', sound.subarray(0, sound.length - 40))
  await refusedWith('sheet.broken', Buffer.concat([sound.subarray(0, 200), Buffer.alloc(60, 7), sound.subarray(260)]))
  await refusedWith('sheet.broken', zip([{ name: 'a.txt', content: '甲' }]))
  await refusedWith('sheet.broken', book({ sheets: [{ name: '表', data: `<row r="1">${inline('A1', '甲')}</row>`, cut: -20 }] }))
  await refusedWith('sheet.empty', '')
  await refusedWith('sheet.macros', book({ sheets, more: [{ name: 'xl/vbaProject.bin', content: 'x' }] }))
  await refusedWith('sheet.encrypted', zip([{ name: 'xl/workbook.xml', content: '<a/>', sealed: true }]))
  const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  await refusedWith('sheet.encrypted', Buffer.concat([ole, Buffer.alloc(512), Buffer.from('EncryptedPackage', 'utf16le')]))
  await refusedWith('sheet.old_format', Buffer.concat([ole, Buffer.alloc(512), Buffer.from('Workbook', 'utf16le')]))
  await refusedWith('sheet.kind', zip([{ name: 'word/document.xml', content: '<a/>' }]))
  await refusedWith('sheet.kind', Buffer.from([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 3]))
  await refusedWith('sheet.broken', book({ sheets: [{ name: '表', data: '<!DOCTYPE a [<!ENTITY b "c">]>' }] }))
})

test('an archive that unfolds without measure is refused, whether its directory says so or lies', async () => {
  const sheets = [{ name: '表', data: '' }]
  const zeros = Buffer.alloc(300 * 1024 * 1024)
  await refusedWith('sheet.too_large', book({ sheets, more: [{ name: 'xl/media/a.xml', content: zeros }] }))
  await refusedWith('sheet.too_large', book({ sheets, more: [{ name: 'xl/sharedStrings.xml', content: zeros, lie: 1000 }] }))
  await refusedWith('sheet.too_large', zip(Array.from({ length: 2001 }, (_, i) => ({ name: `${i}`, content: '' }))))
})

test('what is written to keep a reader busy or full is refused at once, whatever little it weighs', async () => {
  const started = process.cpuUsage()
  const sheets = [{ name: '表', data: `<row r="1">${inline('A1', '甲')}</row>` }]
  const rewritten = (name: string, content: string) => {
    const parts = ['[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels'].map(one => ({ name: one, content: one === name ? content : '<a/>' }))
    return zip(parts)
  }
  await refusedWith('sheet.broken', rewritten('xl/workbook.xml', '<sheet '.repeat(1_000_000)))
  await refusedWith('sheet.broken', rewritten('xl/_rels/workbook.xml.rels', '<Relationship '.repeat(500_000)))
  await refusedWith('sheet.broken', rewritten('xl/workbook.xml', '<a><sheet name="&#99999999;"/></a>'))
  assert.deepEqual(await read(fileOf(book({ sheets: [{ ...sheets[0]!, after: `<mergeCells>${'mergeCell '.repeat(400_000)}</mergeCells>` }] }))), [['甲']])
  await refusedWith('sheet.broken', book({ sheets: [{ ...sheets[0]!, after: `<mergeCells>${'<mergeCell ref="A1:A99999"/>'.repeat(5_000)}</mergeCells>` }] }))
  await refusedWith('sheet.broken', book({ sheets, strings: ['甲'], styles: `<styleSheet><numFmts><numFmt numFmtId="200" formatCode="${'['.repeat(200_000)}"/></numFmts></x>` }))
  await refusedWith('sheet.too_large', book({ sheets: [{ name: '表', data: `<row r="1"><c t="inlineStr"><is><t>${'甲'.repeat(8_000_000)}</t></is></c></row>` }] }))
  const { user } = process.cpuUsage(started)
  assert.ok(user < 20_000_000, `it took ${user / 1e6} s of work`)
  const before = process.memoryUsage().rss
  await refusedWith('sheet.columns', book({ sheets: [{ name: '表', data: Array.from({ length: 100_000 }, (_, i) => `<row r="${i + 1}"><c r="XFD${i + 1}"><v>1</v></c></row>`).join('') }] }))
  assert.ok(process.memoryUsage().rss - before < 300 * 1024 * 1024, 'cells that no table may have are not kept')
})

test('300 columns are refused with their number; 200 are read', async () => {
  const row = (n: number) => `<row r="1">${Array.from({ length: n }, () => '<c><v>1</v></c>').join('')}</row>`
  assert.match((await refusedWith('sheet.columns', book({ sheets: [{ name: '表', data: row(300) }] }))).message, /300 列，最多能读 200 列/)
  assert.equal((await read(fileOf(book({ sheets: [{ name: '表', data: row(200) }] }))))[0]!.length, 200)
})

test('csv: UTF-8 with and without its mark, GBK, GB18030 with rare characters, UTF-16 with tabs', async () => {
  const rows = [['姓名', '住址'], ['㛃𠅤', '3组"12"号, 东\n院'], ['=cmd|1', '+86 138']]
  for (const format of [{ encoding: 'utf-8', bom: true }, { encoding: 'utf-8', bom: false }, { encoding: 'gb18030', bom: false }, { encoding: 'utf-16le', bom: true }] as const) {
    const whole = { kind: 'csv' as const, delimiter: format.encoding === 'utf-16le' ? '\t' as const : ',' as const, ...format }
    const bytes = await bytesOf(rows, whole)
    const opened = await openWorkbook(fileOf(bytes))
    assert.deepEqual(opened.format, whole)
    assert.deepEqual(await read(fileOf(bytes)), rows, format.encoding)
    assert.deepEqual(await bytesOf(await read(fileOf(bytes)), opened.format), bytes, 'the same file comes back')
  }
  assert.deepEqual(await read(fileOf(iconv.encode('姓名;年龄\r\n王芳;３０\r\n', 'gbk'))), [['姓名', '年龄'], ['王芳', '３０']])
  await refusedWith('sheet.encoding', Buffer.from([0xc4, 0xe3, 0x2c, 0xff, 0xff, 0x0a]))
  await refusedWith('sheet.quotes', '姓名,住址\n"王芳,1号\n李四,2号\n')
})

test('what is written guards against formulas: texts stay texts in xlsx, and get a mark in csv', async () => {
  const evil = [['=HYPERLINK("http://x")', '@SUM(1)', '-1+1', '+86', '\t=1', '-5', '张\u0001三']]
  const csv = (await bytesOf(evil, { kind: 'csv', encoding: 'utf-8', bom: false, delimiter: ',' })).toString()
  for (const cell of csv.trim().split(/,(?![^"]*"\))/)) assert.doesNotMatch(cell.replace(/^"/, ''), /^[=@\t]|^[+-]\D/)
  const back = await read(fileOf(await bytesOf(evil, { kind: 'xlsx' })))
  assert.deepEqual(back[0]!.slice(0, 3), evil[0]!.slice(0, 3))
  assert.equal(back[0]![6], '张三')
})
