import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useRef, type ReactNode } from 'react'
import { useMe } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import { Anchor } from '../ui/Anchor.tsx'
import { DemoRibbon, Page } from '../ui/Page.tsx'
import { EmptyState } from '../ui/states.tsx'
import './open.css'

const pages = [{ key: 'places', title: '区划查询' }, { key: 'calendar', title: '工作日历' }, { key: 'services', title: '服务事项' }, { key: 'organisations', title: '机构电话' }, { key: 'ratings', title: '满意度' }, { key: 'verify', title: '核验证照' }] as const

/** `/open`: what anyone may look up and check. Read without login. */
export function OpenArea() {
  const { data: me } = useMe()
  const at = useLocation().pathname.split('/')[2] ?? ''
  const ways = useRef<HTMLElement>(null)
  // On a phone the ways are wider than the screen: the one that is open comes into view.
  useEffect(() => { ways.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }) }, [at])
  // The screen in a hall is nobody's to walk about in: numbers and nothing else.
  if (at === 'queue') return <Bare demonstration={me?.demonstration ?? false}><Outlet /></Bare>
  const links = [{ href: paths.home(), title: '办事' }, { href: paths.open(), title: '公开', on: at === '' }, ...pages.map(p => ({ href: paths.openPage(p.key), title: p.title, on: p.key === at }))]
  return (
    <Page title={pages.find(p => p.key === at)?.title ?? '公开'} area="公开" home={paths.open()} width="wide" demonstration={me?.demonstration ?? false} links={links}>
      <nav className="q-ways" ref={ways} aria-label="公开查询">
        {links.map(l => <Anchor key={l.href} href={l.href} aria-current={l.on ? 'page' : undefined}>{l.title}</Anchor>)}
      </nav>
      <Outlet />
    </Page>
  )
}

const Bare = ({ demonstration, children }: { demonstration: boolean; children: ReactNode }) => (
  <div className="q-screen">{demonstration && <DemoRibbon />}<main id="main" tabIndex={-1}>{children}</main></div>
)

export const NoPage = () => <><h1 className="g-unseen">没有这个页面</h1><EmptyState title="没有这个页面" icon="search"><p>它可能没有公布，或网址打错了。</p></EmptyState></>
