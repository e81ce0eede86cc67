import type { AskedReport } from '../../../contract/admission.ts'
import type { z } from 'zod'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../fields.tsx'
import { questionTypes } from './words.ts'

type Report = z.input<typeof AskedReport>
export interface ColumnAsked { key: number; title: string; type: string; basis: string }
let next = 1
export const emptyColumn = (title = ''): ColumnAsked => ({ key: next++, title, type: '', basis: '' })

/** Groups of people that departments ask for most; others are written as a definition in the report's own page. */
export const groups = { alone: '60 岁以上独居老人', elders: '60 岁以上老人', oldest: '80 岁以上老人', children: '18 岁以下未成年人', all: '全部居民' } as const
const populations: Record<keyof typeof groups, Report['population']> = {
  alone: { all: [{ aged: { from: 60 } }, { equal: ['person.living_arrangement', '1'] }] }, elders: { aged: { from: 60 } }, oldest: { aged: { from: 80 } }, children: { aged: { to: 17 } }, all: null,
}

/** What is asked for, as the platform can answer it. */
export const reportOf = (who: keyof typeof groups, columns: readonly ColumnAsked[]): Report => ({
  population: populations[who] ?? null,
  columns: columns.filter(one => one.title.trim() !== '').map(one => ({ title: one.title.trim(), ...one.type && { type: one.type as InputOfType }, ...one.basis.trim() && { basis: one.basis.trim() } })),
})
type InputOfType = NonNullable<Report['columns'][number]['type']>

interface Props { who: keyof typeof groups; onWho: (who: keyof typeof groups) => void; columns: readonly ColumnAsked[]; onColumns: (columns: ColumnAsked[]) => void; faults: readonly { path: string; message: string }[] }

/** Who is meant and which columns; a new column says how it would be filled in and on what basis. */
export function ReportColumns({ who, onWho, columns, onColumns, faults }: Props) {
  const change = (key: number, more: Partial<ColumnAsked>) => onColumns(columns.map(one => one.key === key ? { ...one, ...more } : one))
  return (
    <>
      <SelectField label="哪些人" value={who} onChange={value => onWho((value || 'alone') as keyof typeof groups)} choices={Object.entries(groups).map(([code, label]) => ({ code, label }))} />
      <p className="ad-label">要哪些栏目</p>
      <p className="r-soft">平台里有的，写名称即可；没有的新栏目，写明怎么填和采集依据。</p>
      <ul className="ad-columns">{columns.map((one, i) => (
        <li key={one.key}>
          <input className="g-input" aria-label={`第 ${i + 1} 栏名称`} placeholder="名称，例如 姓名" value={one.title} onChange={e => change(one.key, { title: e.target.value })} />
          <select className="g-input r-select" aria-label={`第 ${i + 1} 栏怎么填`} value={one.type} onChange={e => change(one.key, { type: e.target.value })}>
            <option value="">平台里有</option>{Object.entries(questionTypes).map(([code, label]) => <option key={code} value={code}>新栏目：{label}</option>)}
          </select>
          {one.type && <input className="g-input" aria-label={`第 ${i + 1} 栏采集依据`} placeholder="采集依据" value={one.basis} onChange={e => change(one.key, { basis: e.target.value })} />}
          {columns.length > 1 && <button type="button" className="r-link" onClick={() => onColumns(columns.filter(other => other.key !== one.key))}>去掉</button>}
          {faults.filter(fault => fault.path.startsWith(`report.columns.${i}.`)).map(fault => <span key={fault.path} className="g-error">{fault.message}</span>)}
        </li>
      ))}</ul>
      <Button kind="quiet" onClick={() => onColumns([...columns, emptyColumn()])}>加一栏</Button>
    </>
  )
}
