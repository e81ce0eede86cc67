import { useLocation } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { uploadCalendar } from '../../../contract/place.ts'
import { paths } from '../../kernel/paths.ts'
import { parseSearch } from '../../kernel/router.ts'
import { today } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { DayField, FieldRow } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { previewNotice, textOf, type Preview } from './notice.ts'
import { Feasts, Year } from './Year.tsx'
import { readYear } from './YearView.tsx'
import './calendar.css'

/** A year's notice, pasted or from a file: each bad line named, the whole year looked at, then recorded. */
export function Upload() {
  const seat = useSeat()
  const asked = readYear(parseSearch(useLocation().searchStr)['year'])
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'calendar', { year: asked })}>工作日历</Anchor></p>
      <DeskHead title="登记放假安排" note="国务院办公厅每年发布的节假日安排；先看预览，再登记" />
      {seat.verbs.includes('calendar.upload') ? <Notation asked={asked} /> : <NoRightState>放假安排由省级系统管理员登记。</NoRightState>}
    </>
  )
}

function Notation({ asked }: { asked: number }) {
  const seat = useSeat()
  const client = useQueryClient()
  const [draft, setDraft] = useState({ year: String(asked), notice: `国务院办公厅关于${asked}年部分节假日安排的通知`, published_on: '', csv: '' })
  const [tried, setTried] = useState(false)
  const done = useCall(uploadCalendar, () => void client.invalidateQueries())
  const set = (key: keyof typeof draft) => (value: string) => { setDraft(old => ({ ...old, [key]: value })); done.reset() }
  const year = readYear(draft.year)
  const preview = previewNotice(draft.csv, year)
  const faults = {
    ...!/^20\d\d$/.test(draft.year) && { year: '年份要填四位数字' }, ...draft.notice.trim() === '' && { notice: '请填写通知的名称和文号' },
    ...draft.published_on === '' && { published_on: '请选择发布日期' },
    ...draft.csv.trim() === '' ? { csv: '请粘贴内容或选择文件' } : preview.errors.length > 0 ? { csv: `有 ${preview.errors.length} 行要改` } : preview.days.length === 0 && { csv: '没有读到一天' },
  }
  const submit = () => {
    setTried(true)
    if (Object.keys(faults).length === 0) done.run({ year, notice: draft.notice.trim(), published_on: draft.published_on, csv: draft.csv })
  }
  if (done.output) {
    return (
      <div className="r-block">
        <Notice tone="green" title={`${done.output.year} 年放假安排已登记，第 ${done.output.edition} 版`} alert>
          全年 {done.output.workdays} 个工作日。重新计算了 {done.output.recomputed.toLocaleString('en-US')} 个暂定的办理期限。
        </Notice>
        <ButtonLink href={paths.deskPage(seat.mandate, 'calendar', { year: done.output.year })}>看 {done.output.year} 年日历</ButtonLink>
      </div>
    )
  }
  return (
    <>
      <Form className="r-block r-form" onSubmit={submit}>
        {done.refused && <Notice tone="fault" title="没有登记成功" alert>{[done.refused.message, ...done.refused.fields.slice(1).map(f => f.message)].map(m => <p key={m}>{m}</p>)}</Notice>}
        <FieldRow>
          <TextField label="年份" width="short" inputMode="numeric" maxLength={4} value={draft.year} onChange={set('year')} error={tried ? faults.year : undefined} />
          <DayField label="发布日期" value={draft.published_on} max={today()} onChange={set('published_on')} error={tried ? faults.published_on : undefined} />
        </FieldRow>
        <TextField label="通知的名称和文号" value={draft.notice} onChange={set('notice')} limit={120} error={tried ? faults.notice : undefined} />
        <TextField label="放假和上班的日子" rows={10} value={draft.csv} onChange={set('csv')} error={tried || preview.errors.length > 0 ? faults.csv : undefined}
          hint={<>每行一天，三列：日期,类别,名称。类别写“放假”或“上班”。例如：<br /><code className="c-code">{year}-01-01,放假,元旦</code></>} />
        <FileKey onText={set('csv')} />
        {preview.errors.length > 0 && <Errors preview={preview} />}
        <div className="g-actions"><Button type="submit" busy={done.busy}>登记</Button></div>
      </Form>
      {preview.days.length > 0 && (
        <section className="r-block" aria-labelledby="preview">
          <h2 id="preview">预览：{year} 年，读到 {preview.days.length} 天</h2>
          <Feasts days={preview.days} />
          <div className="c-preview"><Year year={year} days={preview.days} /></div>
        </section>
      )}
    </>
  )
}

const Errors = ({ preview }: { preview: Preview }) => (
  <div className="c-errors" role="alert">
    <p>下面的行要改：</p>
    <ul>{preview.errors.slice(0, 20).map(e => <li key={e.line}><strong>第 {e.line} 行</strong> <code className="c-code">{e.text.slice(0, 60)}</code><br />{e.reason}</li>)}</ul>
  </div>
)

function FileKey({ onText }: { onText: (text: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <p className="c-file">
      <input ref={input} type="file" accept=".csv,.txt,text/csv,text/plain" hidden onChange={e => {
        const [file] = e.target.files ?? []
        if (file) void textOf(file).then(onText)
        e.target.value = ''
      }} />
      <Button kind="second" icon="papers" onClick={() => input.current?.click()}>从文件读入（CSV）</Button>
    </p>
  )
}
