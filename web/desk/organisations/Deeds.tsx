import { useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { addPost, begin, dissolve, end, list, revise, show, type Organisation } from '../../../contract/organisation.ts'
import { parseIdentity } from '../../../contract/identifiers.ts'
import { today } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { DayField, FieldRow } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { Past } from './Past.tsx'

type Post = Organisation['posts'][number]
type Holder = Post['holders'][number]
/** What is to be done with which body. */
export type Deed = { body: Organisation } & (
  | { what: 'history' | 'revise' | 'addPost' | 'dissolve' } | { what: 'begin'; post: Post } | { what: 'end'; post: Post; holder: Holder })

interface Props<D = Deed> { deed: D; onClose: () => void }

export function Deeds({ deed, onClose }: Props) {
  switch (deed.what) {
    case 'history': return <Past id={deed.body.id} name={deed.body.name} onClose={onClose} />
    case 'revise': return <Revise deed={deed} onClose={onClose} />
    case 'addPost': return <AddPost deed={deed} onClose={onClose} />
    case 'dissolve': return <Dissolve deed={deed} onClose={onClose} />
    case 'begin': return <Begin deed={deed} onClose={onClose} />
    case 'end': return <End deed={deed} onClose={onClose} />
  }
}

/** After a deed the lists are asked anew, and what was done is said. */
function useDone(said: string, onClose: () => void): () => void {
  const client = useQueryClient()
  const { message } = App.useApp()
  return () => {
    for (const { name } of [list, show]) void client.invalidateQueries({ queryKey: [name] })
    void message.success(said)
    onClose()
  }
}

interface SheetProps {
  title: string; lead: ReactNode; deed: string; danger?: boolean; busy: boolean; refused: { message: string } | null
  faulty: boolean; children: (tried: boolean) => ReactNode; onClose: () => void; onSubmit: () => void
}

/** The small form behind a deed. */
function Sheet({ title, lead, deed, danger, busy, refused, faulty, children, onClose, onSubmit }: SheetProps) {
  const [tried, setTried] = useState(false)
  return (
    <Modal open title={title} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="r-soft">{lead}</p>
      <Form className="m-revoke" onSubmit={() => { setTried(true); if (!faulty) onSubmit() }}>
        {refused && <Notice tone="fault" title="没有办成" alert>{refused.message}</Notice>}
        {children(tried)}
        <div className="g-actions"><Button type="submit" kind={danger ? 'danger' : 'main'} busy={busy}>{deed}</Button><Button kind="second" onClick={onClose}>不办了</Button></div>
      </Form>
    </Modal>
  )
}

const Basis = ({ value, onChange, tried, example }: { value: string; onChange: (value: string) => void; tried: boolean; example: string }) => (
  <TextField label="依据" hint="文件或会议" example={example} value={value} onChange={onChange} limit={200} error={tried && !value.trim() ? '请写明依据' : undefined} />
)

function Revise({ deed: { body }, onClose }: Props<Deed>) {
  const [name, setName] = useState(body.name)
  const [phone, setPhone] = useState(body.phone ?? '')
  const [on, setOn] = useState(today())
  const [basis, setBasis] = useState('')
  const done = useCall(revise, useDone('已变更', onClose))
  const [renamed, called] = [name.trim() !== body.name, phone.trim() !== (body.phone ?? '')]
  const same = !renamed && !called
  return (
    <Sheet title={`变更“${body.name}”`} lead="改名后，旧名称留在历史里。" deed="保存变更" busy={done.busy} refused={done.refused} onClose={onClose}
      faulty={!name.trim() || same || !on || !basis.trim()}
      onSubmit={() => done.run({ id: body.id, ...renamed && { name: name.trim() }, ...called && { phone: phone.trim() || null }, on, basis: basis.trim() })}>
      {tried => <>
        <TextField label="名称" value={name} onChange={setName} limit={100} error={tried && !name.trim() ? '请填写名称' : tried && same ? '名称和电话都没有改动' : done.refused?.byField.name} />
        <TextField label="办公电话" optional hint="居民查得到，不要填个人手机" value={phone} onChange={setPhone} inputMode="tel" error={done.refused?.byField.phone} />
        <DayField label="从哪一天起" value={on} onChange={setOn} max={today()} error={tried && !on ? '请选择日期' : done.refused?.byField.on} />
        <Basis value={basis} onChange={setBasis} tried={tried} example="柳民发〔2026〕7号" />
      </>}
    </Sheet>
  )
}

function AddPost({ deed: { body }, onClose }: Props<Deed>) {
  const [title, setTitle] = useState('')
  const [seats, setSeats] = useState('1')
  const done = useCall(addPost, useDone('已增设职务', onClose))
  const n = /^\d{1,2}$/.test(seats) ? Number(seats) : 0
  return (
    <Sheet title={`给“${body.name}”增设职务`} lead="增设以后，由镇街或县级民政登记谁来担任。" deed="增设" busy={done.busy} refused={done.refused} onClose={onClose}
      faulty={!title.trim() || n < 1} onSubmit={() => done.run({ organisation: body.id, title: title.trim(), seats: n })}>
      {tried => (
        <FieldRow>
          <TextField label="职务" example="副主任" value={title} onChange={setTitle} limit={60} error={tried && !title.trim() ? '请填写职务' : undefined} />
          <TextField label="设几人" value={seats} onChange={setSeats} inputMode="numeric" error={tried && n < 1 ? '请填写 1 到 99 的整数' : undefined} />
        </FieldRow>
      )}
    </Sheet>
  )
}

function Dissolve({ deed: { body }, onClose }: Props<Deed>) {
  const [on, setOn] = useState(today())
  const [basis, setBasis] = useState('')
  const done = useCall(dissolve, useDone(`已注销${body.name}`, onClose))
  return (
    <Sheet title={`注销“${body.name}”`} lead="注销后不再列出，现任人员同日离任；历史仍在。" deed="注销" danger busy={done.busy} refused={done.refused} onClose={onClose}
      faulty={!on || !basis.trim()} onSubmit={() => done.run({ id: body.id, on, basis: basis.trim() })}>
      {tried => <>
        <DayField label="注销日期" value={on} onChange={setOn} max={today()} error={tried && !on ? '请选择日期' : done.refused?.byField.on} />
        <Basis value={basis} onChange={setBasis} tried={tried} example="会员大会决议" />
      </>}
    </Sheet>
  )
}

function Begin({ deed: { body, post }, onClose }: Props<Extract<Deed, { what: 'begin' }>>) {
  const [name, setName] = useState('')
  const [identity, setIdentity] = useState('')
  const [since, setSince] = useState(today())
  const [basis, setBasis] = useState('')
  const done = useCall(begin, useDone(`已登记${post.title}的任职`, onClose))
  const read = parseIdentity(identity)
  return (
    <Sheet title={`登记${post.title}的任职`} lead={`${body.name}。姓名和证件号码两项都对才能登记，本人看得到。`} deed="登记任职" busy={done.busy} refused={done.refused} onClose={onClose}
      faulty={!name.trim() || !read.ok || !since || !basis.trim()} onSubmit={() => done.run({ post: post.id, name: name.trim(), identity, since, basis: basis.trim() })}>
      {tried => <>
        <TextField label="姓名" value={name} onChange={setName} autoComplete="off" error={tried && !name.trim() ? '请填写姓名' : undefined} />
        <TextField label="证件号码" value={identity} onChange={setIdentity} autoComplete="off" error={tried && !read.ok ? read.reason : undefined} />
        <DayField label="任职日期" value={since} onChange={setSince} max={today()} error={tried && !since ? '请选择日期' : done.refused?.byField.since} />
        <Basis value={basis} onChange={setBasis} tried={tried} example="2026 年换届选举结果" />
      </>}
    </Sheet>
  )
}

function End({ deed: { body, post, holder }, onClose }: Props<Extract<Deed, { what: 'end' }>>) {
  const [until, setUntil] = useState(today())
  const [basis, setBasis] = useState('')
  const done = useCall(end, useDone(`已登记${holder.name}离任`, onClose))
  return (
    <Sheet title={`登记${holder.name}离任`} lead={`${body.name}${post.title}，${holder.since} 任职。`} deed="登记离任" danger busy={done.busy} refused={done.refused} onClose={onClose}
      faulty={!until || !basis.trim()} onSubmit={() => done.run({ id: holder.id, until, basis: basis.trim() })}>
      {tried => <>
        <DayField label="离任日期" value={until} onChange={setUntil} min={holder.since} max={today()} error={tried && !until ? '请选择日期' : done.refused?.byField.until} />
        <Basis value={basis} onChange={setBasis} tried={tried} example="本人辞职" />
      </>}
    </Sheet>
  )
}
