import { useCallback, useRef, useState, type FormEvent } from 'react'
import { attend } from '../../../contract/person.ts'
import { manners } from '../../../contract/glossary.ts'
import { useCall } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useSeat } from '../seat.ts'
import { readCard, sayNumber, type Card } from './card.ts'
import { Reader } from './devices/Reader.tsx'
import { takeExpected } from './expected.ts'
import { forgetOthers, serve } from './served.ts'

type Manner = keyof typeof manners
const ways = (Object.entries(manners) as [Manner, string][]).map(([value, title]) => ({ value, title }))
const said: Record<Exclude<Manner, 'present'>, { label: string; example: string }> = {
  mandate: { label: '代办人姓名、与本人的关系', example: '沈梅，女儿，看过身份证和委托书' },
  visit: { label: '上门地点', example: '柳湖花园3幢2单元402室' },
}

/** Who stands before me: the number first, as a card reader types it, then the name, then how they came. */
export function AttendForm() {
  const seat = useSeat()
  const [expected] = useState(takeExpected)
  const [identity, setIdentity] = useState('')
  const [name, setName] = useState(expected?.name ?? '')
  const [manner, setManner] = useState<Manner>('present')
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error, reset } = useCall(attend)
  const form = useRef<HTMLFormElement>(null)
  const words = sayNumber(identity)
  const wrong = words?.tone === 'wrong' || (tried && words?.tone === 'typing') ? words.text : undefined
  const faults: Record<string, string | undefined> = {
    identity: wrong ?? (tried && !words ? '请填写证件号码' : undefined) ?? error?.byField['identity'],
    name: tried && !name.trim() ? '请填写姓名' : error?.byField['name'],
    note: manner === 'mandate' && tried && !note.trim() ? '请写明由谁代办' : error?.byField['note'],
  }
  const lay = useCallback((card: Card) => { reset(); setIdentity(card.number); if (card.name) setName(card.name) }, [reset])
  const type = (text: string) => {
    lay(readCard(text))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const ready = words?.tone === 'right' && name.trim() !== '' && (manner !== 'mandate' || note.trim() !== '')
    if (!ready) setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0)
    else if (!isPending) mutate({ name: name.trim(), identity, manner, ...manner !== 'present' && note.trim() ? { note: note.trim() } : {} }, {
      onSuccess: came => { forgetOthers(came.person); serve({ ...came, manner, seat: seat.mandate }) },
    })
  }
  return (
    <form ref={form} className="c-block w-attend" aria-label="核验来人" noValidate onSubmit={submit}>
      <h2>来办事的人</h2>
      {error && error.fields.length === 0 && <Notice tone="fault" title="没有核验通过" alert><p>{error.message}</p>{error.code === 'person.unknown' && <p>对照证件再看一遍姓名和号码；都没错的，说明还没有登记，请联系来人户籍地的社区登记。</p>}</Notice>}
      {expected && <Notice tone="blue">{expected.number} 号{expected.name ? `，${expected.name}` : ''}，请核验证件</Notice>}
      <Reader onCard={lay} />
      <TextField label="证件号码" hint="刷身份证，或手工输入 18 位号码" value={identity} onChange={type} error={faults['identity']} autoFocus autoComplete="off" inputMode="text" maxLength={64} name="identity" />
      <p className={`w-said w-said-${words?.tone ?? 'none'}`} aria-live="polite">{words && words.tone !== 'wrong' ? words.text : ''}</p>
      <TextField label="姓名" hint="与证件上的一致" value={name} onChange={setName} error={faults['name']} autoComplete="off" maxLength={100} name="name" />
      <ChoiceList label="怎么来的" value={manner} onChange={setManner} choices={ways} name="manner" />
      {manner !== 'present' && <TextField label={said[manner].label} example={said[manner].example} optional={manner !== 'mandate'} value={note} onChange={setNote} error={faults['note']} maxLength={200} autoComplete="off" name="note" />}
      <div className="c-form-end w-end"><Button type="submit" busy={isPending}>核验并开始接待</Button></div>
      <p className="c-soft">核验会留下记录，本人能看到是哪个窗口、什么时候查的。接待最长 30 分钟。</p>
    </form>
  )
}
