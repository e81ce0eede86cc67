import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { give, of } from '../../../contract/rating.ts'
import { call } from '../../kernel/api.ts'
import { useDraft } from '../../kernel/drafts.ts'
import { paths } from '../../kernel/paths.ts'
import { asRefusal } from '../../kernel/refusal.ts'
import { Grades, nothing, sent, type Said } from '../../rate/Grades.tsx'
import { ButtonLink } from '../../ui/Button.tsx'
import { Question } from '../../ui/Question.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { Up } from '../Frame.tsx'
import { useOwn } from '../own.ts'
import { Signed, type Known } from '../Signed.tsx'
import { Waiting } from '../Waiting.tsx'
import { useMatter } from './useMatter.ts'
import '../resident.css'

/** `/matters/<number>/rate`: one grade for a case that has ended. */
export const RatePage = () => <Signed title="评价" why="登录后评价办过的事。">{me => <Rate me={me} />}</Signed>

function Rate({ me }: { me: Known }) {
  const { number, data: view, error, refetch, again } = useMatter()
  const rated = useOwn(of, { number })
  if (error) return <><Up href={paths.matter(number)}>这件事</Up><h1 className="g-unseen">评价</h1><ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!view || !rated.data) return <Waiting title="评价" />
  if (!rated.data.may) {
    return (
      <>
        <Up href={paths.matter(number)}>这件事</Up>
        <h1 className="g-title">{view.item.name}</h1>
        <EmptyState title={rated.data.given ? '已经评价过了，谢谢您' : '这件事还没有办结'} icon="check" action={<ButtonLink href={paths.matter(number)}>看这件事</ButtonLink>}><p>每件事评价一次。</p></EmptyState>
      </>
    )
  }
  return <Asking key={number} me={me} number={number} name={view.item.name} reachable={rated.data.reachable} again={again} />
}

function Asking({ me, number, name, reachable, again }: { me: Known; number: string; name: string; reachable: boolean; again: () => Promise<void> }) {
  const navigate = useNavigate()
  const draft = useDraft<Said>(me.account, `rate:${number}`, nothing)
  const [tried, setTried] = useState(0)
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const submit = async () => {
    if (draft.value.grade === null) return setTried(n => n + 1)
    setBusy(true)
    setRefused(undefined)
    try {
      await call(give, { number, ...sent(draft.value) })
      draft.done()
      await navigate({ href: paths.matter(number), replace: true })
      await again()
    } catch (error) {
      setRefused(asRefusal(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Question question="这件事办得怎么样？" lead={`${name}，编号 ${number}`} back={paths.matter(number)} onContinue={() => void submit()} continueTitle="提交评价" busy={busy} refused={refused} faults={tried}
      why="评价用来改进服务。办您这件事的人看不到是谁评的；评“差”或“很差”的，由上级联系您、整改、再问您认不认可。每件事评价一次。">
      <Grades reachable={reachable} said={draft.value} onChange={said => draft.set(said)} error={tried > 0 && draft.value.grade === null ? '请选择一个评价' : undefined} />
    </Question>
  )
}
