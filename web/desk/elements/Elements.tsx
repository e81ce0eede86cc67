import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { elements, sensitivities, type Element as One } from '../../../contract/element.ts'
import { find } from '../../../contract/search.ts'
import { useAsk } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { Filters, type FilterValues } from '../Filters.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { CallElement } from './CallElement.tsx'
import { RegisterElement } from './RegisterElement.tsx'
import '../forms.css'

const objects = { person: '居民', household: '户', organisation: '组织', matter: '申请内容' } as const
const types: Readonly<Record<string, string>> = {
  line: '文字', text: '长文字', day: '日期', choice: '选项', phone: '电话', account: '银行卡号', yes_no: '是或否', fen: '金额', count: '数量', place: '区划', identity: '证件号码', credit_code: '统一社会信用代码',
}

/** 「半年」「1 年」: how long a value may be relied on. */
const shelf = (days: number | null): string =>
  days === null ? '长期' : days % 365 < 3 && days >= 365 ? `${Math.round(days / 365)} 年` : days === 183 ? '半年' : days === 548 ? '1 年半' : `${days} 天`

/** What words, pinyin or an owner find; everything without words. */
const found = (items: readonly One[], { text, object, sensitivity, origin }: FilterValues): One[] => {
  const words = text?.trim() ?? ''
  const narrowed = items.filter(e => (!object || e.object === object) && (!sensitivity || e.sensitivity === sensitivity) && (!origin || (origin === 'registered') === (e.registered !== null)))
  if (!words) return narrowed
  const named = find(narrowed.map(one => ({ ...one, summary: one.meaning, conditions: [], result: '' })), words)
  return [...named, ...narrowed.filter(e => `${e.meaning}${e.owner}`.includes(words) && !named.some(one => one.id === e.id))]
}

/** What the platform knows to record, each with one meaning and one owner, however many forms ask for it. */
export function Elements() {
  const { verbs } = useSeat()
  const client = useQueryClient()
  const { data, error, refetch } = useAsk(elements, {}, { staleTime: 60_000 })
  const [values, setValues] = useState<FilterValues>({})
  const [registering, setRegistering] = useState(false)
  const [calling, setCalling] = useState<One | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const items = found(data?.items ?? [], values)
  const choices = (of: Record<string, string>) => Object.entries(of).map(([value, title]) => ({ value, title }))
  const finish = (words: string) => { setDone(words); setRegistering(false); setCalling(null); void client.invalidateQueries() }
  return (
    <>
      <DeskHead title="数据项" note={data ? `共 ${data.items.length} 项。每一项只有一个含义、一个负责部门，一处登记，处处使用` : '一处登记，处处使用'}
        tools={verbs.includes('element.keep') && <Button onClick={() => setRegistering(true)}>登记数据项</Button>} />
      {done && <Notice tone="green" title={done} />}
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingState lines={8} /> : (
        <div className="d-list" role="region" aria-label="数据项">
          <div className="d-list-top">
            <Filters values={values} onFilter={setValues} filters={[
              { key: 'text', title: '名称、拼音、含义或部门' }, { key: 'object', title: '属于', choices: choices(objects) }, { key: 'sensitivity', title: '保密', choices: choices(sensitivities) },
              { key: 'origin', title: '来历', choices: [{ value: 'declared', title: '平台通用' }, { value: 'registered', title: '本地登记' }] },
            ]} />
          </div>
          {items.length === 0 ? <EmptyState icon="search" title="没有符合条件的数据项"><p>放宽或清除上面的条件再看。</p></EmptyState> : <Rows items={items} onCall={verbs.includes('element.call') ? setCalling : null} />}
          <p className="d-turn" role="status">{items.length} 项</p>
        </div>
      )}
      {registering && <RegisterElement onDone={name => finish(`已登记“${name}”`)} onClose={() => setRegistering(false)} />}
      {calling && <CallElement element={calling} onDone={finish} onClose={() => setCalling(null)} />}
    </>
  )
}

const Rows = ({ items, onCall }: { items: readonly One[]; onCall: ((one: One) => void) | null }) => (
  <div className="r-scroll e-scroll" tabIndex={0} role="group" aria-label="数据项列表，可以左右滚动">
    <table className="r-plain e-table">
      <thead><tr>{['数据项', '属于', '含义', '形式', '负责部门', '有效期', '保密', ...onCall ? ['叫法'] : []].map(t => <th key={t} scope="col">{t}</th>)}</tr></thead>
      <tbody>
        {items.map(e => (
          <tr key={e.id}>
            <th scope="row">{e.name}</th><td className="c">{objects[e.object]}</td>
            <td className="e-means">{e.meaning}<Also one={e} /></td>
            <td className="c">{types[e.type] ?? e.type}</td><td className="c">{e.owner}</td><td className="c">{shelf(e.shelf_days)}</td>
            <td className="c"><StatusTag tone={e.sensitivity === 'sealed' ? 'blue' : 'plain'}>{sensitivities[e.sensitivity]}</StatusTag></td>
            {onCall && <td className="c">{(e.object === 'person' || e.object === 'household') && <button type="button" className="r-link" aria-label={`登记“${e.name}”的叫法`} onClick={() => onCall(e)}>登记</button>}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)

/** The standard of its list, what it is called besides, and for what was registered here since when, by whom and why. */
function Also({ one: { list, choices, aliases, called, registered } }: { one: One }) {
  return (
    <>
      {list && <details className="e-more"><summary>{choices.length} 个选项{list.standard === '本平台' ? '' : `（${list.standard}，${list.valid_from} 起）`}</summary>{choices.map(one => `${one.code} ${one.label}`).join('　')}</details>}
      {aliases.length > 0 && <span className="e-more r-soft">也叫{aliases.slice(0, 6).join('、')}{called.length > 0 && `；${called.map(one => `${one.organ}称${one.name}`).join('，')}`}</span>}
      {registered && <span className="e-more r-soft">{registered.scope_name} {registered.on} 登记，{registered.by}{registered.admission ? `，准入 ${registered.admission}` : ''}；依据：{registered.basis}</span>}
    </>
  )
}
