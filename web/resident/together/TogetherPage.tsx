import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { apply, bundles, prepare, type MatterPrepared } from '../../../contract/matter.ts'
import { call } from '../../kernel/api.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useForm } from '../apply/form.ts'
import { KnownStep, type StepProps } from '../apply/Known.tsx'
import { LibraryStep } from '../apply/Library.tsx'
import { Run } from '../apply/Run.tsx'
import { agreedOf, sent } from '../apply/sheet.ts'
import { useOwn } from '../own.ts'
import { Signed, type Known } from '../Signed.tsx'
import { Waiting } from '../Waiting.tsx'
import { ChooseStep } from './Choose.tsx'
import { chosenOf, isOpen, sharedWords, sheetOfMatter } from './shared.ts'
import '../resident.css'

/** `/apply-together/<bundle or items>/<step>`: several items as one matter, every question and every paper once, all sent at once. */
export const TogetherPage = () => (
  <Signed title="一次办几件事" why="登录以后，已经有的信息会自动填好，同样的问题只问一次。">{me => <Together me={me} />}</Signed>
)

function Together({ me }: { me: Known }) {
  const { choice = '' } = useParams({ strict: false }) as { choice?: string }
  const known = useAsk(bundles, {}, { staleTime: 300_000 })
  const bundle = known.data?.bundles.find(one => one.id === choice)
  const items = bundle ? bundle.items.map(item => item.id) : choice.split(',')
  const { data, error, refetch } = useOwn(prepare, { items, ...(bundle ? { bundle: bundle.id } : {}) }, { enabled: known.data !== undefined, staleTime: 60_000 })
  if (data) return data.parts.some(isOpen) ? <Filling key={choice} me={me} choice={choice} prepared={data} /> : <NoneOpen prepared={data} />
  const failed = error ?? known.error
  if (!failed) return <Waiting title="正在查您已有的信息" label="正在查您已有的信息" />
  return (
    <>
      <h1 className="g-title">一次办几件事</h1>
      <div className="r-gap"><ErrorState error={failed} onRetry={() => { void known.refetch(); void refetch() }} /></div>
    </>
  )
}

/** Nothing of it can be applied for now: what is on its way already is one tap away. */
const NoneOpen = ({ prepared }: { prepared: MatterPrepared }) => (
  <>
    <h1 className="g-title">{prepared.title}</h1>
    <div className="r-gap">
      <EmptyState title="现在没有要办的" icon="check" action={<ButtonLink href={paths.mine()}>看我的办件</ButtonLink>}>
        {prepared.parts.map(part => <p key={part.item.id}>{part.item.name}：{part.open_case ? '正在办理' : part.reasons.filter(one => !one.ok).map(one => one.text).join('；')}</p>)}
      </EmptyState>
    </div>
  </>
)

function Filling({ me, choice, prepared }: { me: Known; choice: string; prepared: MatterPrepared }) {
  const navigate = useNavigate()
  const client = useQueryClient()
  const form = useForm(me.account, { draft: `together:${choice}`, fields: prepared.fields, members: prepared.members })
  const sheet = sheetOfMatter(prepared, choice, form.off)
  const parts = chosenOf(prepared, form.off)
  const words = sharedWords(prepared, sheet)
  const send = async () => {
    const kinds = new Set(sheet.papers.map(paper => paper.id))
    const { number } = await call(apply, {
      items: parts.map(part => part.item.id), ...(prepared.bundle ? { bundle: prepared.bundle } : {}), ...sent(sheet, form.answers),
      papers: form.papers.filter(({ kind }) => kinds.has(kind)).map(({ kind, file }) => ({ kind, file })), licences: agreedOf(sheet, form.licences), confirmed: true,
    })
    form.done()
    await navigate({ href: paths.joint(number, { done: '1' }), replace: true })
    void client.invalidateQueries()
  }
  return (
    <Run sheet={sheet} form={form} up={prepared.bundle ? paths.bundle(prepared.bundle) : paths.pick({ items: choice })} send={send} shared={words} nameOfItem={words.nameOf}
      outcomes={parts.flatMap(part => part.outcome ? [{ key: part.item.id, name: part.item.name, text: part.outcome }] : [])}
      fronts={[
        { key: 'choose', title: '选要办的', draw: page => <ChooseStep key="choose" {...page} prepared={prepared} /> },
        { key: 'known', title: '我们已经知道的', draw: page => <KnownStep key="known" {...page} /> },
        ...(sheet.licences.length > 0 ? [{ key: 'licences', title: '可以从证照库取得', draw: (page: StepProps) => <LibraryStep key="licences" {...page} noteOf={words.licence} /> }] : []),
      ]} />
  )
}
