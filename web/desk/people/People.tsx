import { levels } from '../../../contract/kernel.ts'
import { list, type RosterRow } from '../../../contract/person.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, NoRightState } from '../../ui/states.tsx'
import { DataTable, type Column } from '../DataTable.tsx'
import type { Filter } from '../Filters.tsx'
import { useList } from '../list.ts'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { choicesOf } from './lists.ts'
import './people.css'

/** The last is shown to whom the roster belongs; more is seen in a record that one may open. */
const columns: readonly Column<RosterRow>[] = [
  { key: 'name', title: '姓名', render: r => r.name },
  { key: 'age', title: '性别和年龄', render: r => `${r.sex}，${r.age} 岁` },
  { key: 'place', title: '地区', render: r => r.place_name },
  { key: 'resides', title: '人户状态', render: r => r.resides },
  { key: 'identity', title: '证件号码', render: r => r.identity_masked },
  { key: 'living', title: '居住状况', render: r => r.living ?? <span className="r-soft">未登记</span> },
]
const ages = ['18', '60', '65', '70', '80', '90', '100'].map(value => ({ value, title: `${value} 岁及以上` }))
const words: Filter = { key: 'text', title: '姓名、拼音或首字母' }
const rest: readonly Filter[] = [
  { key: 'min_age', title: '年龄', choices: ages },
  { key: 'living', title: '居住状况', choices: choicesOf('living').map(c => ({ value: c.code, title: c.label })) },
]

/** The people who live in one's range; opening one of them asks first what for. */
export function People() {
  const seat = useSeat()
  const { after, values, onFilter, turn } = useList(['text', 'min_age', 'living', 'place'])
  const may = seat.verbs.includes('person.list')
  const place = values.place?.startsWith(seat.place) ? values.place : undefined
  const wide = (place ?? seat.place).length < levels.town
  const { data, error, isFetching, refetch } = useAsk(list, {
    after, place, text: wide ? undefined : values.text, living: values.living,
    min_age: /^\d{1,3}$/.test(values.min_age ?? '') ? Number(values.min_age) : undefined,
  }, { enabled: may, placeholderData: previous => previous, refetchOnMount: true })
  const register = seat.verbs.includes('person.record') && <ButtonLink href={paths.deskRow(seat.mandate, 'people', 'new')}>登记居民</ButtonLink>
  if (!may) return <><DeskHead title="居民" /><NoRightState>您的岗位不查看居民名册。</NoRightState></>
  return (
    <>
      <DeskHead title="居民" note="证件只显示首尾；查到的人不多时、打开档案时都会留下记录，居民本人看得到" tools={register} />
      {wide && <Notice tone="blue" title="先选到镇街或村（社区），再按姓名查找">一个镇街以上的范围太大，不能按姓名查找，以免翻看与工作无关的人。请在下面逐级选择。</Notice>}
      <PlaceSteps top={seat.place} topName={seat.place_name} value={place} onChange={to => onFilter({ ...values, place: to })} />
      <DataTable label="居民名册" columns={seat.verbs.includes('person.record') ? columns : columns.filter(column => column.key !== 'living')} page={data} loading={isFetching} error={error} onRetry={() => void refetch()} rowKey={r => r.id}
        rowHref={r => paths.deskRow(seat.mandate, 'people', r.id)} filters={wide ? rest : [words, ...rest]} values={values} turn={turn}
        onFilter={next => onFilter({ ...next, place })}
        empty={<EmptyState title="这个地区还没有登记居民" icon="people" action={register}><p>登记后，这里按姓名拼音排列。</p></EmptyState>} />
    </>
  )
}
