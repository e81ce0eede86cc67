import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { apply, prepare, type Prepared } from '../../../contract/service.ts'
import { call } from '../../kernel/api.ts'
import { paths } from '../../kernel/paths.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useOwn } from '../own.ts'
import { Signed, type Known } from '../Signed.tsx'
import { noService, Trouble } from '../Trouble.tsx'
import { Waiting } from '../Waiting.tsx'
import { useForm } from './form.ts'
import { EligibleStep, KnownStep, NotEligible } from './Known.tsx'
import { Run } from './Run.tsx'
import { agreedOf, sent, sheetOf } from './sheet.ts'
import '../resident.css'

/** `/apply/<id>/<step>`: what is known, what is missing one question at a time, everything once more, sent once. */
export const ApplyPage = () => (
  <Signed title="申请" why="登录以后，已经有的信息会自动填好，只问还缺的。您在这台设备上填过的内容还在，登录后接着办。">{me => <Apply me={me} />}</Signed>
)

function Apply({ me }: { me: Known }) {
  const { item = '' } = useParams({ strict: false }) as { item?: string }
  const { data, error, refetch } = useOwn(prepare, { item }, { staleTime: 60_000 })
  if (data) return data.open_case ? <Already prepared={data} number={data.open_case} /> : data.eligible ? <Filling key={item} me={me} prepared={data} /> : <NotEligible prepared={data} />
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

function Filling({ me, prepared }: { me: Known; prepared: Prepared }) {
  const { item, outcome } = prepared
  const navigate = useNavigate()
  const client = useQueryClient()
  const sheet = sheetOf(prepared)
  const form = useForm(me.account, sheet)
  const send = async () => {
    const { number } = await call(apply, { item: item.id, ...sent(sheet, form.answers), papers: form.papers.map(({ kind, file }) => ({ kind, file })), licences: agreedOf(sheet, form.licences), confirmed: true })
    form.done()
    await navigate({ href: paths.matterDo(number, 'receipt'), replace: true })
    void client.invalidateQueries()
  }
  return (
    <Run sheet={sheet} form={form} up={paths.service(item.id)} send={send} nameOfItem={() => item.name}
      outcomes={outcome ? [{ key: item.id, name: item.name, text: outcome }] : []}
      fronts={[
        { key: 'known', title: '我们已经知道的', draw: page => <KnownStep key="known" {...page} /> },
        { key: 'eligible', title: '您符合条件', draw: page => <EligibleStep key="eligible" {...page} prepared={prepared} /> },
      ]} />
  )
}
