import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { adapters, folders, formats, keys, openFolder, type Adapter, type Folder } from '../../../contract/integration.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { FieldRow, SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'
import { IntegrationFrame } from './Tabs.tsx'

/** Opens a folder: what is exchanged, with whose key, in which form and when. */
export const NewFolder = () => <IntegrationFrame page="folders" note="先发放密钥，再登记文件交换；文件里的每一行都凭这个密钥的权限办理"><Fields /></IntegrationFrame>

type Format = keyof typeof formats
const whole = (text: string, most: number): number | undefined => /^\d{1,6}$/.test(text) && Number(text) <= most ? Number(text) : undefined

function Fields() {
  const client = useQueryClient()
  const [adapter, setAdapter] = useState<string | null>(null)
  const [key, setKey] = useState('')
  const [format, setFormat] = useState<Format>('csv')
  const [hour, setHour] = useState('6')
  const [rows, setRows] = useState('10000')
  const [tried, setTried] = useState(false)
  const { data } = useAsk(adapters, {}, { staleTime: 300_000 })
  const { data: held } = useAsk(keys, { limit: 200 })
  const deed = useCall(openFolder, () => void client.invalidateQueries({ queryKey: [folders.name] }))
  const chosen = data?.adapters.find(one => one.id === adapter)
  const fitting = (held?.items ?? []).filter(one => !one.revoked_at && one.valid_until >= today() && chosen?.verbs.every(({ verb }) => one.verbs.some(each => each.verb === verb)))
  const out = chosen?.direction === 'out'
  const [at, most] = [hour.trim() === '' ? null : whole(hour, 23), whole(rows, 100_000)]
  const faults: Partial<Record<string, string>> = {
    ...!chosen && { adapter: '请选择内容' }, ...!key && { key: '请选择密钥' }, ...out && at === undefined && { daily_at: '请填写 0 到 23 的整数，或空着' }, ...out && !most && { most_rows: '请填写 1 到 100000 的整数' },
  }
  const error = (name: string) => (tried ? faults[name] : undefined) ?? deed.refused?.byField[name]
  const submit = () => {
    setTried(true)
    if (Object.keys(faults).length > 0 || !adapter) return
    deed.run({ key, adapter, ...out && { format, daily_at: at ?? null, most_rows: most! } })
  }
  if (deed.output && chosen) return <Told folder={deed.output} adapter={chosen} />
  return (
    <Form className="r-block r-form" onSubmit={submit}>
      {deed.refused && <Notice tone="fault" title="没有登记" alert>{deed.refused.message}</Notice>}
      <ChoiceList label="交换什么" value={adapter} onChange={to => { setAdapter(to); setKey('') }} error={error('adapter')}
        choices={(data?.adapters ?? []).map(one => ({ value: one.id, title: `${one.name}（${one.direction === 'in' ? '部门放入' : '交给部门'}）`, note: one.about }))} />
      {chosen && <SelectField label="凭哪个密钥" hint={`密钥须有权限：${chosen.verbs.map(one => one.name).join('、')}${fitting.length === 0 ? '。现在没有这样的密钥，请先发放' : ''}`} value={key} onChange={setKey} error={error('key')}
        choices={fitting.map(one => ({ code: one.id, label: `${one.organisation_name}（${one.name}，尾号 ${one.hint}），${one.place_name}` }))} />}
      {out && <>
        <ChoiceList label="文件格式" value={format} onChange={setFormat} choices={Object.entries(formats).map(([value, title]) => ({ value: value as Format, title }))} />
        <FieldRow>
          <TextField label="每天几点写" hint="0 到 23；空着是一有内容就写" value={hour} onChange={setHour} inputMode="numeric" error={error('daily_at')} />
          <TextField label="每个文件最多" hint="行；满了就先写一个" value={rows} onChange={setRows} inputMode="numeric" error={error('most_rows')} />
        </FieldRow>
      </>}
      {chosen && <Columns of={chosen} />}
      <div className="g-actions"><Button type="submit" busy={deed.busy}>登记文件交换</Button></div>
    </Form>
  )
}

/** What stands in the files, for whoever makes or reads them. */
const Columns = ({ of }: { of: Adapter }) => (
  <div className="g-field"><p className="g-label">文件里的列</p>
    <ul className="i-columns">{of.columns.map(one => (
      <li key={one.name}><strong>{one.title}</strong> <span className="i-code r-soft">{one.name}</span>{one.required && '，必填'}{one.about && <span className="r-soft">，{one.about}</span>}</li>
    ))}</ul>
  </div>
)

function Told({ folder, adapter }: { folder: Folder; adapter: Adapter }) {
  const seat = useSeat()
  return (
    <div className="r-block r-form">
      <Notice tone="green" title={`已登记${folder.adapter_name}`} alert>
        <p>半分钟内建好目录，请运维人员开给{folder.organisation_name}：</p>
        <code className="i-secret" aria-label="目录">{folder.path}/{folder.direction}</code>
        <p>{folder.direction === 'in' ? '文件放入后约一分钟收走；每一行的结果写在 done 目录里同名的答复文件中。' : '先出数据文件，后出同名的清单文件；看到清单再取。'}</p>
      </Notice>
      <Columns of={adapter} />
      <div className="g-actions"><ButtonLink href={paths.deskRow(seat.mandate, 'integration', 'folders')}>完成</ButtonLink></div>
    </div>
  )
}
