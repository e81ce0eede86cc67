import { Navigate } from '@tanstack/react-router'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Card, Cards } from '../ui/Card.tsx'
import { Page } from '../ui/Page.tsx'
import { LoadingState, NoRightState } from '../ui/states.tsx'

/** `/desk`: from which seat. With one there is nothing to choose; with several one chooses, as in life. */
export function Door() {
  const { data: me } = useMe()
  const only = me?.seats.length === 1 ? me.seats[0] : undefined
  if (only) return <Navigate to="/desk/$seat" params={{ seat: only.mandate }} replace />
  return (
    <Page title="选择岗位" demonstration={me?.demonstration ?? false}>
      {!me ? <LoadingState lines={4} /> : me.seats.length === 0
        ? <><h1 className="g-unseen">工作台</h1><NoRightState action={<ButtonLink href={paths.home()}>回居民首页</ButtonLink>}>您现在没有岗位。岗位由上级单位任命后，这里就能进入。</NoRightState></>
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
