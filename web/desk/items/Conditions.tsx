import type { Expression } from '../../../contract/catalogue.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField } from '../fields.tsx'
import { expressionOf, faultsOf, simpleKinds, simpleOf, type Body, type Simple } from './body.ts'
import type { PartProps } from './parts.ts'
import { Part, Row } from './Part.tsx'

type Condition = Body['conditions'][number]
const kinds = Object.entries(simpleKinds).map(([code, label]) => ({ code, label }))
const sinceThen = ['days_since', 'months_since', 'years_since']
const needsParam = new Set(['age_at_least', 'age_below', 'number_at_least', 'number_at_most', ...sinceThen])
const needsElement = new Set(['number_at_least', 'number_at_most', 'yes', 'known', 'one_of', ...sinceThen])

function changed(old: Simple, part: { kind?: string; element?: string; param?: string; codes?: string[] }): Simple {
  return { element: '', param: '', codes: [], ...old, ...part } as Simple
}

/** Who may have it: judged by the platform from what is held, told before one applies. */
export function Conditions({ body, set, parts, faults }: PartProps) {
  const put = (i: number, part: Partial<Condition>) => set({ conditions: body.conditions.map((one, k) => k === i ? { ...one, ...part } : one) })
  return (
    <Part id="conditions" title="五、申请条件" note="系统按已掌握的信息判断；不知道的交给工作人员核实。文字里可以用 {参数编号} 和 {age}。" faults={faultsOf(faults, 'conditions')}>
      {body.conditions.map((one, i) => (
        <Row key={i} title={one.text || `条件 ${i + 1}`} onRemove={() => set({ conditions: body.conditions.filter((_, k) => k !== i) })}>
          <FieldRow>
            <TextField label="怎样说" value={one.text} onChange={text => put(i, { text })} limit={120} />
            <TextField label="依据" value={one.basis} onChange={basis => put(i, { basis })} limit={120} />
            <TextField label="不符合时怎样说" optional value={one.otherwise ?? ''} onChange={otherwise => put(i, { otherwise: otherwise || undefined })} limit={120} />
          </FieldRow>
          <Judged one={one} parts={parts} params={body.params} onChange={when => put(i, { when })} />
        </Row>
      ))}
      <p className="g-actions"><Button kind="second" onClick={() => set({ conditions: [...body.conditions, { text: '', basis: '', when: expressionOf({ kind: 'not_granted' }) }] })}>加一个条件</Button></p>
    </Part>
  )
}

function Judged({ one, parts, params, onChange }: { one: Condition; parts: PartProps['parts']; params: Body['params']; onChange: (when: Condition['when']) => void }) {
  const simple = simpleOf(one.when as Expression)
  if (!simple) return <p className="r-soft">这个条件由多个判断组成，在这里只能整个去掉：<code className="c-code">{JSON.stringify(one.when)}</code></p>
  const put = (part: Parameters<typeof changed>[1]) => onChange(expressionOf(changed(simple, part)))
  const held = simple as { kind: string; element?: string; param?: string; codes?: string[] }
  return (
    <FieldRow>
      <SelectField label="怎样判断" value={simple.kind} onChange={kind => put({ kind })} choices={kinds} />
      {needsElement.has(simple.kind) && <SelectField label="哪个数据项" value={held.element ?? ''} onChange={element => put({ element })} choices={parts.elements.filter(e => !sinceThen.includes(simple.kind) || e.type === 'day').map(e => ({ code: e.id, label: e.name }))} />}
      {needsParam.has(simple.kind) && <SelectField label="哪个参数" value={held.param ?? ''} onChange={param => put({ param })} choices={params.map(p => ({ code: p.id, label: p.name || p.id }))} />}
      {simple.kind === 'one_of' && <TextField label="哪些代码" hint="用逗号隔开" value={(held.codes ?? []).join(',')} onChange={text => put({ codes: text.split(/[,，]/).map(code => code.trim()).filter(Boolean) })} />}
    </FieldRow>
  )
}
