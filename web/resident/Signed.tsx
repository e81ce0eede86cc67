import type { ReactNode } from 'react'
import { useMe, type Me } from '../kernel/me.ts'
import { asRefusal } from '../kernel/refusal.ts'
import { loginHere } from '../kernel/router.ts'
import { ErrorState, LoginState } from '../ui/states.tsx'
import { Waiting } from './Waiting.tsx'
import { Frame, type FrameProps } from './Frame.tsx'

/** Somebody who is logged in for good. */
export type Known = Me & { account: string }
export const known = (me: Me | undefined): Known | null => me?.account && !me.needs_second_factor ? me as Known : null

/** A page that is about oneself: leads to the login and back, and is another instance for another person. */
export function Signed({ why, children, ...frame }: Omit<FrameProps, 'children'> & { why: ReactNode; children: (me: Known) => ReactNode }) {
  const { data: me, error, refetch } = useMe()
  const who = known(me)
  if (who) return <Frame {...frame}><Inner key={who.account}>{children(who)}</Inner></Frame>
  if (!me && !error) return <Frame {...frame}><Waiting title={frame.title} /></Frame>
  return (
    <Frame {...frame}>
      <h1 className="g-title">{frame.title}</h1>
      <div className="r-gap">
        {me ? <LoginState href={loginHere()}>{why}</LoginState>
          : <ErrorState error={asRefusal(error)} onRetry={() => void refetch()} />}
      </div>
    </Frame>
  )
}

const Inner = ({ children }: { children: ReactNode }) => <>{children}</>
