import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { begin, retire, type What } from '../../../contract/catalogue.ts'
import { paths } from '../../kernel/paths.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'

/** What the maker of something published may do with it: make the next version, or retire it with a reason. */
export function Deeds({ what, id }: { what: What; id: string }) {
  const seat = useSeat()
  const draft = `${paths.deskRow(seat.mandate, `${what}s`, id)}/draft`
  const client = useQueryClient()
  const navigate = useNavigate()
  const [reason, setReason] = useState<string | null>(null)
  const edit = useCall(begin, () => void navigate({ href: draft }))
  const stop = useCall(retire, () => { setReason(null); void client.invalidateQueries() })
  return (
    <section className="r-block" aria-labelledby="deeds">
      <h2 id="deeds">编制</h2>
      {edit.refused && <Notice tone="fault" title="没有开始" alert>{edit.refused.message} {edit.refused.code === 'item.drafted' && <Anchor href={draft}>打开草稿</Anchor>}</Notice>}
      {stop.refused && <Notice tone="fault" title="没有停用" alert>{stop.refused.message}</Notice>}
      <div className="g-actions">
        <Button busy={edit.busy} onClick={() => edit.run({ what, id, from: id })}>编制新版本</Button>
        <Button kind="second" onClick={() => setReason('')}>停用</Button>
      </div>
      {reason !== null && <Form className="r-form" onSubmit={() => { if (reason.trim()) stop.run({ what, id, reason: reason.trim() }) }}>
        <TextField label="停用的原因" hint="停用后不再接受新的申请，正在办理的照旧办完" value={reason} onChange={setReason} limit={200} />
        <div className="g-actions"><Button type="submit" kind="danger" busy={stop.busy}>停用</Button><Button kind="second" onClick={() => setReason(null)}>不停用</Button></div>
      </Form>}
    </section>
  )
}
