import { Outlet, useLocation, useNavigate, useParams } from '@tanstack/react-router'
import { levels } from '../../contract/kernel.ts'
import { guideOf } from '../help/guides.ts'
import { useLogout, useMe, type SeatChoice } from '../kernel/me.ts'
import { fromSeat, paths } from '../kernel/paths.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Page } from '../ui/Page.tsx'
import { EmptyState, LoadingState, NoRightState } from '../ui/states.tsx'
import { deskNav, isOpenWhileServing } from './nav.ts'
import { Shell, type SeatShown } from './Shell.tsx'
import { endServing, forgetOthers, useForgetting, useServed } from './window/served.ts'
import { ServingBanner, ShutWhileServing } from './window/ServingBanner.tsx'
import './forms.css'
import './window/window.css'

/** A seat as the shell shows it. */
export const seatShown = (s: SeatChoice): SeatShown => ({ id: s.mandate, office: s.office_name, place: s.place_name })

/** `/desk/<seat>/…`: the shell round the desk's pages, from the seat in the address. */
export function Area() {
  const { seat: id } = useParams({ from: '/desk/$seat' })
  const here = useLocation()
  const navigate = useNavigate()
  const { data: me } = useMe()
  const logout = useLogout(() => void navigate({ href: paths.home() }))
  const served = useServed()
  useForgetting()
  const seat = me?.seats.find(s => s.mandate === id)
  if (!me) return <Page title="工作台"><LoadingState lines={5} /></Page>
  if (!seat) return <NotMine />
  const nav = deskNav(seat)
  const active = here.pathname.split('/')[3] ?? ''
  const guide = guideOf(active, { atCommunity: seat.place.length >= levels.community })
  const end = async () => { if (served) await endServing(served) }
  const changeSeat = async (to: string) => {
    await end()
    const other = me.seats.find(s => s.mandate === to)
    const there = other !== undefined && deskNav(other).some(n => n.key === active)
    await navigate({ href: there ? fromSeat(here.pathname, to) : paths.seat(to) })
  }
  return (
    <Shell title={nav.find(n => n.key === active)?.title ?? '工作台'} person={me.name ?? ''} demonstration={me.demonstration}
      seats={me.seats.map(seatShown)} seat={seatShown(seat)} {...(guide && { help: paths.help(guide) })} onSeat={to => void changeSeat(to)}
      onLogout={() => { forgetOthers(null); void end().then(logout) }} nav={nav} active={active}
      {...seat.verbs.includes('case.read') && !served ? { search: { placeholder: '办件编号', onSearch: (text: string) => void navigate({ href: paths.deskRow(id, 'cases', text) }) } } : {}}
      banner={served && <ServingBanner served={served} onEnd={() => void end()} />}>
      {served && !isOpenWhileServing(active)
        ? <ShutWhileServing served={served} onBack={() => void navigate({ href: paths.deskPage(served.seat, 'window') })} onEnd={() => void end()} />
        : <Outlet />}
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
