import { Outlet, useLocation, useRouter } from '@tanstack/react-router'
import { useMe } from './kernel/me.ts'
import { asRefusal } from './kernel/refusal.ts'
import { paths } from './kernel/paths.ts'
import { useExpired } from './kernel/session.ts'
import { Anchor } from './ui/Anchor.tsx'
import { ButtonLink } from './ui/Button.tsx'
import { Page } from './ui/Page.tsx'
import { EmptyState, ErrorState, LoadingState } from './ui/states.tsx'

/** What stands round every page: the word that the login ran out, without taking away what is being written. */
export function Root() {
  return <><ExpiredBar /><Outlet /></>
}

function ExpiredBar() {
  const expired = useExpired()
  const here = useLocation()
  if (!expired || here.pathname === '/login') return null
  return (
    <div className="g-expired" role="alert">
      <span>登录已过期，已填写的内容仍保留在本机。</span>
      <Anchor href={paths.login({ back: here.href })}>重新登录</Anchor>
    </div>
  )
}

/** No page stands at this address. */
export const Lost = () => (
  <Page title="没有这个页面" demonstration={useMe().data?.demonstration ?? false}>
    <h1 className="g-unseen">没有这个页面</h1>
    <EmptyState title="没有这个页面" icon="search" action={<ButtonLink href={paths.home()}>回首页</ButtonLink>}>
      <p>网址可能打错了，或这个页面已经搬走。</p>
    </EmptyState>
  </Page>
)

/** A page that could not be opened or broke down while it was drawn. */
export function Broken({ error }: { error: unknown }) {
  const router = useRouter()
  const { data: me } = useMe()
  return (
    <Page title="没有打开" demonstration={me?.demonstration ?? false}>
      <h1 className="g-unseen">没有打开</h1>
      <ErrorState error={asRefusal(error)} onRetry={() => void router.invalidate()} />
    </Page>
  )
}

/** While an area's own code is on its way; drawn only when that takes a while. */
export const Coming = () => <main id="main" tabIndex={-1} className="g-main g-main-column"><LoadingState lines={5} /></main>
