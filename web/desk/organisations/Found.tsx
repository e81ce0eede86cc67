import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { organisationKinds } from '../../../contract/glossary.ts'
import { parseCreditCode } from '../../../contract/identifiers.ts'
import { list, register, type Organisation } from '../../../contract/organisation.ts'
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
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { postsOf } from './posts.ts'
import './organisations.css'

type Kind = keyof typeof organisationKinds
const blank = { name: '', kind: '', credit_code: '', founded_on: '', phone: '', posts: '', basis: '' }
type Draft = typeof blank

/** Registers an organisation with its posts, on the strength of a paper. */
export function Found() {
  const seat = useSeat()
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'organisations')}>组织</Anchor></p>
      <DeskHead title="登记组织" note="登记后，由镇街或县级民政登记各职务由谁担任" />
      {seat.verbs.includes('organisation.register') ? <Fields /> : <NoRightState>组织由县级民政登记。</NoRightState>}
    </>
  )
}

function faultsOf(draft: Draft): Partial<Record<keyof Draft, string>> {
  const code = draft.credit_code.trim() === '' ? null : parseCreditCode(draft.credit_code)
  const posts = postsOf(draft.posts)
  return {
    ...draft.name.trim() === '' && { name: '请填写全称' }, ...draft.kind === '' && { kind: '请选择' }, ...code && !code.ok && { credit_code: code.reason },
    ...draft.founded_on === '' && { founded_on: '请选择日期' }, ...!Array.isArray(posts) && { posts: posts.wrong }, ...draft.basis.trim() === '' && { basis: '请写明依据的文件' },
  }
}

function Fields() {
  const seat = useSeat()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>(blank)
  const [place, setPlace] = useState<string | undefined>()
  const [tried, setTried] = useState(false)
  const done = useCall(register, () => void client.invalidateQueries({ queryKey: [list.name] }))
  const faults = faultsOf(draft)
  const set = (key: keyof Draft) => (value: string) => setDraft(old => ({ ...old, [key]: value }))
  const error = (key: keyof Draft) => (tried ? faults[key] : undefined) ?? done.refused?.byField[key]
  const submit = () => {
    setTried(true)
    const posts = postsOf(draft.posts)
    if (Object.keys(faults).length > 0 || !Array.isArray(posts)) return
    const { credit_code, phone } = draft
    done.run({ name: draft.name.trim(), kind: draft.kind as Kind, place: place ?? seat.place, founded_on: draft.founded_on, posts, basis: draft.basis.trim(),
      ...credit_code.trim() && { credit_code }, ...phone.trim() && { phone: phone.trim() } })
  }
  if (done.output) return <Done body={done.output} again={() => { done.reset(); setTried(false); setDraft(blank) }} />
  return (
    <Form className="r-block r-form" onSubmit={submit}>
      {done.refused && <Notice tone="fault" title="没有登记成功" alert>{done.refused.message}</Notice>}
      <FieldRow>
        <TextField label="组织全称" value={draft.name} onChange={set('name')} error={error('name')} limit={100} />
        <SelectField label="组织类别" value={draft.kind} onChange={set('kind')} error={error('kind')} choices={Object.entries(organisationKinds).map(([code, label]) => ({ code, label }))} />
      </FieldRow>
      <div className="g-field"><p className="g-label">所在地区</p>
        <PlaceSteps label="所在地区" none="不到" top={seat.place} topName={seat.place_name} value={place} lowest="community" onChange={setPlace} /></div>
      <FieldRow>
        <TextField label="统一社会信用代码" optional hint="没有的不填，例如党支部、监督委员会" value={draft.credit_code} onChange={set('credit_code')} error={error('credit_code')} autoComplete="off" />
        <DayField label="成立日期" value={draft.founded_on} onChange={set('founded_on')} max={today()} error={error('founded_on')} />
      </FieldRow>
      <FieldRow>
        <TextField label="办公电话" optional hint="居民查得到，不要填个人手机" value={draft.phone} onChange={set('phone')} error={error('phone')} inputMode="tel" autoComplete="off" />
        <TextField label="职务和人数" optional hint="用顿号隔开，不写人数的为 1 人" example="主任、副主任2、委员3" value={draft.posts} onChange={set('posts')} error={error('posts')} />
      </FieldRow>
      <TextField label="依据的文件" example="社会团体法人登记证书" value={draft.basis} onChange={set('basis')} error={error('basis')} limit={200} />
      <div className="g-actions"><Button type="submit" busy={done.busy}>登记</Button></div>
    </Form>
  )
}

function Done({ body, again }: { body: Organisation; again: () => void }) {
  const seat = useSeat()
  return (
    <div className="r-block r-form">
      <Notice tone="green" title={`${body.name} 已登记`} alert>{body.posts.length > 0 ? `设 ${body.posts.map(post => `${post.title} ${post.seats} 人`).join('、')}，现在都空缺。` : '还没有职务，可在组织卡片上增设。'}</Notice>
      <div className="g-actions">
        <ButtonLink href={paths.deskPage(seat.mandate, 'organisations', { place: body.place === seat.place ? undefined : body.place })}>看这里的组织</ButtonLink>
        <Button kind="second" onClick={again}>再登记一个</Button>
      </div>
    </div>
  )
}
