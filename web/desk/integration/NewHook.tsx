import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { publicBodies, subscribe, subscriptions, topics, type Topic } from '../../../contract/integration.ts'
import { paths } from '../../kernel/paths.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { SelectField, Tick } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { useBodiesAt } from './bodies.ts'
import { IntegrationFrame } from './Tabs.tsx'

/** Tells an organisation's system of what happens where the organisation is. */
export const NewHook = () => <IntegrationFrame page="hooks" note="登记后会显示一个签名密钥，只显示一次，请交给对方系统的负责人"><Fields /></IntegrationFrame>

function Fields() {
  const seat = useSeat()
  const client = useQueryClient()
  const [home, setHome] = useState(seat.place)
  const [organisation, setOrganisation] = useState('')
  const [url, setUrl] = useState('')
  const [others, setOthers] = useState(false)
  const [agreement, setAgreement] = useState('')
  const [chosen, setChosen] = useState<Topic[]>(['case.opened', 'case.moved', 'case.decided'])
  const [tried, setTried] = useState(false)
  const bodies = useBodiesAt(home)
  // Property firms, associations and the like are told of residents' matters under an agreement only.
  const offered = (bodies.data ?? []).filter(one => others !== publicBodies.has(one.kind))
  const deed = useCall(subscribe, () => void client.invalidateQueries({ queryKey: [subscriptions.name] }))
  const faults: Partial<Record<string, string>> = { ...!organisation && { organisation: '请选择组织' }, ...!url.trim() && { url: '请填写接收网址' }, ...others && !agreement.trim() && { agreement: '请写明协议' }, ...chosen.length === 0 && { topics: '请至少选择一项' } }
  const error = (key: string) => (tried ? faults[key] : undefined) ?? deed.refused?.byField[key]
  const submit = () => {
    setTried(true)
    if (Object.keys(faults).length === 0) deed.run({ organisation, place: home, url: url.trim(), topics: chosen, ...others && { agreement: agreement.trim() } })
  }
  if (deed.output) return <Told secret={deed.output.secret} name={deed.output.subscription.organisation_name} />
  return (
    <Form className="r-block r-form" onSubmit={submit}>
      {deed.refused && <Notice tone="fault" title="没有登记" alert>{deed.refused.message}</Notice>}
      <div className="g-field"><p className="g-label">组织所在地区</p><p className="g-hint">推送这个地区及以下的办件</p>
        <PlaceSteps label="组织所在地区" none="不到" top={seat.place} topName={seat.place_name} value={home} lowest="community" onChange={to => { setHome(to ?? seat.place); setOrganisation('') }} /></div>
      <Tick label="推送给物业企业、社会组织等（须有数据共享协议）" value={others} onChange={on => { setOthers(on); setOrganisation('') }} />
      <SelectField label="组织" hint={bodies.data && offered.length === 0 ? (others ? '这一级没有这类组织' : '这一级没有登记的公共机构，请先登记，或选别的地区') : undefined} value={organisation} onChange={setOrganisation} error={error('organisation')}
        choices={offered.map(one => ({ code: one.id, label: one.name }))} empty={bodies.isLoading ? '正在读取' : '请选择'} />
      {others && <TextField label="数据共享协议" example="柳数协〔2026〕8号，2026-10-08 签订" value={agreement} onChange={setAgreement} limit={200} error={error('agreement')} />}
      <TextField label="接收网址" hint="对方系统接收通知的地址，以 https 开头" example="https://example.gov.cn/hook" value={url} onChange={setUrl} limit={500} inputMode="url" autoComplete="off" error={error('url')} />
      <ChoiceList many label="推送内容" value={chosen} onChange={setChosen} error={error('topics')} choices={Object.entries(topics).map(([value, title]) => ({ value: value as Topic, title }))} />
      <div className="g-actions"><Button type="submit" busy={deed.busy}>登记推送</Button></div>
    </Form>
  )
}

function Told({ secret, name }: { secret: string; name: string }) {
  const seat = useSeat()
  const { message } = App.useApp()
  const copy = () => navigator.clipboard.writeText(secret).then(() => message.success('已复制'), () => message.info('请手动选中复制'))
  return (
    <div className="r-block r-form">
      <Notice tone="green" title={`已为${name}登记推送`} alert>
        <p>对方用下面的签名密钥核对每一条推送是不是本平台发的；只显示这一次。</p>
        <code className="i-secret" aria-label="签名密钥">{secret}</code>
        <p>请求头 <code className="i-code">webhook-signature</code> 是对“<code className="i-code">webhook-id.webhook-timestamp.正文</code>”的 HMAC-SHA256（Standard Webhooks）；重复收到的，<code className="i-code">webhook-id</code> 相同。</p>
      </Notice>
      <div className="g-actions"><Button kind="second" onClick={() => void copy()}>复制签名密钥</Button><ButtonLink href={paths.deskRow(seat.mandate, 'integration', 'hooks')}>已交给对方</ButtonLink></div>
    </div>
  )
}
