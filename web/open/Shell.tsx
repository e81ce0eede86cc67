import { Outlet, useMatches } from '@tanstack/react-router'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { Page } from '../ui/Page.tsx'
import { EmptyState } from '../ui/states.tsx'

/** `/open`: what was published, what is late, is it true. Read by anyone, without login. */
export function OpenArea() {
  const { data: me } = useMe()
  const inner = useMatches().length > 2
  return (
    <Page title="公开" area="公开" width="wide" demonstration={me?.demonstration ?? false} links={[{ href: paths.home(), title: '办事' }, { href: paths.open(), title: '公开', on: true }]}>
      {inner ? <Outlet /> : <Nothing />}
    </Page>
  )
}

const Nothing = () => (
  <>
    <h1 className="g-title">公开</h1>
    <EmptyState title="还没有公布的内容" icon="book"><p>公布以后，这里按时间列出，任何人都能看、能核对。</p></EmptyState>
  </>
)

export const NoPage = () => <EmptyState title="没有这个页面" icon="search"><p>它可能没有公布，或网址打错了。</p></EmptyState>
