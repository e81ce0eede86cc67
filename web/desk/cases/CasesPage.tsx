import { items as allItems, list } from '../../../contract/service.ts'
import { states } from '../../../contract/glossary.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { DataTable } from '../DataTable.tsx'
import type { Filter } from '../Filters.tsx'
import { keepPage } from '../keep.ts'
import { useList } from '../list.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { caseColumns, surveyColumns } from './columns.tsx'
import { usePlaceFilter } from './places.ts'
import './cases.css'

const byState: Filter = { key: 'state', title: '状态', choices: Object.entries(states).map(([value, title]) => ({ value, title })) }

/** Every case within the seat's range, newest first; what narrows it stands in the address. */
export function CasesPage() {
  const seat = useSeat()
  const reads = seat.verbs.includes('case.read')
  const { after, values, onFilter, turn } = useList(['state', 'item', 'place'])
  const catalogue = useAsk(allItems, {}, { staleTime: 600_000, enabled: seat.verbs.includes('service.read') })
  const byItem: Filter[] = catalogue.data ? [{ key: 'item', title: '事项', choices: catalogue.data.items.map(item => ({ value: item.id, title: item.name })) }] : []
  const filters = [byState, ...byItem, ...usePlaceFilter()]
  const { data, error, isPending, isPlaceholderData, refetch } = useAsk(list, {
    ...(after ? { after } : {}), ...(values.state ? { state: values.state } : {}), ...(values.item ? { item: values.item } : {}), ...(values.place ? { place: values.place } : {}),
  }, { placeholderData: keepPage })
  if (error?.code === 'right.missing' || error?.code === 'found.nothing') return <><h1 className="g-unseen">办件</h1><NoRightState>{error.message}</NoRightState></>
  return (
    <>
      <DeskHead title="办件" note={`${seat.place_name}的全部办件，最新的在最前${reads ? '' : '；这个岗位只看进度，不显示姓名和内容'}`} />
      <DataTable label="办件，最新的在最前" columns={reads ? caseColumns : surveyColumns} page={data} loading={isPending || isPlaceholderData} error={error} onRetry={() => void refetch()}
        rowKey={row => row.number} rowHref={reads ? row => paths.deskRow(seat.mandate, 'cases', row.number) : undefined} filters={filters} values={values} onFilter={onFilter} turn={turn}
        empty={<EmptyState title={`${seat.place_name}还没有办件`}><p>居民在手机上或窗口提交申请后，会出现在这里。</p></EmptyState>} />
    </>
  )
}
