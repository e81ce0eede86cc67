import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField } from '../fields.tsx'
import { faultsOf } from './body.ts'
import type { PartProps } from './parts.ts'
import { Part } from './Part.tsx'

/** The published process that its cases run on, and the days of its clocks. */
export function ProcessPart({ body, set, parts, faults }: PartProps) {
  const chosen = parts.processes.find(one => one.id === body.process)
  const names = [...new Map((chosen?.clocks ?? []).map(clock => [clock.days, clock])).values()]
  const daysOf = (id: string) => body.days.find(one => one.id === id)
  const setDays = (id: string, title: string, text: string) => {
    const value = /^\d{1,4}$/.test(text) ? Number(text) : 0
    const others = body.days.filter(one => one.id !== id)
    set({ days: [...others, { id, name: title, unit: 'days', value, local: daysOf(id)?.local ?? (id === 'supplement_days' ? 'at_least' : 'at_most') }] })
  }
  return (
    <Part id="process" title="二、流程和时限" note="时限按工作日计；承诺的时限不能长于法定的。" faults={faultsOf(faults, 'process', 'days')}>
      <SelectField label="办理流程" value={body.process} onChange={process => set({ process, days: body.days.filter(one => parts.processes.find(p => p.id === process)?.clocks.some(clock => clock.days === one.id)) })}
        choices={parts.processes.map(one => ({ code: one.id, label: one.title }))} />
      <FieldRow>{names.map(clock => (
        <TextField key={clock.days} label={`${clock.title}（天）`} hint={clock.basis} width="short" inputMode="numeric" value={String(daysOf(clock.days)?.value || '')}
          onChange={text => setDays(clock.days, clock.title, text)} />
      ))}</FieldRow>
    </Part>
  )
}
