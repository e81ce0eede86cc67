import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { ask, probe } from '../../../contract/admission.ts'
import { demandKinds, reaches, type DemandKind } from '../../../contract/gate.ts'
import type { InputOf } from '../../../contract/kernel.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { addDays } from '../../../contract/time.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DayField, FieldRow, SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { PlaceSteps } from '../places/PlaceSteps.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { AnswerShown } from './AnswerShown.tsx'
import { emptyColumn, groups, ReportColumns, reportOf, type ColumnAsked } from './ReportColumns.tsx'
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

/** `/desk/<seat>/admission/new`: a department asks; of a report the platform says at once what it holds already and what the rest costs. */
export function NewRequest() {
  const seat = useSeat()
  const navigate = useNavigate()
  const [filled, setFilled] = useState(empty)
  const [place, setPlace] = useState<string>()
  const [statistical, setStatistical] = useState(false)
  const [urgent, setUrgent] = useState(false)
  const [who, setWho] = useState<keyof typeof groups>('alone')
  const [columns, setColumns] = useState<ColumnAsked[]>([emptyColumn()])
  const [tried, setTried] = useState(false)
  const [wanted, setWanted] = useState<InputOf<typeof probe> | null>(null)
  const answer = useAsk(probe, wanted ?? { places: [seat.place], report: { columns: [{ title: '姓名' }] } }, { enabled: wanted !== null, staleTime: 0 })
  const { mutate, isPending, error } = useCall(ask)
  const set = <K extends keyof Filled>(key: K) => (value: Filled[K]) => setFilled(old => ({ ...old, [key]: value }))
  const report = reportOf(who, columns)
  const missing = (key: 'title' | 'content' | 'basis' | 'population') => tried && !filled[key].trim() ? '请填写' : undefined
  const send = () => {
    setTried(true)
    if (!filled.kind || !filled.title.trim() || !filled.content.trim() || !filled.basis.trim() || !filled.population.trim()) return
    mutate(inputOf(filled, place ?? seat.place, statistical, urgent, report), { onSuccess: made => void navigate({ href: paths.deskRow(seat.mandate, 'admission', made.number) }) })
  }
  return (
    <>
      <DeskHead title="提出准入申请" note="先看平台里有没有；没有的，说明依据和负担，听过镇街和村（社区）的意见再决定。" />
      <Form className="r-form" onSubmit={send}>
        <SelectField label="类别" value={filled.kind} onChange={value => set('kind')(value as Kind)} error={tried && !filled.kind ? '请选择类别' : undefined} choices={Object.entries(demandKinds).map(([code, label]) => ({ code, label }))} />
        <p className="ad-label">范围</p>
        <PlaceSteps top={seat.place} topName={seat.place_name} value={place} onChange={setPlace} lowest="community" label="范围" />
        {filled.kind === 'report' && (
          <section className="r-block" aria-labelledby="ad-report">
            <h2 id="ad-report">先问平台</h2>
            <ReportColumns who={who} onWho={setWho} columns={columns} onColumns={setColumns} faults={error?.fields ?? []} />
            <div className="g-actions"><Button kind="second" busy={answer.isFetching} onClick={() => setWanted({ places: [place ?? seat.place], report })}>看看平台里有没有</Button></div>
            {answer.error && <Notice tone="fault" alert>{answer.error.fields?.[0]?.message ?? answer.error.message}</Notice>}
            {wanted && answer.data && <AnswerShown answer={answer.data} />}
          </section>
        )}
        <TextField label="名称" value={filled.title} onChange={set('title')} limit={60} error={missing('title')} />
        <TextField label="要村（社区）做什么" rows={3} limit={2000} value={filled.content} onChange={set('content')} error={missing('content')} />
        <TextField label="依据" hint="法律、法规或文件的名称和条款" value={filled.basis} onChange={set('basis')} error={missing('basis')} />
        <FieldRow>
          <TextField label="对象" example="60 岁以上独居老人" value={filled.population} onChange={set('population')} error={missing('population')} />
          <SelectField label="哪些地方" value={filled.reach} onChange={value => set('reach')((value || 'all') as Filled['reach'])} choices={Object.entries(reaches).map(([code, label]) => ({ code, label }))} />
          <SelectField label="周期" value={filled.period} onChange={value => set('period')((value || 'once') as Filled['period'])} choices={Object.entries(periods).map(([code, label]) => ({ code, label }))} />
        </FieldRow>
        <FieldRow><DayField label="从哪天起" value={filled.valid_from} onChange={set('valid_from')} min={today()} /><DayField label="哪天退出" value={filled.valid_to} onChange={set('valid_to')} min={today()} /></FieldRow>
        <FieldRow>
          {filled.kind !== 'report' && <TextField label="每处每月要花的分钟" inputMode="numeric" width="short" value={filled.minutes} onChange={set('minutes')} optional />}
          <TextField label="随转人员（人）" inputMode="numeric" width="short" value={filled.staff} onChange={set('staff')} optional /><TextField label="随转经费（元）" inputMode="decimal" width="short" value={filled.fee} onChange={set('fee')} optional />
        </FieldRow>
        <FieldRow><TextField label="培训安排" value={filled.training} onChange={set('training')} optional /><TextField label="考核指标" value={filled.indicators} onChange={set('indicators')} optional /></FieldRow>
        <ChoiceList many label="另外" value={[...statistical ? ['statistical' as const] : [], ...urgent ? ['urgent' as const] : []]} onChange={value => { setStatistical(value.includes('statistical')); setUrgent(value.includes('urgent')) }}
          choices={[{ value: 'statistical', title: '这是统计调查表', note: '统计法要求有表号、批准或备案文件和有效期，缺一样村（社区）有权拒绝' }, { value: 'urgent', title: '应急准入', note: '48 小时内决定，最多 90 天' }]} />
        {statistical && <FieldRow><TextField label="表号" value={filled.form_number} onChange={set('form_number')} /><TextField label="批准或备案文件" value={filled.form_approval} onChange={set('form_approval')} /><DayField label="有效期至" value={filled.form_valid_to} onChange={set('form_valid_to')} /></FieldRow>}
        {error && <Notice tone="fault" alert>{error.message}{error.fields?.map(one => <span key={one.path}> {one.message}。</span>)}</Notice>}
        <div className="g-actions"><Button type="submit" busy={isPending}>提交申请</Button></div>
      </Form>
    </>
  )
}
