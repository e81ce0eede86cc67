import { offices as every } from '../../../contract/glossary.ts'
import { serverScope } from '../../kernel/db/index.ts'
import type { Module } from '../../kernel/module.ts'
import { advance, appeal, contact, followed, sweep } from './follow.ts'
import { ballot, cast, give, invite, of } from './give.ts'
import { bad, own, published, workers } from './read.ts'

export { byPass } from './give.ts'
export { ratingProcesses, ratingRules } from './process.ts'

/** What is open to anyone is open from every seat. */
const anyone = Object.fromEntries(Object.keys(every).filter(office => office !== 'serving' && office !== 'system' && office !== 'rater').map(office => [office, ['rating.read']]))
const rated = ['window_clerk', 'community_worker', 'street_examiner', 'county_civil_affairs']

/**
 * 好差评: grades on the phone and at the window, each once; who rated is known only to whoever follows a bad grade up, and a
 * clerk holds no right to rate for the person served.
 */
export const rating: Module = {
  name: 'rating',
  offices: {
    ...anyone,
    ...Object.fromEntries(rated.map(office => [office, ['rating.read', 'rating.own']])),
    resident: ['rating.read', 'rating.give'],
    rater: ['rating.cast'],
    county_admin: ['rating.read', 'case.open', 'rating.follow', 'rating.supervise'],
    system: ['rating.advance'],
  },
  operations: [of, give, invite, ballot, cast, published, own, appeal, workers, bad, contact, advance],
  constraints: { rating_case: 'rating.given', rating_visit: 'rating.given' },
  topics: { 'rating.followed': followed },
  sweeps: [
    { name: 'rating.bad', every_seconds: 5, batch: 400, run: sweep },
    {
      name: 'rating.ballots', every_seconds: 3600,
      run: (house, database) => database.transact(serverScope, 'write', async ({ sql }) =>
        (await sql`delete from rating.ballot where made_at < ${house.now}::timestamptz - interval '1 day'`).count),
    },
  ],
}
