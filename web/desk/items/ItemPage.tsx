import { useParams } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { made, params, setParams } from '../../../contract/catalogue.ts'
import { item as itemOperation } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { DayField, FieldRow } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { fenOf, yuanOf } from './body.ts'
import { Deeds } from './Deeds.tsx'

type Params = z.output<typeof params.output>['params']
const units = { fen: '元', days: '天', months: '个月', years: '年', count: '', percent: '%' } as const
/** Years of a life are 岁, all others 年. */
const unitOf = ({ unit, name }: { unit: keyof typeof units; name: string }): string => unit === 'years' && name.includes('龄') ? '岁' : units[unit]
const locals = { fixed: '上级统一规定', at_most: '只能更低', at_least: '只能更高', free: '可以自定' } as const
const shown = (one: Params[number]): string => one.unit === 'fen' ? yuanOf(one.value) : String(one.value)

/** One published item: its guide, the numbers in force here, and what its maker may do with it. */
export function ItemPage() {
  const seat = useSeat()
  const { item: id } = useParams({ strict: false }) as { item: string }
  const guide = useAsk(itemOperation, { id })
  const held = useAsk(params, { id })
  const all = useAsk(made, { limit: 200 })
  const row = all.data?.items.find(one => one.id === id)
  if (guide.error && held.error) return <ErrorState error={held.error} />
  if (!held.data) return <LoadingState lines={6} />
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'items')}>事项</Anchor></p>
      <DeskHead title={row?.name ?? guide.data?.name ?? id} note={row ? `${row.kind} · 第 ${row.version} 版 · 由${row.place_name}发布` : ''} />
      {row?.retired && <Notice tone="amber" title="这个事项已停用">正在办理的照旧办完，不再接受新的申请。</Notice>}
      <Numbers id={id} rows={held.data.params} sources={held.data.sources} />
      {row && seat.verbs.includes('item.publish') && row.place === seat.place && !row.retired && <Deeds what="item" id={id} />}
    </>
  )
}

function Numbers({ id, rows, sources }: { id: string; rows: Params; sources: string[] }) {
  const seat = useSeat()
  const may = seat.verbs.includes('item.publish')
  const [which, setWhich] = useState<'params' | 'days' | null>(null)
  return (
    <section className="r-block" aria-labelledby="numbers">
      <h2 id="numbers">{seat.place_name}现在执行的标准和时限</h2>
      <div className="r-scroll" tabIndex={0} role="region" aria-label="标准和时限"><table className="r-plain">
        <thead><tr><th>名称</th><th className="r">数值</th><th>地方能怎样定</th><th>由谁定的</th></tr></thead>
        <tbody>{rows.map(one => (
          <tr key={`${one.which}${one.id}`}><th scope="row">{one.name}</th><td className="r">{shown(one)} {unitOf(one)}</td><td>{locals[one.local]}</td><td>{one.own ? seat.place_name : '上级'}</td></tr>
        ))}</tbody>
      </table></div>
      {sources.map(source => <p key={source} className="r-soft">{source}</p>)}
      {may && !which && <div className="g-actions">
        {rows.some(one => one.which === 'params' && one.local !== 'fixed') && <Button kind="second" onClick={() => setWhich('params')}>制定本地标准</Button>}
        <Button kind="second" onClick={() => setWhich('days')}>制定本地时限</Button>
      </div>}
      {which && <LocalForm id={id} which={which} rows={rows.filter(one => one.which === which && one.local !== 'fixed')} onDone={() => setWhich(null)} />}
    </section>
  )
}

function LocalForm({ id, which, rows, onDone }: { id: string; which: 'params' | 'days'; rows: Params; onDone: () => void }) {
  const client = useQueryClient()
  const [values, setValues] = useState(() => Object.fromEntries(rows.map(one => [one.id, shown(one)])))
  const [words, setWords] = useState({ basis: '', valid_from: today() })
  const [tried, setTried] = useState(false)
  const deed = useCall(setParams, () => { void client.invalidateQueries(); onDone() })
  const numberOf = (one: Params[number]) => one.unit === 'fen' ? fenOf(values[one.id] ?? '') : /^\d{1,9}$/.test(values[one.id] ?? '') ? Number(values[one.id]) : null
  const submit = () => {
    setTried(true)
    const given = rows.map(one => [one.id, numberOf(one)] as const)
    if (given.some(([, value]) => value === null) || words.basis.trim() === '' || !words.valid_from) return
    deed.run({ id, which, values: Object.fromEntries(given) as Record<string, number>, basis: words.basis.trim(), valid_from: words.valid_from })
  }
  return (
    <Form className="r-form" onSubmit={submit}>
      {deed.refused && <Notice tone="fault" title="没有登记" alert>{[deed.refused.message, ...deed.refused.fields.map(one => one.message)].map(m => <p key={m}>{m}</p>)}</Notice>}
      <FieldRow>{rows.map(one => (
        <TextField key={one.id} label={`${one.name}（${unitOf(one) || '个'}）`} width="short" inputMode="decimal" value={values[one.id] ?? ''} hint={locals[one.local]}
          onChange={value => { setValues(old => ({ ...old, [one.id]: value })); deed.reset() }}
          error={(tried && numberOf(one) === null ? '请填数字' : undefined) ?? deed.refused?.byField[`params.${one.id}`]} />
      ))}</FieldRow>
      <TextField label="依据的文件" example="柳民发〔2026〕12号" value={words.basis} onChange={basis => setWords(old => ({ ...old, basis }))} error={tried && !words.basis.trim() ? '请写明依据' : undefined} />
      <DayField label="从哪一天起执行" value={words.valid_from} onChange={valid_from => setWords(old => ({ ...old, valid_from }))} />
      <div className="g-actions"><Button type="submit" busy={deed.busy}>登记</Button><Button kind="second" onClick={onDone}>不登记</Button></div>
    </Form>
  )
}
