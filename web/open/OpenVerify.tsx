import { useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState, type FormEvent } from 'react'
import { CheckCode, LicenceNumber, printedCode, verify } from '../../contract/licence.ts'
import type { OutputOf } from '../../contract/kernel.ts'
import { ask } from '../kernel/api.ts'
import { paths } from '../kernel/paths.ts'
import { asRefusal, type Refusal } from '../kernel/refusal.ts'
import { Button } from '../ui/Button.tsx'
import { Panel } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { LoadingState } from '../ui/states.tsx'
import { SummaryList } from '../ui/SummaryList.tsx'
import { TextField } from '../ui/TextField.tsx'
import './open.css'

type Told = OutputOf<typeof verify>

/**
 * `/open/verify`: whoever holds a certificate asks whether it is true. A QR code leads to `/open/verify/<number>#<code>`: what
 * stands behind the # stays in the browser.
 */
export function OpenVerify() {
  const { number = '' } = useParams({ strict: false }) as { number?: string }
  const code = useLocation().hash
  return <Verifying key={`${number} ${code}`} number={number} code={code} />
}

function Verifying({ number, code }: { number: string; code: string }) {
  const scanned = LicenceNumber.safeParse(number).success && CheckCode.safeParse(code).success
  const [told, setTold] = useState<Told | null>(null)
  const [refused, setRefused] = useState<Refusal | null>(null)
  useEffect(() => {
    if (!scanned) return
    const stop = new AbortController()
    ask(verify, { number, code }, { signal: stop.signal, seat: null, serving: null }).then(setTold, error => { if (!stop.signal.aborted) setRefused(asRefusal(error)) })
    return () => stop.abort()
  }, [scanned, number, code])
  return (
    <>
      <h1 className="g-title">核验证照</h1>
      {told ? <Answer told={told} /> : refused ? <Notice tone="fault" alert title={refused.code === 'licence.unknown' ? '没有查到这张证照' : '没有查成'}>{refused.message}</Notice>
        : scanned ? <LoadingState lines={4} /> : <p className="g-title-lead">纸质的、手机上出示的证照都能核验：扫证照上的二维码，或在这里填写编号和校验码。</p>}
      <Asking number={number} code={scanned ? printedCode(CheckCode.parse(code)) : ''} again={told !== null || refused !== null} />
    </>
  )
}

const words = { valid: '这张证照有效', expired: '这张证照已过期', revoked: '这张证照已撤销，不能再使用' } as const
const tones = { valid: 'green', expired: 'amber', revoked: 'fault' } as const

/** Whether it is true, in one sentence; then what the paper must say if nobody has changed it. */
function Answer({ told }: { told: Told }) {
  return (
    <>
      <Notice tone={tones[told.standing]} alert title={words[told.standing]}>
        {told.standing === 'revoked' && <p>{told.since} 撤销，原因：{told.reason}。</p>}
        {told.standing === 'expired' && <p>从 {told.since} 起不再有效。</p>}
        {told.standing === 'valid' && <p>请对照下面的内容，与手里的证照一致才是真的。</p>}
      </Notice>
      <Panel>
        <SummaryList facts={[
          { key: 'title', name: '证照', value: told.title }, { key: 'number', name: '编号', value: <span className="q-num">{told.number}</span> }, { key: 'holder', name: '持证人', value: told.holder_masked, source: '为保护隐私，只显示姓' },
          { key: 'organ', name: '签发机关', value: told.organ }, { key: 'issued', name: '签发日期', value: told.issued_on }, { key: 'until', name: '有效期至', value: told.valid_until ?? '长期' },
        ]} />
      </Panel>
      {told.demonstration && <p className="r-quiet q-note">演示数据：样章证照，不具有法律效力。</p>}
    </>
  )
}

function Asking({ number, code, again }: { number: string; code: string; again: boolean }) {
  const navigate = useNavigate()
  const [typed, setTyped] = useState({ number, code })
  const [faults, setFaults] = useState<{ number?: string; code?: string }>({})
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [faults])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const asked = typed.number.normalize('NFKC').replace(/\s/g, '').replace(/\p{Pd}/gu, '-')
    const checked = CheckCode.safeParse(typed.code.normalize('NFKC'))
    const fits = LicenceNumber.safeParse(asked).success
    setFaults({ ...(!fits && { number: '编号像这样：329901-20261122-000123，印在证照标题下面' }), ...(!checked.success && { code: '校验码是二维码下面的 10 位字母和数字' }) })
    if (fits && checked.success) void navigate({ href: `${paths.verify(asked)}#${printedCode(checked.data)}` })
  }
  return (
    <form ref={form} className="q-verify" onSubmit={submit} noValidate aria-label="填写编号核验">
      {again && <h2>再查一张</h2>}
      <TextField label="证照编号" hint="印在证照标题下面" value={typed.number} error={faults.number} autoComplete="off" onChange={value => setTyped(old => ({ ...old, number: value }))} name="number" />
      <TextField label="校验码" hint="印在二维码下面，不分大小写" value={typed.code} error={faults.code} autoComplete="off" onChange={value => setTyped(old => ({ ...old, code: value }))} name="code" />
      <div className="g-actions"><Button type="submit">核验</Button></div>
    </form>
  )
}
