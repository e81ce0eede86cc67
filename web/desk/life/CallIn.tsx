import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { callIn, list } from '../../../contract/household.ts'
import { parseIdentity } from '../../../contract/identifiers.ts'
import { levels } from '../../../contract/kernel.ts'
import { lawNote } from '../../engines/life/Ask.tsx'
import { relationChoices, Select } from '../../engines/life/parts.tsx'
import { paths } from '../../kernel/paths.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { FieldRow } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import '../people/people.css'

interface One { name: string; identity: string; relation: string }
const nobody: One = { name: '', identity: '', relation: '' }

/** `/desk/<seat>/life/call-in`: asks for people who came to live here and are registered in another village, by their documents. */
export function CallIn() {
  const seat = useSeat()
  const may = seat.verbs.includes('household.ask') && seat.place.length >= levels.community
  if (!may) return <><DeskHead title="请求迁入" /><NoRightState>请求迁入由村（社区）的工作人员办理。</NoRightState></>
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'life')}>户内变动</Anchor></p>
      <DeskHead title="请求迁入" note="人已住过来、登记还在别的村（社区）的：对方同意后，由您接收" />
      <Fields />
    </>
  )
}

function Fields() {
  const seat = useSeat()
  const client = useQueryClient()
  const [people, setPeople] = useState<One[]>([nobody])
  const [address, setAddress] = useState('')
  const [hukou, setHukou] = useState<'moves' | 'stays' | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const sent = useCall(callIn, () => void client.invalidateQueries({ queryKey: [list.name] }))
  const change = (i: number, to: Partial<One>) => { sent.reset(); setPeople(old => old.map((one, k) => (k === i ? { ...one, ...to } : one))) }
  const faults = people.map((one, i) => ({ name: one.name.trim() ? undefined : '请填写姓名', identity: numberFault(one.identity), relation: i === 0 || one.relation ? undefined : '请选择' }))
  const whole = address.trim() && hukou && reason.trim() && faults.every(one => !one.name && !one.identity && !one.relation)
  const submit = () => {
    setTried(true)
    if (whole) sent.run({ to: seat.place, address: address.trim(), hukou, reason: reason.trim(), people: people.map(({ name, identity, relation }, i) => ({ name: name.trim(), identity: identity.trim(), ...i > 0 && { relation } })) })
  }
  if (sent.output) {
    return <div className="r-block r-form"><Notice tone="green" title="已送他们现在登记的村（社区）" alert>对方同意后，会有消息告诉您，再由您接收；在那以前可以撤回。</Notice><div className="g-actions"><ButtonLink href={paths.deskRow(seat.mandate, 'life', sent.output.id)}>查看这一件</ButtonLink></div></div>
  }
  const fault = (i: number, key: keyof One) => (tried ? faults[i]![key] : undefined) ?? sent.refused?.byField[`people.${i}.${key}`]
  return (
    <Form className="r-block r-form" onSubmit={submit}>
      {sent.refused && <Notice tone="fault" title="没有送出" alert>{sent.refused.message}</Notice>}
      {people.map((one, i) => (
        <fieldset key={i} className="l-coming">
          <legend>{i === 0 ? '谁迁过来（在这里当户主，或者加入已有的一户）' : `同来的人 ${i}`}</legend>
          <FieldRow>
            <TextField label="姓名" hint="与证件上的完全一致" value={one.name} onChange={name => change(i, { name })} error={fault(i, 'name')} autoComplete="off" />
            <TextField label="证件号码" value={one.identity} onChange={identity => change(i, { identity })} error={fault(i, 'identity')} autoComplete="off" />
          </FieldRow>
          {i > 0 && <Select label={`是${people[0]!.name || '第一个人'}的什么人`} value={one.relation} onChange={relation => change(i, { relation })} options={relationChoices} error={fault(i, 'relation')} />}
          {i > 0 && <button type="button" className="r-link" onClick={() => setPeople(old => old.filter((_, k) => k !== i))}>去掉这个人</button>}
        </fieldset>
      ))}
      {people.length < 10 && <p className="g-field"><button type="button" className="r-link" onClick={() => setPeople(old => [...old, nobody])}>还有同来的人（同一户的）</button></p>}
      <TextField label="在这里的住址" hint="写到门牌、室号" value={address} onChange={setAddress} limit={200} error={tried && !address.trim() ? '请填写住址' : undefined} />
      <ChoiceList label="户籍迁不迁" value={hukou} onChange={setHukou} error={tried && !hukou ? '请选择' : undefined} choices={[
        { value: 'moves', title: '户籍也迁', note: '派出所已办好户籍迁移' }, { value: 'stays', title: '户籍不迁', note: '只是住过来，登记为户籍在外、居住在此' }]} />
      <TextField label="原因和凭证" hint="本人和对方看得到" example="结婚证，租房合同" value={reason} onChange={setReason} limit={200} error={tried && !reason.trim() ? '请写明原因和凭证' : undefined} />
      <p className="r-soft p-now">{lawNote}本人会收到通知。</p>
      <div className="g-actions"><Button type="submit" busy={sent.busy}>请求迁入</Button></div>
    </Form>
  )
}

function numberFault(identity: string): string | undefined {
  const read = parseIdentity(identity)
  return read.ok ? undefined : read.reason
}
