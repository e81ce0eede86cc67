import { useState } from 'react'
import { elements, type Element as One } from '../../../contract/element.ts'
import { codes } from '../../../contract/codes.ts'
import { useAsk } from '../../kernel/query.ts'
import { StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { Filters, type FilterValues } from '../Filters.tsx'
import { DeskHead } from '../Shell.tsx'
import '../forms.css'

const objects = { person: '居民', household: '户', organisation: '组织' } as const
const types: Readonly<Record<string, string>> = {
  line: '文字', text: '长文字', day: '日期', choice: '选项', phone: '电话', account: '银行卡号', yes_no: '是或否', fen: '金额', count: '数量', place: '区划', identity: '证件号码', credit_code: '统一社会信用代码',
}
const sensitivities = { open: '公开', personal: '个人信息', sealed: '加密保存' } as const
const listTitle = (id: string): string => (Object.hasOwn(codes, id) ? `${codes[id as keyof typeof codes].title}（${codes[id as keyof typeof codes].standard}）` : '')

/** 「半年」「1 年」: how long a value may be relied on. */
const shelf = (days: number | null): string =>
  days === null ? '长期' : days % 365 < 3 && days >= 365 ? `${Math.round(days / 365)} 年` : days === 183 ? '半年' : days === 548 ? '1 年半' : `${days} 天`

/** What the platform knows to record, each with one meaning and one owner, however many forms ask for it. */
export function Elements() {
  const { data, error, refetch } = useAsk(elements, {}, { staleTime: 3_600_000 })
  const [values, setValues] = useState<FilterValues>({})
  const words = values['text']?.trim() ?? ''
  const found = (data?.items ?? []).filter(e =>
    (!words || `${e.name}${e.meaning}${e.owner}`.includes(words)) && (!values['object'] || e.object === values['object']) && (!values['sensitivity'] || e.sensitivity === values['sensitivity']))
  const choices = (of: Record<string, string>) => Object.entries(of).map(([value, title]) => ({ value, title }))
  return (
    <>
      <DeskHead title="数据项" note={data ? `共 ${data.items.length} 项。每一项只有一个含义、一个负责部门，一处登记，处处使用` : '一处登记，处处使用'} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={8} /> : (
        <div className="d-list" role="region" aria-label="数据项">
          <div className="d-list-top">
            <Filters values={values} onFilter={setValues} filters={[{ key: 'text', title: '名称、含义或部门' }, { key: 'object', title: '属于', choices: choices(objects) }, { key: 'sensitivity', title: '保密', choices: choices(sensitivities) }]} />
          </div>
          {found.length === 0 ? <EmptyState icon="search" title="没有符合条件的数据项"><p>放宽或清除上面的条件再看。</p></EmptyState> : <Rows items={found} />}
          <p className="d-turn" role="status">{found.length} 项</p>
        </div>
      )}
    </>
  )
}

const Rows = ({ items }: { items: readonly One[] }) => (
  <div className="r-scroll e-scroll" tabIndex={0} role="group" aria-label="数据项列表，可以左右滚动">
    <table className="r-plain e-table">
      <thead><tr>{['数据项', '属于', '含义', '形式', '负责部门', '有效期', '保密'].map(t => <th key={t} scope="col">{t}</th>)}</tr></thead>
      <tbody>
        {items.map(e => (
          <tr key={e.id}>
            <th scope="row">{e.name}</th><td className="c">{objects[e.object as keyof typeof objects] ?? e.object}</td>
            <td>{e.meaning}{e.code_list && listTitle(e.code_list) && <span className="r-soft">　{listTitle(e.code_list)}</span>}</td>
            <td className="c">{types[e.type] ?? e.type}</td><td className="c">{e.owner}</td><td className="c">{shelf(e.shelf_days)}</td>
            <td className="c"><StatusTag tone={e.sensitivity === 'sealed' ? 'blue' : 'plain'}>{sensitivities[e.sensitivity]}</StatusTag></td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
