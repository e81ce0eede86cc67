import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import { asRefusal } from '../kernel/refusal.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'

export interface LoginFormProps {
  /** Begins with the code when the password was right already (a reload in between). */
  first?: 'password' | 'code'
  onPassword: (login: string, password: string) => Promise<{ needs_second_factor: boolean }>
  onCode: (code: string) => Promise<void>
  /** Logged in for good. */
  onDone: () => void
  /** Shown below: the demonstration's logins. */
  demo?: ReactNode
  /** The code to type now, which the demonstration gives away. */
  shownCode?: string | null
  /** What the demonstration fills in. */
  filled?: Filled | null
}

export interface Filled { login: string; password: string }

/** Account and password; for staff then the six digits. Errors are sentences, beside what they are about. */
export function LoginForm({ first = 'password', onPassword, onCode, onDone, demo, shownCode, filled = null }: LoginFormProps) {
  const [step, setStep] = useState(first)
  return (
    <div className={step === 'password' && demo ? 'g-login g-login-demo' : 'g-login'}>
      {step === 'password'
        ? <PasswordStep key={filled?.login ?? ''} filled={filled} onGo={async (login, password) => {
          const { needs_second_factor } = await onPassword(login, password)
          if (needs_second_factor) setStep('code')
          else onDone()
        }} />
        : <CodeStep shown={shownCode ?? null} onGo={async code => { await onCode(code); onDone() }} onBack={() => setStep('password')} />}
      {step === 'password' && demo && <div>{demo}</div>}
    </div>
  )
}

/** One attempt at a time; the refusal of the last one, by field and as a whole, with the focus in the faulty field. */
function useAttempt() {
  const [busy, setBusy] = useState(false)
  const [faults, setFaults] = useState<Record<string, string>>({})
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [faults])
  const run = async (deed: () => Promise<void>) => {
    setBusy(true)
    setFaults({})
    try {
      await deed()
    } catch (error) {
      const refused = asRefusal(error)
      setFaults({ ...refused.byField, '': refused.fields.length ? '' : refused.message })
    } finally {
      setBusy(false)
    }
  }
  return { form, busy, faults, setFaults, run }
}

function PasswordStep({ filled, onGo }: { filled: Filled | null; onGo: (login: string, password: string) => Promise<void> }) {
  const [login, setLogin] = useState(filled?.login ?? '')
  const [password, setPassword] = useState(filled?.password ?? '')
  const [seen, setSeen] = useState(false)
  const { form, busy, faults, setFaults, run } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = { ...(login.trim() ? {} : { login: '请填写账号' }), ...(password ? {} : { password: '请填写密码' }) }
    if (Object.keys(missing).length) setFaults(missing)
    else if (!busy) void run(() => onGo(login.trim(), password))
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h1 className="g-title">登录</h1>
      {faults[''] && <Notice tone="fault" title="没有登录成功" alert>{faults['']}</Notice>}
      <div className="g-question-body">
        <TextField label="账号" value={login} onChange={setLogin} autoComplete="username" error={faults['login']} maxLength={60} name="login" />
        <TextField label="密码" value={password} onChange={setPassword} type={seen ? 'text' : 'password'} autoComplete="current-password"
          error={faults['password']} maxLength={200} name="password" />
        <label className="g-check"><input type="checkbox" checked={seen} onChange={e => setSeen(e.target.checked)} />显示密码</label>
      </div>
      <Button type="submit" busy={busy} wide>登录</Button>
      <p className="g-saved">不会登录或忘了密码，可拨打 <a href="tel:12345">12345</a>，或到社区服务窗口当面办理。连续输错多次，账号会锁一会儿，到时间自己解开。</p>
    </form>
  )
}

function CodeStep({ shown, onGo, onBack }: { shown: string | null; onGo: (code: string) => Promise<void>; onBack: () => void }) {
  const [code, setCode] = useState('')
  const { form, busy, faults, setFaults, run } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const digits = code.normalize('NFKC').replace(/\s/g, '')
    if (!/^\d{6}$/.test(digits)) setFaults({ code: '验证码是 6 位数字' })
    else if (!busy) void run(() => onGo(digits))
  }
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <h1 className="g-title">动态验证码</h1>
      <p className="g-title-lead">工作人员还须输入动态口令应用中显示的 6 位数字。每 30 秒换一个，用过的不能再用。</p>
      {shown && <Notice tone="amber" icon="info">演示环境现在的验证码：<strong>{shown}</strong></Notice>}
      <div className="g-question-body">
        <TextField label="6 位验证码" value={code} onChange={setCode} inputMode="numeric" autoComplete="one-time-code" width="code" maxLength={8}
          autoFocus error={faults['code'] ?? faults['']} name="code" />
      </div>
      <div className="g-actions">
        <Button type="submit" busy={busy}>验证并进入</Button>
        <Button kind="second" onClick={onBack}>换一个账号</Button>
      </div>
    </form>
  )
}
