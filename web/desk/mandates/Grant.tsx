import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { grant, mandates } from '../../../contract/account.ts'
import { levelsInWords } from '../../../contract/glossary.ts'
import { parseIdentity } from '../../../contract/identifiers.ts'
import { paths } from '../../kernel/paths.ts'
import { today } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { DayField, FieldRow, SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { PlaceSearch, type Picked } from '../places/PlaceSearch.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { officesBelow } from './offices.ts'

/** Appoints a registered person to an office of one's range, on the strength of a paper. */
export function Grant() {
  const seat = useSeat()
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'mandates')}>任职</Anchor></p>
      <DeskHead title="任命" note="被任命的人须已登记；姓名和证件号码两项都对才能任命" />
      {seat.verbs.includes('mandate.grant') ? <Appointment /> : <NoRightState>任命由县级管理员和省级安全管理员办理。</NoRightState>}
    </>
  )
}

function Appointment() {
  const seat = useSeat()
  const client = useQueryClient()
  const choices = officesBelow(seat.level)
  const [draft, setDraft] = useState({ name: '', identity: '', office: '', basis: '', valid_from: today(), valid_to: '' })
  const [picked, setPicked] = useState<Picked | null>(null)
  const [tried, setTried] = useState(false)
  const deed = useCall(grant, () => void client.invalidateQueries({ queryKey: [mandates.name] }))
  const set = (key: keyof typeof draft) => (value: string) => setDraft(old => ({ ...old, [key]: value }))
  const chosen = choices.find(o => o.code === draft.office)
  const level = chosen?.level
  const own = level === seat.level
  const place = own ? seat.place : picked?.code
  const identity = parseIdentity(draft.identity)
  const faults: Partial<Record<keyof typeof draft | 'place', string>> = {
    ...draft.name.trim() === '' && { name: '请填写姓名' }, ...!identity.ok && { identity: identity.reason }, ...!level && { office: '请选择岗位' },
    ...level && !place && { place: '请选择地区' }, ...draft.valid_from === '' && { valid_from: '请选择日期' }, ...draft.basis.trim() === '' && { basis: '请写明依据的文件' },
    ...draft.valid_to !== '' && (draft.valid_to < draft.valid_from || draft.valid_to < today()) && { valid_to: '不能早于开始日期，也不能已经过去' },
  }
  const error = (key: keyof typeof draft | 'place') => (tried ? faults[key] : undefined) ?? deed.refused?.byField[key]
  const submit = () => {
    setTried(true)
    if (Object.keys(faults).length > 0 || !place || !chosen) return
    deed.run({ ...draft, office: chosen.office, name: draft.name.trim(), basis: draft.basis.trim(), valid_to: draft.valid_to || null, place })
  }
  if (deed.output) {
    const m = deed.output
    return (
      <div className="r-block r-form">
        <Notice tone="green" title={`${m.person_name}已任${m.place_name}${m.office_name}`} alert>{m.valid_from} 起{m.valid_to ? `，至 ${m.valid_to}` : ''}。有账号的，本人下次登录时就能选择这个岗位；没有的，请在任职名单里为他开通账号。</Notice>
        <div className="g-actions">
          <ButtonLink href={paths.deskPage(seat.mandate, 'mandates', { place: m.place })}>看任职名单</ButtonLink>
          <Button kind="second" onClick={() => { deed.reset(); setTried(false); setDraft(old => ({ ...old, name: '', identity: '' })) }}>再任命一位</Button>
        </div>
      </div>
    )
  }
  return (
    <Form className="r-block r-form" onSubmit={submit}>
      {deed.refused && <Notice tone="fault" title="没有任命成功" alert>{deed.refused.message}</Notice>}
      <FieldRow>
        <TextField label="姓名" value={draft.name} onChange={set('name')} error={error('name')} autoComplete="off" />
        <TextField label="证件号码" value={draft.identity} onChange={set('identity')} error={error('identity')} autoComplete="off" />
      </FieldRow>
      <SelectField label="岗位" hint="只列出您可以任命的岗位" value={draft.office} onChange={office => { set('office')(office); setPicked(null) }} error={error('office')}
        choices={choices} />
      {level && own && <p className="r-soft l-none">地区：{seat.place_name}</p>}
      {level && !own && <PlaceSearch key={level} label={`哪个${levelsInWords[level]}`} within={seat.place} level={level} value={picked} onChange={setPicked} error={error('place')} />}
      <FieldRow>
        <DayField label="任期从" value={draft.valid_from} onChange={set('valid_from')} error={error('valid_from')} />
        <DayField label="到" optional hint="不填就是没有定期限" value={draft.valid_to} onChange={set('valid_to')} error={error('valid_to')} />
      </FieldRow>
      <TextField label="依据的文件" example="柳组发〔2026〕7号" value={draft.basis} onChange={set('basis')} limit={200} error={error('basis')} />
      <div className="g-actions"><Button type="submit" busy={deed.busy}>任命</Button></div>
    </Form>
  )
}
