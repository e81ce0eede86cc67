import { eventOf, topics, TrialEvent } from '../../../contract/integration.ts'
import { clearDeliveries, deliverEvents, hook, sendTrials, type Delivering, type Networks } from '../../engines/delivery/index.ts'
import { clearLines, exchange } from '../../engines/filedrop/index.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import type { Database } from '../../kernel/db/index.ts'
import type { House } from '../../kernel/house.ts'
import type { Events } from '../../kernel/http/index.ts'
import type { Module } from '../../kernel/module.ts'
import { systemSeat } from '../../kernel/seat.ts'
import { adapterOf } from './adapters.ts'
import { announce, announceCertificate, announceReport } from './events.ts'
import { serveAdapters, serveCloseFolder, serveFiles, serveFolders, serveOpenFolder, serveRedeliver } from './folders.ts'
import { serveKeyOffices, serveKeys, serveMakeKey, serveRevokeKey, serveWhoami, type VerbsOf } from './keys.ts'
import { seatById } from './sit.ts'
import { serveDeliveries, serveDisable, serveEnable, serveResend, serveSubscribe, serveSubscriptions, serveTrial, serveUnsubscribe } from './subscriptions.ts'

/** The events of this room, for the description that programs read. */
export const integrationEvents: Events = {
  ...Object.fromEntries(Object.entries(topics).map(([topic, summary]) => [topic, { summary, body: eventOf(topic) }])), trial: { summary: '试发', body: TrialEvent },
}

export { isKey, keySeats } from './sit.ts'

export interface IntegrationParts {
  verbsOf: VerbsOf; vault: Vault; networks: Networks
  /** The folder in which files are exchanged; null where none are. */
  drop: string | null
}

/** Systems of departments: the keys with which they call, and where they are told of what happens, and the files they exchange. */
export function integrationModule({ verbsOf, vault, networks, drop }: IntegrationParts): Module {
  const delivering = (house: House, database: Database): Delivering => ({
    database, vault, networks, now: () => house.now, giveUp: (subscription, why) => house.call(systemSeat, 'integration.disable', { subscription, why }),
  })
  return {
    name: 'integration',
    offices: {
      county_admin: ['integration.manage'], province_admin: ['integration.manage'],
      system_client: ['integration.use'], system: ['integration.lapse'],
    },
    operations: [
      serveKeys, serveKeyOffices(verbsOf), serveMakeKey(verbsOf), serveRevokeKey, serveWhoami,
      serveSubscriptions, serveSubscribe(networks), serveUnsubscribe, serveEnable, serveDisable, serveTrial, serveDeliveries, serveResend,
      serveAdapters, serveFolders(drop), serveOpenFolder(drop), serveCloseFolder, serveFiles, serveRedeliver,
    ],
    topics: { 'case.step': announce, 'licence.standing': announceCertificate, 'report.step': announceReport },
    sweeps: [
      { name: 'webhooks', every_seconds: 5, batch: hook.batch, run: (house, database) => deliverEvents(delivering(house, database)) },
      { name: 'webhooks.trial', every_seconds: 2, run: (house, database) => sendTrials(delivering(house, database), { message: '试发：核对网址、签名和答复，不涉及任何办件' }) },
      { name: 'webhooks.clear', every_seconds: 3600, run: (house, database) => clearDeliveries(database, house.now) },
      ...drop === null ? [] : [
        { name: 'drop', every_seconds: 10, run: (house: House, database: Database) => exchange({ house, database, vault, root: drop, adapterOf, seatOf: key => seatById(database, key) }) },
        { name: 'drop.clear', every_seconds: 3600, run: (house: House, database: Database) => clearLines(database, house.now) },
      ],
    ],
  }
}
