import { Drawer } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { elements } from '../../../contract/element.ts'
import { record, type Fact } from '../../../contract/person.ts'
import { useAsk } from '../../kernel/query.ts'
import { showDay } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { Form } from '../Form.tsx'
import { SelectField } from '../fields.tsx'
import { confirmed } from './lists.ts'
import { emptyDraft, faultOf, ValueField, valueOf, type Draft, type ElementShown } from './ValueField.tsx'

export type FactShown = z.infer<typeof Fact>
type Source = 'collected' | 'verified'

interface Props { person: string; name: string; element: string | null; facts: readonly FactShown[]; onDone: (facts: FactShown[], name: string) => void; onClose: () => void }

/** A newer fact with where it comes from; the older one stays in the history. */
export function RecordFact(props: Props) {
  return (
    <Drawer open title={`更新“${props.name}”的信息`} size="min(560px, 100vw)" onClose={props.onClose} destroyOnHidden>
      <Fields {...props} />
    </Drawer>
  )
}

function Fields({ person, element: given, facts, onDone }: Props) {
  const { data } = useAsk(elements, {}, { staleTime: 3_600_000 })
  const [chosen, setChosen] = useState(given ?? '')
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [source, setSource] = useState<Source | null>(null)
  const [purpose, setPurpose] = useState('')
  const [tried, setTried] = useState(false)
  const open = (data?.items ?? []).filter(e => e.object === 'person' && (e.settled !== 'register' || (e.id === given && confirmed.includes(e.id))))
  const element = open.find(e => e.id === chosen)
  const proof = element?.settled === 'proof'
  const from = proof ? 'verified' : source
  const save = useCall(record, output => onDone(output.facts, element?.name ?? ''))
  if (!data) return <LoadingState lines={5} />
  const held = facts.find(f => f.element === chosen)
  // Where somebody lives changes with the household; here it is only said that it is still so.
  const same = element && held && confirmed.includes(element.id)
  const fault = element && !same ? faultOf(element, draft) : undefined
  const submit = () => {
    setTried(true)
    if (element && !fault && from && purpose.trim()) save.run({ id: person, element: element.id, value: same ? held.value : valueOf(element, draft), source: from, purpose: purpose.trim() })
  }
  const refusedAt = element ? save.refused?.byField[element.id] : undefined
  return (
    <Form onSubmit={submit}>
      {save.refused && <Notice tone="fault" title="没有保存" alert>{save.refused.message}</Notice>}
      {!given && <SelectField label="更新哪一项" value={chosen} error={tried && !element ? '请选择' : undefined} choices={open.map(e => ({ code: e.id, label: e.name }))}
        onChange={to => { setChosen(to); setDraft(emptyDraft) }} />}
      {element && (same ? <Notice tone="blue" title={`仍住在${held.shown}`}>核实过的，保存后有效期重新起算。已经搬走的，请在“家庭”一栏办理户内变动。</Notice> : <Now held={held} element={element} />)}
      {element && !same && <ValueField key={element.id} element={element} value={draft} onChange={setDraft} error={(tried ? fault : undefined) ?? refusedAt} />}
      {element && <SourceField proof={proof} value={from} onChange={setSource} error={tried && !from ? '请选择' : undefined} />}
      <TextField label="用途" hint="为什么记录，居民本人看得到" example="入户走访时核对" value={purpose} onChange={setPurpose} limit={100} error={tried && !purpose.trim() ? '请写明用途' : undefined} />
      <div className="g-actions"><Button type="submit" busy={save.busy}>保存</Button></div>
    </Form>
  )
}

const Now = ({ held, element }: { held: FactShown | undefined; element: ElementShown }) => (
  <p className="r-soft p-now">{held ? <>现在登记的是“{held.shown}”，来自{held.organ}，{showDay(held.asserted_at)}。新的内容保存后，旧的留在历史里。</> : <>还没有登记过{element.name}。</>}</p>
)

const SourceField = ({ proof, value, onChange, error }: { proof: boolean; value: Source | null; onChange: (s: Source) => void; error: string | undefined }) => (
  <ChoiceList<Source> label="怎么知道的" value={value} onChange={onChange} error={error} hint={proof ? '这一项只能凭证件核验后更改' : undefined}
    choices={[...proof ? [] : [{ value: 'collected' as const, title: '上门采集', note: '走访时本人或家人说的' }], { value: 'verified' as const, title: '核验', note: proof ? '看过证件、证明，或向主管部门核对过' : '另一位同事或本人登记过同样的内容，您又核对了一遍' }]} />
)
