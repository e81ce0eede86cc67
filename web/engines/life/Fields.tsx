import type { ReactNode } from 'react'
import type { Household } from '../../../contract/person.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { today } from '../../kernel/time.ts'
import { asksBirth, needsSuccessor, relationsAsked, single, staying, type Draft, type Faults } from './draft.ts'
import { PlaceFind, relationChoices, Relations, Select } from './parts.tsx'

interface Props {
  household: Household; draft: Draft; onChange: (draft: Draft) => void; faults: Faults
  /** How another household is found; only a desk can. */
  find?: (error: string | undefined) => ReactNode
}
type Setter = <K extends keyof Draft>(key: K) => (value: Draft[K]) => void

const who: Partial<Record<Draft['kind'], string>> = { transfer: '谁转过去', split: '谁分出去', move: '谁迁走', apart: '谁的人户状态变了', death: '谁去世了' }

/** The questions of one kind of change, in the order in which one would ask them. */
export function Fields(props: Props) {
  const { household, draft, onChange, faults, find } = props
  const set: Setter = key => value => onChange({ ...draft, [key]: value })
  const asked = relationsAsked(household, draft)
  const cards = (members: Household['members']) => members.map(one => ({ value: one.person, title: one.name, note: `${one.relation_name}，${one.age} 岁` }))
  return (
    <>
      {draft.kind === 'add' && <Newcomer {...props} set={set} />}
      {who[draft.kind] && (single(draft.kind)
        ? <ChoiceList label={who[draft.kind]} value={draft.going[0] ?? null} onChange={one => onChange({ ...draft, going: [one] })} choices={cards(household.members)} error={faults.going} />
        : <ChoiceList many label={who[draft.kind]} hint="可以选几个人" value={draft.going} onChange={set('going')} choices={cards(household.members)} error={faults.going} />)}
      {find?.(faults.other)}
      {draft.kind === 'transfer' && draft.other && <Select label="是那一户户主的什么人" value={draft.relation} onChange={set('relation')} options={relationChoices} error={faults.relation} />}
      {draft.kind === 'head' && <ChoiceList label="新的户主" value={draft.head || null} onChange={set('head')} choices={cards(household.members.filter(one => !one.head))} error={faults.head} />}
      {draft.kind === 'move' && <PlaceFind label="迁往哪个村（社区）" hint="输入名称查找，例如“荷风”" value={draft.to} name={draft.to_name} onChange={(to, to_name) => onChange({ ...draft, to, to_name })} lowest="community" error={faults.to} />}
      {(draft.kind === 'split' || draft.kind === 'move') && <TextField label={draft.kind === 'split' ? '分出去以后住在哪里' : '迁往的住址'} hint="写到门牌、室号" value={draft.address} onChange={set('address')} limit={200} error={faults.address} />}
      {draft.kind === 'move' && <ChoiceList label="户籍迁不迁" value={draft.hukou || null} onChange={set('hukou')} error={faults.hukou} choices={[
        { value: 'moves', title: '户籍也迁', note: '派出所已办好户籍迁移' }, { value: 'stays', title: '户籍不迁', note: '只是住过去，登记为户籍在外、居住在此' }]} />}
      {draft.kind === 'apart' && <Apart {...props} set={set} />}
      {draft.kind === 'death' && <TextField label="死亡日期" type="date" hint="以死亡证明为准" value={draft.on} onChange={set('on')} width="short" error={faults.on ?? (draft.on > today() ? '不能晚于今天' : undefined)} />}
      {(draft.kind === 'split' || draft.kind === 'move') && draft.going.length > 1 && <ChoiceList label="新户的户主" value={draft.head || null} onChange={set('head')} choices={cards(household.members.filter(one => draft.going.includes(one.person)))} error={faults.head} />}
      {needsSuccessor(household, draft) && staying(household, draft).length > 1 && <ChoiceList label="留下的人里谁接任户主" hint="户主要离开这一户" value={draft.left_head || null} onChange={set('left_head')} choices={cards(staying(household, draft))} error={faults.left_head} />}
      {asked.length > 0 && <Relations asked={asked} value={draft.relations} onChange={(person, relation) => onChange({ ...draft, relations: { ...draft.relations, [person]: relation } })} faultOf={person => faults[`relations.${person}`]} />}
    </>
  )
}

function Newcomer({ draft, faults, set }: Props & { set: Setter }) {
  return (
    <>
      <TextField label="姓名" hint="与证件上的完全一致" value={draft.name} onChange={set('name')} error={faults.name} autoComplete="off" />
      <TextField label="证件号码" hint="新生儿填出生登记后的公民身份号码" value={draft.identity} onChange={set('identity')} error={faults.identity} autoComplete="off" />
      {asksBirth(draft) && <TextField label="出生日期" type="date" value={draft.birth_date} onChange={set('birth_date')} width="short" error={faults.birth_date} />}
      {asksBirth(draft) && <ChoiceList label="性别" value={draft.sex || null} onChange={set('sex')} choices={[{ value: '1', title: '男' }, { value: '2', title: '女' }]} error={faults.sex} />}
      <Select label="是户主的什么人" value={draft.relation} onChange={set('relation')} options={relationChoices} error={faults.relation} />
      <TextField label="联系电话" optional value={draft.phone} onChange={set('phone')} inputMode="tel" autoComplete="off" error={faults.phone} />
    </>
  )
}

function Apart({ draft, faults, set, onChange }: Props & { set: Setter }) {
  return (
    <>
      <ChoiceList label="现在是哪一种" value={draft.resides || null} onChange={set('resides')} error={faults.resides} choices={[
        { value: 'away', title: '户籍在这里，人住在外面' }, { value: 'migrant_in', title: '人住在这里，户籍在外面' }, { value: 'with_hukou', title: '户籍和居住都在这里' }]} />
      {draft.resides && <TextField label={draft.resides === 'away' ? '现在实际住在哪里' : '在这里的住址'} optional={draft.resides !== 'away'} hint="写到门牌、室号" value={draft.address} onChange={set('address')} limit={200} error={faults.address} />}
      {draft.resides === 'migrant_in' && <PlaceFind label="户籍所在地" hint="输入省内的地名查找" value={draft.hukou_place} name={draft.hukou_name} onChange={(hukou_place, hukou_name) => onChange({ ...draft, hukou_place, hukou_name })} lowest={null} error={faults.hukou_place} />}
    </>
  )
}

