import { useEffect, useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { ask, probe, weigh } from '../../../contract/admission.ts'
import { demandKinds, reaches, type DemandKind } from '../../../contract/gate.ts'
import type { InputOf } from '../../../contract/kernel.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { addDays } from '../../../contract/time.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DayField, FieldRow, SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { AnswerShown } from './AnswerShown.tsx'
import { groups, ReportColumns, reportOf, type ColumnAsked } from './ReportColumns.tsx'
import { Weighed } from './Weighed.tsx'
import { periods } from './words.ts'
import '../forms.css'
import './admission.css'

type Kind = DemandKind | ''
const empty = { kind: '' as Kind, title: '', content: '', basis: '', population: '', period: 'once' as keyof typeof periods, reach: 'all' as keyof typeof reaches, valid_from: today(), valid_to: addDays(today(), 90), minutes: '', staff: '', fee: '', training: '', indicators: '', form_number: '', form_approval: '', form_valid_to: '' }
type Filled = typeof empty
const number = (text: string): number => Math.max(0, Math.round(Number(text) || 0))

/** The request as it is sent: a form of statistics with what the law asks of it, a report with its columns. */
function inputOf(filled: Filled, place: string, statistical: boolean, urgent: boolean, report: InputOf<typeof ask>['report']): InputOf<typeof ask> {
  const { kind, title, content, basis, population, period, reach, valid_from, valid_to, minutes, staff, fee, training, indicators, form_number, form_approval, form_valid_to } = filled
  return {
    kind: kind as DemandKind, title: title.trim(), content: content.trim(), basis: basis.trim(), population: population.trim(), period, reach, valid_from, valid_to, places: [place], minutes: number(minutes), staff: number(staff), fee_fen: Math.round((Number(fee) || 0) * 100),
    training: training.trim(), indicators: indicators.trim(), urgent, statistical, ...statistical && { ...form_number.trim() && { form_number: form_number.trim() }, ...form_approval.trim() && { form_approval: form_approval.trim() }, ...form_valid_to && { form_valid_to } }, ...kind === 'report' && { report },
  }
}

/** What of a request decides whether it fits, a moment after it was last changed. */
function useWeighed(filled: Filled, place: string, statistical: boolean) {
  const { kind, title, content, period, reach, valid_from, valid_to, minutes, form_number, form_approval, form_valid_to } = filled
  const whole = kind !== '' && kind !== 'report' && valid_from !== '' && valid_to > valid_from
  const now = JSON.stringify({
    kind, title: title.trim(), content: content.trim(), period, reach, valid_from, valid_to, minutes: number(minutes), places: [place], statistical,
    ...statistical && { ...form_number.trim() && { form_number: form_number.trim() }, ...form_approval.trim() && { form_approval: form_approval.trim() }, ...form_valid_to && { form_valid_to } },
  })
  const [settled, setSettled] = useState(now)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(now), 500)
    return () => clearTimeout(timer)
  }, [now])
  return useAsk(weigh, JSON.parse(settled) as InputOf<typeof weigh>, { enabled: whole && settled === now, placeholderData: before => before }).data
}

/** What stands in the way of sending, field by field; nothing where it is whole. */
function wanting(filled: Filled, columns: readonly ColumnAsked[]): Partial<Record<keyof Filled | 'columns', string>> {
  const told = (key: 'title' | 'content' | 'basis') => filled[key].trim() ? {} : { [key]: '请填写' }
  return {
    ...filled.kind ? {} : { kind: '请选择类别' }, ...told('title'), ...told('content'), ...told('basis'),
    ...filled.kind !== 'report' && !filled.population.trim() ? { population: '请填写' } : {}, ...filled.kind === 'report' && columns.length === 0 ? { columns: '请至少选一栏' } : {},
  }
}

/** For whom, how often and until when, what it takes and what comes with it. */
function Terms({ filled, set, isReport, missing }: { filled: Filled; set: <K extends keyof Filled>(key: K) => (value: Filled[K]) => void; isReport: boolean; missing: string | undefined }) {
  return (
    <>
      <FieldRow>
        {!isReport && <TextField label="对象" example="60 岁以上独居老人" value={filled.population} onChange={set('population')} error={missing} />}
        <SelectField label="哪些地方" value={filled.reach} onChange={value => set('reach')((value || 'all') as Filled['reach'])} choices={Object.entries(reaches).map(([code, label]) => ({ code, label }))} />
        <SelectField label="周期" value={filled.period} onChange={value => set('period')((value || 'once') as Filled['period'])} choices={Object.entries(periods).map(([code, label]) => ({ code, label }))} />
      </FieldRow>
      <FieldRow><DayField label="从哪天起" value={filled.valid_from} onChange={set('valid_from')} min={today()} /><DayField label="哪天退出" value={filled.valid_to} onChange={set('valid_to')} min={today()} /></FieldRow>
      <FieldRow>
        {!isReport && <TextField label="每处每月要花的分钟" hint="平台另有测算，取大的一个" inputMode="numeric" width="short" value={filled.minutes} onChange={set('minutes')} optional />}
        <TextField label="随转人员（人）" inputMode="numeric" width="short" value={filled.staff} onChange={set('staff')} optional /><TextField label="随转经费（元）" inputMode="decimal" width="short" value={filled.fee} onChange={set('fee')} optional />
      </FieldRow>
      <FieldRow><TextField label="培训安排" value={filled.training} onChange={set('training')} optional /><TextField label="考核指标" value={filled.indicators} onChange={set('indicators')} optional /></FieldRow>
    </>
  )
}

/** `/desk/<seat>/admission/new`: a department asks; what the platform holds already, what the rest costs and whether it fits is said while it is written. */
export function NewRequest() {
  const seat = useSeat()
  const navigate = useNavigate()
  const [filled, setFilled] = useState(empty)
  const [place, setPlace] = useState<string>()
  const [statistical, setStatistical] = useState(false)
  const [urgent, setUrgent] = useState(false)
  const [who, setWho] = useState<keyof typeof groups>('alone')
  const [columns, setColumns] = useState<ColumnAsked[]>([])
  const [tried, setTried] = useState(false)
  const [wanted, setWanted] = useState<InputOf<typeof probe> | null>(null)
  const answer = useAsk(probe, wanted ?? { places: [seat.place], report: { columns: [{ title: '姓名' }] } }, { enabled: wanted !== null, staleTime: 0 })
  const { mutate, isPending, error, reset } = useCall(ask)
  const weighed = useWeighed(filled, place ?? seat.place, statistical)
  // What was said about an earlier state is gone as soon as something is mended.
  const changed = () => { if (error) reset() }
  const set = <K extends keyof Filled>(key: K) => (value: Filled[K]) => { changed(); setFilled(old => ({ ...old, [key]: value })) }
  const asked = (change: () => void) => { changed(); setWanted(null); change() }
  const report = reportOf(who, columns)
  const missing = tried ? wanting(filled, columns) : {}
  const isReport = filled.kind === 'report'
  const send = () => {
    setTried(true)
    if (Object.keys(wanting(filled, columns)).length > 0) return
    const whole = isReport ? { ...filled, population: groups[who] } : filled
    mutate(inputOf(whole, place ?? seat.place, statistical, urgent, report), { onSuccess: made => void navigate({ href: paths.deskRow(seat.mandate, 'admission', made.number) }) })
  }
  if (!seat.verbs.includes('admission.ask')) return <><DeskHead title="提出准入申请" /><NoRightState>准入申请由本单位的部门经办员提出。您有这个岗位的，请先在页面上方换岗位。</NoRightState></>
  return (
    <>
      <DeskHead title="提出准入申请" note="先看平台里有没有；没有的，说明依据和负担，听过镇街和村（社区）的意见再决定。" />
      <Form className="r-form" onSubmit={send}>
        <SelectField label="类别" value={filled.kind} onChange={value => set('kind')(value as Kind)} error={missing.kind} choices={Object.entries(demandKinds).map(([code, label]) => ({ code, label }))} />
        <p className="ad-label">范围</p>
        <PlaceSteps top={seat.place} topName={seat.place_name} value={place} onChange={to => asked(() => setPlace(to))} lowest="community" label="范围" />
        {isReport && (
          <section className="r-block" aria-labelledby="ad-report">
            <h2 id="ad-report">先问平台</h2>
            <ReportColumns who={who} onWho={to => asked(() => setWho(to))} columns={columns} onColumns={to => asked(() => setColumns(to))} faults={error?.fields ?? []} />
            {missing.columns && <p className="g-error">{missing.columns}</p>}
            <div className="g-actions"><Button kind="second" busy={answer.isFetching} disabled={columns.length === 0} onClick={() => setWanted({ places: [place ?? seat.place], report })}>看看平台里有没有</Button></div>
            {wanted && answer.error && <Notice tone="fault" alert>{answer.error.fields?.[0]?.message ?? answer.error.message}</Notice>}
            {wanted && answer.data && <AnswerShown answer={answer.data} />}
          </section>
        )}
        <TextField label="名称" hint="准入以后照这个名称下达，不能改" value={filled.title} onChange={set('title')} limit={60} error={missing.title} />
        <TextField label="要村（社区）做什么" hint="准入以后原样下达给村（社区）" rows={3} limit={2000} value={filled.content} onChange={set('content')} error={missing.content} />
        <TextField label="依据" hint="法律、法规或文件的名称和条款" value={filled.basis} onChange={set('basis')} error={missing.basis} />
        <Terms filled={filled} set={set} isReport={isReport} missing={missing.population} />
        <ChoiceList many label="另外" value={[...statistical ? ['statistical' as const] : [], ...urgent ? ['urgent' as const] : []]} onChange={value => { changed(); setStatistical(value.includes('statistical')); setUrgent(value.includes('urgent')) }}
          choices={[{ value: 'statistical', title: '这是统计调查表', note: '统计法要求有表号、批准或备案文件和有效期，缺一样村（社区）有权拒绝' }, { value: 'urgent', title: '应急准入', note: '48 小时内决定，最多 90 天' }]} />
        {statistical && <FieldRow><TextField label="表号" value={filled.form_number} onChange={set('form_number')} /><TextField label="批准或备案文件" value={filled.form_approval} onChange={set('form_approval')} /><DayField label="有效期至" value={filled.form_valid_to} onChange={set('form_valid_to')} /></FieldRow>}
        {!isReport && filled.kind !== '' && weighed && <Weighed data={weighed} />}
        {error && <Notice tone="fault" title="没有提交" alert>{error.message}{error.fields?.map(one => <span key={one.path}> {one.message}。</span>)}</Notice>}
        <div className="g-actions"><Button type="submit" busy={isPending} disabled={!isReport && Boolean(weighed?.refused)}>提交申请</Button></div>
      </Form>
    </>
  )
}
