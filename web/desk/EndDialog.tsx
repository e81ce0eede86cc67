import { useQueryClient } from '@tanstack/react-query'
import { App, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import type { InputOf, Operation } from '../../contract/kernel.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useCall } from './call.ts'
import { Form } from './Form.tsx'

export interface EndDialogProps<T extends Operation> {
  /** What ends it, called with the reason; the list is read anew afterwards. */
  operation: T
  input: (reason: string) => InputOf<T>
  list: Operation
  title: string
  /** What ends with it, and what does not. */
  children: ReactNode
  /** «撤销»: the deed in one word; `button` says of what. */
  verb: string
  button: string
  /** A reason that somebody might have. */
  example: string
  done: string
  onClose: () => void
}

/** Ends something that was given or opened, with a reason that stays with it. */
export function EndDialog<T extends Operation>({ operation, input, list, title, children, verb, button, example, done, onClose }: EndDialogProps<T>) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const said = reason.trim()
  const deed = useCall(operation, () => {
    void client.invalidateQueries({ queryKey: [list.name] })
    void message.success(done)
    onClose()
  })
  return (
    <Modal open title={title} footer={null} onCancel={onClose} destroyOnHidden>
      <p className="r-soft">{children}</p>
      <Form className="m-revoke" onSubmit={() => { setTried(true); if (said) deed.run(input(said)) }}>
        {deed.refused && <Notice tone="fault" title={`没有${verb}`} alert>{deed.refused.message}</Notice>}
        <TextField label={`${verb}的原因`} example={example} value={reason} onChange={setReason} limit={200} error={tried && !said ? '请写明原因' : undefined} />
        <div className="g-actions"><Button type="submit" kind="danger" busy={deed.busy}>{button}</Button><Button kind="second" onClick={onClose}>不{verb}</Button></div>
      </Form>
    </Modal>
  )
}
