import type { z } from 'zod'
import type { Condition, parts } from '../../../contract/report.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { SelectField } from '../fields.tsx'
import { conditionOf, linesOf, type Line } from './condition.ts'

export type Parts = z.infer<typeof parts.output>
const kinds = [
  { code: 'aged', label: '年龄' }, { code: 'equal', label: '是' }, { code: 'not_equal', label: '不是' }, { code: 'known', label: '登记过' }, { code: 'unknown', label: '没有登记' }, { code: 'at_least', label: '不少于、不早于' }, { code: 'at_most', label: '不多于、不晚于' },
] as const

/** Who belongs: lines that must all hold, each a choice from lists. */
export function Population({ value, onChange, known }: { value: Condition | null | undefined; onChange: (value: Condition | null) => void; known: Parts }) {
  const lines = linesOf(value)
  const typeOf = (id: string) => known.elements.find(one => one.id === id)?.type
  const put = (next: readonly Line[]) => onChange(conditionOf(next, typeOf))
  const change = (i: number, line: Line) => put(lines.map((one, j) => (j === i ? line : one)))
  return (
    <>
      {lines.length === 0 && <p className="c-soft">没有条件：所有人。</p>}
      <ul className="rp-lines">{lines.map((line, i) => (
        <li key={i}>
          {line.kind === 'kept' ? <p>一条组合条件（照原样保留）</p> : <One line={line} known={known} onChange={to => change(i, to)} />}
          <button type="button" className="c-link" onClick={() => put(lines.filter((_, j) => j !== i))}>去掉</button>
        </li>
      ))}</ul>
      <p className="rp-tools">
        <Button kind="second" onClick={() => put([...lines, { kind: 'aged', from: '60', to: '' }])}>加年龄条件</Button>
        <Button kind="second" onClick={() => put([...lines, { kind: 'known', element: known.elements[0]!.id, value: '' }])}>加信息条件</Button>
      </p>
    </>
  )
}

function One({ line, known, onChange }: { line: Exclude<Line, { kind: 'kept' }>; known: Parts; onChange: (line: Line) => void }) {
  if (line.kind === 'aged') {
    return (
      <>
        <TextField label="周岁，从" width="short" inputMode="numeric" optional value={line.from} onChange={from => onChange({ ...line, from: from.replace(/\D/g, '') })} />
        <TextField label="到" width="short" inputMode="numeric" optional value={line.to} onChange={to => onChange({ ...line, to: to.replace(/\D/g, '') })} />
      </>
    )
  }
  const element = known.elements.find(one => one.id === line.element)
  const choices = element?.type === 'yes_no' ? [{ code: 'true', label: '是' }, { code: 'false', label: '否' }] : element?.choices ?? []
  const first = (id: string) => { const found = known.elements.find(one => one.id === id); return found?.type === 'yes_no' ? 'true' : found?.choices[0]?.code ?? '' }
  const valued = line.kind !== 'known' && line.kind !== 'unknown'
  return (
    <>
      <SelectField label="信息" value={line.element} onChange={to => onChange({ ...line, element: to, value: first(to) })} choices={known.elements.map(one => ({ code: one.id, label: one.name }))} />
      <SelectField label="怎样" value={line.kind} onChange={kind => onChange({ ...line, kind: kind as 'equal', value: line.value || first(line.element) })} choices={kinds.filter(one => one.code !== 'aged' && (!element?.sealed || one.code === 'known' || one.code === 'unknown'))} />
      {valued && (choices.length > 0 ? <SelectField label="什么" value={line.value} onChange={value => onChange({ ...line, value })} choices={choices} />
        : <TextField label={element?.type === 'day' ? '日期' : '什么'} width="short" value={line.value} onChange={value => onChange({ ...line, value })} />)}
    </>
  )
}
