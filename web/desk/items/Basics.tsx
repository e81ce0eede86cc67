import { itemKinds } from '../../../contract/catalogue.ts'
import { today } from '../../kernel/time.ts'
import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField } from '../fields.tsx'
import { faultsOf } from './body.ts'
import { LinesField } from './LinesField.tsx'
import type { PartProps } from './parts.ts'
import { Part } from './Part.tsx'

const heads = ['name', 'summary', 'aliases', 'kind', 'organs', 'basis', 'steps', 'fee', 'result', 'channels', 'scope', 'visits', 'level', 'handled_at', 'basic_code', 'implementing_code']

/** What the guide says first: what it is, who handles it, on what it rests. */
export function Basics({ body, set, faults }: PartProps) {
  const organ = body.organs.at(-1)?.name ?? ''
  const setOrgan = (name: string) => set({ organs: [...body.organs.slice(0, -1), { name, from: body.organs.at(-1)?.from ?? today(), to: null }] })
  return (
    <Part id="basics" title="一、基本信息" faults={faultsOf(faults, ...heads)}>
      <FieldRow>
        <TextField label="名称" value={body.name} onChange={name => set({ name })} limit={60} />
        <SelectField label="类别" value={body.kind} onChange={kind => set({ kind })} choices={itemKinds.map(kind => ({ code: kind, label: kind }))} />
      </FieldRow>
      <TextField label="一句话说明" hint="居民在手机上先看到这一句" value={body.summary} onChange={summary => set({ summary })} limit={200} />
      <LinesField label="大家平时怎么叫" optional hint="居民不知道正式名称时会搜的词，每行一个，例如：低保、生孩子。名称、说法和拼音都能搜到" rows={3} value={body.aliases ?? []} onChange={aliases => set({ aliases })} />
      <FieldRow>
        <TextField label="办理机关" hint="“县（市、区）”会换成当地的名字" value={organ} onChange={setOrgan} limit={60} />
        <SelectField label="在哪里办理" value={body.handled_at} onChange={handled_at => set({ handled_at })}
          choices={[{ code: 'person.residence_place', label: '居住地' }, { code: 'person.hukou_place', label: '户籍地' }]} />
      </FieldRow>
      <TextField label="依据" hint="每行一条，写明文件和条款" rows={3} value={body.basis.join('\n')} onChange={text => set({ basis: text.split('\n') })} />
      <TextField label="办理步骤" hint="每行一步" rows={4} value={body.steps.join('\n')} onChange={text => set({ steps: text.split('\n') })} />
      <FieldRow>
        <TextField label="收费" value={body.fee} onChange={fee => set({ fee })} limit={60} />
        <TextField label="办成后得到什么" value={body.result} onChange={result => set({ result })} limit={120} />
        <TextField label="办理范围" value={body.scope} onChange={scope => set({ scope })} limit={40} />
      </FieldRow>
      <LinesField label="从哪里可以办" hint="每行一个，例如：手机" rows={2} value={body.channels} onChange={channels => set({ channels })} />
    </Part>
  )
}
