import { useState, type FormEvent } from 'react'
import { passwordFault } from '../../contract/password.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useAttempt } from './attempt.ts'

export interface NewPasswordProps {
  title: string
  lead: string
  /** The present password where it was typed just now; otherwise it is asked for. */
  known?: string | null
  onGo: (current: string, password: string) => Promise<void>
}

/** A password of one's own, typed twice; what is wrong with it is said before the server is asked. */
export function NewPassword({ title, lead, known = null, onGo }: NewPasswordProps) {
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [seen, setSeen] = useState(false)
  const { form, busy, faults, setFaults, run } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const now = known ?? current
    const weak = password === now && now !== '' ? '新密码和现在的一样' : passwordFault(password)
    const wrong = { ...(now ? {} : { current: '请填写现在的密码' }), ...(weak ? { password: weak } : {}), ...(!weak && again !== password ? { again: '两次填写的不一样' } : {}) }
    if (Object.keys(wrong).length) setFaults(wrong)
    else if (!busy) void run(() => onGo(now, password))
  }
  const type = seen ? 'text' : 'password'
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h1 className="g-title">{title}</h1>
      <p className="g-title-lead">{lead}</p>
      {faults[''] && <Notice tone="fault" title="密码没有改成" alert>{faults['']}</Notice>}
      <div className="g-question-body">
        {(known === null || faults['current']) && <TextField label="现在的密码" value={current} onChange={setCurrent} type={type} autoComplete="current-password" error={faults['current']} maxLength={200} name="current" />}
        <TextField label="新密码" hint="至少 10 位，用大写字母、小写字母、数字、符号中的三种；或者 16 位以上" value={password} onChange={setPassword} type={type}
          autoComplete="new-password" error={faults['password']} maxLength={200} name="password" />
        <TextField label="再填一次新密码" value={again} onChange={setAgain} type={type} autoComplete="new-password" error={faults['again']} maxLength={200} name="again" />
        <label className="g-check"><input type="checkbox" checked={seen} onChange={e => setSeen(e.target.checked)} />显示密码</label>
      </div>
      <Button type="submit" busy={busy} wide>改用新密码</Button>
    </form>
  )
}
