import { useQueryClient } from '@tanstack/react-query'
import { Modal } from 'antd'
import { useState } from 'react'
import { LoginName, mandates, openAccount, resetAccount, type Issued, type Mandate } from '../../../contract/account.ts'
import { showInstant } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { Form } from '../Form.tsx'

/** Opens an account for the holder of a mandate, or resets the one there is; the initial password is shown once. */
export function Account({ mandate: m, onClose }: { mandate: Mandate; onClose: () => void }) {
  // After opening, the list has a login: what this window is for stays as it was.
  const [opens] = useState(m.login === null)
  const [issued, setIssued] = useState<Issued | null>(null)
  const close = { open: true, footer: null, onCancel: onClose, destroyOnHidden: true, mask: { closable: issued === null } }
  return (
    <Modal {...close} title={`${opens ? '开通' : '重置'}${m.person_name}的账号`}>
      {issued ? <Told issued={issued} onClose={onClose} /> : opens ? <Open mandate={m} onDone={setIssued} /> : <Reset mandate={m} onDone={setIssued} />}
    </Modal>
  )
}

interface Asked { mandate: Mandate; onDone: (issued: Issued) => void }

function Open({ mandate: m, onDone }: Asked) {
  const client = useQueryClient()
  const [login, setLogin] = useState('')
  const [tried, setTried] = useState(false)
  const fault = LoginName.safeParse(login.trim()).error?.issues[0]?.message
  const deed = useCall(openAccount, issued => { void client.invalidateQueries({ queryKey: [mandates.name] }); onDone(issued) })
  return (
    <Form className="m-revoke" onSubmit={() => { setTried(true); if (!fault) deed.run({ mandate: m.id, login: login.trim() }) }}>
      <p className="r-soft">{m.place_name} · {m.office_name}。开通后会显示一个初始密码，请当面交给本人；本人第一次登录时要设置自己的密码和动态验证。</p>
      {deed.refused && <Notice tone="fault" title="没有开通" alert>{deed.refused.message}</Notice>}
      <TextField label="账号" example="姓名的拼音" value={login} onChange={setLogin} maxLength={30} autoComplete="off" error={tried ? fault : undefined} />
      <div className="g-actions"><Button type="submit" busy={deed.busy}>开通账号</Button></div>
    </Form>
  )
}

function Reset({ mandate: m, onDone }: Asked) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const deed = useCall(resetAccount, onDone)
  return (
    <Form className="m-revoke" onSubmit={() => { setTried(true); if (reason.trim()) deed.run({ mandate: m.id, reason: reason.trim() }) }}>
      <p className="r-soft">账号 {m.login}。重置后原来的密码和动态验证都不能再用，已登录的会马上退出，本人会收到消息。</p>
      {deed.refused && <Notice tone="fault" title="没有重置" alert>{deed.refused.message}</Notice>}
      <TextField label="重置的原因" example="本人到场，手机丢失" value={reason} onChange={setReason} limit={200} error={tried && !reason.trim() ? '请写明原因' : undefined} />
      <div className="g-actions"><Button type="submit" kind="danger" busy={deed.busy}>重置账号</Button></div>
    </Form>
  )
}

const Told = ({ issued, onClose }: { issued: Issued; onClose: () => void }) => (
  <>
    <Notice tone="green" title={`请把初始密码当面交给${issued.name}`} alert>
      <p>账号：<strong>{issued.login}</strong></p>
      <p>初始密码：<strong className="m-initial">{issued.password}</strong></p>
      <p>{showInstant(issued.until)} 前有效，只显示这一次。</p>
    </Notice>
    <div className="g-actions"><Button onClick={onClose}>已交给本人</Button></div>
  </>
)
