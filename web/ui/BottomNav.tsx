import { Anchor } from './Anchor.tsx'
import { Icon, type IconName } from './icons.tsx'

export type NavKey = 'home' | 'services' | 'mine'

const tabs: readonly { key: NavKey; href: string; title: string; icon: IconName }[] = [
  { key: 'home', href: '/', title: '首页', icon: 'home' },
  { key: 'services', href: '/services', title: '办事', icon: 'papers' },
  { key: 'mine', href: '/mine', title: '我的', icon: 'person' },
]

/** The ways of a phone, under the thumb; in the large version the last key calls a human. */
export function BottomNav({ on }: { on: NavKey }) {
  return (
    <nav className="g-bottom" aria-label="底部导航">
      {tabs.map(tab => (
        <Anchor key={tab.key} href={tab.href} aria-current={tab.key === on ? 'page' : undefined}>
          <Icon name={tab.icon} /><span>{tab.title}</span>
        </Anchor>
      ))}
      <a className="g-bottom-help" href="tel:12345" aria-label="人工帮助，拨打 12345"><Icon name="phone" /><span>12345</span></a>
    </nav>
  )
}

/** The key to a human, pinned in the large version where there is no bottom navigation. */
export const HelpBar = () => (
  <aside aria-label="人工帮助"><a className="g-helpbar" href="tel:12345"><Icon name="phone" /><span>人工帮助 12345</span></a></aside>
)
