import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField, Tick } from '../fields.tsx'
import { faultsOf, moved, rowsOf, withRows, type AskedRow } from './body.ts'
import type { PartProps } from './parts.ts'
import { Part, Row } from './Part.tsx'

/** The questions: each a registered element with the item's own words. Nothing else can be asked. */
export function FormPart({ body, set, parts, faults }: PartProps) {
  const [adding, setAdding] = useState('')
  const rows = rowsOf(body)
  const put = (next: readonly AskedRow[]) => set(withRows(body, next))
  const change = (i: number, part: Partial<AskedRow>) => put(rows.map((row, k) => k === i ? { ...row, ...part } : row))
  const add = () => {
    const element = parts.elements.find(one => one.id === adding)
    if (!element) return
    put([...rows, { element: element.id, title: element.name, description: '', example: '', required: true, readOnly: element.settled }])
    setAdding('')
  }
  const nameOf = (id: string) => parts.elements.find(one => one.id === id)?.name ?? id
  const group = body.form.properties['members']
  return (
    <Part id="form" title="三、要问什么" note="已经掌握、没有过期的，系统自动带出，不会再问；按下面的顺序一屏问一个。" faults={faultsOf(faults, 'form')}>
      {rows.map((row, i) => (
        <Row key={row.element} title={`${i + 1}. ${nameOf(row.element)}`} onUp={() => put(moved(rows, i, -1))} onDown={() => put(moved(rows, i, 1))} onRemove={() => put(rows.filter((_, k) => k !== i))}>
          <FieldRow>
            <TextField label="怎么问" value={row.title} onChange={title => change(i, { title })} limit={60} />
            <TextField label="为什么要问" optional value={row.description} onChange={description => change(i, { description })} limit={200} />
            <TextField label="举个例子" optional value={row.example} onChange={example => change(i, { example })} limit={100} />
          </FieldRow>
          {row.readOnly ? <p className="r-soft">由登记机关提供，只显示，不让填</p> : <Tick label="必须填" value={row.required} onChange={required => change(i, { required })} />}
        </Row>
      ))}
      {group && !('$ref' in group) && <p className="r-soft">另有按家庭成员重复的一组：{group.title}（{Object.keys(group.items.properties).map(nameOf).join('、')}）</p>}
      <FieldRow>
        <SelectField label="再问一项" optional value={adding} onChange={setAdding}
          choices={parts.elements.filter(one => !rows.some(row => row.element === one.id)).map(one => ({ code: one.id, label: `${one.name}：${one.meaning}` }))} />
        <p className="g-actions"><Button kind="second" onClick={add}>加上</Button></p>
      </FieldRow>
    </Part>
  )
}
