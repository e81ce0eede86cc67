import { useState } from 'react'
import type { Cell, Column, Condition } from '../../../contract/report.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField } from '../fields.tsx'
import { Population, type Parts } from './Population.tsx'

const idFor = (columns: readonly Column[], wish: string): string => {
  const base = wish.replace(/[^a-z0-9_]/g, '').replace(/^[^a-z]+/, '') || 'column'
  for (let n = 1; ; n++) if (!columns.some(one => one.id === (n === 1 ? base : `${base}_${n}`))) return n === 1 ? base : `${base}_${n}`
}

interface Props { columns: readonly Column[]; rows: boolean; known: Parts; onChange: (columns: Column[]) => void }

/** The columns of a report: each with its title, its wording, the names that departments have for it, and what it says or counts. */
export function Columns({ columns, rows, known, onChange }: Props) {
  const add = (title: string, wish: string, cell: Cell) => onChange([...columns, { id: idFor(columns, wish), title: title.slice(0, 40), note: '', aliases: [], cell }])
  const change = (i: number, to: Partial<Column>) => onChange(columns.map((one, j) => (j === i ? { ...one, ...to } : one)))
  const swap = (i: number) => onChange(columns.map((one, j) => (j === i ? columns[i - 1]! : j === i - 1 ? columns[i]! : one)))
  return (
    <>
      <ul className="rp-lines">{columns.map((column, i) => (
        <One key={column.id} column={column} known={known} onChange={to => change(i, to)} onUp={i > 0 ? () => swap(i) : undefined} onRemove={() => onChange(columns.filter((_, j) => j !== i))} />
      ))}</ul>
      {rows ? <RowCells known={known} add={add} /> : <PlaceCells known={known} add={add} />}
    </>
  )
}

function One({ column, known, onChange, onUp, onRemove }: { column: Column; known: Parts; onChange: (to: Partial<Column>) => void; onUp: (() => void) | undefined; onRemove: () => void }) {
  const [open, setOpen] = useState(false)
  const [aliases, setAliases] = useState(column.aliases.join('、'))
  const name = (to: string) => { setAliases(to); onChange({ aliases: to.split('、').map(one => one.trim()).filter(one => one !== '').slice(0, 10) }) }
  const { cell } = column
  const who = conditionIn(cell)
  return (
    <li>
      <TextField label="栏目" value={column.title} onChange={title => onChange({ title })} />
      <span className="c-soft">{saidOf(cell, known)}</span>
      <button type="button" className="c-link" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? '收起口径' : '口径和别名'}</button>
      {onUp && <button type="button" className="c-link" onClick={onUp}>上移</button>}
      <button type="button" className="c-link" onClick={onRemove}>去掉</button>
      {open && (
        <div className="rp-more">
          <TextField label="口径" optional limit={200} hint="怎么算才算数，和别的表有什么不同" value={column.note} onChange={note => onChange({ note })} />
          <TextField label="别名" optional hint="各部门对这一栏的叫法，用顿号隔开" value={aliases} onChange={name} />
        </div>
      )}
      {who !== undefined && <div className="rp-more"><Population value={who} known={known} onChange={condition => onChange({ cell: withCondition(cell, condition) })} /></div>}
    </li>
  )
}

/** The condition of whom a cell counts; undefined for one that counts nobody. */
const conditionIn = (cell: Cell): Condition | null | undefined =>
  'people' in cell ? cell.people : 'sum' in cell ? cell.of : 'members' in cell ? cell.members : undefined
const withCondition = (cell: Cell, condition: Condition | null): Cell =>
  'sum' in cell ? { ...cell, of: condition } : 'members' in cell ? { members: condition } : { people: condition }

interface Adding { known: Parts; add: (title: string, wish: string, cell: Cell) => void }

function RowCells({ known, add }: Adding) {
  const places = [{ code: 'town', label: '所在镇街' }, { code: 'community', label: '所在村（社区）' }, { code: 'grid', label: '所在网格' }] as const
  return (
    <FieldRow>
      <SelectField label="加一项信息" empty="选一项" value="" onChange={id => { const found = known.elements.find(one => one.id === id); if (found) add(found.name, id.split('.')[1]!, { element: id }) }} choices={known.elements.map(one => ({ code: one.id, label: one.name }))} />
      <SelectField label="加其他" empty="选一项" value=""
        onChange={to => to === 'age' ? add('年龄', 'age', { age: true }) : to === 'members' ? add('家里人数', 'members', { members: null }) : to && add(places.find(one => one.code === to)!.label, 'place', { place: to as 'community' })}
        choices={[{ code: 'age', label: '年龄' }, ...places, { code: 'members', label: '家里人数' }]} />
    </FieldRow>
  )
}

/** What a row of a place counts, sums up, or takes from the work that goes on there. */
function PlaceCells({ known, add }: Adding) {
  const summable = known.elements.filter(one => one.type === 'fen' || one.type === 'count')
  return (
    <>
      <p className="rp-tools">
        <Button kind="second" onClick={() => add('人数', 'people', { people: null })}>加人数</Button>
        <Button kind="second" onClick={() => add('户数', 'households', { households: null })}>加户数</Button>
      </p>
      <FieldRow>
        {summable.length > 0 && <SelectField label="加合计" empty="选一项金额或数量" value="" onChange={id => { const found = summable.find(one => one.id === id); if (found) add(`${found.name}合计`, `${id.split('.')[1]!}_sum`, { sum: id, of: null }) }} choices={summable.map(one => ({ code: one.id, label: one.name }))} />}
        {known.indicators.length > 0 && <SelectField label="加指标" empty="选一个指标" value="" onChange={id => { const found = known.indicators.find(one => one.id === id); if (found) add(found.name, id.replace(/\W/g, '_'), { indicator: id }) }} choices={known.indicators.map(one => ({ code: one.id, label: one.name }))} />}
        {known.topics.length > 0 && <SelectField label="加办件数（已批准）" empty="选一个事项" value="" onChange={topic => { const found = known.topics.find(one => one.id === topic); if (found) add(`${found.name}已批准`, topic, { cases: { topic, states: ['granted'], when: 'until_now' } }) }} choices={known.topics.map(one => ({ code: one.id, label: one.name }))} />}
      </FieldRow>
    </>
  )
}

const nameOf = (id: string, known: Parts): string => known.elements.find(one => one.id === id)?.name ?? id
const placeNames = { town: '所在镇街', community: '所在村（社区）', grid: '所在网格' } as const

function saidOf(cell: Cell, known: Parts): string {
  if ('element' in cell) return nameOf(cell.element, known)
  if ('age' in cell) return '报表当日周岁'
  if ('place' in cell) return placeNames[cell.place]
  if ('members' in cell) return cell.members ? '家里符合下面条件的人数' : '家里人数'
  if ('people' in cell) return cell.people ? '符合下面条件的人' : '所有人'
  if ('households' in cell) return cell.households ? '符合条件的户' : '所有户'
  if ('cases' in cell) return `办件：${known.topics.find(one => one.id === cell.cases.topic)?.name ?? cell.cases.topic}`
  if ('sum' in cell) return `${nameOf(cell.sum, known)}的合计`
  return `指标：${known.indicators.find(one => one.id === cell.indicator)?.name ?? cell.indicator}`
}
