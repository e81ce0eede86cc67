import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { keyOffices, keys, makeKey } from '../../../contract/integration.ts'
import { levelsInWords } from '../../../contract/glossary.ts'
import { levels } from '../../../contract/kernel.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { DayField, FieldRow, SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { PlaceSearch, type Picked } from '../places/PlaceSearch.tsx'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { useBodiesAt } from './bodies.ts'
import { IntegrationFrame } from './Tabs.tsx'

const blank = { organisation: '', name: '', office: '', valid_until: '', per_minute: '120', basis: '' }
type Draft = typeof blank

/** Gives an organisation's system a key: for which office, where, with which verbs, until when. */
export const NewKey = () => (
  <IntegrationFrame page="keys" note="发放后密钥只显示一次，请当面交给对方系统的负责人"><Fields /></IntegrationFrame>
)

function Fields() {
  const seat = useSeat()
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft>(blank)
  const [verbs, setVerbs] = useState<string[]>([])
  const [home, setHome] = useState<string>(seat.place)
  const [picked, setPicked] = useState<Picked | null>(null)
  const [tried, setTried] = useState(false)
  const { data: offered } = useAsk(keyOffices, {}, { staleTime: 300_000 })
  const bodies = useBodiesAt(home)
  const deed = useCall(makeKey, () => void client.invalidateQueries({ queryKey: [keys.name] }))
  const set = (key: keyof Draft) => (value: string) => setDraft(old => ({ ...old, [key]: value }))
  const offices = offered?.offices.filter(one => levels[one.level] >= home.length) ?? []
  const office = offices.find(one => one.office === draft.office)
  const own = office && levels[office.level] === home.length
  const place = own ? home : picked?.code
  const rate = /^\d{1,4}$/.test(draft.per_minute) ? Number(draft.per_minute) : 0
  const faults: Partial<Record<string, string>> = {
    ...!draft.organisation && { organisation: '请选择组织' }, ...!draft.name.trim() && { name: '请填写系统名称' }, ...!office && { office: '请选择岗位' },
    ...office && !place && { place: '请选择地区' }, ...verbs.length === 0 && { verbs: '请至少选择一项权限' }, ...!draft.valid_until && { valid_until: '请选择日期' },
    ...(rate < 1 || rate > 6000) && { per_minute: '请填写 1 到 6000 的整数' }, ...!draft.basis.trim() && { basis: '请写明依据的文件' },
  }
  const error = (key: string) => (tried ? faults[key] : undefined) ?? deed.refused?.byField[key]
  const submit = () => {
    setTried(true)
    if (Object.keys(faults).length > 0 || !place) return
    deed.run({ organisation: draft.organisation, name: draft.name.trim(), office: draft.office, verbs, place, valid_until: draft.valid_until, per_minute: rate, basis: draft.basis.trim() })
  }
  if (deed.output) return <Told secret={deed.output.secret} name={`${deed.output.key.organisation_name}（${deed.output.key.name}）`} until={deed.output.key.valid_until} />
  return (
    <Form className="r-block r-form" onSubmit={submit}>
      {deed.refused && <Notice tone="fault" title="没有发放" alert>{deed.refused.message}</Notice>}
      <div className="g-field"><p className="g-label">组织所在地区</p>
        <PlaceSteps label="组织所在地区" none="不到" top={seat.place} topName={seat.place_name} value={home} lowest="community" onChange={to => { setHome(to ?? seat.place); setPicked(null); setDraft(old => ({ ...old, organisation: '', office: '' })) }} /></div>
      <FieldRow>
        <SelectField label="组织" hint={bodies.data?.length === 0 ? '这一级没有登记的组织，请先登记' : undefined} value={draft.organisation} onChange={set('organisation')} error={error('organisation')}
          choices={(bodies.data ?? []).map(one => ({ code: one.id, label: one.name }))} empty={bodies.isLoading ? '正在读取' : '请选择'} />
        <TextField label="系统名称" example="养老服务信息系统" value={draft.name} onChange={set('name')} limit={40} error={error('name')} />
      </FieldRow>
      <SelectField label="代替哪个岗位" hint="系统只能看到、办到这个岗位的事" value={draft.office} onChange={to => { set('office')(to); setPicked(null); setVerbs([]) }} error={error('office')}
        choices={offices.map(one => ({ code: one.office, label: one.office_name }))} />
      {office && !own && <PlaceSearch key={office.level} label={`哪个${levelsInWords[office.level]}`} within={home} level={office.level} value={picked} onChange={setPicked} error={error('place')} />}
      {office && <ChoiceList many label="权限" hint="只选这个系统用得到的" value={verbs} onChange={setVerbs} error={error('verbs')} choices={office.verbs.map(one => ({ value: one.verb, title: one.name }))} />}
      <FieldRow>
        <DayField label="有效期至" hint="最长两年" value={draft.valid_until} onChange={set('valid_until')} min={today()} error={error('valid_until')} />
        <TextField label="每分钟最多调用" hint="次" value={draft.per_minute} onChange={set('per_minute')} inputMode="numeric" error={error('per_minute')} />
      </FieldRow>
      <TextField label="依据的文件" example="数据共享协议〔2026〕3号" value={draft.basis} onChange={set('basis')} limit={200} error={error('basis')} />
      <div className="g-actions"><Button type="submit" busy={deed.busy}>发放密钥</Button></div>
    </Form>
  )
}

function Told({ secret, name, until }: { secret: string; name: string; until: string }) {
  const seat = useSeat()
  const { message } = App.useApp()
  const copy = () => navigator.clipboard.writeText(secret).then(() => message.success('已复制'), () => message.info('请手动选中复制'))
  return (
    <div className="r-block r-form">
      <Notice tone="green" title={`已向${name}发放密钥`} alert>
        <p>{until} 前有效。平台不保存密钥，只显示这一次；丢了只能撤销后重新发放。</p>
        <code className="i-secret" aria-label="密钥">{secret}</code>
        <p>调用时放在请求头 <code className="i-code">Authorization: Bearer</code> 之后，并带上 <code className="i-code">x-gongzhi: 1</code>（少了会被拒绝）；先用 <code className="i-code">/api/integration.whoami</code> 试一次。接口说明见 <a href="/openapi.json">/openapi.json</a>。</p>
      </Notice>
      <div className="g-actions"><Button kind="second" onClick={() => void copy()}>复制密钥</Button><ButtonLink href={paths.deskPage(seat.mandate, 'integration')}>已交给对方</ButtonLink></div>
    </div>
  )
}
