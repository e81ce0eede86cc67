import type { BundleShown } from '../../contract/matter.ts'
import type { Item } from '../../contract/service.ts'
import { paths } from '../kernel/paths.ts'
import { Card, Cards } from '../ui/Card.tsx'
import type { IconName } from '../ui/icons.tsx'
import type { Shelf } from './kinds.ts'

const signs: Record<string, IconName> = {
  old_age: 'person', birth: 'people', school: 'book', work: 'badge', settle: 'home', hardship: 'info', disability: 'person', community: 'organisation',
}

/** Big groups: what one is looking for, with the first of what lies in it. */
export const Shelves = ({ shelves, to }: { shelves: readonly Shelf[]; to: (key: string) => string }) => (
  <Cards lay="grid">
    {shelves.map(({ key, title, items }) => (
      <Card key={key} href={to(key)} icon={signs[key] ?? 'papers'} title={title} note={`${items.slice(0, 3).map(item => item.name).join('、')}${items.length > 3 ? `等 ${items.length} 件` : ''}`} />
    ))}
  </Cards>
)

export const Bundles = ({ bundles }: { bundles: readonly BundleShown[] }) => (
  <Cards lay="grid">
    {bundles.map(({ id, name, items }) => <Card key={id} href={paths.bundle(id)} icon="list" title={name} note={items.map(item => item.name).join('、')} line={`${items.length} 件一次申请`} />)}
  </Cards>
)

export const Items = ({ items }: { items: readonly Item[] }) => (
  <Cards lay="grid">
    {items.map(item => (
      <Card key={item.id} href={paths.service(item.id)} icon="papers" title={item.name} note={item.summary}
        line={`${item.fee}，${item.visits === 0 ? '不用跑腿' : `最多跑 ${item.visits} 次`}，${item.promised_days} 个工作日办结`} />
    ))}
  </Cards>
)
