import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { exportable, exportPeople, exportRows, exports as exported, exportStates } from '../../../contract/exchange.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { DataTable, type Column } from '../DataTable.tsx'
import { Form } from '../Form.tsx'
import { SelectField } from '../fields.tsx'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { ExchangeFrame } from './Frame.tsx'

type Exported = OutputOf<typeof exported>['items'][number]
const usual = ['person.name', 'person.sex', 'person.birth_date', 'person.residence_address']
const columns: Column<Exported>[] = [
  { key: 'at', title: '时间', render: one => showInstant(one.made_at) },
  { key: 'where', title: '范围', render: one => one.scope_name },
  { key: 'what', title: '内容', render: one => `${one.columns.slice(0, 4).join('、')}${one.columns.length > 4 ? ` 等 ${one.columns.length} 项` : ''}` },
  { key: 'purpose', title: '用途', render: one => one.purpose },
  { key: 'rows', title: '人数', align: 'right', render: one => one.rows.toLocaleString('en-US') },
  { key: 'state', title: '状态', render: one => <StatusTag tone={one.state === 'done' ? 'green' : one.state === 'cancelled' ? 'amber' : 'blue'}>{exportStates[one.state]}</StatusTag> },
  { key: 'who', title: '导出人', render: one => one.actor_name },
]

/** A list of people leaves the house: only what is needed, masked, for a purpose that each of them can read. */
export function Exports() {
  const seat = useSeat()
  const { after, turn } = useList([])
  const { data, error, isFetching, refetch } = useAsk(exported, { after }, { enabled: seat.verbs.includes('exchange.export'), placeholderData: old => old })
  return (
    <ExchangeFrame page="exports" note="名单上的每个人都看得到谁、为什么导出过；只选用得上的内容">
      <Wanted />
      <DataTable label="导出记录" columns={columns} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={one => one.id} turn={turn} empty={<EmptyState title="还没有导出过" icon="papers" />} />
    </ExchangeFrame>
  )
}

function Wanted() {
  const seat = useSeat()
  const client = useQueryClient()
  const { data } = useAsk(exportable, {}, { staleTime: 3_600_000 })
  const [chosen, setChosen] = useState<readonly string[]>(usual)
  const [draft, setDraft] = useState({ format: 'xlsx', purpose: '' })
  const [tried, setTried] = useState(false)
  const begun = useCall(exportPeople, ({ export: id }) => {
    window.location.assign(paths.sheet(exportRows.name, { export: id, seat: seat.mandate }))
    setTimeout(() => void client.invalidateQueries({ queryKey: [exported.name] }), 3_000)
    setDraft(old => ({ ...old, purpose: '' }))
    setTried(false)
  })
  const submit = () => {
    setTried(true)
    if (chosen.length > 0 && draft.purpose.trim()) begun.run({ place: seat.place, columns: [...chosen], format: draft.format as 'xlsx' | 'csv', purpose: draft.purpose.trim() })
  }
  return (
    <Form className="r-block" onSubmit={submit}>
      <h2>导出{seat.place_name}的居民名单</h2>
      {begun.refused && <Notice tone="fault" title="没有导出" alert>{begun.refused.message}</Notice>}
      <p className="g-label" id="x-what">导出哪些内容</p>
      {tried && chosen.length === 0 && <FieldError>请至少选一项</FieldError>}
      <div className="x-picks" role="group" aria-labelledby="x-what">
        {(data?.items ?? []).map(one => (
          <label key={one.id}><input type="checkbox" checked={chosen.includes(one.id)} onChange={e => setChosen(old => (e.target.checked ? [...old, one.id] : old.filter(id => id !== one.id)))} />{one.name}{one.masked ? '（遮蔽）' : ''}</label>
        ))}
      </div>
      <TextField label="用途" hint="为什么导出，名单上的人都看得到" example="重阳节慰问，核对名单" value={draft.purpose} onChange={purpose => setDraft(old => ({ ...old, purpose }))} limit={200} error={tried && !draft.purpose.trim() ? '请写明用途' : undefined} />
      <SelectField label="格式" value={draft.format} onChange={format => setDraft(old => ({ ...old, format: format || 'xlsx' }))} choices={[{ code: 'xlsx', label: '表格（xlsx）' }, { code: 'csv', label: '文本（csv）' }]} />
      <div className="g-actions"><Button type="submit" busy={begun.busy}>导出</Button></div>
    </Form>
  )
}
