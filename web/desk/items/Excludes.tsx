import { items as allItems } from '../../../contract/service.ts'
import { useAsk } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { FieldRow, SelectField } from '../fields.tsx'
import { faultsOf, type Body } from './body.ts'
import type { PartProps } from './parts.ts'
import { Part, Row } from './Part.tsx'

type Exclusion = NonNullable<Body['excludes']>[number]
const thens = [{ code: 'refuse', label: '已有那一项的，这一项不批' }, { code: 'ends', label: '批准这一项，那一项同时终止' }]

/** What nobody has together with this item: judged by what was granted, before one applies and again before it is granted. */
export function Excludes({ body, set, faults }: PartProps) {
  const { data } = useAsk(allItems, {}, { staleTime: 600_000 })
  const excludes = body.excludes ?? []
  const put = (i: number, part: Partial<Exclusion>) => set({ excludes: excludes.map((one, k) => k === i ? { ...one, ...part } : one) })
  return (
    <Part id="excludes" title="不能同时享受的" note="按已经批准的办件判断，申请前和批准前各查一次。两边都要查的，在那一项里也写上。" faults={faultsOf(faults, 'excludes')}>
      {excludes.map((one, i) => (
        <Row key={i} title={one.what || `第 ${i + 1} 项`} onRemove={() => set({ excludes: excludes.filter((_, k) => k !== i) })}>
          <FieldRow>
            <SelectField label="哪个事项" value={one.item} onChange={item => put(i, { item, what: one.what || (data?.items.find(each => each.id === item)?.name ?? '') })}
              choices={(data?.items ?? []).filter(each => each.id !== body.id).map(each => ({ code: each.id, label: each.name }))} />
            <TextField label="怎样称呼" value={one.what} onChange={what => put(i, { what })} limit={40} />
            <TextField label="依据" value={one.basis} onChange={basis => put(i, { basis })} limit={120} />
            <SelectField label="怎样处理" value={one.then ?? 'refuse'} onChange={then => put(i, { then: then as 'refuse' | 'ends' })} choices={thens} />
          </FieldRow>
        </Row>
      ))}
      <p className="g-actions"><Button kind="second" onClick={() => set({ excludes: [...excludes, { item: '', what: '', basis: '', then: 'refuse' }] })}>加一项</Button></p>
    </Part>
  )
}
