import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField } from '../fields.tsx'
import { faultsOf, fenOf, yuanOf, type Body } from './body.ts'
import type { PartProps } from './parts.ts'
import { Part, Row } from './Part.tsx'

const units = [{ code: 'fen', label: '金额（元）' }, { code: 'years', label: '年龄或年数' }, { code: 'months', label: '月数' }, { code: 'count', label: '数量' }, { code: 'percent', label: '百分比' }]
const locals = [{ code: 'fixed', label: '全省统一' }, { code: 'at_least', label: '地方只能更高' }, { code: 'at_most', label: '地方只能更低' }, { code: 'free', label: '地方可以自定' }]
type Param = Body['params'][number]

/** The numbers of its rule, with what a county may do with each. */
export function Params({ body, set, faults }: PartProps) {
  const change = (i: number, part: Partial<Param>) => set({ params: body.params.map((one, k) => k === i ? { ...one, ...part } : one) })
  const valueOf = (one: Param) => one.unit === 'fen' ? yuanOf(one.value) : String(one.value)
  const read = (one: Param, text: string) => one.unit === 'fen' ? fenOf(text) : /^\d{1,9}$/.test(text) ? Number(text) : null
  return (
    <Part id="params" title="四、标准和参数" note="年龄、金额这些数字写在这里，条件和结果引用它们；以后改数字不用改事项。" faults={faultsOf(faults, 'params')}>
      {body.params.map((one, i) => (
        <Row key={i} title={one.name || `参数 ${i + 1}`} onRemove={() => set({ params: body.params.filter((_, k) => k !== i) })}>
          <FieldRow>
            <TextField label="名称" value={one.name} onChange={name => change(i, { name })} limit={40} />
            <TextField label="编号" width="short" hint="英文，条件里用它" value={one.id} onChange={id => change(i, { id })} />
            <SelectField label="单位" value={one.unit} onChange={unit => change(i, { unit: unit as Param['unit'] })} choices={units} />
            <NumberField key={one.unit} first={valueOf(one)} onText={text => { const value = read(one, text); if (value !== null) change(i, { value }) }} fits={text => read(one, text) !== null} />
            <SelectField label="地方能怎样定" value={one.local} onChange={local => change(i, { local: local as Param['local'] })} choices={locals} />
          </FieldRow>
        </Row>
      ))}
      <p className="g-actions"><Button kind="second" onClick={() => set({ params: [...body.params, { id: `value_${body.params.length + 1}`, name: '', unit: 'count', value: 0, local: 'fixed' }] })}>加一个参数</Button></p>
    </Part>
  )
}

/** A number as it is being typed: what is no number yet stands in the field, and changes nothing. */
function NumberField({ first, onText, fits }: { first: string; onText: (text: string) => void; fits: (text: string) => boolean }) {
  const [text, setText] = useState(first)
  return <TextField label="数值" width="short" inputMode="decimal" value={text} onChange={next => { setText(next); onText(next) }} error={fits(text) ? undefined : '请填数字'} />
}
