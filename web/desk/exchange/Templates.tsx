import { useQueryClient } from '@tanstack/react-query'
import { dropTemplate, importKinds, templates } from '../../../contract/exchange.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { useAsk } from '../../kernel/query.ts'
import { showDay } from '../../kernel/time.ts'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useCall } from '../call.ts'
import { DataTable, type Column } from '../DataTable.tsx'
import { useSeat } from '../seat.ts'
import { ExchangeFrame } from './Frame.tsx'

type Template = OutputOf<typeof templates>['items'][number]

/** What the columns of known tables mean, remembered so that nobody says it twice. */
export function Templates() {
  const seat = useSeat()
  const client = useQueryClient()
  const { data, error, isFetching, refetch } = useAsk(templates, {}, { enabled: seat.verbs.includes('exchange.import') })
  const drop = useCall(dropTemplate, () => void client.invalidateQueries({ queryKey: [templates.name] }))
  const columns: Column<Template>[] = [
    { key: 'name', title: '名称', render: one => <strong>{one.name}</strong> },
    { key: 'kind', title: '做什么', render: one => importKinds[one.kind] },
    { key: 'columns', title: '认得的列', render: one => one.columns.filter(column => column.target !== null).map(column => column.title).slice(0, 6).join('、') },
    { key: 'used', title: '最近使用', render: one => showDay(one.used_at) },
    { key: 'deed', title: '操作', render: one => <button type="button" className="r-link" onClick={() => drop.run({ template: one.id })}>删除<span className="g-unseen">{one.name}</span></button> },
  ]
  return (
    <ExchangeFrame page="templates" note="导入时存下的对照；再传同样列名的表，会自动照着对好">
      {drop.refused && <Notice tone="fault" title="没有删除" alert>{drop.refused.message}</Notice>}
      <DataTable label="导入模板" columns={columns} page={data && { items: data.items, next: null, count: { n: data.items.length, exact: true } }} loading={isFetching} error={error} onRetry={() => void refetch()}
        rowKey={one => one.id} empty={<EmptyState title="还没有模板" icon="list"><p>导入时在“存为模板”里起个名字，下次就不用再对列了。</p></EmptyState>} />
    </ExchangeFrame>
  )
}
