import type { ReactNode } from 'react'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { loginHere } from '../kernel/router.ts'
import { Anchor } from '../ui/Anchor.tsx'
import type { NavKey } from '../ui/BottomNav.tsx'
import { Icon } from '../ui/icons.tsx'
import { Page, type PageProps } from '../ui/Page.tsx'

export interface FrameProps extends Pick<PageProps, 'title' | 'width' | 'foot'> { nav?: NavKey; children: ReactNode }

/** A resident's page that knows who is there: ribbon of the demonstration, login or name in the header. */
export function Frame({ children, ...page }: FrameProps) {
  const { data: me } = useMe()
  return (
    <Page {...page} demonstration={me?.demonstration ?? false}
      end={me && <Who name={me.account && !me.needs_second_factor ? me.name : null} staff={me.seats.length > 0} />}>
      {children}
    </Page>
  )
}

/** Who is logged in, with the way to the desk for staff; a visitor's way in. */
export const Who = ({ name, staff }: { name: string | null; staff: boolean }) => name === null
  ? <Anchor className="g-top-key g-top-login" href={loginHere()}>登录</Anchor>
  : staff
    ? <Anchor className="g-top-key g-top-login" href={paths.desk()}>工作台</Anchor>
    : <Anchor className="g-top-key" href={paths.mine()}>{name}</Anchor>

/** The way up from a page that the navigation does not name. */
export const Up = ({ href, children }: { href: string; children: ReactNode }) => (
  <div className="g-question-back"><Anchor className="g-back" href={href}><Icon name="back" />{children}</Anchor></div>
)
