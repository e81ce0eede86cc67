import { Navigate, Outlet } from '@tanstack/react-router'
import { levels } from '../../contract/kernel.ts'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Card, Cards } from '../ui/Card.tsx'
import { Page } from '../ui/Page.tsx'
import { LoadingState, NoRightState } from '../ui/states.tsx'
import './view.css'

/** `/view`: what needs a decision first, and the rows behind it. */
export function ViewArea() {
  const { data: me } = useMe()
  return (
    <Page title="驾驶舱" area="驾驶舱" home={paths.view()} width="wide" demonstration={me?.demonstration ?? false}
      links={[{ href: paths.desk(), title: '工作台' }, { href: paths.view(), title: '驾驶舱', on: true }]} foot={<p>数字来自办件登记，点开就是一件件办件。演示地区的办件为虚构。</p>}>
      <Outlet />
    </Page>
  )
}

/** From which seat: those that look over a town or more and may survey cases. */
export function ViewDoor() {
  const { data: me } = useMe()
  if (!me) return <LoadingState lines={4} />
  const seats = me.seats.filter(s => s.verbs.includes('case.survey') && levels[s.level] <= levels.town)
  const [only] = seats
  if (seats.length === 1 && only) return <Navigate to="/view/$seat" params={{ seat: only.mandate }} replace />
  if (!only) return <><h1 className="g-unseen">驾驶舱</h1><NoRightState action={<ButtonLink href={paths.desk()}>去工作台</ButtonLink>}>驾驶舱给看一个镇街以上进度的岗位用，您现在没有这样的岗位。</NoRightState></>
  return (
    <>
      <h1 className="g-title">看哪个地区的进度？</h1>
      <div className="g-question-body"><Cards>{seats.map(s => <Card key={s.mandate} href={paths.viewSeat(s.mandate)} icon="chart" title={s.place_name} note={s.office_name} />)}</Cards></div>
    </>
  )
}
