import { useParams } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { decide, lifeKinds, lifeStates, list, show, undo, withdraw, type Into, type Left } from '../../../contract/household.ts'
import type { OutputOf } from '../../../contract/kernel.ts'
import { lawNote } from '../../engines/life/Ask.tsx'
import { Sides } from '../../engines/life/Sides.tsx'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState, NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { Facts } from '../Facts.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Heir, Joining } from './Added.tsx'
import { toneOf } from './LifeList.tsx'
import '../people/people.css'

type Shown = OutputOf<typeof show>

/** `/desk/<seat>/life/<id>`: one change of a household, its two sides, and what may be done with it. */
export function LifePage() {
  const { life = '' } = useParams({ strict: false })
  const seat = useSeat()
  const may = seat.verbs.includes('household.decide')
  const [left, setLeft] = useState<Left>()
  const [into, setInto] = useState<Into | null>()
  const added = { ...left && { left }, ...into && { into } }
  const { data, error, refetch } = useAsk(show, { id: life, ...added }, { enabled: may, placeholderData: old => old })
  const back = <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'life')}>户内变动</Anchor></p>
  if (!may) return <><DeskHead title="户内变动" /><NoRightState>您的岗位不核对户内变动。</NoRightState></>
  if (error) return <>{back}<DeskHead title="没有打开" /><ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!data) return <LoadingState lines={8} />
  return <>{back}<One data={data} added={added} choosing={into === null} onLeft={setLeft} onInto={setInto} again={() => void refetch()} /></>
}

interface Added { left?: Left; into?: Into }

/** `choosing`: the household that those who arrive join is not named yet, so there is nothing to agree to. */
interface OneProps { data: Shown; added: Added; choosing: boolean; onLeft: (left: Left | undefined) => void; onInto: (into: Into | null | undefined) => void; again: () => void }

function One({ data, added, choosing, onLeft, onInto, again }: OneProps) {
  const { request, preview, stale, refused, wants_heir, coming, may } = data
  const open = request.state === 'open'
  return (
    <>
      <DeskHead title={`${lifeKinds[request.kind]}：${request.who}`} tab={lifeKinds[request.kind]} note={lawNote} tools={<StatusTag tone={toneOf(request.state)}>{lifeStates[request.state]}</StatusTag>} />
      <div className="d-list"><Facts facts={[
        { name: '地区', value: request.place_name }, { name: '提出', value: `${request.asker_name}${request.by_self ? '（居民）' : request.called_name ? `（${request.called_name}）` : ''}，${showInstant(request.asked_at)}` }, { name: '原因和凭证', value: request.reason },
        ...request.decided_at && request.answer ? [{ name: request.state === 'undone' ? '还原' : '核对', value: `${request.decider_name ?? ''}，${showInstant(request.decided_at)}：${request.answer}` }] : [],
      ]} /></div>
      <div className="g-section">
      {request.state === 'called' && <Notice tone="blue" title="等迁出地同意">他们现在登记的村（社区）同意以后，您可以看到要接收的人，再决定接收。</Notice>}
      {open && request.called_name && request.kind === 'move' && <Notice tone="blue" title={`${request.called_name}请求把他们迁过去`}>他们说人已住在那里。请向本人核实，同意后由那里接收。</Notice>}
      </div>
      {may.decide && wants_heir && <Heir staying={wants_heir} onLeft={onLeft} />}
      {may.decide && coming && <Joining coming={coming} onInto={onInto} />}
      {request.state !== 'called' && !choosing && !(wants_heir && !added.left) && <section className="r-block" aria-label="办理前后">
        {open && stale && !refused && <Notice tone="amber" title="提出以后情况有变动">下面是按现在的登记重新算出来的，请以此为准核对。</Notice>}
        {refused && <Notice tone="fault" title="按现在的登记已经不能办">{refused}请选择“不同意”，由提出的人重新办理。</Notice>}
        {preview && <Sides preview={preview} done={!open} />}
        {!preview && !refused && <p className="r-soft">已经结束，没有生效，不再显示内容。</p>}
      </section>}
      <Deeds data={choosing ? { ...data, preview: null } : data} added={added} again={again} />
    </>
  )
}

function Deeds({ data: { request, preview, may }, added, again }: { data: Shown; added: Added; again: () => void }) {
  const client = useQueryClient()
  const [words, setWords] = useState('')
  const [distinct, setDistinct] = useState(false)
  const [tried, setTried] = useState(false)
  // What agreed to a merger must not stand ready as the reason for undoing it.
  const done = () => { setWords(''); setTried(false); void client.invalidateQueries({ queryKey: [list.name] }); again() }
  const [said, back, undone] = [useCall(decide, done), useCall(withdraw, done), useCall(undo, done)]
  const refused = said.refused ?? back.refused ?? undone.refused
  const text = words.trim()
  const answer = (accept: boolean) => { setTried(true); if (text) said.run({ id: request.id, accept, seen: preview?.seen ?? '', answer: text, ...distinct && { distinct }, ...accept && added }) }
  const waits = request.state === 'open' && !may.decide
    ? <Notice tone="blue" title={request.mine ? '等另一个人核对' : '您不能核对这一件'}>{request.mine ? '自己提出的由同事或镇街审核员核对。' : '这一户与您本人有关，由同事核对。'}</Notice> : null
  if (!may.decide && !may.withdraw && !may.undo) return waits
  return (
    <section className="r-block r-form" aria-label="办理">
      {waits}
      {refused && <Notice tone="fault" title="没有办成" alert>{refused.message}{refused.code === 'household.stale' && <> <button type="button" className="r-link" onClick={() => { said.reset(); again() }}>看最新的预览</button></>}</Notice>}
      {may.decide && preview?.alike && <label className="p-distinct"><input type="checkbox" checked={distinct} onChange={event => setDistinct(event.target.checked)} /> 已经核对过，不是同一人</label>}
      {(may.decide || may.undo) && <TextField label={may.undo ? '为什么还原' : '核对意见'} hint={may.undo ? '还原后两份登记各回原样，合并以后新登记的留在保留的一份' : '看过什么材料；不同意的写明理由'} value={words} onChange={setWords} limit={200} error={tried && !text ? '请填写' : undefined} />}
      <div className="g-actions">
        {may.decide && preview && <Button busy={said.busy} onClick={() => answer(true)}>{request.kind === 'arrive' ? '接收' : '同意'}</Button>}
        {may.decide && <Button kind="second" busy={said.busy} onClick={() => answer(false)}>{request.kind === 'arrive' ? '不接收' : '不同意'}</Button>}
        {may.undo && <Button kind="second" busy={undone.busy} onClick={() => { setTried(true); if (text) undone.run({ id: request.id, reason: text }) }}>还原成两份登记</Button>}
        {may.withdraw && <Button kind="second" busy={back.busy} onClick={() => back.run({ id: request.id })}>撤回</Button>}
      </div>
    </section>
  )
}
