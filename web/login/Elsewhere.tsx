import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { arrive, depart, elsewhere } from '../../contract/account.ts'
import { call } from '../kernel/api.ts'
import { askMe, meKey } from '../kernel/me.ts'
import { paths, safeBack } from '../kernel/paths.ts'
import { useAsk } from '../kernel/query.ts'
import { asRefusal } from '../kernel/refusal.ts'
import { forgetSealed } from '../resident/apply/sealed.ts'
import { Button, ButtonLink } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Page } from '../ui/Page.tsx'
import { LoadingState } from '../ui/states.tsx'

/** What this browser was given on its way out: an answer that somebody else's browser asked for opens nothing here. */
const ticketKey = 'gongzhi.elsewhere'

/** The way to the provincial account; nothing where there is none. */
export function ElsewhereButton({ back }: { back: string | undefined }) {
  const { data } = useAsk(elsewhere, {}, { staleTime: Infinity })
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  if (!data?.name) return null
  const go = async () => {
    setBusy(true)
    try {
      const { address, ticket } = await call(depart, back ? { back } : {}, { seat: null })
      sessionStorage.setItem(ticketKey, ticket)
      window.location.assign(address)
    } catch (error) {
      setRefused(asRefusal(error).message)
      setBusy(false)
    }
  }
  return (
    <div className="l-elsewhere">
      {refused && <Notice tone="fault" alert>{refused}</Notice>}
      <Button kind="second" busy={busy} onClick={() => void go()}>{`用${data.name}登录`}</Button>
      <p className="r-soft">或用本平台的账号和密码</p>
    </div>
  )
}

/** `/login/elsewhere`: where the provider leads back to. */
export function ElsewherePage() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const [refused, setRefused] = useState<string | null>(null)
  useEffect(() => {
    const ticket = sessionStorage.getItem(ticketKey) ?? 'none'
    // Once: the answer is good for one log-in, and React draws twice while developing.
    if (sessionStorage.getItem(ticketKey) === 'used') return
    sessionStorage.setItem(ticketKey, 'used')
    void (async () => {
      try {
        const { step, back } = await call(arrive, { ticket, query: window.location.search }, { seat: null })
        client.clear()
        const me = await client.fetchQuery({ queryKey: meKey, queryFn: () => askMe() })
        forgetSealed(me.account)
        await navigate({ href: step ? paths.login(back ? { back } : {}) : back ? safeBack(back) : me.seats.length ? paths.desk() : paths.home(), replace: true })
      } catch (error) {
        setRefused(asRefusal(error).message)
      }
    })()
  }, [client, navigate])
  return (
    <Page title="登录">
      <h1 className="g-unseen">登录</h1>
      {refused ? <div className="g-login"><Notice tone="fault" title="没有登录" alert>{refused}</Notice><div className="g-actions"><ButtonLink href={paths.login()}>回登录页</ButtonLink></div></div> : <LoadingState lines={4} />}
    </Page>
  )
}
