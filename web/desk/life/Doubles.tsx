import { useState } from 'react'
import { alikeAgain, ask as asked, doubles, preview as previewed, unlike, type LifeAsk } from '../../../contract/household.ts'
import { levels, type OutputOf } from '../../../contract/kernel.ts'
import { Sides } from '../../engines/life/Sides.tsx'
import { paths } from '../../kernel/paths.ts'
import { showInstant } from '../../kernel/time.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState, NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import '../people/people.css'

type Pair = OutputOf<typeof doubles>['items'][number]
type Settled = OutputOf<typeof doubles>['unlike'][number]
type Deed = { do: 'merge' | 'unlike'; pair: Pair } | { do: 'again'; found: Settled }

/** `/desk/<seat>/life/doubles`: people who by the rules may be registered twice; which of two records is kept is chosen and previewed. */
export function Doubles() {
  const seat = useSeat()
  const may = seat.verbs.includes('household.ask') && seat.place.length >= levels.community
  const { data, error, refetch } = useAsk(doubles, {}, { enabled: may })
  const [deed, setDeed] = useState<Deed | null>(null)
  const back = () => { setDeed(null); void refetch() }
  if (!may) return <><DeskHead title="重复登记" /><NoRightState>重复登记由村（社区）的工作人员查找。</NoRightState></>
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'life')}>户内变动</Anchor></p>
      <DeskHead title="重复登记" note="按规则疑似同一个人登记了两次；查看会留下记录，居民本人看得到" />
      {deed?.do === 'merge' ? <Merge pair={deed.pair} onBack={() => setDeed(null)} />
        : deed?.do === 'unlike' ? <Unlike pair={deed.pair} onBack={() => setDeed(null)} done={back} />
          : deed?.do === 'again' ? <Again found={deed.found} onBack={() => setDeed(null)} done={back} />
            : error ? <ErrorState error={error} onRetry={() => void refetch()} />
              : !data ? <LoadingState lines={5} /> : <Lists data={data} onDeed={setDeed} />}
    </>
  )
}

function Lists({ data, onDeed }: { data: OutputOf<typeof doubles>; onDeed: (deed: Deed) => void }) {
  return (
    <>
      {data.items.length === 0 && <EmptyState title="没有疑似重复的登记" icon="check" />}
      {data.items.map(pair => (
        <section key={`${pair.one.person} ${pair.other.person}`} className="r-block" aria-label={`${pair.one.name}，${pair.why}`}>
          <div className="r-block-head"><h2>{pair.why}</h2>
            <span className="l-deeds">
              <button type="button" className="r-link" onClick={() => onDeed({ do: 'merge', pair })}>合并<span className="g-unseen">{pair.one.name}的两份登记</span></button>
              <button type="button" className="r-link" onClick={() => onDeed({ do: 'unlike', pair })}>不是同一人<span className="g-unseen">：{pair.one.name}和{pair.other.name}</span></button>
            </span>
          </div>
          <Two pair={pair} />
        </section>
      ))}
      {data.more && <p className="r-soft">只列出前 50 对，处理后再查看其余的。</p>}
      {data.unlike.length > 0 && (
        <section className="r-block" aria-label="已认定不是同一人">
          <div className="r-block-head"><h2>已认定不是同一人</h2></div>
          {data.unlike.map(found => (
            <div key={found.finding} className="l-found-two">
              <Two pair={found} />
              <p className="r-soft">{found.found_name}，{showInstant(found.found_at)}：{found.reason}　<button type="button" className="r-link" onClick={() => onDeed({ do: 'again', found })}>有新的凭证，撤销<span className="g-unseen">：{found.one.name}和{found.other.name}</span></button></p>
            </div>
          ))}
          {data.unlike_more && <p className="r-soft">只列出最近的 50 对。</p>}
        </section>
      )}
    </>
  )
}

const Two = ({ pair }: { pair: Pick<Pair, 'one' | 'other'> }) => (
  <div className="l-pairs">{[pair.one, pair.other].map(each => <p key={each.person}><strong>{each.name}</strong>　{each.sex}，{each.age} 岁<br /><span className="r-soft">{each.identity_masked}，{each.place_name}</span></p>)}</div>
)

/** One sentence and one button: why, and done. */
function Why({ title, hint, act, refused, busy, onBack, onSend, pair }: {
  title: string; hint: string; act: string; refused: { message: string } | null; busy: boolean; onBack: () => void; onSend: (reason: string) => void; pair: Pick<Pair, 'one' | 'other'>
}) {
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  return (
    <div className="r-block r-form">
      <h2>{title}</h2>
      <Two pair={pair} />
      {refused && <Notice tone="fault" title="没有办成" alert>{refused.message}</Notice>}
      <TextField label="原因和凭证" hint={hint} value={reason} onChange={setReason} limit={200} error={tried && !reason.trim() ? '请写明原因和凭证' : undefined} />
      <div className="g-actions"><Button busy={busy} onClick={() => { setTried(true); if (reason.trim()) onSend(reason.trim()) }}>{act}</Button><Button kind="second" onClick={onBack}>返回</Button></div>
    </div>
  )
}

function Unlike({ pair, onBack, done }: { pair: Pair; onBack: () => void; done: () => void }) {
  const said = useCall(unlike, done)
  return <Why title="不是同一人" hint="怎样核实是两个人；以后不再提示，可以撤销" act="认定不是同一人" pair={pair} refused={said.refused} busy={said.busy} onBack={onBack} onSend={reason => said.run({ one: pair.one.person, other: pair.other.person, reason })} />
}

function Again({ found, onBack, done }: { found: Settled; onBack: () => void; done: () => void }) {
  const said = useCall(alikeAgain, done)
  return <Why title="撤销“不是同一人”的认定" hint="新的凭证是什么；撤销后可以合并" act="撤销认定" pair={found} refused={said.refused} busy={said.busy} onBack={onBack} onSend={reason => said.run({ finding: found.finding, reason })} />
}

function Merge({ pair, onBack }: { pair: Pair; onBack: () => void }) {
  const seat = useSeat()
  const [kept, setKept] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const look = useCall(previewed)
  const sent = useCall(asked)
  const choose = (person: string) => { setKept(person); look.run({ ask: wanted(person) }) }
  const wanted = (person: string): LifeAsk => ({ kind: 'same', person, other: person === pair.one.person ? pair.other.person : pair.one.person })
  if (sent.output) {
    return <div className="r-block r-form"><Notice tone="green" title="已提出，等另一个人核对" alert>核对同意后两份登记合并；合并后还可以还原。</Notice><div className="g-actions"><ButtonLink href={paths.deskRow(seat.mandate, 'life', sent.output.id)}>查看这一件</ButtonLink></div></div>
  }
  return (
    <div className="r-block r-form">
      <ChoiceList label="保留哪一份" hint="另一份并进来：它独有的信息抄过来，两份说法不同的以保留的为准，历史都在，可以还原" value={kept} onChange={choose}
        choices={[pair.one, pair.other].map(one => ({ value: one.person, title: one.name, note: `${one.identity_masked}，${one.place_name}` }))} />
      {(look.refused ?? sent.refused) && <Notice tone="fault" title="不能合并" alert>{(look.refused ?? sent.refused)!.message}</Notice>}
      {look.output && kept && !look.refused && (
        <>
          <Sides preview={look.output} />
          <div className="g-section"><TextField label="原因和凭证" hint="怎样核实是同一个人" value={reason} onChange={setReason} limit={200} error={tried && !reason.trim() ? '请写明原因和凭证' : undefined} /></div>
          <div className="g-actions"><Button busy={sent.busy} onClick={() => { setTried(true); if (reason.trim()) sent.run({ ask: wanted(kept), seen: look.output!.seen, reason: reason.trim() }) }}>提出合并</Button><Button kind="second" onClick={onBack}>返回</Button></div>
        </>
      )}
    </div>
  )
}
