import { useRef, useState } from 'react'
import { apply, prepare, type Prepared } from '../../../contract/service.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { useUploads, type Kept } from '../../resident/uploads.ts'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { Icon } from '../../ui/icons.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState, ErrorState, LoadingState } from '../../ui/states.tsx'
import { Reasons } from '../cases/Conditions.tsx'
import { fileHref } from '../cases/Papers.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { faultsOf, sentAnswers, type Answers } from './answers.ts'
import { ApplyFields } from './ApplyFields.tsx'
import { ApplyReceipt, type Receipt } from './ApplyReceipt.tsx'
import { halfOf, keepHalf, type Served } from './served.ts'

interface Half { answers: Answers; papers: readonly Kept[]; licences: readonly string[] }

/** One item for the person served, on one page: what is known, what is missing, what it will give, and their word on it. */
export function ApplyPage({ item, served }: { item: string; served: Served }) {
  const { data, error, isPending, refetch } = useAsk(prepare, { item })
  const [receipt, setReceipt] = useState<Receipt | null>(null)
  if (receipt) return <ApplyReceipt receipt={receipt} served={served} />
  if (isPending) return <LoadingState lines={8} />
  if (!data) {
    return error?.code === 'found.nothing' ? <EmptyState title="没有这个事项" icon="search" />
      : <ErrorState error={error ?? { message: '没有打开' }} onRetry={() => void refetch()} />
  }
  return (
    <>
      <DeskHead title={`${served.name} · ${data.item.name}`} note={`由${data.decides_name}决定，户籍地：${data.place_name}`} />
      <div className="w-apply">
        <aside className="w-side"><Standing prepared={data} /></aside>
        {data.open_case ? <OpenAlready number={data.open_case} />
          : data.eligible ? <Filling prepared={data} served={served} onDone={setReceipt} />
            : <Notice tone="amber" title="现在还不能申请"><p>打叉的条件没有达到。情况有变化或登记有误的，请先到户籍地社区更新。</p></Notice>}
      </div>
    </>
  )
}

/** The conditions one by one, what will be granted, and which documents nobody has to bring. */
function Standing({ prepared }: { prepared: Prepared }) {
  return (
    <>
      <section className="c-block" aria-labelledby="w-fit">
        <h2 id="w-fit">{prepared.eligible ? '符合条件' : '条件没有都达到'}</h2>
        <Reasons reasons={prepared.reasons} />
        {prepared.outcome && <p className="c-cond-outcome"><span className="c-soft">批准后</span><b>{prepared.outcome}</b></p>}
      </section>
      <section className="c-block" aria-labelledby="w-not-asked">
        <h2 id="w-not-asked">不用带的材料</h2>
        <ul className="c-cond-reasons">{prepared.not_asked.map(one => <li key={one.material} className="c-cond-ok"><Icon name="check" /><span>{one.material}<span className="c-soft c-cond-basis">由{one.register}提供</span></span></li>)}</ul>
      </section>
    </>
  )
}

function OpenAlready({ number }: { number: string }) {
  const seat = useSeat()
  return <Notice tone="blue" title="已经有一件正在办理"><p>编号 {number}，不用重复申请。</p><p><ButtonLink href={paths.deskRow(seat.mandate, 'window', number)}>看办到哪一步</ButtonLink></p></Notice>
}

function Filling({ prepared, served, onDone }: { prepared: Prepared; served: Served; onDone: (receipt: Receipt) => void }) {
  const { id, materials } = prepared.item
  const [half, setHalf] = useState<Half>(() => halfOf<Half>(served.person, id) ?? { answers: {}, papers: [], licences: [] })
  const [confirmed, setConfirmed] = useState(false)
  const [tried, setTried] = useState(false)
  const { mutate, isPending, error } = useCall(apply)
  const change = (to: (old: Half) => Half) => setHalf(old => { const now = to(old); keepHalf(served.person, id, now); return now })
  const uploads = useUploads(half.papers, to => change(old => ({ ...old, papers: to(old.papers) })))
  const own = faultsOf(prepared.fields, half.answers)
  const said = Object.fromEntries((error?.fields ?? []).map(({ path, message }) => [path.replace(/^answers\./, ''), message]))
  const faults = { ...said, ...tried ? own : {} }
  const box = useRef<HTMLInputElement>(null)
  const submit = () => {
    setTried(true)
    if (Object.keys(own).length > 0 || isPending || uploads.underway) return
    if (!confirmed) { setTimeout(() => box.current?.focus(), 0); return }
    mutate({ item: id, answers: sentAnswers(prepared.fields, half.answers), papers: half.papers.map(({ kind, file }) => ({ kind, file })), licences: [...half.licences], confirmed: true }, {
      onSuccess: done => { keepHalf(served.person, id, null); onDone({ ...done, item: prepared.item.name }) },
    })
  }
  return (
    <Form className="c-block w-fill" aria-label={`申请${prepared.item.name}`} onSubmit={submit}>
      {error && error.fields.length === 0 && <Notice tone="fault" title="没有提交成功" alert>{error.message}</Notice>}
      <ApplyFields fields={prepared.fields} answers={half.answers} faults={faults}
        onAnswer={(element, text) => change(old => ({ ...old, answers: { ...old.answers, [element]: text } }))}
        onKeep={element => change(old => ({ ...old, answers: Object.fromEntries(Object.entries(old.answers).filter(([key]) => key !== element)) }))} />
      {materials.filter(one => one.source === 'applicant').map(one => (
        <FileField key={one.id} label={one.name} optional={!one.required} hint={one.note} most={4} onPick={file => uploads.pick(one.id, file)} onRemove={uploads.remove} onRetry={uploads.retry}
          files={uploads.shown(one.id).map(file => ({ ...file, href: file.part >= 1 && !file.error ? fileHref(file.key) : undefined }))} />
      ))}
      {prepared.licences.length > 0 && (
        <ChoiceList many label="申请人同意从证照库取得" hint="读给申请人听，本人同意的才勾选；只用于这一件事" value={half.licences} onChange={licences => change(old => ({ ...old, licences }))}
          choices={prepared.licences.map(one => ({ value: one.material, title: one.title, note: [one.number, one.organ, one.valid_until && `有效期至 ${one.valid_until}`].filter(Boolean).join('，') }))} />
      )}
      <div className="w-word">
        <label className="w-confirm"><input ref={box} type="checkbox" checked={confirmed} onChange={event => setConfirmed(event.target.checked)} aria-invalid={tried && !confirmed ? true : undefined} aria-describedby={tried && !confirmed ? 'w-word-fault' : undefined} />已向申请人读出并确认以上内容属实</label>
        {tried && !confirmed && <p className="g-error" id="w-word-fault"><Icon name="alert" /><span>读给申请人听、本人确认后，请在这里打勾</span></p>}
        <Button type="submit" busy={isPending}>{uploads.underway ? '材料正在上传' : '提交申请'}</Button>
      </div>
    </Form>
  )
}
