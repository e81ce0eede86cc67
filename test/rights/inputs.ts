import type { Seat } from '../../server/kernel/seat.ts'
import { personOf } from '../house.ts'
import type { Input, OperationName } from './contract.ts'
import { hookFor, item, keyFor, plausible, type Scene, type Things } from './scene.ts'

type Build<I> = (things: Things, seat: Seat, scene: Scene) => I
interface Variant<I> { each: boolean; build: Build<I> }
/** Plausible valid inputs of an operation, by what is done; with `each` they are tried on the things of all three places. */
export type Entry<I = unknown> = Readonly<Record<string, Variant<I>>>

const once = <I>(build: Build<I>): Entry<I> => ({ '': { each: false, build } })
const at = <I>(build: Build<I>): Entry<I> => ({ '': { each: true, build } })
const either = <I>(variants: Record<string, Build<I>>): Entry<I> =>
  Object.fromEntries(Object.entries(variants).map(([name, build]) => [name, { each: true, build }]))
/** A list of one's whole range, and narrowed to a place. */
const list = <I>(narrowed: Build<I>, whole: I): Entry<I> => ({ '': { each: false, build: () => whole }, 'of a place': { each: true, build: narrowed } })

const reason = '核对申请'
const page = { limit: 50 }
const narrowed = ({ place }: Things) => ({ ...page, place })
const nowhere = '00000000-0000-7000-8000-000000000000'
const appointed = (things: Things, office: string, place: string): Input<'account.grant'> => ({
  identity: things.candidate.id_number, name: things.candidate.name, office, place, valid_from: '2026-11-01', valid_to: null, basis: '任命文件',
})
const step = (state: keyof Things['cases'], seq: number, action: string, more: Partial<Input<'case.take'>> = {}): Build<Input<'case.take'>> =>
  ({ cases }) => ({ number: cases[state], seq, action, note: reason, ...more })
const event = (things: Things): Input<'place.reorganise'>['event'] => ({ kind: 'renamed', code: things.place, name: '新名字社区' })

/** One entry per operation of the contract: a new operation does not compile until somebody says how it is tried. */
export const inputs: { readonly [N in OperationName]: Entry<Input<N>> } = {
  'account.me': once(() => ({})),
  'account.login': once(() => ({ login: 'shenmei', password: 'Gongzhi-demo-2026' })),
  'account.verify': once((_, __, { code }) => ({ code })),
  'account.logout': once(() => ({})),
  'account.elsewhere': once(() => ({})),
  'account.depart': once(() => ({})),
  'account.arrive': once(() => ({ ticket: 'nothing', query: 'code=x&state=y' })),
  'account.demo_logins': once(() => ({})),
  'account.password': once(() => ({ current: 'Gongzhi-demo-2026', password: 'Hefeng-2026-xin' })),
  'account.enrolment': once(() => ({})),
  'account.open': at(({ mandate, name }) => ({ mandate, login: `x-${name}` })),
  'account.reset': at(({ mandate }) => ({ mandate, reason })),
  'account.lockout': once(() => ({ of: 'address', who: '203.0.113.7' })),
  'account.mandates': list(narrowed, page),
  'account.grant': either({
    'community worker': things => appointed(things, 'community_worker', things.place),
    'county decider': things => appointed(things, 'county_civil_affairs', things.place.slice(0, 6)),
    'county administrator': things => appointed(things, 'county_admin', things.place.slice(0, 6)),
    'auditor': things => appointed(things, 'auditor', '32'),
    'security administrator': things => appointed(things, 'security_admin', '32'),
    'window clerk of the street': things => appointed(things, 'window_clerk', things.place.slice(0, 9)),
  }),
  'account.revoke': at(({ mandate }) => ({ mandate, reason })),

  'place.children': at(({ place }) => ({ parent: place.slice(0, 9) })),
  'place.show': at(({ place }) => ({ code: place })),
  'place.search': once(() => ({ text: '荷风' })),
  'place.history': at(({ place_id }) => ({ id: place_id })),
  'place.reorganise': at(things => ({ event: event(things), effective: '2026-11-20', basis: '民政部门批复' })),
  'calendar.year': once(() => ({ year: 2026 })),
  'calendar.upload': once(() => ({ year: 2027, notice: '国办发明电〔2026〕1号', published_on: '2026-11-10', csv: '2027-01-01,holiday,元旦\n2027-01-03,makeup_workday,元旦' })),

  'person.list': list(narrowed, page),
  'person.show': at(({ person }) => ({ id: person.id, purpose: reason })),
  'person.unmask': at(({ person }) => ({ id: person.id, element: 'person.identity_number', reason })),
  'person.mine': once(() => ({})),
  'person.lookers': once(() => page),
  'person.fact_history': at(({ person }) => ({ id: person.id, element: 'person.phone' })),
  'person.register': at(({ newcomer, place }) => ({ ...newcomer, place, address: '听橹雅苑1幢', purpose: '日常登记' })),
  'person.share': at(({ person }) => ({ name: person.name, identity: person.id_number, facts: { 'person.minimum_living': true }, purpose: '名册共享' })),
  'person.record': at(({ person }) => ({ id: person.id, element: 'person.occupation', value: '教师', source: 'collected', purpose: '入户走访' })),
  'element.list': once(() => ({})),
  'organisation.list': list(narrowed, page),
  'organisation.show': at(({ body }) => ({ id: body.id })),
  'organisation.public': at(({ place }) => ({ ...page, place })),
  'organisation.register': at(({ place }) => ({ name: '新成立的志愿服务社', kind: 'social_organisation', place, founded_on: '2026-11-01', basis: '登记证书', posts: [{ title: '理事长', seats: 1 }] })),
  'organisation.revise': at(({ body }) => ({ id: body.id, name: '改了名的委员会', on: '2026-11-20', basis: '更名批复' })),
  'organisation.dissolve': at(({ body }) => ({ id: body.id, on: '2026-11-20', basis: '撤销批复' })),
  'post.add': at(({ body }) => ({ organisation: body.id, title: '文书', seats: 1 })),
  'membership.begin': at(({ body, candidate }) => ({ post: body.post, name: candidate.name, identity: candidate.id_number, since: '2026-11-20', basis: '补选结果' })),
  'membership.end': at(({ body }) => ({ id: body.membership, until: '2026-11-20', basis: '辞职' })),
  'window.attend': once(() => ({ name: personOf('gu').name, identity: personOf('gu').id_number, manner: 'present' })),
  'window.leave': once((_, seat, { attendances }) => ({ attendance: attendances.find(one => one.clerk === seat.actor)?.attendance ?? nowhere })),
  'window.attendances': once(() => page),

  'service.items': once(() => ({})),
  'service.item': once(() => ({ id: item })),
  'service.prepare': once(() => ({ item })),
  'service.apply': once(() => ({ item, answers: plausible, confirmed: true })),
  'service.bundles': once(() => ({})),
  'matter.prepare': once(() => ({ items: [item, 'elder_card'], bundle: 'elder' })),
  'matter.apply': once(() => ({ items: [item, 'elder_card'], bundle: 'elder', answers: { ...plausible, 'matter.delivery': 'online' }, confirmed: true })),
  'matter.mine': once(() => page),
  'matter.show': at(({ matter }) => ({ number: matter })),
  'case.todo': list(narrowed, page),
  'case.list': list(narrowed, page),
  'case.figures': list<Input<'case.figures'>>(({ place }) => ({ place }), {}),
  'case.received': once(() => page),
  'case.mine': once(() => page),
  'case.show': at(({ cases }) => ({ number: cases.submitted })),
  'case.take': either({
    accept: step('submitted', 1, 'accept'),
    request_supplement: step('submitted', 1, 'request_supplement', { data: { papers: ['bank_proof'] } }),
    not_accept: step('submitted', 1, 'not_accept'),
    deem_accepted: step('submitted', 1, 'deem_accepted'),
    answer_supplement: ({ cases, proof }) => ({ number: cases.supplement_requested, seq: 2, action: 'answer_supplement', papers: [{ kind: 'bank_proof', file: proof }] }),
    lapse: step('supplement_requested', 2, 'lapse'),
    withdraw: step('submitted', 1, 'withdraw'),
    begin_check: step('accepted', 2, 'begin_check'),
    examine: step('accepted', 2, 'examine'),
    send_back: step('examined', 3, 'send_back'),
    grant: step('examined', 3, 'grant'),
    refuse: step('examined', 3, 'refuse'),
    'no such action': step('submitted', 1, 'burn'),
  }),
  'case.handover': at(({ cases }) => ({ number: cases.examined })),
  'case.notice': at(({ cases }) => ({ number: cases.submitted, seq: 1 })),
  'case.paper': at(({ cases }) => ({ number: cases.submitted, seq: 1 })),
  'clock.fire': at(({ cases }) => ({ number: cases.submitted, clock: 'acceptance' })),
  'file.keep': once(() => ({ name: '存折.jpg', type: 'image/jpeg', size: 1000, digest: 'a'.repeat(64) })),
  'file.read': at(({ file }) => ({ file })),

  'item.made': once(() => page),
  'item.drafts': once(() => page),
  'item.draft': once(() => ({ id: 'no_such_draft' })),
  'item.parts': once(() => ({})),
  'item.begin': once(() => ({ id: 'trial_item', name: '试办事项' })),
  'item.save': once(() => ({ id: 'no_such_draft', revision: 0, body: {} })),
  'item.discard': once(() => ({ id: 'no_such_draft' })),
  'item.try': once(() => ({ id: 'no_such_draft', age: 80, answers: {} })),
  'item.publish': once(() => ({ id: 'no_such_draft', revision: 0 })),
  'item.retire': once(() => ({ id: 'old_age_allowance', reason })),
  'item.params': once(() => ({ id: 'old_age_allowance' })),
  'item.set_params': once(() => ({ id: 'old_age_allowance', which: 'params', values: { monthly_fen_from_80: 7000 }, basis: '文件', valid_from: '2026-11-01' })),

  'queue.open': once(() => ({ day: new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10), slots: [{ at: '10:30', capacity: 2 }] })),
  'queue.windows': at(({ place }) => ({ ...page, place: place.slice(0, 6) })),
  'queue.slots': at(({ place }) => ({ place })),
  'queue.book': once((_, __, { slot }) => ({ slot })),
  'queue.cancel': once((_, __, { ticket }) => ({ ticket })),
  'queue.mine': once(() => page),
  'queue.draw': once(() => ({})),
  'queue.next': once(() => ({ counter: '1号' })),
  'queue.mark': once((_, __, { ticket }) => ({ ticket, as: 'missed' })),
  'queue.today': once(() => page),
  'queue.display': at(({ place }) => ({ place })),

  'rating.of': at(({ cases }) => ({ number: cases.submitted })),
  'rating.give': at(({ cases }) => ({ number: cases.submitted, grade: 5 })),
  'rating.invite': once((_, __, { attendances }) => ({ attendance: attendances[0]!.attendance })),
  'rating.ballot': once(() => ({})),
  'rating.cast': once(() => ({ grade: 5 })),
  'rating.public': at(({ place }) => ({ ...page, place: place.slice(0, 6), by: 'item' })),
  'rating.own': once(() => page),
  'rating.appeal': at(({ rated }) => ({ rating: rated.ref, reason })),
  'rating.workers': once(() => page),
  'rating.bad': once(() => page),
  'rating.contact': at(({ rated }) => ({ number: rated.follow_up })),
  'rating.advance': at(({ rated }) => ({ rating: rated.id })),

  'message.list': once(() => page),
  'message.read': either({
    own: (things, seat, { messages }) => ({ id: messages.get(seat.person ?? '') ?? things.message }),
    another: ({ message }) => ({ id: message }),
  }),
  'message.settings': once(() => ({})),
  'message.set': once(() => ({ sms: false })),
  'message.outbox': once(() => page),
  'ledger.list': list(narrowed, page),
  'licence.mine': once(() => page),
  'licence.uses': once(() => page),
  'licence.show': at(({ licence }) => ({ number: licence.number })),
  'licence.of_case': at(({ cases }) => ({ number: cases.submitted })),
  'licence.revoke': at(({ licence }) => ({ number: licence.number, reason: 'granted_wrongly', note: reason })),
  'licence.paper': at(({ licence }) => ({ number: licence.number })),
  'licence.deposit': at(({ person }) => ({ name: person.name, identity: person.id_number, kind: 'disability_card', title: '残疾人证', number: 'CD-1', issued_on: '2026-01-01' })),
  'licence.verify': at(({ licence }) => licence),

  'integration.keys': list(narrowed, page),
  'integration.key_offices': once(() => ({})),
  'integration.make_key': at(({ body, place }) => keyFor(body.id, place)),
  'integration.revoke_key': at(({ key }) => ({ key, reason })),
  'integration.whoami': once(() => ({})),
  'integration.subscriptions': list(narrowed, page),
  'integration.subscribe': at(({ body, place }) => hookFor(body.id, place)),
  'integration.unsubscribe': at(({ hook }) => ({ subscription: hook, reason })),
  'integration.enable': at(({ hook }) => ({ subscription: hook })),
  'integration.disable': at(({ hook }) => ({ subscription: hook, why: reason })),
  'integration.deliveries': once(() => page),
  'integration.resend': at(({ delivery }) => ({ delivery })),
  'integration.adapters': once(() => ({})),
  'integration.folders': list(narrowed, page),
  'integration.open_folder': at(({ key }) => ({ key, adapter: 'case_events' })),
  'integration.close_folder': at(({ folder }) => ({ folder, reason })),
  'integration.files': once(() => page),
  'integration.redeliver': at(({ dropped }) => ({ file: dropped })),
}
