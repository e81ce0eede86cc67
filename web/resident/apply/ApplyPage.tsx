import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { apply, prepare } from '../../../contract/service.ts'
import { call } from '../../kernel/api.ts'
import { paths } from '../../kernel/paths.ts'
import { asRefusal, type Refusal } from '../../kernel/refusal.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useTitle } from '../../ui/Page.tsx'
import { useOwn } from '../own.ts'
import { Signed, type Known } from '../Signed.tsx'
import { noService, Trouble } from '../Trouble.tsx'
import { Waiting } from '../Waiting.tsx'
import { useUploads } from '../uploads.ts'
import { AskStep } from './Ask.tsx'
import { CheckStep } from './Check.tsx'
import { useForm } from './form.ts'
import { EligibleStep, KnownStep, NotEligible } from './Known.tsx'
import { PapersStep } from './Papers.tsx'
import { agreedOf, sent, slugOf, stepsOf, type Prepared } from './steps.ts'
import '../resident.css'

/** `/apply/<id>/<step>`: what is known, what is missing one question at a time, everything once more, sent once. */
export const ApplyPage = () => (
  <Signed title="申请" why="登录以后，已经有的信息会自动填好，只问还缺的。您在这台设备上填过的内容还在，登录后接着办。">{me => <Apply me={me} />}</Signed>
)

function Apply({ me }: { me: Known }) {
  const { item = '' } = useParams({ strict: false }) as { item?: string }
  const { data, error, refetch } = useOwn(prepare, { item }, { staleTime: 60_000 })
  if (data) return data.open_case ? <Already prepared={data} number={data.open_case} /> : data.eligible ? <Steps key={item} me={me} prepared={data} /> : <NotEligible prepared={data} />
  if (!error) return <Waiting title="正在查您已有的信息" label="正在查您已有的信息" />
  return (
    <>
      <h1 className="g-title">申请</h1>
      <div className="r-gap"><Trouble error={error} onRetry={refetch} nothing={noService} /></div>
    </>
  )
}

const Already = ({ prepared, number }: { prepared: Prepared; number: string }) => (
  <>
    <h1 className="g-title">{prepared.item.name}已经在办了</h1>
    <div className="r-gap">
      <EmptyState title="不用重复申请" icon="check" action={<ButtonLink href={paths.matter(number)}>看办到哪一步</ButtonLink>}><p>编号 <span className="r-num">{number}</span></p></EmptyState>
    </div>
  </>
)

function Steps({ me, prepared }: { me: Known; prepared: Prepared }) {
  const { step: asked = 'known' } = useParams({ strict: false }) as { step?: string }
  const { from } = useSearch({ strict: false }) as { from?: string }
  const navigate = useNavigate()
  const client = useQueryClient()
  const form = useForm(me.account, prepared)
  const uploads = useUploads(form.papers, form.keepPapers)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<Refusal | null>(null)
  const item = prepared.item.id
  const steps = stepsOf(prepared)
  const at = Math.max(0, steps.findIndex(s => s.key === asked))
  const changed = prepared.fields.find(f => f.editable && slugOf(f) === asked)
  const step = steps.find(s => s.key === asked) ?? (changed ? { key: slugOf(changed), field: changed } : steps[0]!)
  const to = (key: string | undefined) => paths.apply(item, key === 'known' ? undefined : key)
  const returns = from === 'check' || from === 'known' ? from : null
  const { reached } = form
  const here = at > 0 && !returns ? step.key : null
  useEffect(() => { if (here) reached(here) }, [here, reached])
  const next = () => void navigate({ href: to(returns ?? steps[at + 1]?.key) })
  const back = to(returns ?? steps[at - 1]?.key)
  useTitle(`${step.field?.ask ?? titles[step.key]} · 申请${prepared.item.name}`)

  const submit = async () => {
    setBusy(true)
    setRefused(null)
    try {
      const { number } = await call(apply, {
        item, answers: sent(prepared, form.answers), papers: form.papers.map(({ kind, file }) => ({ kind, file })), licences: agreedOf(prepared, form.licences), confirmed: true,
      })
      form.done()
      await navigate({ href: paths.matterDo(number, 'receipt'), replace: true })
      void client.invalidateQueries()
    } catch (error) {
      const no = asRefusal(error)
      const faults = Object.fromEntries(no.fields.flatMap(f => f.path.startsWith('answers.') ? [[f.path.slice('answers.'.length), f.message]] : []))
      form.setFaults(faults)
      const first = prepared.fields.find(f => faults[f.element])
      if (first) await navigate({ href: paths.apply(item, slugOf(first), { from: 'check' }) })
      else setRefused(no)
    } finally {
      setBusy(false)
    }
  }
  const shared = { prepared, form, progress: { at: at + 1, of: steps.length, title: `申请${prepared.item.name}` }, back, go: next }
  if (step.field) return <AskStep key={step.key} field={step.field} form={form} back={back} go={next} returns={returns !== null} {...(returns ? {} : { progress: shared.progress })} />
  if (step.key === 'eligible') return <EligibleStep key="eligible" {...shared} />
  if (step.key === 'papers') return <PapersStep key="papers" {...shared} uploads={uploads} />
  if (step.key === 'check') return <CheckStep key="check" {...shared} go={() => void submit()} busy={busy} refused={refused} />
  const stopped = steps.find((s, i) => i > 0 && s.key === form.stopped_at)
  return <KnownStep key="known" {...shared} resume={stopped ? to(stopped.key) : null} />
}

const titles: Record<string, string> = { known: '我们已经知道的', eligible: '您符合条件', papers: '材料', check: '核对并提交' }
