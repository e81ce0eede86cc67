import type { CounterRow, Recount } from '../territory/index.ts'

/** How residents are counted anew at town grain, where a place moves between towns. */
export const personRecount: Recount = {
  covers: kind => kind === 'person',
  count: async (sql, places) => [...await sql<CounterRow[]>`
    select left(place, 9) as place, 'person' as kind, 'resident' as state, count(*) as n from registry.person
    where left(place, 9) in ${sql(places)} group by 1`],
}
