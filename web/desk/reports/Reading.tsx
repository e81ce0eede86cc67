import { useState } from 'react'
import { openReading, readings, settleReading, show, type Reading } from '../../../contract/report.ts'
import { addDays, showDay } from '../../../contract/time.ts'
import { useAsk } from '../../kernel/query.ts'
import { today } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { LoadingState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DayField, FieldRow, Tick } from '../fields.tsx'
import { useSeat } from '../seat.ts'
import { useDeed } from './deed.ts'
import { MaskedTable } from './MaskedTable.tsx'

const states = { masked: ['不含姓名', 'blue'], named: ['可逐个看姓名', 'green'], ended: ['已结束', 'plain'] } as const

/** A bureau that is answered by what is held: it says for what it reads, and reads; nobody is asked for anything. */
export function BureauReading({ report, place }: { report: string; place?: string | undefined }) {
  const { data } = useAsk(readings, { report, limit: 50 })
  const [anew, setAnew] = useState(false)
  if (!data) return <LoadingState lines={3} />
  const [mine] = data.items.filter(one => one.own && one.state !== 'ended')
  if (!mine || anew) return <OpenReading report={report} onDone={() => setAnew(false)} {...mine && { onClose: () => setAnew(false) }} />
  return (
    <section className="c-block" aria-labelledby="e-reading">
      <div className="c-block-head"><h2 id="e-reading">名册　<StatusTag tone={states[mine.state][1]}>{states[mine.state][0]}</StatusTag></h2><p className="c-soft">{mine.body_name}，看到 {mine.until}</p></div>
      <p className="rp-note">用途：{mine.purpose}。依据：{mine.basis}。{mine.state === 'named' ? '姓名和住址逐个打开，每打开一个都有记录，本人查得到。' : '姓名只显示姓，住址等不显示；确需看姓名的，由民政部门或县（市、区）管理员核对用途以后准许。'}</p>
      <MaskedTable reading={mine} place={place} />
      <p className="rp-tools"><Button kind="quiet" onClick={() => setAnew(true)}>为别的用途另外登记</Button></p>
    </section>
  )
}

function OpenReading({ report, onDone, onClose }: { report: string; onDone: () => void; onClose?: () => void }) {
  const { data } = useAsk(show, { report })
  const [given, setGiven] = useState({ purpose: '', basis: '', until: addDays(today(), 30) })
  const [columns, setColumns] = useState<readonly string[]>([])
  const [tried, setTried] = useState(false)
  const ask = useDeed(openReading, onDone)
  if (!data) return <LoadingState lines={4} />
  const wanted = data.body.columns.filter(one => columns.includes(one.id)).map(one => one.id)
  const go = () => {
    setTried(true)
    if (given.purpose.trim() && given.basis.trim() && given.until && wanted.length > 0) ask.run({ report, purpose: given.purpose.trim(), basis: given.basis.trim(), until: given.until, columns: wanted })
  }
  return (
    <section className="c-block" aria-labelledby="e-open"><h2 id="e-open">查看名册</h2>
      <p className="rp-note">数据已经有了，不用再向村（社区）要。写明用途、依据和需要的栏目，马上可以看本县（市、区）的名册：姓名只显示姓，住址不显示，证件和电话只显示一部分，健康信息只显示有没有登记。本次查看记录在案，本县（市、区）的民政部门和管理员看得到，也可以终止。</p>
      {ask.refused && <Notice tone="fault" alert title="没有打开">{ask.refused.fields?.[0]?.message ?? ask.refused.message}</Notice>}
      <TextField label="用途" hint="例如：核对 2026 年度养老床位需求" value={given.purpose} onChange={purpose => setGiven({ ...given, purpose })} limit={100} error={tried && !given.purpose.trim() ? '请写明用途' : undefined} />
      <TextField label="依据" hint="哪部法规的哪一条，或者哪个文件" value={given.basis} onChange={basis => setGiven({ ...given, basis })} limit={200} error={tried && !given.basis.trim() ? '请写明依据' : undefined} />
      <FieldRow><DayField label="看到哪天" value={given.until} min={today()} max={addDays(today(), 90)} onChange={until => setGiven({ ...given, until })} error={tried && !given.until ? '请选择日期' : undefined} /></FieldRow>
      <fieldset className="rp-columns"><legend>需要哪些栏目</legend>
        {data.body.columns.map(one => <Tick key={one.id} label={one.title} value={columns.includes(one.id)} onChange={on => setColumns(on ? [...columns, one.id] : columns.filter(id => id !== one.id))} />)}
        {tried && wanted.length === 0 && <p className="g-error" role="alert">请勾选用得到的栏目</p>}
      </fieldset>
      <p className="rp-tools"><Button busy={ask.busy} onClick={go}>查看名册</Button>{onClose && <Button kind="quiet" onClick={onClose}>不登记了</Button>}</p>
    </section>
  )
}

/** Which bureaus read this roster, for whoever may let names be shown or end it. */
export function ReadBy({ report }: { report: string }) {
  const { data } = useAsk(readings, { report, limit: 50 })
  const [settling, setSettling] = useState<string | null>(null)
  if (!data || data.items.length === 0) return null
  return (
    <section className="c-block" aria-labelledby="e-readby">
      <div className="c-block-head"><h2 id="e-readby">哪些部门在看</h2><p className="c-soft">部门直接查看已有的数据，不向村（社区）要；姓名要由另一位同志准许</p></div>
      <ul className="rp-lines">{data.items.map(one => (
        <li key={one.id} className="rp-read">
          <div>
            <p><b>{one.body_name}</b>　<StatusTag tone={states[one.state][1]}>{states[one.state][0]}</StatusTag></p>
            <p>{one.purpose}</p>
            <p className="c-soft">依据：{one.basis}。栏目：{one.columns.map(column => column.title).join('、')}。{one.place_name}，{one.opened_by} {showDay(one.opened_at)} 登记，看到 {one.until}{one.named > 0 && `，打开过 ${one.named} 次姓名`}{one.settled && `。${one.settled.by} ${showDay(one.settled.at)}：${one.settled.note}`}</p>
          </div>
          {one.state !== 'ended' && settling !== one.id && <Button kind="second" onClick={() => setSettling(one.id)}>处理</Button>}
          {settling === one.id && <Settle reading={one} onClose={() => setSettling(null)} />}
        </li>
      ))}</ul>
    </section>
  )
}

function Settle({ reading, onClose }: { reading: Reading; onClose: () => void }) {
  const seat = useSeat()
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const deed = useDeed(settleReading, onClose)
  const to = (state: 'named' | 'ended') => {
    setTried(true)
    if (note.trim()) deed.run({ id: reading.id, to: state, note: note.trim() })
  }
  if (!seat.verbs.includes('report.let')) return null
  return (
    <div className="rp-more">
      {deed.refused && <Notice tone="fault" alert title="没有处理">{deed.refused.message}</Notice>}
      <TextField label="说明" hint="对方看得到" value={note} onChange={setNote} limit={200} error={tried && !note.trim() ? '请写明理由' : undefined} />
      <p className="rp-tools">
        {reading.state === 'masked' && <Button busy={deed.busy} onClick={() => to('named')}>准许看姓名</Button>}
        <Button kind="danger" busy={deed.busy} onClick={() => to('ended')}>终止查看</Button>
        <Button kind="quiet" onClick={onClose}>先不处理</Button>
      </p>
    </div>
  )
}
