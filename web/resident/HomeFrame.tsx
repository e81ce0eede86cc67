import { useState, type ReactNode } from 'react'
import { paths } from '../kernel/paths.ts'
import { Icon } from '../ui/icons.tsx'
import { Card, Cards, Section } from '../ui/Card.tsx'

export interface HomeSlots {
  /** The name one is greeted with; absent for a visitor. */
  name?: string | null
  onSearch: (text: string) => void
  /** Below the search: words one tap away. */
  hot?: readonly { href: string; title: string }[]
  /** Something the place or the platform must say first: a `Notice`. */
  notice?: ReactNode
  /** Where is my matter: cards, or the invitation to log in. */
  matters?: ReactNode
  mattersMore?: { href: string; title: string }
  /** What can I do here: cards of services. */
  services?: ReactNode
  servicesMore?: { href: string; title: string }
  /** What is my community deciding. */
  community?: ReactNode
  communityMore?: { href: string; title: string }
  /** To somebody who is not logged in, what can be done comes before what is theirs. */
  visitor?: boolean
}

/** The first screen of a resident: ask, my matters, what can be done here, what the community decides. */
export function HomeFrame(slots: HomeSlots) {
  const matters = slots.matters && <Section id="matters" title="我的办件" {...(slots.mattersMore ? { more: slots.mattersMore } : {})}>{slots.matters}</Section>
  return (
    <>
      <div className="g-hero">
        <h1>{slots.name ? <>{slots.name}，您好。<br /></> : null}今天想办什么事？</h1>
        <Search onSearch={slots.onSearch} />
        {slots.hot && slots.hot.length > 0 && (
          <p className="g-hot"><span>常办</span>{slots.hot.map(h => <a key={h.title} href={h.href}>{h.title}</a>)}</p>
        )}
      </div>
      {slots.notice}
      {!slots.visitor && matters}
      {slots.services && <Section id="services" title="能办的事" {...(slots.servicesMore ? { more: slots.servicesMore } : {})}>{slots.services}</Section>}
      {slots.visitor && matters}
      {slots.community && <Section id="community" title="社区在商量" {...(slots.communityMore ? { more: slots.communityMore } : {})}>{slots.community}</Section>}
      <Section id="more" title="还可以">
        <Cards lay="grid">
          <Card href={paths.me()} icon="lock" title="我的信息" note="平台登记了我哪些信息、从哪里来、谁看过" />
          <Card href={paths.open()} icon="book" title="公开" note="谁可以办、要多久、依据什么；区划和工作日历，不用登录就能查" />
        </Cards>
      </Section>
    </>
  )
}

/** One box for whatever one came for, in one's own words. */
export function Search({ onSearch, initial = '' }: { onSearch: (text: string) => void; initial?: string }) {
  const [text, setText] = useState(initial)
  return (
    <form className="g-search" role="search" onSubmit={event => { event.preventDefault(); onSearch(text.trim()) }}>
      <label className="g-unseen" htmlFor="g-search">搜索能办的事</label>
      <Icon name="search" />
      <input id="g-search" type="search" enterKeyHint="search" value={text} placeholder="如：老人补贴" onChange={e => setText(e.target.value)} />
      <button type="submit">搜索</button>
    </form>
  )
}
