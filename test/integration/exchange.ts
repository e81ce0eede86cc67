import * as integration from '../../contract/integration.ts'
import type { OutputOf } from '../../contract/kernel.ts'
import type { TestHouse } from '../house.ts'

/** A key of an organisation's system that stands for the county's office, with these verbs. */
export const givenKey = (house: TestHouse, organisation: string, verbs: string[]): Promise<OutputOf<typeof integration.makeKey>> =>
  house.call(house.seat('shao'), integration.makeKey, {
    organisation, name: '文件系统', office: 'county_civil_affairs', verbs, place: '329901', valid_until: `${new Date().getFullYear() + 1}-06-30`, basis: '数据共享协议',
  })
