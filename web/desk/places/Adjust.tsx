import { useLocation } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { reorganise, show } from '../../../contract/place.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { parseSearch } from '../../kernel/router.ts'
import { today } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { LoadingState, NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { DayField, FieldRow } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { kindWords, readEvent, type EventDraft, type EventKind } from './event.ts'
import { EventFields } from './EventFields.tsx'
import { Report } from './Report.tsx'
import type { Picked } from './PlaceSearch.tsx'
import './places.css'

/** Re-organising places: written, rehearsed, read, and only then done. */
export function Adjust() {
  const seat = useSeat()
  const at = parseSearch(useLocation().searchStr)['at'] ?? ''
  const { data, isLoading } = useAsk(show, { code: /^(\d{4}|\d{6}|\d{9}|\d{12}|\d{15})$/.test(at) ? at : '32' }, { staleTime: 60_000 })
  if (!seat.verbs.includes('place.reorganise')) return <><DeskHead title="调整区划" /><NoRightState>区划由省级系统管理员调整。</NoRightState></>
  if (isLoading) return <LoadingState lines={6} />
  const place = data && data.place.code !== '32' ? { code: data.place.code, own: data.place.name, kind: data.place.kind, name: [...data.ancestors.slice(1), data.place].map(p => p.display).join('') } : null
  return (
    <>
      <p className="r-crumbs r-noprint"><Anchor href={paths.deskPage(seat.mandate, 'places')}>地区</Anchor></p>
      <Writing start={place} />
    </>
  )
}

const blank = (kind: EventKind, place: Picked | null): EventDraft =>
  ({ kind, place, sources: place ? [place] : [], code: '', name: '', type: '', parts: [], shares: {} })

function Writing({ start }: { start: Picked | null }) {
  const client = useQueryClient()
  const { modal } = App.useApp()
  const [draft, setDraft] = useState<EventDraft | null>(null)
  const [effective, setEffective] = useState(today())
  const [basis, setBasis] = useState('')
  const [tried, setTried] = useState(false)
  const rehearsal = useCall(reorganise)
  const deed = useCall(reorganise, () => void client.invalidateQueries())
  const read = draft && readEvent(draft)
  const faults = { ...read?.faults, ...!effective && { effective: '请选择日期' }, ...basis.trim() === '' && { basis: '请写明依据的文件' } }
  const change = (next: EventDraft) => { setDraft(next); rehearsal.reset(); deed.reset() }
  const input = (rehearse: boolean) => read?.event && { event: read.event, effective, basis: basis.trim(), rehearse }
  const rehearse = () => {
    setTried(true)
    const wanted = input(true)
    if (wanted && Object.keys(faults).length === 0) rehearsal.run(wanted)
  }
  const execute = () => void modal.confirm({
    title: '确定执行这次调整？', okText: '执行', cancelText: '再看看', content: '执行后立即生效，并记入区划沿革。要改回去，须再办一次调整。',
    onOk: () => { const wanted = input(false); if (wanted) deed.run(wanted) },
  })
  if (deed.output) return <Report result={deed.output} again={() => { setDraft(null); setBasis(''); setTried(false); rehearsal.reset(); deed.reset() }} />
  return (
    <>
      <DeskHead title="调整区划" note="先演练，看清会动哪些记录，再执行" />
      <Form className="r-block r-form" onSubmit={rehearse}>
        <div className="l-kinds"><ChoiceList<EventKind> label="办什么" value={draft?.kind ?? null} onChange={kind => { setTried(false); change(blank(kind, start)) }}
          choices={kindWords.map(k => ({ value: k.kind, title: k.title, note: k.note }))} /></div>
        {draft && (
          <>
            <EventFields key={draft.kind} draft={draft} onChange={change} faults={tried ? faults : {}} />
            <FieldRow>
              <DayField label="生效日期" hint="今天或以前" value={effective} max={today()} onChange={day => { setEffective(day); rehearsal.reset() }} error={tried ? faults.effective : undefined} />
              <TextField label="依据的文件" example="云政发〔2026〕18号" value={basis} limit={200} onChange={text => { setBasis(text); rehearsal.reset() }} error={tried ? faults.basis : undefined} />
            </FieldRow>
            {(rehearsal.refused ?? deed.refused) && <Notice tone="fault" title="不能这样调整" alert>{(deed.refused ?? rehearsal.refused)!.message}</Notice>}
            <div className="g-actions"><Button type="submit" kind={rehearsal.output ? 'second' : 'main'} busy={rehearsal.busy}>{rehearsal.output ? '重新演练' : '演练'}</Button></div>
          </>
        )}
      </Form>
      {rehearsal.output && <Report result={rehearsal.output} execute={execute} busy={deed.busy} />}
    </>
  )
}
