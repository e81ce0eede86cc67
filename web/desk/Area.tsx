import { Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { useLogout, useMe, type SeatChoice } from '../kernel/me.ts'
import { fromSeat, paths } from '../kernel/paths.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, LoadingState, NoRightState } from '../ui/states.tsx'
import { deskNav } from './nav.ts'
import { Shell, type SeatShown } from './Shell.tsx'

/** A seat as the shell shows it. */
export const seatShown = (s: SeatChoice): SeatShown => ({ id: s.mandate, office: s.office_name, place: s.place_name })

/** `/desk/<seat>/…`: the shell round the desk's pages, from the seat in the address. */
export function Area() {
  const { seat: id } = useParams({ from: '/desk/$seat' })
  const here = useLocation()
  const navigate = useNavigate()
  const { data: me } = useMe()
  const logout = useLogout(() => void navigate({ href: paths.home() }))
  const seat = me?.seats.find(s => s.mandate === id)
  if (!me) return <Page title="工作台"><LoadingState lines={5} /></Page>
  if (!seat) return <NotMine />
  const nav = deskNav(seat)
  const active = here.pathname.split('/')[3] ?? ''
  return (
    <Shell title={nav.find(n => n.key === active)?.title ?? '工作台'} person={me.name ?? ''} demonstration={me.demonstration}
      seats={me.seats.map(seatShown)} seat={seatShown(seat)} onSeat={to => void navigate({ href: fromSeat(here.pathname, to) })}
      onLogout={() => void logout()} nav={nav} active={active}>
      <Outlet />
    </Shell>
  )
}

const NotMine = () => (
  <Page title="工作台">
    <h1 className="g-unseen">工作台</h1>
    <NoRightState action={<ButtonLink href={paths.desk()}>选择我的岗位</ButtonLink>}>您现在没有这个岗位，可能已到期或被撤销。</NoRightState>
  </Page>
)

export const NoPage = () => <EmptyState title="没有这个页面" icon="search"><p>从左边选择要办的事。</p></EmptyState>
