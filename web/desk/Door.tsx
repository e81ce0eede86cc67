import { Navigate, useNavigate } from '@tanstack/react-router'
import { useLogout, useMe, type Me } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Card, Cards } from '../ui/Card.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { LoadingState } from '../ui/states.tsx'

/** Nowhere to sit: who one is, which offices ended when and why, whom to ask, and the way out. */
function NoSeat({ me }: { me: Me }) {
  const navigate = useNavigate()
  const logout = useLogout(() => void navigate({ href: paths.home() }))
  return (
    <>
      <h1 className="g-title">{me.name}，您现在没有岗位</h1>
      {me.ended.map(one => (
        <Notice key={`${one.place_name}${one.office_name}${one.on}`} tone="amber" title={`${one.place_name} · ${one.office_name}`}>
          {one.on} {one.reason === null ? '任期已满' : <>被撤销。理由：{one.reason}</>}
        </Notice>
      ))}
      <p className="g-title-lead">有疑问请找本单位管理员；岗位由上级单位任命后，这里就能进入。</p>
      <div className="g-actions"><Button onClick={() => void logout()}>退出登录</Button><ButtonLink kind="second" href={paths.home()}>办自己的事</ButtonLink></div>
    </>
  )
}

/** `/desk`: from which seat. With one there is nothing to choose; with several one chooses, as in life. */
export function Door() {
  const { data: me } = useMe()
  const only = me?.seats.length === 1 ? me.seats[0] : undefined
  if (only) return <Navigate to="/desk/$seat" params={{ seat: only.mandate }} replace />
  return (
    <Page title="选择岗位" demonstration={me?.demonstration ?? false}>
      {!me ? <LoadingState lines={4} /> : me.seats.length === 0
        ? <NoSeat me={me} />
        : (
          <>
            <h1 className="g-title">{me.name}，今天以哪个岗位工作？</h1>
            <p className="g-title-lead">办理的事会记在所选岗位名下，随时可以换。</p>
            <div className="g-question-body">
              <Cards>{me.seats.map(s => <Card key={s.mandate} href={paths.seat(s.mandate)} icon="window" title={s.office_name} note={s.place_name} />)}</Cards>
            </div>
          </>
        )}
    </Page>
  )
}
