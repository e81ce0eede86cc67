import { levels } from '../../contract/kernel.ts'
import type { SeatChoice } from '../kernel/me.ts'
import { paths } from '../kernel/paths.ts'
import type { IconName } from '../ui/icons.tsx'
import type { DeskNavItem } from './Shell.tsx'

/** A page of the desk that stands in the navigation, the verb without which nothing can be done there, and whether it shows nobody's data. */
export interface DeskPage { key: string; title: string; icon: IconName; verb: string; nobodys?: true }

/** The work of the desk in the order of a day. */
export const deskPages = [
  { key: 'todo', title: '待办', icon: 'todo', verb: 'case.open' },
  // What waits for a second person is work of the day too.
  { key: 'todo', title: '待办', icon: 'todo', verb: 'item.publish' },
  { key: 'todo', title: '待办', icon: 'todo', verb: 'household.decide' },
  { key: 'todo', title: '待办', icon: 'todo', verb: 'change.decide' },
  { key: 'window', title: '窗口', icon: 'window', verb: 'window.serve' },
  { key: 'queue', title: '排队', icon: 'clock', verb: 'queue.keep' },
  { key: 'received', title: '收件', icon: 'papers', verb: 'window.serve' },
  { key: 'cases', title: '办件', icon: 'papers', verb: 'case.survey' },
  { key: 'ratings', title: '评价', icon: 'check', verb: 'rating.own' },
  { key: 'ratings', title: '评价', icon: 'check', verb: 'rating.supervise' },
  { key: 'reports', title: '报表', icon: 'list', verb: 'report.read' },
  { key: 'admission', title: '准入', icon: 'lock', verb: 'admission.open' },
  { key: 'admission', title: '准入', icon: 'lock', verb: 'admission.hear' },
  { key: 'burden', title: '负担', icon: 'clock', verb: 'burden.read' },
  { key: 'resources', title: '资源', icon: 'list', verb: 'resource.read' },
  { key: 'people', title: '居民', icon: 'people', verb: 'person.list' },
  { key: 'life', title: '户内变动', icon: 'people', verb: 'household.decide' },
  { key: 'exchange', title: '导入导出', icon: 'list', verb: 'exchange.import' },
  { key: 'changes', title: '信息核对', icon: 'check', verb: 'change.decide' },
  { key: 'organisations', title: '组织', icon: 'organisation', verb: 'organisation.read' },
  { key: 'items', title: '事项', icon: 'book', verb: 'item.make' },
  { key: 'mandates', title: '任职', icon: 'badge', verb: 'mandate.read' },
  { key: 'integration', title: '系统接入', icon: 'lock', verb: 'integration.manage' },
  { key: 'ledger', title: '操作记录', icon: 'book', verb: 'ledger.read' },
  { key: 'places', title: '地区', icon: 'map', verb: 'place.read', nobodys: true },
  { key: 'calendar', title: '工作日历', icon: 'calendar', verb: 'calendar.read', nobodys: true },
  { key: 'elements', title: '数据项', icon: 'list', verb: 'element.read', nobodys: true },
] as const satisfies readonly DeskPage[]

/** What may be open while somebody sits before the window: their own matter, and what concerns nobody. */
export const isOpenWhileServing = (page: string): boolean => page === 'window' || deskPages.some((one: DeskPage) => one.key === page && one.nobodys)

type Sitting = Pick<SeatChoice, 'mandate' | 'verbs' | 'level'>

/** The figures are broken down to communities: below a town there is nothing to compare. */
const surveys = ({ verbs, level }: Sitting): boolean => verbs.includes('case.survey') && levels[level] <= levels.town

/** Whether the seat takes steps in cases; who only reads them has nothing to do. */
export const takesSteps = ({ verbs }: Pick<SeatChoice, 'verbs'>): boolean => verbs.some(verb => /^(service\.(accept|examine|decide|arrange)|rating\.follow|admission\.(ask|check|decide))$/.test(verb))

const opens = ({ key, verb }: DeskPage, seat: Sitting): boolean => seat.verbs.includes(verb) && (key !== 'todo' || verb !== 'case.open' || takesSteps(seat))

/** The entries for a seat: only what one of its verbs opens. */
export const deskNav = (seat: Sitting): DeskNavItem[] => [
  ...deskPages.filter((page, i) => opens(page, seat) && !deskPages.slice(0, i).some(before => before.key === page.key && opens(before, seat)))
    .map(({ key, title, icon }) => ({ key, title, icon, href: paths.deskPage(seat.mandate, key) })),
  ...surveys(seat) ? [{ key: 'view', title: '驾驶舱', icon: 'chart' as const, href: paths.viewSeat(seat.mandate) }] : [],
]
