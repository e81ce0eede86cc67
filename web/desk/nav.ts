import { paths } from '../kernel/paths.ts'
import type { DeskNavItem } from './Shell.tsx'

/** The work of the desk in the order of a day; `may` leaves out what the seat cannot do. */
export const deskNav = (seat: string, may: (key: string) => boolean = () => true): DeskNavItem[] => ([
  { key: 'todo', title: '待办', icon: 'todo' },
  { key: 'window', title: '窗口', icon: 'window' },
  { key: 'items', title: '事项', icon: 'papers' },
  { key: 'people', title: '人员', icon: 'people' },
  { key: 'places', title: '地区', icon: 'map' },
  { key: 'calendar', title: '日历', icon: 'calendar' },
  { key: 'ledger', title: '日志', icon: 'book' },
] as const).filter(item => may(item.key)).map(item => ({ ...item, href: paths.deskPage(seat, item.key) }))
