import { useCallback, useRef, useState, type FormEvent } from 'react'
import { attend } from '../../../contract/person.ts'
import { manners } from '../../../contract/glossary.ts'
import { useCall } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useSeat } from '../seat.ts'
import { AgentFields, agentFaults, noAgent, type AgentTyped } from './AgentFields.tsx'
import { readCard, sayNumber, type Card } from './card.ts'
import { Reader } from './devices/Reader.tsx'
import { takeExpected } from './expected.ts'
import { forgetOthers, serve } from './served.ts'

type Manner = keyof typeof manners
const ways = (Object.entries(manners) as [Manner, string][]).map(([value, title]) => ({ value, title }))

/** Who stands before me: the number first, as a card reader types it, then the name, then how they came. */
export function AttendForm() {
  const seat = useSeat()
  const [expected] = useState(takeExpected)
  const [identity, setIdentity] = useState('')
  const [name, setName] = useState(expected?.name ?? '')
  const [manner, setManner] = useState<Manner>('present')
  const [note, setNote] = useState('')
  const [agent, setAgent] = useState<AgentTyped>(noAgent)
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error, reset } = useCall(attend)
  const form = useRef<HTMLFormElement>(null)
  const words = sayNumber(identity)
  const wrong = words?.tone === 'wrong' || (tried && words?.tone === 'typing') ? words.text : undefined
  const faults: Record<string, string | undefined> = {
    identity: wrong ?? (tried && !words ? '请填写证件号码' : undefined) ?? error?.byField['identity'],
    name: tried && !name.trim() ? '请填写姓名' : error?.byField['name'],
    note: error?.byField['note'],
  }
  const unready = manner === 'mandate' ? agentFaults(agent) : {}
  const lay = useCallback((card: Card) => { reset(); setIdentity(card.number); if (card.name) setName(card.name) }, [reset])
  // Of two cards the first is that of the person concerned, the second that of whoever comes for them.
  const second = manner === 'mandate' && words?.tone === 'right' && name.trim() !== ''
  const onCard = useCallback((card: Card) => {
    if (second) setAgent(old => ({ ...old, identity: card.number, ...card.name ? { name: card.name } : {} }))
    else lay(card)
  }, [second, lay])
  const type = (text: string) => {
    lay(readCard(text))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const ready = words?.tone === 'right' && name.trim() !== '' && Object.keys(unready).length === 0
    if (!ready) setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0)
    else if (!isPending) mutate({ name: name.trim(), identity, manner, ...manner === 'visit' && note.trim() ? { note: note.trim() } : {}, ...manner === 'mandate' ? { agent: { ...agent, name: agent.name.trim() } } : {} }, {
      onSuccess: came => { forgetOthers(came.person); serve({ ...came, manner, by: manner === 'mandate' ? agent.by : null, agent: manner === 'mandate' ? { name: agent.name.trim(), relation: agent.relation } : null, seat: seat.mandate }) },
    })
  }
  return (
    <form ref={form} className="c-block w-attend" aria-label="核验来人" noValidate onSubmit={submit}>
      <h2>来办事的人</h2>
      {error && error.fields.length === 0 && <Notice tone="fault" title="没有核验通过" alert><p>{error.message}</p>{error.code === 'person.unknown' && <p>对照证件再看一遍姓名和号码；都没错的，说明还没有登记，请联系来人户籍地的社区登记。</p>}</Notice>}
      {expected && <Notice tone="blue">{expected.number} 号{expected.name ? `，${expected.name}` : ''}，请核验证件</Notice>}
      <Reader onCard={onCard} />
      <TextField label="证件号码" hint="刷身份证，或手工输入 18 位号码" value={identity} onChange={type} error={faults['identity']} autoFocus autoComplete="off" inputMode="text" maxLength={64} name="identity" />
      <p className={`w-said w-said-${words?.tone ?? 'none'}`} aria-live="polite">{words && words.tone !== 'wrong' ? words.text : ''}</p>
      <TextField label="姓名" hint="与证件上的一致" value={name} onChange={setName} error={faults['name']} autoComplete="off" maxLength={100} name="name" />
      <ChoiceList label="怎么来的" value={manner} onChange={setManner} choices={ways} name="manner" />
      {manner === 'mandate' && <AgentFields agent={agent} onAgent={change => { reset(); setAgent(old => ({ ...old, ...change })) }} faults={{ ...error?.byField, ...tried ? unready : {} }} />}
      {manner === 'visit' && <TextField label="上门地点" example="柳湖花园3幢2单元402室" optional value={note} onChange={setNote} error={faults['note']} maxLength={200} autoComplete="off" name="note" />}
      <div className="c-form-end w-end"><Button type="submit" busy={isPending}>核验并开始接待</Button></div>
      <p className="c-soft">核验会留下记录，本人能看到是哪个窗口、什么时候查的。接待最长 30 分钟。</p>
    </form>
  )
}
