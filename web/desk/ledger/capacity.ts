import type { Entry } from '../../../contract/ledger.ts'

type Acted = Pick<Entry, 'chair' | 'office_name' | 'for_name' | 'verb'>

/** Coming and going: what such an entry is about is who came, which it says already. */
export const isDoor = ({ verb }: Pick<Entry, 'verb'>): boolean => verb === 'account.login' || verb === 'account.use'

/** In which capacity it was done: an office, an office for somebody at its window, oneself, the platform; at the door in none yet. */
export function capacityOf(entry: Acted): string {
  switch (entry.chair) {
    case 'desk': return entry.office_name
    case 'self': return entry.for_name === null ? '本人' : `${entry.office_name} · 代${entry.for_name}`
    case 'server': return '系统自动'
    case 'public': return isDoor(entry) ? '登录时还没有岗位' : '未登录'
  }
}
