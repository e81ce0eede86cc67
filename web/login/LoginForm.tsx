import { useState, type FormEvent, type ReactNode } from 'react'
import type { LoginStep } from '../../contract/account.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useAttempt } from './attempt.ts'
import { CodeStep } from './CodeStep.tsx'
import { Enrol } from './Enrol.tsx'
import { NewPassword } from './NewPassword.tsx'

export interface LoginFormProps {
  /** Begins with the next step when the password was right already (a reload in between). */
  first?: LoginStep | null
  onPassword: (login: string, password: string) => Promise<{ step: LoginStep | null }>
  /** Replaces the initial password. */
  onNewPassword: (current: string, password: string) => Promise<{ step: LoginStep | null }>
  onCode: (code: string) => Promise<void>
  /** Logged in for good. */
  onDone: () => void
  /** The way in with the provincial account, above the password. */
  elsewhere?: ReactNode
  /** Shown below: the demonstration's logins. */
  demo?: ReactNode
  /** The code to type now, which the demonstration gives away. */
  shownCode?: string | null
  /** What the demonstration fills in. */
  filled?: Filled | null
}

export interface Filled { login: string; password: string }

/** Account and password; for staff then what is still lacking, the six digits last. Errors are sentences, beside what they are about. */
export function LoginForm({ first = null, onPassword, onNewPassword, onCode, onDone, elsewhere, demo, shownCode, filled = null }: LoginFormProps) {
  const [step, setStep] = useState(first)
  const [typed, setTyped] = useState<string | null>(null)
  const go = (next: LoginStep | null) => { setStep(next); if (next === null) onDone() }
  const back = () => { setStep(null); setTyped(null) }
  const prove = async (code: string) => { await onCode(code); onDone() }
  return (
    <div className={step === null && demo ? 'g-login g-login-demo' : 'g-login'}>
      {step === null && <div className="g-first">{elsewhere}<PasswordStep key={filled?.login ?? ''} filled={filled} onGo={async (login, password) => {
        setTyped(password)
        go((await onPassword(login, password)).step)
      }} /></div>}
      {step === 'password' && <NewPassword title="设置自己的密码" lead="您用的是管理员给的初始密码，请换成只有您知道的密码。" known={typed}
        onGo={async (current, password) => go((await onNewPassword(current, password)).step)} />}
      {step === 'enrol' && <Enrol onGo={prove} onBack={back} />}
      {step === 'code' && <CodeStep title="动态验证码" action="验证并进入" onGo={prove} onBack={back}
        lead="工作人员还须输入动态口令应用中显示的 6 位数字。每 30 秒换一个，用过的不能再用。">
        {shownCode && <Notice tone="amber" icon="info">演示环境现在的验证码：<strong>{shownCode}</strong></Notice>}
      </CodeStep>}
      {step === null && demo && <div>{demo}</div>}
    </div>
  )
}

/** A wrong password is said where it is typed again, and the cursor stands there. */
const wrong = { 'login.wrong': 'password', 'login.initial_expired': 'password' }

function PasswordStep({ filled, onGo }: { filled: Filled | null; onGo: (login: string, password: string) => Promise<void> }) {
  const [login, setLogin] = useState(filled?.login ?? '')
  const [password, setPassword] = useState(filled?.password ?? '')
  const [seen, setSeen] = useState(false)
  const { form, busy, faults, setFaults, run } = useAttempt(wrong)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = { ...(login.trim() ? {} : { login: '请填写账号' }), ...(password ? {} : { password: '请填写密码' }) }
    if (Object.keys(missing).length) setFaults(missing)
    else if (!busy) void run(() => onGo(login.trim(), password))
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h1 className="g-title">登录</h1>
      <div className="g-question-body">
        <TextField label="账号" value={login} onChange={setLogin} autoComplete="username" error={faults['login']} maxLength={60} name="login" />
        <TextField label="密码" value={password} onChange={setPassword} type={seen ? 'text' : 'password'} autoComplete="current-password"
          error={faults['password']} maxLength={200} name="password" />
        <label className="g-check"><input type="checkbox" checked={seen} onChange={e => setSeen(e.target.checked)} />显示密码</label>
      </div>
      {faults[''] && <Notice tone="fault" title="没有登录成功" alert>{faults['']}</Notice>}
      <Button type="submit" busy={busy} wide>登录</Button>
      <p className="g-saved">不会登录或忘了密码，可拨打 <a href="tel:12345">12345</a>，或到社区服务窗口当面办理。连续输错多次，账号会锁一会儿，到时间自己解开。</p>
    </form>
  )
}
