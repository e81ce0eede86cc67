import { useParams } from '@tanstack/react-router'
import { lifeKinds, lifeStates, show, withdraw } from '../../../contract/household.ts'
import { Sides } from '../../engines/life/Sides.tsx'
import { paths } from '../../kernel/paths.ts'
import { useAsk, useCall } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { SummaryList } from '../../ui/SummaryList.tsx'
import { Up } from '../Frame.tsx'
import { Signed } from '../Signed.tsx'
import '../resident.css'

/** `/household/<id>`: something I asked for, what it changes, and what became of it. */
export const RequestPage = () => <Signed title="户内变动" nav="mine" why="登录后可以看到您提出的变动。">{() => <One />}</Signed>

function One() {
  const { life = '' } = useParams({ strict: false })
  const { data, error, refetch } = useAsk(show, { id: life })
  const back = useCall(withdraw)
  if (error) return <><Up href={paths.household()}>我的家庭</Up><ErrorState error={error} onRetry={() => void refetch()} /></>
  if (!data) return <LoadingState lines={6} />
  const { request, preview, refused, may } = data
  return (
    <>
      <Up href={paths.household()}>我的家庭</Up>
      <h1 className="g-title">{lifeKinds[request.kind]}</h1>
      <SummaryList facts={[
        { key: 'state', name: '办到哪一步', value: lifeStates[request.state] }, { key: 'who', name: '谁', value: request.who }, { key: 'why', name: '原因和凭证', value: request.reason },
        { key: 'at', name: '提出时间', value: showInstant(request.asked_at) },
        ...request.answer ? [{ key: 'answer', name: '核对意见', value: `${request.answer}（${request.decider_name ?? ''}）` }] : [],
      ]} />
      <div className="g-section">{refused ? <Notice tone="amber" title="家里的登记后来有变动">{refused}社区会和您联系，您也可以撤回后重新提出。</Notice> : preview && <Sides preview={preview} done={request.state !== 'open'} />}</div>
      {back.error && <Notice tone="fault" title="没有撤回" alert>{back.error.message}</Notice>}
      {may.withdraw && <div className="g-actions g-section"><Button kind="second" busy={back.isPending} onClick={() => back.mutate({ id: request.id }, { onSuccess: () => void refetch() })}>撤回</Button></div>}
    </>
  )
}
