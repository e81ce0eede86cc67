import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { ask as asked, lifeKinds, preview as previewed, type LifeAsk, type LifeKind, type LifeState, type Preview } from '../../../contract/household.ts'
import type { Household } from '../../../contract/person.ts'
import { ask, call } from '../../kernel/api.ts'
import { asRefusal, type Refusal } from '../../kernel/refusal.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { askOf, blank, faultsOf, type Draft } from './draft.ts'
import { Fields } from './Fields.tsx'
import { Sides } from './Sides.tsx'

/** What is asked for from a household; the head of a new one, and two records of one person, have pages of their own. */
type Asked = Exclude<LifeKind, 'arrive' | 'same' | 'enter'>
export const kindNotes: Readonly<Record<Asked, string>> = {
  add: '出生、新来同住的人，还没有登记过', transfer: '从这一户转到同村（社区）的另一户', split: '一部分人分出去，另立一户', merge: '同村（社区）的另一户整户并进来', head: '换一个人当户主',
  move: '到别的村（社区）去住，由迁入地接收', apart: '户籍在一处、人住在另一处，或者两处又一致了', death: '登记死亡，从户里去掉',
}
/** What this register is, said wherever something is asked of it. */
export const lawNote = '这里办的是平台的户内登记，供社区服务使用；户籍登记、迁移和注销以公安机关为准。'

interface Props {
  household: Household; self: string; kinds: readonly Asked[]; heading: (text: string) => ReactNode
  /** How another household is found, where the seat can. */
  find?: (draft: Draft, onChange: (draft: Draft) => void) => ((error: string | undefined) => ReactNode) | undefined
  done: (state: LifeState, id: string) => ReactNode
}

/** Asks for a change of a household: what, the particulars, then both sides before anything is asked for. Going back loses nothing. */
export function Ask({ household, self, kinds, heading, find, done }: Props) {
  const client = useQueryClient()
  const [draft, setDraft] = useState<Draft | null>(null)
  const [tried, setTried] = useState(false)
  const [wanted, setWanted] = useState<LifeAsk | null>(null)
  const look = useMutation<Preview, Refusal, LifeAsk>({ mutationFn: async one => ask(previewed, { ask: one }).catch((error: unknown) => { throw asRefusal(error) }) })
  const sent = useMutation<{ id: string; state: LifeState }, Refusal, { reason: string; distinct: boolean }>({
    mutationFn: async ({ reason, distinct }) => call(asked, { ask: distinct && wanted!.kind === 'add' ? { ...wanted!, newcomer: { ...wanted!.newcomer, distinct } } : wanted!, seen: look.data!.seen, reason }).catch((error: unknown) => { throw asRefusal(error) }),
    onSuccess: () => client.invalidateQueries(),
  })
  if (sent.data) return <>{done(sent.data.state, sent.data.id)}</>
  if (!draft) return <Kinds kinds={kinds} heading={heading} onPick={kind => { setDraft(blank(kind, self)); setTried(false) }} />
  if (wanted && look.data) return <Agree title={lifeKinds[draft.kind]} heading={heading} preview={look.data} refused={sent.error} busy={sent.isPending} onBack={() => { setWanted(null); look.reset(); sent.reset() }} onSend={(reason, distinct) => sent.mutate({ reason, distinct })} />
  const faults = faultsOf(household, draft)
  const next = () => {
    setTried(true)
    if (Object.keys(faults).length > 0) return
    const one = askOf(household, draft)
    setWanted(one)
    look.mutate(one)
  }
  return (
    <Filling onSubmit={next} faulty={tried && Object.keys(faults).length > 0}>
      {heading(lifeKinds[draft.kind])}
      {look.error && <Notice tone="fault" title="还不能办" alert>{look.error.message}</Notice>}
      <Fields household={household} draft={draft} onChange={setDraft} faults={{ ...tried ? faults : {}, ...fieldFaults(look.error) }} {...optional(find?.(draft, setDraft))} />
      <div className="g-actions"><Button type="submit" busy={look.isPending}>看看会变成什么样</Button><Button kind="second" onClick={() => { setDraft(null); look.reset() }}>换一种</Button></div>
    </Filling>
  )
}
const optional = (find: ((error: string | undefined) => ReactNode) | undefined) => (find ? { find } : {})

/** What the server says of a field stands beside it. */
const fieldFaults = (refused: Refusal | null) => ({ ...refused?.byField['address'] && { address: refused.byField['address'] }, ...refused?.byField['identity'] && { identity: refused.byField['identity'] } })

function Kinds({ kinds, heading, onPick }: { kinds: Props['kinds']; heading: Props['heading']; onPick: (kind: Props['kinds'][number]) => void }) {
  const [kind, setKind] = useState<Props['kinds'][number] | null>(null)
  const [tried, setTried] = useState(false)
  return (
    <Filling onSubmit={() => { setTried(true); if (kind) onPick(kind) }} faulty={tried && !kind}>
      {heading('要办什么')}
      <p className="l-law">{lawNote}</p>
      <ChoiceList label="要办什么" asked value={kind} onChange={setKind} error={tried && !kind ? '请选择要办的事' : undefined} choices={kinds.map(one => ({ value: one, title: lifeKinds[one], note: kindNotes[one] }))} />
      <div className="g-actions"><Button type="submit">下一步</Button></div>
    </Filling>
  )
}

function Agree({ title, heading, preview, refused, busy, onBack, onSend }: {
  title: string; heading: Props['heading']; preview: Preview; refused: Refusal | null; busy: boolean; onBack: () => void; onSend: (reason: string, distinct: boolean) => void
}) {
  const [reason, setReason] = useState('')
  const [distinct, setDistinct] = useState(false)
  const [tried, setTried] = useState(false)
  return (
    <Filling onSubmit={() => { setTried(true); if (reason.trim()) onSend(reason.trim(), distinct) }} faulty={tried && !reason.trim()}>
      {heading(`${title}：请核对`)}
      <Sides preview={preview} />
      {preview.alike && <label className="l-distinct"><input type="checkbox" checked={distinct} onChange={event => setDistinct(event.target.checked)} /> 已经核对过，不是同一人</label>}
      {refused && <Notice tone="fault" title="没有提出成功" alert>{refused.message}</Notice>}
      <div className="g-section"><TextField label="原因和凭证" hint="为什么办、看过什么材料；户里的人看得到" example="出生医学证明，户口簿" value={reason} onChange={setReason} limit={200} error={tried && !reason.trim() ? '请写明原因和凭证' : undefined} /></div>
      <p className="l-law">{lawNote}</p>
      <div className="g-actions"><Button type="submit" busy={busy}>提出</Button><Button kind="second" onClick={onBack}>返回修改</Button></div>
    </Filling>
  )
}

/** A form that checks for itself; the cursor goes to the first thing that is wanting. */
function Filling({ onSubmit, faulty, children }: { onSubmit: () => void; faulty: boolean; children: ReactNode }) {
  const form = useRef<HTMLFormElement>(null)
  const [times, setTimes] = useState(0)
  useEffect(() => { if (faulty && times > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus() }, [times, faulty])
  return <form ref={form} className="l-form" noValidate onSubmit={event => { event.preventDefault(); setTimes(times + 1); onSubmit() }}>{children}</form>
}
