import { levels } from '../../../contract/kernel.ts'
import { maskName } from '../../../contract/identifiers.ts'
import { beijingDay } from '../../../contract/time.ts'
import { provinceCode } from '../territory/index.ts'
import { ruleOn, type RuleDeclaration } from '../law/index.ts'
import type { Context } from '../../kernel/operation.ts'
import type { Subject } from './assert.ts'
import { nameKey, nameLetters } from './names.ts'
import { lifeRules } from './life/second.ts'

export const alikeRule = 'registry.duplicates'
/**
 * What makes somebody who is registered a likely double: 1 asks, 0 does not. A number that is known is never registered
 * twice, whatever stands here: that the table itself refuses.
 */
export const registryRules: readonly RuleDeclaration[] = [{
  id: alikeRule, version: 1, title: '登记前的重复核对', level: 'province', valid_from: '2020-01-01', valid_to: null, verified: false, source: '平台默认，各地可从严',
  params: { same_name_birth: { value: 1, local: 'at_least' }, same_sound_address: { value: 1, local: 'at_least' } },
}, ...lifeRules]

/** Whom a newcomer looks like: the first of them in a sentence. */
export interface Alike { says: string; who: Subject[] }

/** Who is about to be registered, as far as a double would show it. */
export interface Newcomer { name: string; birth_date: string; place: string; address: string }
interface Candidate extends Subject { i: number; name: string; identity_masked: string; why: 'same_name_birth' | 'same_sound_address' }

/** Why two may be one, in words. */
export const whyAlike = { same_name_birth: '同名且同一天出生', same_sound_address: '住址相同、姓名读音相同' } as const

/** An address without what typing adds to it. */
export const addressKey = (address: string): string => address.normalize('NFKC').replace(/[\s,，。.、-]/g, '')

/**
 * Which of these newcomers look like somebody already registered within the seat's range, by the rules in force: a sentence for
 * each and who they are, by position. One question for any number of them; what lies elsewhere does not exist here.
 */
export async function alike(ctx: Context, newcomers: readonly Newcomer[]): Promise<Map<number, Alike>> {
  if (newcomers.length === 0) return new Map()
  const rule = (await ruleOn(ctx.sql, alikeRule, ctx.seat.place.length >= 2 ? ctx.seat.place.slice(0, levels.community) : provinceCode, beijingDay(ctx.now)))?.params ?? {}
  const given = newcomers.map(({ name, birth_date, place, address }, i) => ({ i, name, key: nameKey(name), birth: birth_date, place, address: addressKey(address), pinyin: nameLetters(name).pinyin }))
  const found = await ctx.sql<Candidate[]>`
    with given as materialized (
      select * from jsonb_to_recordset(${ctx.sql.json(given)}) as x(i integer, name text, key text, birth date, place text, address text, pinyin text))
    select g.i, p.id, p.county, p.place, p.name, p.identity_masked, 'same_name_birth' as why from given g
      join registry.person p on p.birth_date = g.birth and (p.name = g.name or normalize(p.name, nfkc) = g.key) where ${rule.same_name_birth ?? 1} > 0
    union all
    select g.i, p.id, p.county, p.place, p.name, p.identity_masked, 'same_sound_address' from given g
      join registry.person p on p.place = g.place and p.pinyin = g.pinyin
      where ${rule.same_sound_address ?? 1} > 0 and regexp_replace(normalize(p.address, nfkc), '[[:space:],，。.、-]', '', 'g') = g.address`
  const said = new Map<number, Alike>()
  for (const { i, id, county, place, name, identity_masked, why } of found) {
    const known = said.get(i)
    if (!known) said.set(i, { says: `${maskName(name)}（${identity_masked}）${whyAlike[why]}`, who: [{ id, county, place }] })
    else if (!known.who.some(one => one.id === id)) known.who.push({ id, county, place })
  }
  return said
}
