import { useEffect, useRef, useState, type FormEvent } from 'react'
import { ofCase, paper, revocations, revoke, type Licence, type Revocation } from '../../../contract/licence.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { session } from '../../kernel/session.ts'
import { showDay, showInstant } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { SelectField } from '../fields.tsx'

const tones = { valid: 'green', expired: 'plain', revoked: 'fault' } as const

/** The certificate that a case led to, and the licences that were handed over for it. Nothing is drawn where there is neither. */
export function Licences({ number }: { number: string }) {
  const { data } = useAsk(ofCase, { number })
  if (!data) return null
  return (
    <>
      {data.issued && (
        <section className="c-block" aria-labelledby="c-licence">
          <h2 id="c-licence">证照</h2>
          <p><b>{data.issued.title}</b> <StatusTag tone={tones[data.issued.standing]}>{data.issued.standing_name}</StatusTag></p>
          <p className="c-num">编号 {data.issued.number}</p>
          <p className="c-soft">{data.issued.organ}，{data.issued.issued_on} 签发，{data.issued.valid_until ? `有效期至 ${data.issued.valid_until}` : '长期有效'}</p>
          {data.issued.standing === 'revoked' && <Notice tone="fault" title={`${showDay(data.issued.revoked_at!)} 撤销：${data.issued.revoked_reason}`}>{data.issued.revoked_note}</Notice>}
          <p className="c-noprint"><a className="c-print" href={paths.paper(paper.name, { number: data.issued.number, seat: session.seat(), serving: session.serving() })} target="_blank" rel="opener">打印证照</a></p>
          {data.may_revoke && <Revoking licence={data.issued} />}
        </section>
      )}
      {data.uses.length > 0 && (
        <section className="c-block" aria-labelledby="c-uses">
          <h2 id="c-uses">从证照库取得</h2>
          <ul className="c-uses">{data.uses.map(one => (
            <li key={one.id}><b>{one.title}</b> <span className="c-num">{one.number}</span>
              <p className="c-soft">{one.organ}{one.valid_until && `，有效期至 ${one.valid_until}`}。{showInstant(one.at)} 申请人同意用于本次办理，{one.by}提交</p></li>
          ))}</ul>
        </section>
      )}
    </>
  )
}

/** Revoking cannot be taken back: the kind of reason, which the public sees, and the words, which only the holder sees. */
function Revoking({ licence }: { licence: Licence }) {
  const [open, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(0)
  const { mutate, isPending, error } = useCall(revoke)
  const form = useRef<HTMLFormElement>(null)
  const faults = tried > 0 ? { reason: reason ? undefined : '请选择撤销的原因', note: note.trim() ? undefined : '请写明事实和依据' } : {}
  useEffect(() => form.current?.querySelector<HTMLElement>(tried > 0 ? '[aria-invalid="true"]' : 'select')?.focus(), [tried, open])
  if (!open) return <p className="c-noprint"><Button kind="danger" onClick={() => setOpen(true)}>撤销证照</Button></p>
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(n => n + 1)
    if (reason && note.trim() && !isPending) mutate({ number: licence.number, reason: reason as Revocation, note: note.trim() })
  }
  return (
    <form ref={form} className="c-form c-revoke c-noprint" aria-label="撤销证照" noValidate onSubmit={submit}>
      <h3>撤销证照</h3>
      {error && <Notice tone="fault" alert title="没有办成">{error.message}</Notice>}
      <SelectField label="原因" hint="核验页上任何人都能看到这一项" value={reason} error={faults.reason} onChange={setReason} choices={Object.entries(revocations).map(([code, label]) => ({ code, label }))} />
      <TextField label="事实和依据" hint="只告知持证人，不公开" rows={3} limit={500} value={note} error={faults.note} onChange={setNote} />
      <p className="c-confirm">撤销后不能恢复，持证人会收到通知和救济途径。</p>
      <div className="c-form-end"><Button type="submit" kind="danger" busy={isPending}>确认撤销</Button><Button kind="quiet" onClick={() => setOpen(false)}>先不办</Button></div>
    </form>
  )
}
