import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { channels, set, settings, type Message, type Settings } from '../../contract/message.ts'
import { useAsk, useCall } from '../kernel/query.ts'
import { Button } from '../ui/Button.tsx'
import { ChoiceList } from '../ui/ChoiceList.tsx'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'

/** Where else I am told: by short message, by e-mail, or only here. */
export function Reminders() {
  const { data } = useAsk(settings, {})
  return data ? <details className="r-reminders"><summary>短信和邮件提醒</summary><Choices key={JSON.stringify(data)} held={data} /></details> : null
}

function Choices({ held }: { held: Settings }) {
  const client = useQueryClient()
  const deed = useCall(set)
  const [sms, setSms] = useState<'yes' | 'no'>(held.sms ? 'yes' : 'no')
  const [email, setEmail] = useState('')
  const [without, setWithout] = useState(false)
  const save = () => deed.mutate({ sms: sms === 'yes', ...email.trim() ? { email: email.trim() } : without ? { email: null } : {} },
    { onSuccess: () => void client.invalidateQueries({ queryKey: [settings.name] }) })
  return (
    <form noValidate onSubmit={event => { event.preventDefault(); save() }}>
      {deed.error && <Notice tone="fault" title="没有保存" alert>{deed.error.message}</Notice>}
      <ChoiceList label="短信提醒" hint={held.phone ? `发到您登记的手机 ${held.phone}，短信里不写姓名和事项` : '您还没有登记手机，登记后才收得到'} value={sms} onChange={setSms}
        choices={[{ value: 'yes', title: '有新消息时发短信' }, { value: 'no', title: '不发短信' }]} />
      <TextField label="电子邮箱" optional hint={held.email ? `现在是 ${held.email}，不改不用填` : '填了就同时发邮件提醒'} value={email} onChange={setEmail} inputMode="email" autoComplete="email" error={deed.error?.byField.email} />
      {held.email && <p><label><input type="checkbox" checked={without} onChange={event => setWithout(event.target.checked)} /> 不再发邮件</label></p>}
      <Button type="submit" kind="second" busy={deed.isPending}>保存提醒设置</Button>
    </form>
  )
}

const words = { waiting: '正在发送', sent: '已发送', failed: '没有发出', dropped: '没有发送' } as const

/** By what else one message was told, and how that went. */
export const SentBy = ({ sent }: Pick<Message, 'sent'>) =>
  sent.length > 0 ? <span>{sent.map(one => `${channels[one.channel]} ${one.recipient} ${words[one.state]}`).join('，')}</span> : null
