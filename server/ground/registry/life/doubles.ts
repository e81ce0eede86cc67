import { levels } from '../../../../contract/kernel.ts'
import { codes } from '../../../../contract/codes.ts'
import { beijingDay } from '../../../../contract/time.ts'
import type { Context } from '../../../kernel/operation.ts'
import { Problem } from '../../../kernel/problem.ts'
import { ruleOn } from '../../law/index.ts'
import { alikeRule, whyAlike } from '../alike.ts'
import { wordOf } from '../lists.ts'
import { ageOn } from '../names.ts'

export interface Doubles { items: { one: Double; other: Double; why: string }[]; more: boolean; unlike: Unlike[]; unlike_more: boolean }
interface Unlike { finding: string; one: Double; other: Double; reason: string; found_name: string; found_at: string }
interface Row { why: keyof typeof whyAlike; a: Found; b: Found }
interface Found { id: string; name: string; identity_masked: string; sex: string; birth_date: string; place_name: string; place: string }
export interface Double { person: string; place: string; name: string; identity_masked: string; sex: string; age: number; place_name: string }
const most = 50

/** Pairs of people of a village or community who by the rules in force look like one person registered twice; the oldest record first. */
export async function doublesAt(ctx: Context, place: string): Promise<Doubles> {
  if (place.length < levels.community) throw new Problem('input.invalid', {}, [{ path: 'place', message: '请先选择到村（社区），再查找重复登记' }])
  const { sql } = ctx
  const day = beijingDay(ctx.now)
  const rule = (await ruleOn(sql, alikeRule, place.slice(0, levels.community), day))?.params ?? {}
  const one = (alias: string) => sql`jsonb_build_object('id', ${sql(alias)}.id, 'name', ${sql(alias)}.name, 'identity_masked', ${sql(alias)}.identity_masked, 'sex', ${sql(alias)}.sex,
    'birth_date', ${sql(alias)}.birth_date, 'place', ${sql(alias)}.place, 'place_name', coalesce((select t.display from territory.place t where t.code = ${sql(alias)}.place and t.valid_to is null), ${sql(alias)}.place))`
  const here = sql`a.place >= ${place} and a.place < ${place + '~'}`
  const settled = sql`not exists (select from registry.unlike u where u.undone_at is null and (u.person, u.other) in ((a.id, b.id), (b.id, a.id)))`
  const unlike = sql<(Omit<Unlike, 'one' | 'other'> & { a: Found; b: Found })[]>`
    select u.finding, u.reason, u.found_name, u.found_at, ${one('a')} as a, ${one('b')} as b from registry.unlike u
      join registry.person a on a.county = u.county and a.id = u.person join registry.person b on b.id = u.other and b.id > a.id
      where u.place >= ${place} and u.place < ${place + '~'} and u.undone_at is null order by u.id desc limit ${most + 1}`
  const rows = await sql<Row[]>`
    select 'same_name_birth' as why, ${one('a')} as a, ${one('b')} as b from registry.person a
      join registry.person b on b.birth_date = a.birth_date and normalize(b.name, nfkc) = normalize(a.name, nfkc) and b.sex = a.sex and b.id > a.id
      where ${here} and b.place >= ${place} and b.place < ${place + '~'} and ${rule.same_name_birth ?? 1} > 0 and ${settled}
    union all
    select 'same_sound_address', ${one('a')}, ${one('b')} from registry.person a
      join registry.person b on b.place = a.place and b.pinyin = a.pinyin and b.sex = a.sex and b.id > a.id and b.birth_date <> a.birth_date
      where ${here} and ${rule.same_sound_address ?? 1} > 0 and ${settled}
        and regexp_replace(normalize(a.address, nfkc), '[[:space:],，。.、-]', '', 'g') = regexp_replace(normalize(b.address, nfkc), '[[:space:],，。.、-]', '', 'g')
    limit ${most + 1}`
  const found = await unlike
  const shown = ({ id, birth_date, sex, place, ...row }: Found): Double =>
    ({ person: id, place, age: ageOn(birth_date, day), sex: wordOf(codes.sex.id, sex, day), name: row.name, identity_masked: row.identity_masked, place_name: row.place_name })
  return { items: rows.slice(0, most).map(row => ({ one: shown(row.a), other: shown(row.b), why: whyAlike[row.why] })), more: rows.length > most,
    unlike: found.slice(0, most).map(({ a, b, ...row }) => ({ ...row, one: shown(a), other: shown(b) })), unlike_more: found.length > most }
}
