import { createHash } from 'node:crypto'
import { levelOf, levels, type Level } from '../../../contract/kernel.ts'
import type { Query, Sql } from '../../kernel/db/index.ts'
import { demonstrationCity, parentCode } from './codes.ts'
import { normalise, pinyinOf } from './names.ts'
import { forgetNames } from './read.ts'

/** A line of the statistical list of divisions: `code12,name,level,parent,kind`. */
export interface DivisionRow { code12: string; name: string; level: 'province' | 'city' | 'county' | 'street' | 'village'; parent: string; kind: string }
/** A place that is not in the list: those of the demonstration, grids. The code is cut to its level. */
export interface GivenPlace { code: string; name: string; kind: string }
export interface Imported { inserted: number; known: number }

export interface NewVersion {
  id: string; code: string; name: string; kind: string; valid_from: string
}

const levelOfList: Readonly<Record<DivisionRow['level'], Level>> = {
  province: 'province', city: 'city', county: 'county', street: 'town', village: 'community',
}

/** Reads the CSV of divisions; no field holds a comma or a quote, and a line that does is refused. */
export function readDivisions(csv: string): DivisionRow[] {
  const [head, ...lines] = csv.replace(/^\ufeff/, '').trimEnd().split('\n')
  if (head?.trim() !== 'code12,name,level,parent,kind') throw new Error(`not a list of divisions: ${head}`)
  return lines.map((line, i) => {
    const cells = line.trimEnd().split(',')
    const [code12 = '', name = '', level = '', parent = '', kind = ''] = cells
    if (cells.length !== 5 || !/^\d{12}$/.test(code12) || !(level in levelOfList) || name === '' || line.includes('"')) {
      throw new Error(`line ${i + 2} of the divisions: ${line}`)
    }
    return { code12, name, level: level as DivisionRow['level'], parent, kind }
  })
}

/** The code of a division, cut by its level and never by its zeros. */
export const codeOfDivision = (row: Pick<DivisionRow, 'code12' | 'level'>): string => row.code12.slice(0, levels[levelOfList[row.level]])

/** The identity that every import gives the place of this code: a UUID version 5, so that two imports agree. */
export function idOfCode(code: string): string {
  const namespace = Buffer.from('0d7d4fb2a1c85e1e9f60c4b1a7e63299', 'hex')
  const bytes = createHash('sha1').update(namespace).update(`place:${code}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/**
 * Enters the list of divisions as of a day, as the owner, in one transaction. May be repeated: a code that is in use, or a
 * place that this import once made, is left as it stands. A newer list is not an import but a series of re-organisations.
 */
export async function importDivisions(admin: Sql, rows: readonly DivisionRow[], validFrom: string): Promise<Imported> {
  const codes = new Set(rows.map(codeOfDivision))
  const versions = rows.map(row => {
    const code = codeOfDivision(row)
    const parent = parentCode(code)
    if (parent && !codes.has(parent)) throw new Error(`${row.code12} ${row.name} has no parent in the list`)
    return { id: idOfCode(code), code, name: row.name, kind: row.kind || '省', valid_from: validFrom }
  })
  return enter(admin, versions)
}

/** Enters further places (the demonstration's, grids) in any order; each parent must be there or among them. */
export async function addPlaces(admin: Sql, places: readonly GivenPlace[], validFrom: string): Promise<Imported> {
  const versions = places.map(({ code, name, kind }) => ({ id: idOfCode(code), code, name, kind, valid_from: validFrom }))
  return enter(admin, versions)
}

async function enter(admin: Sql, versions: readonly NewVersion[]): Promise<Imported> {
  return await admin.begin(async tx => {
    await tx`set local role gongzhi_owner`
    let inserted = 0
    for (let i = 0; i < versions.length; i += 6000) inserted += await insertVersions(tx, versions.slice(i, i + 6000), true)
    const [orphan] = await tx<{ code: string }[]>`
      select p.code from territory.place p where p.valid_to is null and p.parent is not null
        and not exists (select 1 from territory.place t where t.code = p.parent and t.valid_to is null) limit 1`
    if (orphan) throw new Error(`place ${orphan.code} has no parent`)
    return { inserted, known: versions.length - inserted }
  }) as Imported
}

/** Writes versions with everything that follows from code, name and kind. `keep`: what is there already stays. */
export async function insertVersions(sql: Query, versions: readonly NewVersion[], keep = false): Promise<number> {
  if (versions.length === 0) return 0
  forgetNames()
  const rows = versions.map(version => {
    const display = normalise(version.name)
    const { full, initials } = pinyinOf(display)
    return {
      ...version, display, pinyin: full, initials, level: levelOf(version.code), parent: parentCode(version.code),
      statistical: version.kind === '统计功能区', demonstration: version.code.startsWith(demonstrationCity),
    }
  })
  const result = await sql`
    insert into territory.place (id, code, name, display, level, kind, parent, pinyin, initials, statistical, demonstration, valid_from)
    select id, code, name, display, level, kind, parent, pinyin, initials, statistical, demonstration, valid_from
    from jsonb_to_recordset(${sql.json(rows)}) as x(id uuid, code text, name text, display text, level text, kind text,
      parent text, pinyin text, initials text, statistical boolean, demonstration boolean, valid_from date)
    ${keep ? sql`on conflict do nothing` : sql``}`
  return result.count
}
