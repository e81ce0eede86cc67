import * as contract from '../../../contract/admission.ts'
import { definitionOf, findCase, take } from '../../engines/process/index.ts'
import { serverScope } from '../../kernel/db/index.ts'
import type { Module } from '../../kernel/module.ts'
import { serve } from '../../kernel/operation.ts'
import { systemSeat } from '../../kernel/seat.ts'
import { endedOn, expired, findAdmission } from '../../ground/gate/index.ts'
import { ask, probe } from './ask.ts'
import { answerBack, backTopic } from './back.ts'
import { catalogue, lists, setList } from './catalogue.ts'
import { parts } from './parts.ts'
import { hearings, opine, requests, show } from './requests.ts'
import { observe, received, refuse, send, senders, sent, sightings, turnedAway } from './send.ts'
import { weigh } from './weigh.ts'

export { admissionProcesses } from './process.ts'

/** The day of exit has come: the case ends with it. What may be sent ended by itself, at midnight. */
const lapse = serve(contract.lapse, {
  verb: 'admission.lapse', at: async (ctx, { number }) => await findCase(ctx.sql, number) ?? null,
  run: async (ctx, { number }, record) => {
    const found = await findAdmission(ctx.sql, number)
    const definition = await definitionOf(ctx.sql, record.process, record.version)
    if (!found || !endedOn(ctx, found) || !definition.actions.expire?.from.includes(record.state)) return { ended: false }
    await take(ctx, definition, record, { seq: record.seq, action: 'expire', note: `有效期至 ${found.valid_to}`, data: {}, papers: [] })
    return { ended: true }
  },
  subject: input => input.number,
})

const asking = ['admission.read', 'admission.open', 'admission.ask', 'admission.send', 'case.open']
const deciding = ['admission.read', 'admission.open', 'admission.decide', 'admission.watch', 'admission.receive', 'case.open']
const reading = Object.fromEntries(['anyone', 'resident', 'grid_worker', 'window_clerk', 'county_civil_affairs', 'city_viewer', 'province_viewer', 'province_admin', 'security_admin', 'auditor'].map(office => [office, ['admission.read']]))

/** Admission (社区事务准入): asking, hearing, deciding, the catalogue, and what communities say to what reaches them. */
export const admission: Module = {
  name: 'admission',
  offices: {
    ...reading,
    system: ['admission.lapse'],
    department_clerk: asking,
    social_work: [...deciding, 'admission.check'],
    burden_taskforce: deciding,
    county_admin: ['admission.read', 'admission.watch', 'admission.receive'],
    street_examiner: ['admission.read', 'admission.hear', 'admission.receive'],
    community_worker: ['admission.read', 'admission.hear', 'admission.receive', 'admission.refuse'],
  },
  operations: [probe, weigh, ask, requests, show, hearings, opine, catalogue, lists, setList, send, sent, received, refuse, senders, observe, sightings, turnedAway, lapse],
  parts,
  topics: { [backTopic]: answerBack },
  sweeps: [{
    name: 'admissions', every_seconds: 300, batch: 200,
    run: async (house, database) => {
      const due = await database.transact(serverScope, 'read', ({ sql }) => expired(sql, house.now, 200))
      let ended = 0
      for (const number of due) await house.call(systemSeat, contract.lapse.name, { number }).then(() => ended++, () => undefined)
      return ended
    },
  }],
}
