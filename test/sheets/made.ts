import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

const folder = mkdtempSync(join(tmpdir(), 'gongzhi-sheets-'))
let made = 0
/** A file with these bytes; its path. */
export function fileOf(bytes: Buffer | string, name = 'made'): string {
  const path = join(folder, `${++made}-${name}`)
  writeFileSync(path, bytes)
  return path
}

interface Part { name: string; content: Buffer | string; lie?: number; sealed?: boolean }
/** An archive of these parts; `lie` is what the directory says of the unfolded size. */
export function zip(parts: readonly Part[]): Buffer {
  const bodies: Buffer[] = [], directory: Buffer[] = []
  let at = 0
  for (const { name, content, lie, sealed } of parts) {
    const bytes = Buffer.from(content)
    const [packed, label] = [deflateRawSync(bytes, { level: 9 }), Buffer.from(name)]
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(sealed ? 1 : 0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(lie ?? bytes.length, 18)
    common.writeUInt16LE(label.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, label, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, tail, label]))
    bodies.push(local)
    at += local.length
  }
  const index = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(index.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, index, end])
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
export interface Book { sheets: { name: string; data: string; after?: string; hidden?: boolean; cut?: number }[]; strings?: string[]; styles?: string; more?: Part[]; from1904?: boolean }

/** A workbook as WPS saves one: parts in its order, shared strings, styles, and whatever rows are given as XML. */
export function book({ sheets, strings, styles, more = [], from1904 }: Book): Buffer {
  const sheet = (data: string, after = '') => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet ${main}><sheetPr/><dimension ref="A1"/><sheetData>${data}</sheetData>${after}</worksheet>`
  return zip([
    { name: '[Content_Types].xml', content: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>${sheets.map((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${types}.worksheet+xml"/>`).join('')}${strings ? `<Override PartName="/xl/sharedStrings.xml" ContentType="${types}.sharedStrings+xml"/>` : ''}${styles ? `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>` : ''}</Types>` },
    { name: '_rels/.rels', content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
    { name: 'xl/workbook.xml', content: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<workbook ${main}><workbookPr${from1904 ? ' date1904="1"' : ''}/><sheets>${sheets.map(({ name, hidden }, i) => `<sheet name="${name}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>` },
    { name: 'xl/_rels/workbook.xml.rels', content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, i) => `<Relationship Id="rId${i + 1}" Type="${office}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`).join('')}${strings ? `<Relationship Id="rId90" Type="${office}/sharedStrings" Target="sharedStrings.xml"/>` : ''}${styles ? `<Relationship Id="rId91" Type="${office}/styles" Target="styles.xml"/>` : ''}</Relationships>` },
    ...sheets.map(({ data, after, cut }, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, content: sheet(data, after).slice(0, cut) })),
    ...strings ? [{ name: 'xl/sharedStrings.xml', content: `<sst ${main} count="${strings.length}" uniqueCount="${strings.length}">${strings.map(text => `<si>${text.startsWith('<') ? text : `<t xml:space="preserve">${text}</t>`}</si>`).join('')}</sst>` }] : [],
    ...styles ? [{ name: 'xl/styles.xml', content: styles }] : [],
    ...more,
  ])
}

/** The styles of WPS: 1 is a day, 2 a day in Chinese. */
export const wpsStyles = `<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/><xf numFmtId="176" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`
