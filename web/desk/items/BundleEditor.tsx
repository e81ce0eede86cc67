import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { attempt, draft as draftOperation, type Bundle } from '../../../contract/catalogue.ts'
import { items as allItems, type Item } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { SelectField } from '../fields.tsx'
import { useSeat } from '../seat.ts'
import { faultsOf, moved } from './body.ts'
import { DraftBar, DraftHead, Gone } from './drafting.tsx'
import { Part, Row } from './Part.tsx'
import { useDrafting, useDraftPlace, type Opened } from './useDrafting.ts'
import './items.css'

/** Makes a bundle: a name, what it is good for, its items in their order; tried before it is published. */
export function BundleEditor() {
  const { bundle: id } = useParams({ strict: false }) as { bundle: string }
  const seat = useSeat()
  const place = useDraftPlace()
  const found = useAsk(draftOperation, { what: 'bundle', id, ...place }, { staleTime: Infinity })
  const catalogue = useAsk(allItems, {}, { staleTime: 60_000 })
  const error = found.error ?? catalogue.error
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'items')}>事项</Anchor></p>
      {error?.code === 'found.nothing' ? <Gone href={paths.deskRow(seat.mandate, 'bundles', id)} list={paths.deskPage(seat.mandate, 'items')} /> : error ? <ErrorState error={error} /> : !found.data || !catalogue.data ? <LoadingState lines={8} />
        : <Editing key={found.data.draft.revision} id={id} first={found.data} items={catalogue.data.items} />}
    </>
  )
}

function Editing({ id, first, items }: { id: string; first: Opened; items: readonly Item[] }) {
  const { body, set, ...drafting } = useDrafting<Bundle>('bundle', id, first)
  const nameOf = (item: string) => items.find(one => one.id === item)?.name ?? `${item}（目录里没有）`
  const others = items.filter(one => !body.items.includes(one.id))
  return (
    <>
      <DraftHead name={body.name} {...drafting} />
      <fieldset className="i-all" disabled={drafting.frozen} aria-label="一件事的内容">
      <Part id="words" title="一、叫什么" faults={faultsOf(drafting.faults, 'name', 'summary')}>
        <TextField label="名称" value={body.name} onChange={name => set({ name })} limit={60} example="搬家一件事" />
        <TextField label="一句话说明" value={body.summary} onChange={summary => set({ summary })} limit={200} example="搬到新地方以后要办的，一次办好。" />
      </Part>
      <Part id="items" title="二、包括哪些事项" note="按群众看到的先后排列。各个事项仍按自己的条件、材料和期限办。" faults={faultsOf(drafting.faults, 'items')}>
        {body.items.map((item, i) => (
          <Row key={item} title={nameOf(item)} onRemove={() => set({ items: body.items.filter(one => one !== item) })}
            {...(i > 0 && { onUp: () => set({ items: moved(body.items, i, -1) }) })} {...(i < body.items.length - 1 && { onDown: () => set({ items: moved(body.items, i, 1) }) })}>
            <p className="r-soft">{items.find(one => one.id === item)?.summary}</p>
          </Row>
        ))}
        <SelectField label="加一个事项" optional value="" onChange={item => { if (item) set({ items: [...body.items, item] }) }} choices={others.map(one => ({ code: one.id, label: one.name }))} />
      </Part>
      </fieldset>
      <BundleTrial id={id} place={drafting.draft.place} dirty={drafting.dirty} />
      <DraftBar {...drafting} />
    </>
  )
}

/** Tries the saved bundle with somebody of an age: which of its items they could have, and what they would be asked. */
function BundleTrial({ id, place, dirty }: { id: string; place: string; dirty: boolean }) {
  const [age, setAge] = useState('70')
  const deed = useCall(attempt)
  return (
    <section className="r-block" aria-labelledby="trial">
      <h2 id="trial">三、试办</h2>
      <p className="r-soft">假设一个人来申请，看每件符不符合、一共问几个问题。不会留下任何记录。</p>
      <TextField label="年龄" width="short" inputMode="numeric" value={age} onChange={setAge} />
      <div className="g-actions"><Button kind="second" busy={deed.busy} onClick={() => deed.run({ what: 'bundle', id, place, age: Number(age) || 0, answers: {} })}>试一下</Button></div>
      {dirty && <p className="r-soft">试的是上一次保存的草稿。</p>}
      {deed.refused && <Notice tone="fault" title="没有试成" alert>{deed.refused.message}</Notice>}
      {deed.output && (
        <div role="status">
          {deed.output.faults.map(fault => <p key={`${fault.path}${fault.message}`}>{fault.message}</p>)}
          {deed.output.parts.map(part => (
            <div key={part.id}>
              <p className="i-verdict"><StatusTag tone={part.eligible ? 'green' : 'amber'}>{part.eligible ? '可以申请' : '不能申请'}</StatusTag> <b>{part.name}</b> {part.outcome}</p>
              <ul>{part.reasons.map(one => <li key={one.text}>{one.ok ? '符合' : '不符合'}：{one.text}（{one.basis}）</li>)}</ul>
            </div>
          ))}
          {deed.output.asked.length > 0 && <p>一共问 {deed.output.asked.length} 个问题：{deed.output.asked.map(one => one.ask).join('、')}</p>}
        </div>
      )}
    </section>
  )
}
