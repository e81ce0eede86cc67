import { parseIdentity } from '../../../contract/identifiers.ts'
import type { Left, LifeAsk, LifeKind, Relative } from '../../../contract/household.ts'
import type { Household } from '../../../contract/person.ts'

/** Another household that takes part: the one somebody goes over to, or the one that becomes part of this. */
export interface Other { id: string; title: string; members: Household['members'] }

/** What was filled in so far for a change of a household; relations are kept by person, whoever turns out to need one. */
export interface Draft {
  kind: LifeKind; going: string[]; head: string; relations: Record<string, string>; left_head: string
  address: string; to: string; to_name: string; hukou: 'moves' | 'stays' | ''; on: string; resides: string; hukou_place: string; hukou_name: string
  name: string; identity: string; phone: string; birth_date: string; sex: string; relation: string; other: Other | null
}
export const blank = (kind: LifeKind, person: string): Draft => ({
  kind, going: ['transfer', 'split', 'move', 'apart', 'death'].includes(kind) ? [person] : [], head: '', relations: {}, left_head: '', address: '', to: '', to_name: '', hukou: '', on: '', resides: '', hukou_place: '', hukou_name: '',
  name: '', identity: '', phone: '', birth_date: '', sex: '', relation: '', other: null,
})

export type Faults = Partial<Record<keyof Draft | `relations.${string}`, string>>

/** Where one person is meant, not several. */
export const single = (kind: LifeKind): boolean => kind === 'transfer' || kind === 'apart' || kind === 'death'
/** Who stays when these go. */
export const staying = (household: Household, draft: Draft) => household.members.filter(one => !draft.going.includes(one.person))
const leaves = (kind: LifeKind): boolean => ['transfer', 'split', 'move', 'death'].includes(kind)

/** True when the head goes and others stay, so that somebody has to follow. */
export const needsSuccessor = (household: Household, draft: Draft): boolean =>
  leaves(draft.kind) && staying(household, draft).length > 0 && household.members.some(one => one.head && draft.going.includes(one.person))
/** Who becomes head where those go: of one alone that one. */
export const headOfGoing = ({ going, head }: Draft): string => (going.length === 1 ? going[0]! : head)
export const heir = (household: Household, draft: Draft): string => { const left = staying(household, draft); return left.length === 1 ? left[0]!.person : draft.left_head }

/** Whose relation to which head has to be said. */
export function relationsAsked(household: Household, draft: Draft): { person: string; name: string; to: string }[] {
  const name = (person: string) => [...household.members, ...draft.other?.members ?? []].find(one => one.person === person)?.name ?? ''
  const of = (people: string[], head: string) => (head ? people.filter(person => person !== head).map(person => ({ person, name: name(person), to: name(head) })) : [])
  const asked = []
  if (draft.kind === 'head') asked.push(...of(household.members.map(one => one.person), draft.head))
  if (draft.kind === 'merge' && draft.other) asked.push(...of(draft.other.members.map(one => one.person), household.members.find(one => one.head)!.person))
  if (draft.kind === 'split' || draft.kind === 'move') asked.push(...of(draft.going, headOfGoing(draft)))
  if (needsSuccessor(household, draft)) asked.push(...of(staying(household, draft).map(one => one.person), heir(household, draft)))
  return asked
}

/** The number of some foreigners tells neither birth nor sex. */
export function asksBirth({ identity }: Draft): boolean {
  const read = parseIdentity(identity)
  return read.ok && read.birth_date === null
}

const checks: Partial<Record<LifeKind, (draft: Draft) => Faults>> = {
  add: draft => {
    const read = parseIdentity(draft.identity)
    return {
      ...!draft.name.trim() && { name: '请填写姓名' }, ...!read.ok && { identity: read.reason }, ...!draft.relation && { relation: '请选择' },
      ...asksBirth(draft) && { ...!draft.birth_date && { birth_date: '请填写出生日期' }, ...!draft.sex && { sex: '请选择' } },
    }
  },
  transfer: draft => ({ ...!draft.other && { other: '请先找到要转入的那一户' }, ...!draft.relation && { relation: '请选择' } }),
  merge: draft => ({ ...!draft.other && { other: '请先找到要并进来的那一户' } }),
  head: draft => ({ ...!draft.head && { head: '请选择新的户主' } }),
  split: draft => ({ ...!draft.address.trim() && { address: '请填写分出去以后的住址' } }),
  move: draft => ({ ...!draft.to && { to: '请找到并选择要迁往的村（社区）' }, ...!draft.address.trim() && { address: '请填写迁往的住址' }, ...!draft.hukou && { hukou: '请选择' } }),
  apart: draft => ({
    ...!draft.resides && { resides: '请选择' }, ...draft.resides === 'away' && !draft.address.trim() && { address: '请填写现在实际住在哪里' },
    ...draft.resides === 'migrant_in' && !draft.hukou_place && { hukou_place: '请找到并选择户籍所在地' },
  }),
  death: draft => ({ ...!draft.on && { on: '请填写死亡日期' } }),
}

/** What is still wanting, beside its field. */
export function faultsOf(household: Household, draft: Draft): Faults {
  const faults: Faults = { ...checks[draft.kind]?.(draft) }
  if ((leaves(draft.kind) || draft.kind === 'apart') && draft.going.length === 0) faults.going = '请选择'
  if ((draft.kind === 'split' || draft.kind === 'move') && draft.going.length > 1 && !draft.going.includes(draft.head)) faults.head = '请选择新户的户主'
  if (needsSuccessor(household, draft) && !staying(household, draft).some(one => one.person === heir(household, draft))) faults.left_head = '户主要离开，请选择留下的人中谁接任户主'
  for (const { person } of relationsAsked(household, draft)) if (!draft.relations[person]) faults[`relations.${person}`] = '请选择'
  return faults
}

/** What is asked for, from a draft without faults. */
export function askOf(household: Household, draft: Draft): LifeAsk {
  const related = (people: string[]): Relative[] => people.map(person => ({ person, relation: draft.relations[person] ?? '02' }))
  const heirOf = heir(household, draft)
  const left: { left?: Left } = needsSuccessor(household, draft) ? { left: { head: heirOf, members: related(staying(household, draft).map(one => one.person).filter(one => one !== heirOf)) } } : {}
  const [id, person, address] = [household.id, draft.going[0] ?? '', draft.address.trim()]
  switch (draft.kind) {
    case 'add': return { kind: 'add', household: id, relation: draft.relation, newcomer: {
      name: draft.name.trim(), identity: draft.identity.trim(), ...draft.phone.trim() && { phone: draft.phone.trim() }, ...asksBirth(draft) && { birth_date: draft.birth_date, sex: draft.sex as '1' | '2' },
    } }
    case 'transfer': return { kind: 'transfer', person, household: draft.other!.id, relation: draft.relation, ...left }
    case 'merge': return { kind: 'merge', household: id, other: draft.other!.id, members: related(draft.other!.members.map(one => one.person)) }
    case 'head': return { kind: 'head', household: id, head: draft.head, members: related(household.members.map(one => one.person).filter(one => one !== draft.head)) }
    case 'split': return { kind: 'split', household: id, head: headOfGoing(draft), members: related(draft.going), address, ...left }
    case 'move': return { kind: 'move', household: id, head: headOfGoing(draft), members: related(draft.going), to: draft.to, address, hukou: draft.hukou as 'moves' | 'stays', ...left }
    case 'apart': return { kind: 'apart', person, resides: draft.resides as 'away', ...address && { address }, ...draft.hukou_place && { hukou_place: draft.hukou_place } }
    case 'death': return { kind: 'death', person, on: draft.on, ...left }
    default: throw new Error(`not asked for here: ${draft.kind}`)
  }
}
