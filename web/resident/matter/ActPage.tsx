import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { take, type CaseView, type Choice } from '../../../contract/service.ts'
import { call } from '../../kernel/api.ts'
import { useDraft } from '../../kernel/drafts.ts'
import { paths } from '../../kernel/paths.ts'
import { asRefusal } from '../../kernel/refusal.ts'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { FileField } from '../../ui/FileField.tsx'
import { useTitle } from '../../ui/Page.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Question } from '../../ui/Question.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Up } from '../Frame.tsx'
import { Signed, type Known } from '../Signed.tsx'
import { noMatter, Trouble } from '../Trouble.tsx'
import { Waiting } from '../Waiting.tsx'
import { useUploads, type Kept } from '../uploads.ts'
import { ClockWords } from './ClockWords.tsx'
import { useMatter } from './useMatter.ts'
import '../resident.css'

/** `/matters/<number>/<action>`: what the applicant may do with a case: hand in what is missing, or withdraw. */
export const ActPage = () => (
  <Signed title="我的办件" why="登录后接着办这件事，已经上传的材料还在。">{me => <Act me={me} />}</Signed>
)

function Act({ me }: { me: Known }) {
  const { action = '' } = useParams({ strict: false }) as { action?: string }
  const { number, data, error, refetch, again } = useMatter()
  const choice = data?.choices.find(c => c.action === action)
  if (data && choice) return <Deed key={`${number}/${action}`} me={me} view={data} choice={choice} again={again} />
  if (!data && !error) return <Waiting title="我的办件" />
  return (
    <>
      <Up href={paths.matter(number)}>这件事</Up>
      <h1 className="g-title">{data ? data.item.name : '我的办件'}</h1>
      <div className="r-gap">
        {data ? <EmptyState title="现在不用办这一步" icon="check" action={<ButtonLink href={paths.matter(number)}>看办到哪一步</ButtonLink>}><p>这件事现在是“{data.case.state_name}”。</p></EmptyState>
          : error && <Trouble error={error} onRetry={refetch} nothing={noMatter} />}
      </div>
    </>
  )
}

interface Written { note: string; papers: readonly Kept[] }
const empty: Written = { note: '', papers: [] }

function Deed({ me, view, choice, again }: { me: Known; view: CaseView; choice: Choice; again: () => Promise<void> }) {
  const number = view.case.number
  const navigate = useNavigate()
  const draft = useDraft<Written>(me.account, `act:${number}:${choice.action}`, empty)
  const [papers, setPapers] = useState(draft.value.papers)
  const setDraft = draft.set
  useEffect(() => { if (papers !== draft.value.papers) setDraft({ papers }) }, [papers, draft.value.papers, setDraft])
  const uploads = useUploads(papers, useCallback(change => setPapers(change), []))
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const ends = choice.tone === 'danger'
  const asked = ends ? [] : view.missing
  const lacking = asked.filter(m => !papers.some(p => p.kind === m.kind))
  const [tried, setTried] = useState(0)
  useTitle(`${titleOf(choice)} · ${view.item.name}`)

  const submit = async () => {
    if (uploads.underway) return setRefused('还在上传，请等传完再提交。')
    if (lacking.length > 0) return setTried(n => n + 1)
    setBusy(true)
    setRefused(undefined)
    try {
      await call(take, { number, seq: view.seq, action: choice.action, ...(draft.value.note.trim() ? { note: draft.value.note.trim() } : {}), papers: papers.map(({ kind, file }) => ({ kind, file })) })
      draft.done()
      await navigate({ href: paths.matter(number), replace: true })
      await again()
    } catch (error) {
      const no = asRefusal(error)
      setRefused(no.fields.length > 0 ? no.fields.map(f => f.message).join('；') : no.message)
      if (no.status === 409) void again()
    } finally {
      setBusy(false)
    }
  }
  const note = choice.note !== 'none' && (
    <TextField label={choice.note_label.replace(/（可不填）/, '')} optional={choice.note === 'optional'} rows={3} limit={500} value={draft.value.note} onChange={text => draft.set({ note: text })} />
  )
  if (ends) return (
    <Question question={`要${choice.title}吗？`} lead={`${view.item.name}，编号 ${number}`} back={paths.matter(number)} onContinue={() => void submit()} continueTitle={`确认${choice.title}`} busy={busy} refused={refused}>
      {choice.confirm && <Notice tone="amber" icon="alert">{choice.confirm}</Notice>}
      {note}
      <div className="r-gap"><Button kind="second" onClick={() => void navigate({ href: paths.matter(number) })}>不撤回，回去看看</Button></div>
    </Question>
  )
  return (
    <Question question={titleOf(choice)} lead={`${view.item.name}，编号 ${number}`} back={paths.matter(number)} onContinue={() => void submit()} continueTitle="提交" busy={busy} refused={refused} faults={tried} kept>
      <ClockWords view={view} />
      <WhyAsked view={view} />
      {asked.map(m => (
        <FileField key={m.kind} label={m.name} hint={`${m.note ? `${m.note}。` : ''}可以拍照，或选 JPG、PNG、PDF，每个不超过 10 MB。`} most={6} files={uploads.shown(m.kind)}
          onPick={file => uploads.pick(m.kind, file)} onRemove={uploads.remove} onRetry={uploads.retry}
          error={tried > 0 && lacking.includes(m) && uploads.shown(m.kind).length === 0 ? `还缺${m.name}，请拍照或选择一份` : undefined} />
      ))}
      {note}
    </Question>
  )
}

const titleOf = (choice: Choice): string => choice.action === 'answer_supplement' ? '请补充材料' : choice.title

function WhyAsked({ view }: { view: CaseView }) {
  const asked = view.timeline.findLast(t => t.action === 'request_supplement')
  return asked?.note ? <Notice tone="blue" title={`${asked.place_name}说明的原因`}>{asked.note}</Notice> : null
}
