import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField, Tick } from '../fields.tsx'
import { faultsOf } from './body.ts'
import type { PartProps } from './parts.ts'
import { Part } from './Part.tsx'

/** What is granted, in a sentence; and the certificate that goes with it, if any. */
export function Outcome({ body, set, faults, parts }: PartProps) {
  const { outcome, certificate } = body
  const rests = outcome.rests_on?.[0] ?? ''
  const money = body.params.filter(one => one.unit === 'fen')
  return (
    <Part id="outcome" title="七、办成后" note="文字里可以用 {amount}（金额）、{month}（年月）、{day}（日期）。" faults={faultsOf(faults, 'outcome', 'certificate', 'result')}>
      <FieldRow>
        <TextField label="决定书上怎样写结果" example="每月 {amount} 元，自 {month} 起发放" value={outcome.text} onChange={text => set({ outcome: { ...outcome, text } })} limit={200} />
        <SelectField label="金额用哪个参数" optional empty="没有金额" value={outcome.amount && 'param' in outcome.amount ? outcome.amount.param : ''}
          onChange={param => set({ outcome: { ...outcome, amount: param ? { param } : null } })} choices={money.map(one => ({ code: one.id, label: one.name || one.id }))} />
      </FieldRow>
      {outcome.amount && <FieldRow>
        <SelectField label="金额要看哪一项才定" optional empty="不用看，符合条件就是这个金额" value={rests} onChange={element => set({ outcome: { ...outcome, rests_on: element ? [element] : [], unknown: element ? outcome.unknown : undefined } })}
          choices={parts.elements.map(one => ({ code: one.id, label: one.name }))} />
        {rests && <TextField label="这一项还不知道时怎样说" hint="不写金额，例如：补助多少由评估确定" value={outcome.unknown ?? ''} onChange={unknown => set({ outcome: { ...outcome, unknown: unknown || undefined } })} limit={200} />}
      </FieldRow>}
      <Tick label="发给证照" value={certificate !== null} onChange={on => set({ certificate: on ? { kind: body.id, title: body.name, months: 12, lines: [] } : null })} />
      {certificate && <FieldRow>
        <TextField label="证照名称" value={certificate.title} onChange={title => set({ certificate: { ...certificate, title } })} limit={40} />
        <TextField label="有效几个月" hint="不填为长期有效" optional width="short" inputMode="numeric" value={certificate.months === null ? '' : String(certificate.months)}
          onChange={text => set({ certificate: { ...certificate, months: /^\d{1,3}$/.test(text) ? Number(text) : null } })} />
      </FieldRow>}
    </Part>
  )
}
