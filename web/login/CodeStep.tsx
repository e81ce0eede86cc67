import { useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useAttempt } from './attempt.ts'

export interface CodeStepProps {
  title: string
  lead: string
  action: string
  onGo: (code: string) => Promise<void>
  onBack: () => void
  /** Above the six digits. */
  children?: ReactNode
}

/** The six digits that the app shows now. */
export function CodeStep({ title, lead, action, onGo, onBack, children }: CodeStepProps) {
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
      <h1 className="g-title">{title}</h1>
      <p className="g-title-lead">{lead}</p>
      {children}
      <div className="g-question-body">
        <TextField label="6 位验证码" value={code} onChange={setCode} inputMode="numeric" autoComplete="one-time-code" width="code" maxLength={8}
          autoFocus error={faults['code'] ?? faults['']} name="code" />
      </div>
      <div className="g-actions">
        <Button type="submit" busy={busy}>{action}</Button>
        <Button kind="second" onClick={onBack}>换一个账号</Button>
      </div>
    </form>
  )
}
