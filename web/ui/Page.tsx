import { useEffect, useLayoutEffect, type ReactNode } from 'react'
import { Anchor } from './Anchor.tsx'
import { BottomNav, HelpBar, type NavKey } from './BottomNav.tsx'
import { Icon, Mark } from './icons.tsx'
import { setLarge, useLarge } from './large.ts'

/** First stop of the keyboard: over the header to the matter itself. */
export const SkipLink = () => <a className="g-skip" href="#main" onClick={event => {
  event.preventDefault()
  document.getElementById('main')?.focus()
}}>跳到正文</a>

/** Says on every page that these people and papers are invented. */
export const DemoRibbon = () => <aside className="g-ribbon" aria-label="演示数据"><strong>演示数据</strong><span>人名、证件和办件均为虚构</span></aside>

/** 大字版, one tap away. */
export function LargeSwitch() {
  const large = useLarge()
  return (
    <button type="button" className="g-top-key" aria-pressed={large} onClick={() => setLarge(!large)}>
      <span className="g-top-key-sign" aria-hidden="true">{large ? '中' : '大'}</span>{large ? '标准版' : '大字版'}
    </button>
  )
}

export interface HeaderProps {
  /** Beside the mark: the name of the area, such as 公开. */
  area?: string
  home?: string
  /** Right of the switch: login, or the name of who is logged in. */
  end?: ReactNode
  /** Links in the header, on screens that have the room. */
  links?: readonly { href: string; title: string; on?: boolean }[]
}

export function Header({ area, home = '/', end, links = [] }: HeaderProps) {
  return (
    <header className="g-top">
      <div className="g-top-in">
        <Anchor href={home} className="g-brand" aria-label={area ? `共治 ${area}，首页` : '共治，首页'}>
          <Mark size={34} /><span className="g-brand-name">共治</span>{area && <span className="g-brand-area">{area}</span>}
        </Anchor>
        {links.length > 0 && (
          <nav className="g-top-links" aria-label="主导航">
            {links.map(l => <Anchor key={l.href} href={l.href} aria-current={l.on ? 'page' : undefined}>{l.title}</Anchor>)}
          </nav>
        )}
        <div className="g-top-end"><LargeSwitch />{end}</div>
      </div>
    </header>
  )
}

export interface PageProps extends HeaderProps {
  /** Of the browser's tab; the page draws its own h1. */
  title: string
  /** Which tab of the bottom navigation is on; absent on question pages, which have no other way than on and back. */
  nav?: NavKey
  demonstration?: boolean
  /** Reading column (forms, a matter) or the whole width (lists of cards). */
  width?: 'column' | 'wide'
  /** Who answers for the service, below everything. */
  foot?: ReactNode
  children: ReactNode
}

const residentLinks = [{ href: '/', title: '首页', key: 'home' }, { href: '/services', title: '办事', key: 'services' }, { href: '/mine', title: '我的', key: 'mine' }]

/** The frame of a resident's page: skip link, ribbon, header, matter, foot, and the navigation under the thumb. */
export function Page({ title, nav, demonstration, width = 'column', foot, children, links, ...header }: PageProps) {
  useTitle(title)
  const ways = links ?? (nav ? residentLinks.map(l => ({ ...l, on: l.key === nav })) : [])
  return (
    <div className={nav ? 'g-page g-page-nav' : 'g-page'}>
      <SkipLink />
      {demonstration && <DemoRibbon />}
      <Header {...header} links={ways} />
      <main id="main" tabIndex={-1} className={`g-main g-main-${width}`}>{children}</main>
      <footer className="g-foot"><div className="g-foot-in">{foot ?? <Foot />}</div></footer>
      {nav ? <BottomNav on={nav} /> : <HelpBar />}
    </div>
  )
}

const Foot = () => (
  <>
    <p><a href="tel:12345"><Icon name="phone" /> 人工帮助 12345</a>　每天 24 小时　<Anchor href="/help">使用帮助</Anchor></p>
    <p>不会上网也能办：到任一社区服务窗口，工作人员当面帮您办。</p>
  </>
)

/** The title of the browser's tab. */
export function useTitle(title: string): void {
  useEffect(() => { document.title = `${title} · 共治` }, [title])
}

/** The same of a whole area, until a page in it says its own. */
export function useAreaTitle(title: string): void {
  useLayoutEffect(() => { document.title = `${title} · 共治` }, [title])
}
