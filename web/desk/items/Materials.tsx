import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField, Tick } from '../fields.tsx'
import { faultsOf, type Body } from './body.ts'
import type { PartProps } from './parts.ts'
import { Part, Row } from './Part.tsx'

type Material = Body['materials'][number]
const sources = [{ code: 'shared', label: '部门共享，不用带' }, { code: 'applicant', label: '申请人提供' }, { code: 'promise', label: '书面承诺代替' }]

/** What has to be there, and who supplies it. What a register supplies is never asked for. */
export function Materials({ body, set, parts, faults }: PartProps) {
  const papers = parts.processes.find(one => one.id === body.process)?.papers ?? []
  const put = (i: number, part: Partial<Material>) => set({ materials: body.materials.map((one, k) => k === i ? { ...one, ...part } : one) })
  return (
    <Part id="materials" title="六、材料" note="部门共享的写明由哪个数据项证明；国家规定不得索要的证明，这里也不能要。" faults={faultsOf(faults, 'materials')}>
      {body.materials.map((one, i) => (
        <Row key={i} title={one.name || `材料 ${i + 1}`} onRemove={() => set({ materials: body.materials.filter((_, k) => k !== i) })}>
          <FieldRow>
            <SelectField label="从哪里来" value={one.source} onChange={source => put(i, { source: source as Material['source'] })} choices={sources} />
            {one.source === 'shared'
              ? <SelectField label="由哪个数据项证明" optional value={one.element ?? ''} onChange={element => put(i, { element: element || undefined })} choices={parts.elements.map(e => ({ code: e.id, label: e.name }))} />
              : <SelectField label="哪种材料" value={one.id} onChange={id => put(i, { id, name: papers.find(p => p.id === id)?.title ?? one.name })} choices={papers.map(p => ({ code: p.id, label: p.title }))} />}
            <TextField label="名称" value={one.name} onChange={name => put(i, { name })} limit={60} />
            <TextField label="说明" optional value={one.note ?? ''} onChange={note => put(i, { note })} limit={200} />
          </FieldRow>
          <Tick label="必须有" value={one.required} onChange={required => put(i, { required })} />
          {one.source === 'applicant' && <Tick label="可以稍后补交（容缺）" value={one.minor ?? false} onChange={minor => put(i, { minor })} />}
          {one.source === 'promise' && body.materials.filter(other => other.source === 'applicant').map(other => (
            <Tick key={other.id} label={`可以代替“${other.name}”`} value={one.replaces?.includes(other.id) ?? false}
              onChange={on => put(i, { replaces: [...(one.replaces ?? []).filter(id => id !== other.id), ...(on ? [other.id] : [])] })} />
          ))}
        </Row>
      ))}
      <p className="g-actions"><Button kind="second" onClick={() => set({ materials: [...body.materials, { id: `material_${body.materials.length + 1}`, name: '', source: 'shared', required: true, note: '', minor: false }] })}>加一种材料</Button></p>
    </Part>
  )
}
