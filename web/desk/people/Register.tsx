import { useLocation } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { choices, codes } from '../../../contract/codes.ts'
import { parseIdentity, parseMobile } from '../../../contract/identifiers.ts'
import { levels, type OutputOf } from '../../../contract/kernel.ts'
import type { LifeAsk } from '../../../contract/household.ts'
import { list, register, show } from '../../../contract/person.ts'
import { paths } from '../../kernel/paths.ts'
import { today } from '../../kernel/time.ts'
import { keyOf } from '../../kernel/query.ts'
import { parseSearch } from '../../kernel/router.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { Form } from '../Form.tsx'
import { Second } from './Second.tsx'
import { DayField, FieldRow, SelectField } from '../fields.tsx'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { opened } from './opened.ts'
import './people.css'

type Shown = OutputOf<typeof show>
const blank = { name: '', identity: '', place: '', address: '', phone: '', relation: '', birth_date: '', sex: '', purpose: '新来居住，登记入册' }
type Draft = typeof blank

/** Registers somebody who is not yet known: as the head of a new household, or in the one of a person just opened. */
export function Register() {
  const seat = useSeat()
  const client = useQueryClient()
  const relative = parseSearch(useLocation().searchStr)['with']
  const why = relative && opened.for(seat.mandate, relative)
  const kin = relative && why ? client.getQueryData<Shown>(keyOf(show, { id: relative, purpose: why })) : undefined
  const people = paths.deskPage(seat.mandate, 'people')
  if (!seat.verbs.includes('person.record')) return <><DeskHead title="登记居民" /><NoRightState>您的岗位不登记居民。</NoRightState></>
  if (relative && !kin?.household) {
    return (
      <><DeskHead title="登记这户的新成员" />
        <EmptyState title="请先打开这户任一成员的档案" icon="people" action={<ButtonLink href={paths.deskRow(seat.mandate, 'people', relative)}>打开档案</ButtonLink>}>
          <p>打开后从“家庭”一栏登记，户号和住址会自动带过来。</p>
        </EmptyState></>
    )
  }
  return (
    <>
      <p className="r-crumbs"><Anchor href={people}>居民名册</Anchor></p>
      <DeskHead title={kin ? '登记这户的新成员' : '登记居民'} note="登记后，本人可以登录查看和更正自己的信息" />
      <Fields kin={kin} />
    </>
  )
}

/** The number of an old permanent residence card tells neither birth nor sex: both are asked for. */
function asksBirth({ identity }: Draft): boolean {
  const read = parseIdentity(identity)
  return read.ok && read.birth_date === null
}

function faultsOf(draft: Draft, joins: boolean): Partial<Record<keyof Draft, string>> {
  const identity = parseIdentity(draft.identity)
  const phone = draft.phone.trim() === '' || /^0\d{9,11}$/.test(draft.phone.replace(/[\s()-]/g, '')) ? null : parseMobile(draft.phone)
  return {
    ...draft.name.trim() === '' && { name: '请填写姓名' },
    ...!identity.ok && { identity: identity.reason },
    ...asksBirth(draft) && { ...draft.birth_date === '' && { birth_date: '请选择出生日期' }, ...draft.sex === '' && { sex: '请选择性别' } },
    ...draft.place.length < levels.community && { place: '请选择到村（社区）或网格' },
    ...draft.address.trim() === '' && { address: '请填写住址' },
    ...phone && !phone.ok && { phone: phone.reason },
    ...joins && draft.relation === '' && { relation: '请选择' },
    ...draft.purpose.trim() === '' && { purpose: '请写明用途' },
  }
}

function Fields({ kin }: { kin: Shown | undefined }) {
  const seat = useSeat()
  const client = useQueryClient()
  const own = seat.place.length >= levels.community ? seat.place : ''
  const [draft, setDraft] = useState<Draft>({ ...blank, place: kin?.person.place ?? own, address: kin?.household?.address ?? '' })
  const [tried, setTried] = useState(false)
  const [distinct, setDistinct] = useState(false)
  const done = useCall(register, () => void client.invalidateQueries({ queryKey: [list.name] }))
  const faults = faultsOf(draft, Boolean(kin))
  const set = (key: keyof Draft) => (value: string) => setDraft(old => ({ ...old, [key]: value }))
  const error = (key: keyof Draft) => (tried ? faults[key] : undefined) ?? done.refused?.byField[key]
  const submit = () => {
    setTried(true)
    if (Object.keys(faults).length > 0) return
    const { relation, phone, birth_date, sex, ...rest } = draft
    done.run({ ...rest, ...distinct && { distinct }, ...asksBirth(draft) && { birth_date, sex: sex as '1' | '2' }, ...phone.trim() && { phone: phone.trim() }, ...kin?.household && { relation, household: kin.household.id } })
  }
  if (done.output) return <Done id={done.output.id} name={draft.name} again={() => { done.reset(); setTried(false); setDraft({ ...blank, place: draft.place }) }} />
  if (done.refused?.code === 'person.needs_second') return <Second ask={askOf(draft, kin)} reason={draft.purpose.trim()} onBack={() => done.reset()} />
  return (
    <Form className="r-block r-form" onSubmit={submit}>
      {done.refused && <Notice tone="fault" title="没有登记成功" alert>{done.refused.message}</Notice>}
      {(distinct || done.refused?.code === 'person.alike') && (
        <label className="p-distinct"><input type="checkbox" checked={distinct} onChange={e => setDistinct(e.target.checked)} /> 已经核对过，不是同一人</label>
      )}
      {kin?.household && <Notice tone="blue" title={`户号 ${kin.household.number}，与${kin.person.name}同户`}>{kin.household.address}</Notice>}
      <FieldRow>
        <TextField label="姓名" hint="与证件上的完全一致" value={draft.name} onChange={set('name')} error={error('name')} autoComplete="off" />
        <IdentityField value={draft.identity} onChange={set('identity')} error={error('identity')} />
      </FieldRow>
      {asksBirth(draft) && (
        <FieldRow>
          <DayField label="出生日期" hint="按证件填写，这种证件的号码里没有" value={draft.birth_date} onChange={set('birth_date')} max={today()} error={error('birth_date')} />
          <SelectField label="性别" value={draft.sex} onChange={set('sex')} error={error('sex')} choices={choices(codes.sex).filter(c => ['1', '2'].includes(c.code))} />
        </FieldRow>
      )}
      {!kin && <PlaceOf value={draft.place} onChange={set('place')} error={error('place')} />}
      <FieldRow>
        <TextField label="住址" hint="写到门牌、室号" example="柳湖花园3幢2单元402室" value={draft.address} onChange={set('address')} error={error('address')} limit={200} autoComplete="off" />
        <TextField label="联系电话" optional hint="手机，或带区号的固定电话" value={draft.phone} onChange={set('phone')} error={error('phone')} inputMode="tel" autoComplete="off" />
      </FieldRow>
      <FieldRow>
        {kin && <SelectField label="与户主的关系" value={draft.relation} onChange={set('relation')} error={error('relation')}
          choices={choices(codes.family).filter(c => !['01', '02'].includes(c.code))} />}
        <TextField label="用途" hint="为什么登记，居民本人看得到" value={draft.purpose} onChange={set('purpose')} error={error('purpose')} limit={100} />
      </FieldRow>
      {!kin && <p className="r-soft p-now">登记后新立一户，本人为户主。要加入已有的户，请先打开那户任一成员的档案，从“家庭”一栏登记。</p>}
      <div className="g-actions"><Button type="submit" busy={done.busy}>登记</Button></div>
    </Form>
  )
}

/** The same as a request, where the rules there ask for a second person. */
function askOf(draft: Draft, kin: Shown | undefined): LifeAsk {
  const newcomer = { name: draft.name.trim(), identity: draft.identity.trim(), ...draft.phone.trim() && { phone: draft.phone.trim() }, ...asksBirth(draft) && { birth_date: draft.birth_date, sex: draft.sex as '1' | '2' } }
  return kin?.household ? { kind: 'add', household: kin.household.id, relation: draft.relation, newcomer } : { kind: 'enter', place: draft.place, address: draft.address.trim(), newcomer }
}

/** The number is read while it is typed: what is wrong with it, or whose birth it tells. */
function IdentityField({ value, onChange, error }: { value: string; onChange: (value: string) => void; error: string | undefined }) {
  const read = parseIdentity(value)
  const whole = value.replace(/\s/g, '').length >= 15
  const said = read.ok ? `号码有效${read.birth_date ? `：${read.birth_date} 出生，${read.sex === '1' ? '男' : '女'}` : ''}` : null
  return (
    <div>
      <TextField label="证件号码" hint="居民身份证、居留证件的号码" value={value} onChange={onChange} error={error ?? (whole && !read.ok ? read.reason : undefined)} autoComplete="off" inputMode="text" />
      <p className="p-valid" role="status">{said}</p>
    </div>
  )
}

function PlaceOf({ value, onChange, error }: { value: string; onChange: (value: string) => void; error: string | undefined }) {
  const seat = useSeat()
  return (
    <div className={error ? 'g-field g-field-bad' : 'g-field'}>
      <p className="g-label">居住地区</p>
      {error && <FieldError>{error}</FieldError>}
      <PlaceSteps label="居住地区" none="未选" top={seat.place} topName={seat.place_name} value={value || undefined} onChange={to => onChange(to ?? (seat.place.length >= levels.community ? seat.place : ''))} />
    </div>
  )
}

function Done({ id, name, again }: { id: string; name: string; again: () => void }) {
  const seat = useSeat()
  return (
    <div className="r-block r-form">
      <Notice tone="green" title={`${name} 已登记`} alert>姓名、证件号码、住址和所属地区已入册，来源记为上门采集。</Notice>
      <div className="g-actions">
        <ButtonLink href={paths.deskRow(seat.mandate, 'people', id)}>打开档案</ButtonLink>
        <Button kind="second" onClick={again}>再登记一位</Button>
      </div>
    </div>
  )
}
