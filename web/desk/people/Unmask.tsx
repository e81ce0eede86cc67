import { Modal } from 'antd'
import { useEffect, useState } from 'react'
import { unmask } from '../../../contract/person.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { Form } from '../Form.tsx'
import type { FactShown } from './RecordFact.tsx'

const seconds = 60

/** One number in clear, for a stated reason, for one minute; the resident can read who asked and why. */
export function Unmask({ person, fact, onClose }: { person: string; fact: FactShown; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [left, setLeft] = useState(seconds)
  const { run, busy, refused, output } = useCall(unmask)
  const shown = output !== undefined
  useEffect(() => {
    if (!shown) return
    const timer = setInterval(() => setLeft(n => n - 1), 1000)
    return () => clearInterval(timer)
  }, [shown])
  useEffect(() => { if (left <= 0) onClose() }, [left, onClose])
  const submit = () => {
    setTried(true)
    if (reason.trim()) run({ id: person, element: fact.element, reason: reason.trim() })
  }
  return (
    <Modal open title={`查看完整的${fact.name}`} footer={null} onCancel={onClose} destroyOnHidden>
      {output
        ? (
          <div className="p-clear" role="status">
            <p className="p-clear-value">{output.value}</p>
            <p className="r-soft">{left} 秒后自动收起。请勿抄录、拍照或转发。</p>
            <div className="g-actions"><Button kind="second" onClick={onClose}>现在收起</Button></div>
          </div>
        )
        : (
          <Form onSubmit={submit}>
            <Notice tone="blue">查看的人、时间和理由会记下来，居民本人看得到。</Notice>
            {refused && <Notice tone="fault" title="没有打开" alert>{refused.message}</Notice>}
            <TextField label="为什么要看完整的号码" example="与居民出示的证件逐位核对" value={reason} onChange={setReason} limit={200} error={tried && !reason.trim() ? '请写明理由' : undefined} />
            <div className="g-actions"><Button type="submit" busy={busy}>查看</Button></div>
          </Form>
        )}
    </Modal>
  )
}
