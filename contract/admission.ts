import { z } from 'zod'
import { command, Day, Fen, Id, Instant, Line, Page, PageRequest, Place, query, Text } from './kernel.ts'
import { Choices, QuestionType } from './element.ts'
import { DemandKind, Ground, Reach } from './gate.ts'
import { Condition, Grain } from './report.ts'
import { CaseNumber } from './service.ts'

/** A column as a department names it. What no data element answers is a new question, with the basis on which it is asked. */
export const AskedColumn = z.object({ title: Line(40), type: QuestionType.optional(), choices: Choices.optional(), basis: Line(200).optional() })
/** A report as it is asked for: who belongs, what is said of each. */
export const AskedReport = z.object({ grain: Grain.extract(['person', 'household']).default('person'), population: Condition.nullable().default(null), columns: z.array(AskedColumn).min(1, '至少一栏').max(60).refine(all => new Set(all.map(one => one.title)).size === all.length, '有两栏同名') })

/** What the platform answers to a report before anybody is troubled. */
export const Answer = z.object({
  verdict: z.enum(['answered', 'confirm', 'needs']), sentence: z.string(), population: z.int(), communities: z.int(), people: z.int(),
  /** Person-minutes for all together, and for the community with the average share in a month. */
  minutes: z.int(), community_minutes: z.int(),
  /** Measured seconds per fact, or null where declared figures were used; and how many facts were measured. */
  measured_seconds: z.number().nullable(), measured: z.int(),
  /** Published reports that show all of it already; how many of a thousand people both mean. */
  live: z.array(z.object({ report: z.string(), title: z.string(), department: z.string(), same_permille: z.int() })),
  columns: z.array(z.object({
    title: z.string(), element: z.string().nullable(), element_name: z.string().nullable(), owner: z.string().nullable(), held: z.int(), stale: z.int(), missing: z.int(), basis: z.string().nullable(),
  })),
})
export type Answer = z.infer<typeof Answer>
export const probe = query('admission.probe', z.object({ places: z.array(Place).min(1).max(200), report: AskedReport }), Answer)

const Asking = z.object({
  kind: DemandKind, title: Line(60), content: Text(2000), basis: Line(200), places: z.array(Place).min(1, '请选择范围').max(200), reach: Reach.default('all'),
  population: Line(100), period: z.enum(['once', 'month', 'quarter', 'year'], { error: '请选择周期' }), valid_from: Day, valid_to: Day,
  /** Person-minutes for one community in a month; for a report the platform reckons it. */
  minutes: z.int().min(0).max(100_000).default(0), staff: z.int().min(0).max(10_000).default(0), fee_fen: Fen.default(0), training: z.string().max(200).default(''), indicators: z.string().max(500).default(''),
  statistical: z.boolean().default(false), form_number: Line(60).optional(), form_approval: Line(200).optional(), form_valid_to: Day.optional(),
  /** What it is admitted for where another room names it: the name of a body, the id of a report. */
  subject: Line(200).optional(), body: Id.optional(), urgent: z.boolean().default(false), report: AskedReport.optional(),
})
export type Asking = z.infer<typeof Asking>
/** Asks for admission. A report that the platform answers already is not accepted: there is nothing to decide. */
export const ask = command('admission.ask', Asking, z.object({ number: CaseNumber }))

/** Person-minutes for one community in a month: the asker's word, the platform's reckoning (measured, or declared for the kind) and the larger, which counts. */
export const Weight = z.object({ asked: z.int(), ours: z.int(), used: z.int(), basis: z.enum(['measured', 'declared']), each: z.int(), n: z.int() })
export type Weight = z.infer<typeof Weight>
const Load = z.object({ minutes: z.int(), allowed: z.int(), villages: z.int(), neighbourhoods: z.int(), plaques_village: z.int(), plaques_community: z.int(), source: z.string(), verified: z.boolean() })
/** Weighs a request while it is written: why no cap lets it be granted (then it cannot be submitted either), what speaks against it, what it costs. */
export const weigh = query('admission.weigh', Asking.pick({
  kind: true, places: true, reach: true, period: true, valid_from: true, valid_to: true, minutes: true, statistical: true, form_number: true, form_approval: true, form_valid_to: true,
}).extend({ title: z.string().max(60).default(''), content: z.string().max(2000).default('') }), z.object({ refused: z.string().nullable(), warnings: z.array(z.string()), load: Load, weight: Weight }))

const RequestRow = z.object({ number: CaseNumber, kind: DemandKind, title: z.string(), requester_name: z.string(), urgent: z.boolean(), at: Instant, place: Place, state: z.string(), state_name: z.string() })
/** Requests within one's range, newest first; a department's own where it asks for them. */
export const requests = query('admission.requests', PageRequest.extend({ own: z.boolean().default(false) }), Page(RequestRow))
const Opinion = z.object({ place: Place, place_name: z.string(), stance: z.enum(['support', 'lighten', 'oppose']), score: z.int(), words: z.string().nullable() })
/** A request whole, with what streets and communities said, and the caps and budget that it must fit. */
export const show = query('admission.request', z.object({ number: CaseNumber }), RequestRow.extend({
  asked: Asking, answer: Answer.nullable(), opinions: z.array(Opinion), heard: z.int(), place_names: z.array(z.string()),
  load: Load, weight: Weight.nullable(), warnings: z.array(z.string()),
}))

/** What streets and communities are asked about, what is open first. */
export const hearings = query('admission.hearings', PageRequest, Page(z.object({
  id: Id, number: CaseNumber, kind: DemandKind, title: z.string(), requester_name: z.string(), asked: Asking.omit({ report: true }).extend({ columns: z.array(z.object({ title: z.string(), choices: z.array(z.string()) })).optional() }), opened_at: Instant, closed: z.boolean(),
  stance: z.enum(['support', 'lighten', 'oppose']).nullable(), score: z.int().nullable(), words: z.string().nullable(),
})))
export const opine = command('admission.opine', z.object({
  hearing: Id, stance: z.enum(['support', 'lighten', 'oppose'], { error: '请选择意见' }), score: z.int({ error: '请选择负担轻重' }).min(1).max(5), words: Text(500).optional(),
}), z.object({}))

export const Admitted = z.object({
  number: z.string(), kind: DemandKind, title: z.string(), content: z.string().nullable(), columns: z.array(z.string()), requester_name: z.string(), basis: z.string(), reach: Reach, places: z.array(z.string()), valid_from: Day, valid_to: Day.nullable(),
  minutes: z.int(), staff: z.int(), fee_fen: z.int(), form_number: z.string().nullable(), form_approval: z.string().nullable(), emergency: z.boolean(), version: z.int(),
})
const Cap = z.object({ what: z.string(), allowed: z.int(), held: z.int() })
/** The catalogue in force at a place: what may reach it, its version, and how much of each cap is taken. Open to all. */
export const catalogue = query('admission.catalogue', z.object({ place: Place.default('32') }), z.object({
  place: Place, place_name: z.string(), version: z.int(), day: Day, items: z.array(Admitted), caps: z.array(Cap), minutes: z.int(), caps_source: z.string(), caps_verified: z.boolean(),
}))
const Entry = z.object({ code: z.string().max(40), text: Line(100), words: z.array(Line(30)).max(20) })
export const ListName = z.enum(['duties', 'help', 'negative', 'certificates'])
/** The lists in force at a place, each with version, source and day. Open to all. */
export const lists = query('admission.lists', z.object({ place: Place.default('32') }), z.object({
  lists: z.array(z.object({ list: ListName, version: z.int(), title: z.string(), source: z.string(), verified: z.boolean(), valid_from: Day, place_name: z.string(), entries: z.array(Entry) })),
}))
/** Enters the next version of a list for one's own place; the versions before stay. */
export const setList = command('admission.set_list', z.object({ list: ListName, title: Line(60), source: Line(200), valid_from: Day, entries: z.array(Entry).min(1).max(500) }), z.object({ version: z.int() }))

/**
 * Lays something on communities under an admission: every door comes through here. Without one it is turned away, and so is another
 * title than was admitted; what reaches communities are the admitted words. `when`: time and place of a meeting or an inspection.
 */
export const send = command('admission.send', z.object({
  kind: DemandKind, admission: z.string().max(60).optional(), title: Line(60), when: Line(100).optional(), due_on: Day.optional(), places: z.array(Place).min(1).max(200), organisation: Id.optional(),
}), z.object({ sending: Id, reached: z.int() }))
/** What a requester sent and what was refused or turned away: how often, and nowhere by whom. */
export const sent = query('admission.sent', z.object({}), z.object({
  organisation: z.string(), place_name: z.string(), sendings: z.array(z.object({ sending: Id, admission: z.string(), kind: DemandKind, title: z.string(), sent_at: Instant, reached: z.int(), refused: z.int() })),
  refused: z.array(z.object({ kind: DemandKind, title: z.string(), ground: Ground, n: z.int() })), admitted: z.array(Admitted),
  /** What else may reach these places, under the admissions of others: seen, and not one's own to send. */
  others: z.array(Admitted),
}))

const Received = z.object({
  id: Id, place: Place, place_name: z.string(), kind: DemandKind, title: z.string(), body: z.string().nullable(), requester_name: z.string(), due_on: Day.nullable(), sent_at: Instant,
  admission: z.string(), admitted_until: Day.nullable(), basis: z.string(), columns: z.array(z.string()),
  /** The ground on which it may be refused now; null where it is in order. */
  ground: Ground.nullable(), refused_ground: Ground.nullable(),
})
/** What was laid on the communities of one's range, newest first. */
export const received = query('admission.received', PageRequest, Page(Received))
/** Refuses by right what reached one's community, with one press. What is in order cannot be refused (`gate.lawful`). */
export const refuse = command('admission.refuse', z.object({ demand: Id }), z.object({ ground: Ground }))

/** The bodies of the platform that may have sent something to one's community. */
export const senders = query('admission.senders', z.object({}), z.object({ items: z.array(z.object({ id: Id, name: z.string(), place_name: z.string() })) }))
/**
 * Writes down what arrived from outside or hangs on the wall: always possible. With `refuse` it goes back to
 * the sender: a body of the platform by its id hears of it, and who is not on the platform is told to the county by name.
 */
export const observe = command('admission.observe', z.object({
  kind: DemandKind, title: Line(60), requester_name: Line(100).optional(), requester: Id.optional(), seen_on: Day, note: Text(500).optional(), refuse: z.boolean().default(false),
}), z.object({ id: Id, breach: Ground.nullable(), refused: z.boolean() }))
export const sightings = query('admission.sightings', PageRequest, Page(z.object({
  id: Id, place: Place, place_name: z.string(), kind: DemandKind, title: z.string(), requester_name: z.string(), seen_on: Day, note: z.string().nullable(), breach: Ground.nullable(), refused: z.boolean(),
})))
/** What the platform itself turned away, for the county: who wanted what, how often. */
export const turnedAway = query('admission.turned_away', z.object({}), z.object({
  items: z.array(z.object({ day: Day, requester_name: z.string(), kind: DemandKind, subject: z.string(), n: z.int(), last_at: Instant })),
}))
/** Ends an admission whose time is over; only the platform itself may call it. */
export const lapse = command('admission.lapse', z.object({ number: CaseNumber }), z.object({ ended: z.boolean() }))
