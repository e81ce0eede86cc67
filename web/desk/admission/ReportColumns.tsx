import type { AskedReport } from '../../../contract/admission.ts'
import type { z } from 'zod'
import { elements as elementList } from '../../../contract/element.ts'
import { useAsk } from '../../kernel/query.ts'
import { SelectField } from '../fields.tsx'
import { ColumnPick } from './ColumnPick.tsx'
import { questionTypes } from './words.ts'

type Report = z.input<typeof AskedReport>
/** A column: one that the platform holds, or, with a type, a new one and the basis on which it is asked. */
export interface ColumnAsked { key: number; title: string; type: string; basis: string; choices: string }
let next = 1
const column = (title: string, type = ''): ColumnAsked => ({ key: next++, title, type, basis: '', choices: '' })

/** Groups of people that departments ask for most; others are written as a definition in the report's own page. */
export const groups = { alone: '60 岁以上独居老人', elders: '60 岁以上老人', oldest: '80 岁以上老人', children: '18 岁以下未成年人', all: '全部居民' } as const
const populations: Record<keyof typeof groups, Report['population']> = {
  alone: { all: [{ aged: { from: 60 } }, { equal: ['person.living_arrangement', '1'] }] }, elders: { aged: { from: 60 } }, oldest: { aged: { from: 80 } }, children: { aged: { to: 17 } }, all: null,
}

/** What is asked for, as the platform can answer it. */
export const reportOf = (who: keyof typeof groups, columns: readonly ColumnAsked[]): Report => ({
  population: populations[who] ?? null,
  columns: columns.filter(one => one.title.trim() !== '').map(one => ({ title: one.title.trim(), ...one.type && { type: one.type as InputOfType }, ...one.basis.trim() && { basis: one.basis.trim() }, ...one.type === 'choice' && { choices: choicesIn(one.choices) } })),
})
/** Choices as one types them: parted by 、 or commas. */
export const choicesIn = (text: string): string[] => text.split(/[、，,；;\n]/).map(one => one.trim()).filter(Boolean)
type InputOfType = NonNullable<Report['columns'][number]['type']>

interface Props { who: keyof typeof groups; onWho: (who: keyof typeof groups) => void; columns: readonly ColumnAsked[]; onColumns: (columns: ColumnAsked[]) => void; faults: readonly { path: string; message: string }[] }

/** Who is meant and which columns: picked from what the platform holds, or chosen to be asked anew with how and on what basis. */
export function ReportColumns({ who, onWho, columns, onColumns, faults }: Props) {
  const { data } = useAsk(elementList, {}, { staleTime: 3_600_000 })
  const change = (key: number, more: Partial<ColumnAsked>) => onColumns(columns.map(one => one.key === key ? { ...one, ...more } : one))
  return (
    <>
      <SelectField label="对象" hint="哪些人" value={who} onChange={value => onWho((value || 'alone') as keyof typeof groups)} choices={Object.entries(groups).map(([code, label]) => ({ code, label }))} />
      <p className="ad-label">要哪些栏目</p>
      {columns.length === 0 ? <p className="r-soft">还没有栏目。在下面写名称或拼音首字母，从平台已有的数据项里选。</p> : (
        <ol className="ad-columns">{columns.map((one, i) => (
          <li key={one.key}>
            <span className="ad-column">{one.title}</span>
            {one.type ? (
              <>
                <span className="ad-new">需要新增</span>
                <select className="g-input r-select" aria-label={`“${one.title}”怎么填`} value={one.type} onChange={event => change(one.key, { type: event.target.value })}>
                  {Object.entries(questionTypes).map(([code, label]) => <option key={code} value={code}>{label}</option>)}
                </select>
                {one.type === 'choice' && <input className="g-input" aria-label={`“${one.title}”的选项`} placeholder="选项，用顿号分开：需要、不需要" value={one.choices} onChange={event => change(one.key, { choices: event.target.value })} />}
                <input className="g-input" aria-label={`“${one.title}”的采集依据`} placeholder="采集依据：文件名称和条款" value={one.basis} onChange={event => change(one.key, { basis: event.target.value })} />
              </>
            ) : <span className="r-soft ad-held">平台里有</span>}
            <button type="button" className="r-link" aria-label={`去掉“${one.title}”`} onClick={() => onColumns(columns.filter(other => other.key !== one.key))}>去掉</button>
            {faults.filter(fault => fault.path.startsWith(`report.columns.${i}.`)).map(fault => <span key={fault.path} className="g-error">{fault.message}</span>)}
          </li>
        ))}</ol>
      )}
      {data && <ColumnPick elements={data.items} taken={columns.map(one => one.title)} onPick={title => onColumns([...columns, column(title)])} onNew={title => onColumns([...columns, column(title, 'line')])} />}
    </>
  )
}
