import type { CounterRow, Recount } from '../../ground/territory/index.ts'

/** How cases are counted anew at town grain, where a place moves between towns. */
export const caseRecount: Recount = {
  covers: kind => kind.startsWith('case:') || kind.startsWith('open:'),
  count: async (sql, places) => [...await sql<CounterRow[]>`
    select left(place, 9) as place, 'case:' || topic as kind, state, count(*) as n from process."case"
    where left(place, 9) in ${sql(places)} group by 1, 2, 3
    union all select left(place, 9), 'open:' || topic, 'open', count(*) from process."case"
    where left(place, 9) in ${sql(places)} and awaits is not null group by 1, 2`],
}
