import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import * as integration from '../../contract/integration.ts'
import type { OutputOf } from '../../contract/kernel.ts'
import type { TestHouse } from '../house.ts'

/** A key of an organisation's system that stands for the county's office, with these verbs. */
export const givenKey = (house: TestHouse, organisation: string, verbs: string[]): Promise<OutputOf<typeof integration.makeKey>> =>
  house.call(house.seat('shao'), integration.makeKey, {
    organisation, name: '文件系统', office: 'county_civil_affairs', verbs, place: '329901', valid_until: `${new Date().getFullYear() + 1}-06-30`, basis: '数据共享协议',
  })

/** A process of its own that does what comes back by itself in the same database until it is killed; by the machine's clock. */
export const worker = (house: TestHouse, env: Readonly<Record<string, string>> = {}): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', fileURLToPath(new URL('./worker.ts', import.meta.url))], {
    env: { ...process.env, WORKER_URL: house.databaseUrl, WORKER_DROP: house.drop, WORKER_UPLOADS: house.uploads, ...env }, stdio: 'ignore',
  })
