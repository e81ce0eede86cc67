import { useState } from 'react'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField } from '../fields.tsx'
import { faultsOf } from './body.ts'
import type { PartProps } from './parts.ts'
import { Part } from './Part.tsx'

/** The published process that its cases run on, and the days of its clocks. */
export function ProcessPart({ body, set, parts, faults }: PartProps) {
  const chosen = parts.processes.find(one => one.id === body.process)
  const names = [...new Map((chosen?.clocks ?? []).map(clock => [clock.days, clock])).values()]
  // What another process did not need, in case one comes back to the first.
  const [aside, setAside] = useState<typeof body.days>([])
  const [said, setSaid] = useState<string | null>(null)
  const choose = (process: string) => {
    const needed = parts.processes.find(one => one.id === process)?.clocks.map(clock => clock.days) ?? []
    const all = [...body.days, ...aside.filter(one => !body.days.some(own => own.id === one.id))]
    const [days, rest] = [all.filter(one => needed.includes(one.id)), all.filter(one => !needed.includes(one.id))]
    const gone = body.days.filter(one => !needed.includes(one.id))
    setAside(rest)
    setSaid(gone.length > 0 ? `新流程不用的期限已经去掉：${gone.map(one => `${one.name} ${one.value} 天`).join('、')}。换回原来的流程会恢复。` : null)
    set({ process, days })
  }
  const daysOf = (id: string) => body.days.find(one => one.id === id)
  const setDays = (id: string, title: string, text: string) => {
    const value = /^\d{1,4}$/.test(text) ? Number(text) : 0
    const others = body.days.filter(one => one.id !== id)
    set({ days: [...others, { id, name: title, unit: 'days', value, local: daysOf(id)?.local ?? (id === 'supplement_days' ? 'at_least' : 'at_most') }] })
  }
  return (
    <Part id="process" title="二、流程和时限" note="时限按工作日计；承诺的时限不能长于法定的。" faults={faultsOf(faults, 'process', 'days')}>
      <SelectField label="办理流程" value={body.process} onChange={choose}
        choices={parts.processes.map(one => ({ code: one.id, label: one.title }))} />
      {said && <Notice tone="amber" icon="info">{said}</Notice>}
      <FieldRow>{names.map(clock => (
        <TextField key={clock.days} label={`${clock.title}（天）`} hint={clock.basis} width="short" inputMode="numeric" value={String(daysOf(clock.days)?.value || '')}
          onChange={text => setDays(clock.days, clock.title, text)} />
      ))}</FieldRow>
    </Part>
  )
}
