import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { offices as declaredOffices } from '../../contract/glossary.ts'
import type { ProblemCode } from '../../contract/problems.ts'
import { gateKeeper } from '../../server/ground/gate/index.ts'
import { record } from '../../server/ground/ledger/index.ts'
import { recordLook } from '../../server/ground/registry/index.ts'
import type { Database } from '../../server/kernel/db/index.ts'
import { House } from '../../server/kernel/house.ts'
import { newId } from '../../server/kernel/ids.ts'
import { Problem } from '../../server/kernel/problem.ts'
import type { Seat } from '../../server/kernel/seat.ts'
import { vaultOf } from '../../server/main.ts'
import { processes } from '../../server/modules/catalogue/index.ts'
import { openTestHouse, type TestHouse } from '../house.ts'
import { testSecrets } from '../secrets.ts'
import type { OperationName } from './contract.ts'
import { inputs, type Entry } from './inputs.ts'
import { everySeat, type Seated } from './seats.ts'
import { setScene, type GroundName, type Scene } from './scene.ts'
import { assertSnapshot } from './snapshot.ts'

// Who may do what: every operation from every seat. Each call runs in a transaction that is undone afterwards, so that
// none sees what another did; what was refused is then done once more for good, and must leave nothing.

let house: TestHouse
let scene: Scene
let undone: House
let seats: Seated[]
before(async () => {
  house = await openTestHouse()
  scene = await setScene(house)
  seats = everySeat(scene)
  undone = undoing(house)
  // What was posted while the scene was set arrives before anything is counted.
  await house.platform.sweeper.once()
  await house.admin`delete from kernel.throttle`
})
after(() => house.close())

class Undone extends Error {
  readonly result: unknown
  constructor(result: unknown) {
    super('undone')
    this.result = result
  }
}

/** The same house on a database that takes back every transaction, after all that it deferred was heard. */
function undoing({ platform }: TestHouse): House {
  const database: Database = {
    ...platform.database,
    transact: async (scope, mode, work) => {
      try {
        return await platform.database.transact(scope, mode, async tx => {
          const deferred: PromiseLike<unknown>[] = []
          const result = await work({ ...tx, defer: statement => { tx.defer(statement); deferred.push(statement) } })
          tx.flush()
          // Heard after all that was sent before it: whatever was refused has aborted the transaction by then.
          await Promise.all([...deferred, tx.sql`select 1`])
          throw new Undone(result)
        })
      } catch (error) {
        if (error instanceof Undone) return error.result as never
        throw error
      }
    },
  }
  const now = new Date()
  return new House({
    database, rights: platform.house.rights, settings: platform.settings, vault: vaultOf(testSecrets), recorder: { command: record, look: recordLook },
    keeper: { ...gateKeeper(platform.database), withheld: () => Promise.resolve() }, parts: Object.assign({}, ...platform.modules.map(module => module.parts ?? {})),
    operations: platform.house.operations, constraints: Object.assign({}, ...platform.modules.map(module => module.constraints ?? {})), clock: () => now,
  })
}

interface Call { operation: OperationName; variant: string; ground: GroundName | ''; seated: Seated; input: unknown; outcome: string }

const entries = Object.entries(inputs) as [OperationName, Entry][]
const grounds: readonly GroundName[] = ['liuhu', 'daohe', 'wanglan']

/** «allowed», or the code of the refusal; whatever else is thrown is a bug and goes on. */
async function outcomeOf(at: House, seat: Seat, operation: string, input: unknown): Promise<string> {
  try {
    await at.call(seat, operation, input, { key: newId() })
    return 'allowed'
  } catch (error) {
    if (!(error instanceof Problem)) throw new Error(`${operation} from ${seat.office || 'no office'} ${seat.place}: ${(error as Error).message}`, { cause: error })
    assert.ok(error.status < 500, `${operation} from ${seat.office}: ${error.code}`)
    return error.code
  }
}

async function everyCall(): Promise<Call[]> {
  const calls: Call[] = []
  for (const [operation, variants] of entries) {
    for (const [variant, { each, build }] of Object.entries(variants)) {
      for (const ground of each ? grounds : ['' as const]) {
        const made = seats.map(seated => ({ operation, variant, ground, seated, input: build(scene.things[ground || 'liuhu'], seated.seat, scene) }))
        // A few at a time; the clerk's attempts are counted outside the transaction, so the order does not matter.
        for (let i = 0; i < made.length; i += 6) {
          calls.push(...await Promise.all(made.slice(i, i + 6).map(async call =>
            ({ ...call, outcome: await outcomeOf(undone, call.seated.seat, operation, call.input) }))))
        }
      }
    }
  }
  return calls
}

/** The verb that a call needs, as far as it can be told from the declaration. */
function verbOf({ operation, variant }: Pick<Call, 'operation' | 'variant'>): string {
  const { verb } = house.platform.house.operations.find(served => served.operation.name === operation)!.handler
  if (typeof verb === 'string') return verb
  // A roster names people; a table of places counts them.
  if (['report.fill', 'report.sheet', 'report.paper', 'report.preview'].includes(operation)) return variant === 'people' ? 'report.rows' : 'report.read'
  assert.equal(operation, 'case.take', `say here which verb ${operation} needs`)
  return processes[0]!.actions[variant]?.verb ?? 'case.read'
}

/** Said once more, apart from the kernel: whose verbs count for a seat. */
function holds(seat: Seat, verb: string): boolean {
  const of = (office: string) => house.platform.house.rights.of(office)
  if (seat.chair !== 'self' || seat.pass) return of(seat.office).includes(verb) || (seat.client !== undefined && seat.client.verbs.includes(verb) && of(seat.client.office).includes(verb))
  return seat.attendance === null ? of('resident').includes(verb) : of('serving').includes(verb) && of(seat.office).includes('window.serve')
}

const refusals: readonly string[] = ['right.missing', 'seat.none', 'found.nothing', 'seat.needs_second_factor'] satisfies ProblemCode[]

/** How many rows there are of everything that a command could leave behind. */
async function rows(): Promise<Record<string, number>> {
  const [counted] = await house.admin<Record<string, number>[]>`
    select (select count(*) from ledger.entry) as entries, (select count(*) from kernel.outbox) as letters, (select count(*) from kernel.idempotency) as answers,
      (select count(*) from process."case") as cases, (select count(*) from process.action) as actions, (select count(*) from process.clock) as clocks,
      (select count(*) from process.paper) as papers, (select count(*) from rating.rating) as ratings, (select count(*) from rating.ballot) as ballots, (select count(*) from queue.ticket where state <> 'cancelled') as tickets, (select coalesce(sum(capacity), 0) from queue.slot) as room, (select count(*) from kernel.file) as files, (select count(*) from registry.look) as looks,
      (select count(*) from registry.assertion) as assertions, (select count(*) from registry.person) as persons, (select sum(n) from kernel.counter) as counted,
      (select count(*) from territory.mandate where revoked_at is null) as mandates, (select count(*) from territory.attendance where closed_at is null) as attendances,
      (select count(*) from registry.organisation where dissolved_on is null) as bodies, (select count(*) from registry.former_name) as former,
      (select count(*) from registry.post) as posts, (select count(*) from registry.membership where until is null) as seated,
      (select count(*) from territory.place) as places, (select count(*) from integration.key where revoked_at is null) as keys, (select count(*) from law.calendar_edition) as editions,
      (select count(*) from message.message where read_at is null) as unread, (select count(*) from account.session) as sessions,
      (select coalesce(sum(seq), 0) from process."case") as steps`
  return { ...counted }
}

let calls: Call[]

test('every operation is tried from every seat, and none fails', async () => {
  const before = await rows()
  calls = await everyCall()
  assert.deepEqual(await rows(), before, 'the trial itself was undone')
  assert.deepEqual(house.platform.house.operations.map(served => served.operation.name as string).sort(), entries.map(([name]) => name as string).sort())
  assert.deepEqual(Object.keys(declaredOffices).filter(office => !seats.some(({ seat }) => [seat.office, ...seat.chair === 'self' && !seat.pass ? [seat.attendance ? 'serving' : 'resident'] : []].includes(office))), [],
    'every office has a seat here')
})

test('a seat without the verb is refused, and says no more than that', () => {
  const wrong = calls.filter(call => !holds(call.seated.seat, verbOf(call)) && !refusals.includes(call.outcome))
  assert.deepEqual(wrong.map(line), [])
  assert.deepEqual(calls.filter(call => call.outcome === 'seat.none' && call.seated.seat.chair !== 'public').map(line), [], 'nobody who is logged in is told to log in')
})

test('what lies in another place is not found, whatever the office', () => {
  const within = (seat: Seat, ground: GroundName) => scene.things[ground].place.startsWith(seat.place) || seat.place.startsWith(scene.things[ground].place)
  const bound: OperationName[] = ['person.list', 'person.show', 'person.unmask', 'person.fact_history', 'person.record', 'person.register', 'organisation.list',
    'organisation.show', 'organisation.register', 'organisation.revise', 'organisation.dissolve', 'post.add', 'membership.begin', 'membership.end',
    'case.show', 'case.notice', 'case.list', 'case.todo', 'case.figures', 'case.take', 'rating.contact', 'rating.appeal', 'file.read', 'account.mandates', 'account.grant', 'account.revoke', 'account.open', 'account.reset',
    'ledger.list', 'place.reorganise', 'integration.keys', 'integration.make_key', 'integration.revoke_key', 'integration.subscriptions', 'integration.subscribe', 'integration.unsubscribe', 'integration.enable', 'integration.resend']
  const wrong = calls.filter(call => bound.includes(call.operation) && call.ground !== '' && call.seated.seat.chair === 'desk'
    && !within(call.seated.seat, call.ground) && !refusals.includes(call.outcome))
  assert.deepEqual(wrong.map(line), [])
})

test('what was refused leaves no row', async () => {
  for (const seated of seats) {
    await house.admin`delete from kernel.throttle`
    const before = await rows()
    for (const call of calls.filter(one => one.seated === seated && one.outcome !== 'allowed')) {
      assert.equal(await outcomeOf(house.platform.house, seated.seat, call.operation, call.input), call.outcome, line(call))
    }
    assert.deepEqual(await rows(), before, seated.label)
  }
})

const line = ({ operation, variant, seated, ground, outcome }: Call): string => `${operation}${variant && ` (${variant})`} | ${seated.label} | ${ground} ${outcome}`

test('who may do what is as it was reviewed (matrix.txt)', () => {
  const lines = new Map<string, string[]>()
  for (const { operation, variant, seated, ground, outcome } of calls) {
    const key = `${operation}${variant && ` (${variant})`} | ${seated.label} |`
    lines.set(key, [...lines.get(key) ?? [], `${ground && `${ground} `}${outcome}`])
  }
  assertSnapshot('matrix.txt', [...lines].map(([key, outcomes]) => `${key} ${outcomes.join(', ')}`))
})

test('the verbs of every office are as they were reviewed (verbs.txt)', () => {
  const { rights } = house.platform.house
  assertSnapshot('verbs.txt', rights.offices.flatMap(office => rights.of(office).map(verb => `${office} ${verb}`)))
})
