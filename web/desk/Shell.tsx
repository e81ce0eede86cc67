import { Dropdown, Input, Select } from 'antd'
import { createContext, useContext, useEffect, type ReactNode } from 'react'
import { Anchor } from '../ui/Anchor.tsx'
import { Icon, Mark, type IconName } from '../ui/icons.tsx'
import { setLarge, useLarge } from '../ui/large.ts'
import { DemoRibbon, SkipLink, useAreaTitle, useTitle } from '../ui/Page.tsx'
import { focusSearch, listKey } from './keys.ts'
import { DeskProvider } from './Provider.tsx'
import './desk.css'

export interface SeatShown { id: string; office: string; place: string }
export interface DeskNavItem {
  key: string
  title: string
  href: string
  icon: IconName
  /** How many wait there. */
  count?: number
}

export interface ShellProps {
  title: string
  person: string
  seats: readonly SeatShown[]
  seat: SeatShown
  onSeat: (id: string) => void
  onLogout: () => void
  nav: readonly DeskNavItem[]
  /** The key of the page one is on. */
  active: string
  demonstration?: boolean
  /** What the box in the top bar finds; no box when absent. */
  search?: { placeholder: string; onSearch: (text: string) => void }
  /** Above the page: whose chair one sits in at the window. */
  banner?: ReactNode
  /** Where it is written how this page is used. */
  help?: string
  children: ReactNode
}

/** How the page one is on is used, for its head. */
const Help = createContext<string | undefined>(undefined)

/** The desk: from which seat, to which work, and the work itself. */
export function Shell(props: ShellProps) {
  const { title, nav, active, demonstration, banner, help, children } = props
  useAreaTitle(title)
  useSlash()
  return (
    <DeskProvider>
      <div className="d-desk">
        <SkipLink />
        {demonstration && <DemoRibbon />}
        <TopBar {...props} />
        <div className="d-body">
          <nav className="d-nav" aria-label="工作台">
            {nav.map(item => (
              <Anchor key={item.key} href={item.href} title={item.title} aria-current={item.key === active ? 'page' : undefined}>
                <Icon name={item.icon} /><span className="d-nav-title">{item.title}</span>
                {item.count !== undefined && item.count > 0 && <span className="d-nav-count">{item.count > 999 ? '999+' : item.count}<span className="g-unseen"> 件</span></span>}
              </Anchor>
            ))}
          </nav>
          <main id="main" tabIndex={-1} className="d-main">{banner}<Help value={help}>{children}</Help></main>
        </div>
      </div>
    </DeskProvider>
  )
}

function TopBar({ person, seats, seat, onSeat, onLogout, search, help }: ShellProps) {
  const large = useLarge()
  return (
    <header className="d-top">
      <Anchor href="/desk" className="g-brand d-brand" aria-label="共治工作台"><Mark size={30} /><span className="g-brand-name">共治</span></Anchor>
      <div className="d-seat">
        {seats.length > 1
          ? (
            <Select className="d-seat-choice" aria-label="我的岗位" variant="filled" value={seat.id} onChange={(id: string) => onSeat(id)} popupMatchSelectWidth={false}
              options={seats.map(s => ({ value: s.id, label: `${s.place} · ${s.office}` }))} />
          )
          : <p className="d-seat-one"><span className="d-seat-place">{seat.place}</span><span>{seat.office}</span></p>}
      </div>
      {search && (
        <Input className="d-search" type="search" aria-label={search.placeholder} placeholder={search.placeholder} prefix={<Icon name="search" />} suffix={<kbd aria-hidden="true">/</kbd>}
          data-slash="" onPressEnter={event => { const text = event.currentTarget.value.trim(); if (text) search.onSearch(text) }} />
      )}
      <Dropdown trigger={['click']} menu={{
        items: [
          { key: 'large', label: large ? '换回标准版' : '大字版', onClick: () => setLarge(!large) },
          { key: 'help', label: <a href={help ?? '/help'} target="_blank" rel="noreferrer">使用帮助</a> },
          { key: 'password', label: <Anchor href="/password">修改密码</Anchor> },
          { key: 'resident', label: <Anchor href="/">居民首页</Anchor> },
          { type: 'divider' },
          { key: 'out', label: '退出登录', onClick: onLogout },
        ],
      }}>
        <button type="button" className="d-person" aria-haspopup="menu"><Icon name="person" /><span>{person}</span></button>
      </Dropdown>
    </header>
  )
}

/** `/` goes to the search wherever one is, also on pages without a list. */
function useSlash(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || listKey(event, document.activeElement as HTMLElement | null) !== 'search') return
      if (focusSearch()) event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}

/**
 * The head of a page of the desk: what it is, how much there is, what can be done here. `tab` is for pages whose title names
 * a person: the browser keeps the titles of its tabs.
 */
export function DeskHead({ title, tab = title, note, tools }: { title: string; tab?: string; note?: ReactNode; tools?: ReactNode }) {
  useTitle(tab)
  const help = useContext(Help)
  return (
    <div className="d-head">
      <div><h1>{title}</h1>{note && <p>{note}</p>}</div>
      {(tools || help) && <div className="d-tools">{help && <a className="d-help" href={help} target="_blank" rel="noreferrer">怎么用<span className="g-unseen">：看指南</span></a>}{tools}</div>}
    </div>
  )
}
