import { Outlet, useMatches } from '@tanstack/react-router'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { Page } from '../ui/Page.tsx'
import { EmptyState } from '../ui/states.tsx'

/** `/view`: what needs a decision first, and the rows behind it. */
export function ViewArea() {
  const { data: me } = useMe()
  const inner = useMatches().length > 2
  return (
    <Page title="驾驶舱" area="驾驶舱" home={paths.view()} width="wide" demonstration={me?.demonstration ?? false} links={[{ href: paths.desk(), title: '工作台' }, { href: paths.view(), title: '驾驶舱', on: true }]}>
      {inner ? <Outlet /> : (
        <>
          <h1 className="g-title">驾驶舱</h1>
          <EmptyState title="现在没有要您先定的事" icon="check" />
        </>
      )}
    </Page>
  )
}
