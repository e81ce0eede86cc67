import { useEffect, useState } from 'react'
import { ask as asked, preview as previewed, type LifeAsk } from '../../../contract/household.ts'
import { Sides } from '../../engines/life/Sides.tsx'
import { paths } from '../../kernel/paths.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { useSeat } from '../seat.ts'

/** Where the rules ask for two to register somebody: what was filled in becomes a request, seen before it is asked for. */
export function Second({ ask, reason: given, onBack }: { ask: LifeAsk; reason: string; onBack: () => void }) {
  const seat = useSeat()
  const [reason, setReason] = useState(given)
  const [tried, setTried] = useState(false)
  const look = useCall(previewed)
  const sent = useCall(asked)
  const { run } = look
  useEffect(() => { run({ ask }) }, []) // eslint-disable-line react-hooks/exhaustive-deps -- once, for what was filled in
  if (sent.output) {
    return <div className="r-block r-form"><Notice tone="green" title="已提出，等另一个人核对" alert>同事或镇街审核员核对同意后入册。</Notice><div className="g-actions"><ButtonLink href={paths.deskRow(seat.mandate, 'life', sent.output.id)}>查看这一件</ButtonLink></div></div>
  }
  return (
    <div className="r-block r-form">
      <Notice tone="blue" title="本地规定登记新居民须由两人办理">请核对下面的内容，提出后由另一位同事或镇街审核员核对。</Notice>
      {(look.refused ?? sent.refused) && <Notice tone="fault" title="没有提出成功" alert>{(look.refused ?? sent.refused)!.message}</Notice>}
      {look.output ? <Sides preview={look.output} /> : !look.refused && <LoadingState lines={4} />}
      <TextField label="原因和凭证" hint="看过什么证件、材料" value={reason} onChange={setReason} limit={200} error={tried && !reason.trim() ? '请写明原因和凭证' : undefined} />
      <div className="g-actions"><Button busy={sent.busy} onClick={() => { setTried(true); if (look.output && reason.trim()) sent.run({ ask, seen: look.output.seen, reason: reason.trim() }) }}>提出登记申请</Button><Button kind="second" onClick={onBack}>返回修改</Button></div>
    </div>
  )
}
