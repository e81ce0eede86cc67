import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { changePassword, demoLogins, login, verify, type DemoLogin } from '../../contract/account.ts'
import { ask, call } from '../kernel/api.ts'
import { askMe, meKey, useMe, type Me } from '../kernel/me.ts'
import { paths, safeBack } from '../kernel/paths.ts'
import { forgetSealed } from '../resident/apply/sealed.ts'
import { Anchor } from '../ui/Anchor.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { LoadingState } from '../ui/states.tsx'
import { ElsewhereButton } from './Elsewhere.tsx'
import { DemoPanel } from './DemoPanel.tsx'
import { LoginForm, type Filled } from './LoginForm.tsx'
import { codeOf, own, useDemo } from './useDemo.ts'
import './login.css'

const renew = (current: string, password: string) => call(changePassword, { current, password }, own)
const prove = async (code: string): Promise<void> => { await call(verify, { code }, own) }

/** Goes where one wanted to, or to where one belongs, once somebody is logged in. */
function useArrival(back: string | undefined) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return async (home?: string): Promise<void> => {
    client.clear()
    const found = await client.fetchQuery({ queryKey: meKey, queryFn: () => askMe() })
    forgetSealed(found.account)
    await navigate({ href: back ? safeBack(back) : safeBack(home ?? (found.seats.length ? paths.desk() : paths.home())), replace: true })
  }
}

/** `/login`: in, and back to where one was. */
export function LoginPage() {
  const { back } = useSearch({ from: '/login' })
  const { data: me, isPending } = useMe()
  const [code, setCode] = useState<string | null>(null)
  const [filled, setFilled] = useState<Filled | null>(null)
  const demo = useQuery({
    queryKey: ['account.demo_logins'], enabled: me?.demonstration === true, staleTime: Infinity,
    queryFn: ({ signal }) => ask(demoLogins, {}, { ...own, signal }),
  })
  const arrive = useArrival(back)
  const cast = useDemo({ half: me?.needs_second_factor === true, arrive })
  const pick = (who: DemoLogin) => { setFilled({ login: who.login, password: who.password }); void cast.enter(who) }
  return (
    <Page title="登录" width="wide" demonstration={me?.demonstration ?? false}>
      {me?.account && !me.needs_second_factor && <Already me={me} back={back} />}
      {isPending ? <LoadingState lines={6} /> : <LoginForm
        first={me?.step ?? null}
        onNewPassword={renew}
        onPassword={async (name, password) => {
          const next = me?.demonstration ? await codeOf(name) : null
          setCode(next && (next.wait > 0 ? `${next.code}（刚用过一个，${next.wait} 秒后能用）` : next.code))
          return call(login, { login: name, password }, own)
        }}
        shownCode={code}
        onCode={prove}
        onDone={() => void arrive()}
        elsewhere={<ElsewhereButton back={back} />}
        filled={filled}
        demo={demo.data && demo.data.logins.length > 0 && <DemoPanel logins={demo.data.logins} busy={cast.busy} said={cast.said} onPick={pick} />}
      />}
    </Page>
  )
}

const Already = ({ me, back }: { me: Me; back: string | undefined }) => (
  <div className="g-login">
    <Notice title={`您现在以${me.name ?? ''}登录`}><Anchor href={back ? safeBack(back) : me.seats.length ? paths.desk() : paths.home()}>继续</Anchor>，或在下面换一个账号。</Notice>
  </div>
)
