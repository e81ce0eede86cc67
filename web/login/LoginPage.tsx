import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { changePassword, demoLogins, login, logout, verify, type DemoLogin } from '../../contract/account.ts'
import { ask, call } from '../kernel/api.ts'
import { askMe, meKey, useMe, type Me } from '../kernel/me.ts'
import { paths, safeBack } from '../kernel/paths.ts'
import { asRefusal } from '../kernel/refusal.ts'
import { forgetSealed } from '../resident/apply/sealed.ts'
import { Anchor } from '../ui/Anchor.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { LoadingState } from '../ui/states.tsx'
import { ElsewhereButton } from './Elsewhere.tsx'
import { DemoPanel } from './DemoPanel.tsx'
import { LoginForm, type Filled } from './LoginForm.tsx'
import './login.css'

const own = { seat: null } as const

/** The code that one of the cast would type now; null when the demonstration does not say. */
const codeOf = (name: string): Promise<string | null> =>
  ask(demoLogins, {}, own).then(({ logins }) => logins.find(l => l.login === name)?.code ?? null, () => null)

const renew = (current: string, password: string) => call(changePassword, { current, password }, own)
const prove = async (code: string): Promise<void> => { await call(verify, { code }, own) }

/** `/login`: in, and back to where one was. */
export function LoginPage() {
  const { back } = useSearch({ from: '/login' })
  const { data: me, isPending } = useMe()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [entering, setEntering] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const [filled, setFilled] = useState<Filled | null>(null)
  const demo = useQuery({
    queryKey: ['account.demo_logins'], enabled: me?.demonstration === true, staleTime: Infinity,
    queryFn: ({ signal }) => ask(demoLogins, {}, { ...own, signal }),
  })
  const arrive = async (home?: string) => {
    client.clear()
    const found = await client.fetchQuery({ queryKey: meKey, queryFn: () => askMe() })
    forgetSealed(found.account)
    await navigate({ href: back ? safeBack(back) : safeBack(home ?? (found.seats.length ? paths.desk() : paths.home())), replace: true })
  }
  const enter = async (who: DemoLogin) => {
    setEntering(who.login)
    setRefused(null)
    setFilled({ login: who.login, password: who.password })
    try {
      if (me?.needs_second_factor) await call(logout, {}, own)
      // The code shown when the page was opened may have run out since.
      const fresh = who.staff ? await codeOf(who.login) : null
      const { needs_second_factor } = await call(login, { login: who.login, password: who.password }, own)
      if (needs_second_factor && fresh) await call(verify, { code: fresh }, own)
      await arrive(who.home)
    } catch (error) {
      setRefused(asRefusal(error).message)
    } finally {
      setEntering(null)
    }
  }
  return (
    <Page title="登录" width="wide" demonstration={me?.demonstration ?? false}>
      {me?.account && !me.needs_second_factor && <Already me={me} back={back} />}
      {isPending ? <LoadingState lines={6} /> : <LoginForm
        first={me?.step ?? null}
        onNewPassword={renew}
        onPassword={async (name, password) => {
          setCode(me?.demonstration ? await codeOf(name) : null)
          return call(login, { login: name, password }, own)
        }}
        shownCode={code}
        onCode={prove}
        onDone={() => void arrive()}
        elsewhere={<ElsewhereButton back={back} />}
        filled={filled}
        demo={demo.data && demo.data.logins.length > 0 && (
          <>
            {refused && <Notice tone="fault" alert>{refused}</Notice>}
            <DemoPanel logins={demo.data.logins} busy={entering} onPick={who => void enter(who)} />
          </>
        )}
      />}
    </Page>
  )
}

const Already = ({ me, back }: { me: Me; back: string | undefined }) => (
  <div className="g-login">
    <Notice title={`您现在以${me.name ?? ''}登录`}><Anchor href={back ? safeBack(back) : me.seats.length ? paths.desk() : paths.home()}>继续</Anchor>，或在下面换一个账号。</Notice>
  </div>
)
