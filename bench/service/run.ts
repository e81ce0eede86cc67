import { progress } from '../../cli/progress.ts'
import type { Sql } from '../../server/kernel/db/index.ts'
import type { BareCall, BareJob } from './bare.ts'
import { acceptCall, applyCall, formCall, matterCall } from './calls.ts'
import type { Cluster } from './cluster.ts'
import type { Call, LoadAnswer, LoadJob } from './load.ts'
import { asked, bareForm } from './form.ts'
import { bareMatter } from './matter.ts'
import { ratio, round, side, type Round, type Side } from './measure.ts'
import { barePage, ourPage, sheets, type PageKind, type Sheet } from './pages.ts'
import { accepting, applying, type Opened } from './rows.ts'
import type { Server } from './server.ts'
import { connections, inFlight, levels, type Size } from './settings.ts'
import type { Resident, Standing } from './standing.ts'
import { startWorker, type Worker } from './worker.ts'

/** Cases opened beyond those that the rounds of steps need: for counting what a step sends. */
const spare = 200
/** How many matters one round of one side opens, where it opens so many cases one by one. */
export const mattersOf = (writes: number): number => Math.ceil(writes / 10)

/** `write`: at least half of bare is wanted; `page`: at most one and a half times bare, flat in the level; `read`: only the first of these; `paper`: nothing. */
export interface Result { work: string; kind: 'write' | 'page' | 'read' | 'paper'; ours: Side; bare: Side; ratio: number; letters_left?: number; drain_seconds?: number }

/** Both sides of a run: the platform with its load generator, and the bare clients (plans kept for writes, made anew for pages). */
export class Run {
  readonly #cluster: Cluster
  readonly #server: Server
  readonly #standing: Standing
  readonly #size: Size
  readonly #load: Worker<LoadJob, LoadAnswer>
  readonly #writer: Worker<BareJob, LoadAnswer>
  readonly #reader: Worker<BareJob, LoadAnswer>
  readonly #ours: Opened[] = []
  readonly #theirs: Opened[] = []
  #next = 0

  constructor(cluster: Cluster, server: Server, standing: Standing, size: Size) {
    this.#cluster = cluster
    this.#server = server
    this.#standing = standing
    this.#size = size
    this.#load = startWorker('./load.ts')
    this.#writer = startWorker('./bare.ts', { BENCH_URL: cluster.appUrl, BENCH_PLANS: 'auto' })
    this.#reader = startWorker('./bare.ts', { BENCH_URL: cluster.appUrl, BENCH_PLANS: 'force_custom_plan' })
  }

  async stop(): Promise<void> {
    await Promise.all([this.#load, this.#writer, this.#reader].map(worker => worker.stop()))
  }

  get #root(): Sql {
    return this.#cluster.root
  }

  #ask(calls: Call[], keep = false): Promise<LoadAnswer> {
    return this.#load.run({ port: this.#server.port, inFlight, calls, keep })
  }

  #residents(many: number) {
    const taken = this.#standing.residents.slice(this.#next, this.#next + many)
    if (taken.length < many) throw new Error('no residents left who may apply')
    this.#next += many
    return taken
  }

  /** Five times ours and bare in turn, after one round each that nobody counts: compilers are busy with the first thousands of requests. */
  async #alternate(work: string, kind: Result['kind'], ours: (many: number) => Promise<LoadAnswer>, bare: (many: number) => Promise<LoadAnswer>, client: Worker<BareJob, LoadAnswer>, many: number, after?: () => Promise<void>, spare = 0): Promise<Result> {
    const shown = progress(work)
    const rounds = { ours: [] as Round[], bare: [] as Round[] }
    await ours(many + spare)
    await after?.()
    await bare(many + spare)
    for (let i = 0; i < this.#size.rounds; i++) {
      rounds.ours.push((await round(this.#root, this.#server.pid, this.#load.pid, () => ours(many))).round)
      await after?.()
      rounds.bare.push((await round(this.#root, this.#server.pid, client.pid, () => bare(many))).round)
      shown.to(i + 1, this.#size.rounds)
    }
    const [mine, theirs] = [side(rounds.ours), side(rounds.bare)]
    shown.end(`${mine.per_second.toFixed(0)}/${theirs.per_second.toFixed(0)} 每秒`)
    return { work, kind, ours: mine, bare: theirs, ratio: ratio(mine, theirs) }
  }

  /** Letters that the platform still has to deliver: waited for, so that they do not weigh on the other side's round. */
  async #delivered(): Promise<number> {
    const waiting = async () => (await this.#root<{ n: number }[]>`select count(*) as n from kernel.outbox where done_at is null and due_at <= now()`)[0]!.n
    const left = await waiting()
    while ((await waiting()) > 0) await new Promise(resolve => setTimeout(resolve, 100))
    return left
  }

  async create(): Promise<Result> {
    const left: number[] = []
    const drained: number[] = []
    const result = await this.#alternate('申请 create', 'write', async many => {
      const residents = this.#residents(many)
      const answer = await this.#ask(residents.map(applyCall), true)
      residents.forEach((one, i) => {
        const { number } = JSON.parse(answer.answers[i] ?? '{}') as { number?: string }
        if (number) this.#ours.push({ number, county: one.county, place: one.community, person: one.id })
      })
      return answer
    }, many => {
      const made = this.#residents(many).map(applying)
      this.#theirs.push(...made.map(one => one.opened))
      return this.#writer.run({ connections, calls: made.map(one => one.call), keep: false })
    }, this.#writer, this.#size.writes, async () => {
      const began = performance.now()
      left.push(await this.#delivered())
      drained.push((performance.now() - began) / 1000)
    }, spare)
    const last = (values: number[]) => values.slice(1).reduce((sum, value) => sum + value, 0) / Math.max(1, values.length - 1)
    return { ...result, letters_left: Math.round(last(left)), drain_seconds: last(drained) }
  }

  step(): Promise<Result> {
    const take = (from: Opened[], many: number) => {
      if (from.length < many) throw new Error('no fresh cases left')
      return from.splice(0, many)
    }
    const seat = (one: Opened) => this.#standing.examiners.get(one.place.slice(0, 9))!
    return this.#alternate('受理 step', 'write',
      many => this.#ask(take(this.#ours, many).map(one => acceptCall(one.number, seat(one)))),
      many => this.#writer.run({ connections, calls: take(this.#theirs, many).map(one => accepting(one, seat(one))), keep: false }),
      this.#writer, this.#size.writes, async () => { await this.#delivered() })
  }

  /** One matter of five items: five cases, each with its own clock, opened or refused as one. */
  matter(): Promise<Result> {
    return this.#alternate('五件联办 matter', 'write',
      many => this.#ask(this.#residents(many).map(matterCall)),
      many => this.#writer.run({ connections, calls: this.#residents(many).map(bareMatter), keep: false }),
      this.#writer, mattersOf(this.#size.writes), async () => { await this.#delivered() })
  }

  /** A form filled for people about whom two hundred facts are held. */
  async form(): Promise<Result> {
    const { known } = this.#standing
    const person = (i: number): Resident => known[i % known.length]!
    const one = JSON.parse((await this.#ask([formCall(person(0))], true)).answers[0]!) as { fields: { state: string }[] }
    if (one.fields.length !== asked.length || one.fields.some(field => field.state === 'missing')) throw new Error('the form is not filled from what is held')
    return this.#alternate(`${asked.length} 问预填 form`, 'read',
      many => this.#ask(Array.from({ length: many }, (_, i) => formCall(person(i)))),
      many => this.#writer.run({ connections, calls: Array.from({ length: many }, (_, i) => bareForm(person(i))), keep: false }),
      this.#writer, this.#size.pages)
  }

  async pages(): Promise<Result[]> {
    const cursors = await this.#compare()
    const results: Result[] = []
    for (const [kind, work] of [['list', '名册第一页 list'], ['next', '第二页 next'], ['todo', '待办 todo']] as [PageKind, string][]) {
      const many = (n: number): Sheet[] => sheets(this.#standing, kind, n, cursors)
      results.push(await this.#alternate(work, 'page',
        n => this.#ask(many(n).map(sheet => ourPage(kind, sheet))),
        n => this.#reader.run({ connections, calls: many(n).map(sheet => barePage(kind, sheet)), keep: false }),
        this.#reader, this.#size.pages))
    }
    return results
  }

  /** Both sides must give the same rows and the same count at every seat; answers where the second page begins. */
  async #compare(): Promise<Map<string, [string, string]>> {
    const cursors = new Map<string, [string, string]>()
    for (const kind of ['list', 'todo'] as const) {
      const all = levels.flatMap(level => (kind === 'list' ? this.#standing.lists : this.#standing.todos)[level].map((seat): Sheet => ({ level, seat, cursor: null })))
      const ours = await this.#ask(all.map(sheet => ourPage(kind, sheet)), true)
      const bare = await this.#reader.run({ connections, calls: all.map(sheet => barePage(kind, sheet)), keep: true })
      if (ours.failed + bare.failed > 0) throw new Error(ours.firstFailure || bare.firstFailure)
      all.forEach(({ seat }, i) => {
        const page = JSON.parse(ours.answers[i]!) as { items: { number: string; opened_at: string }[]; next: string | null; count: { n: number } }
        const [rows, [count]] = JSON.parse(bare.answers[i]!) as [{ number: string }[], { n: string }[]]
        const same = page.items.map(item => item.number).join() === rows.slice(0, 50).map(row => row.number).join()
        if (!same || page.count.n !== Math.min(Number(count?.n ?? 0), kind === 'todo' ? 10_000 : Infinity)) {
          throw new Error(`${kind} at ${seat.place}: ours has ${page.items.length} rows of ${page.count.n}, bare ${rows.length} of ${count?.n}`)
        }
        const last = page.items.at(-1)
        if (kind === 'list' && page.next && last) cursors.set(seat.mandate, [last.opened_at, last.number])
      })
    }
    return cursors
  }

  /** A few requests of every kind, one after another, for counting what they send. */
  samples(many: number): Record<string, { ours: Call[]; bare: BareCall[] }> {
    const seat = (one: Opened) => this.#standing.examiners.get(one.place.slice(0, 9))!
    const some = sheets(this.#standing, 'list', many, new Map())
    return {
      create: { ours: this.#residents(many).map(applyCall), bare: this.#residents(many).map(one => applying(one).call) },
      step: {
        ours: this.#ours.splice(0, many).map(one => acceptCall(one.number, seat(one))),
        bare: this.#theirs.splice(0, many).map(one => accepting(one, seat(one))),
      },
      matter: { ours: this.#residents(many).map(matterCall), bare: this.#residents(many).map(bareMatter) },
      form: { ours: this.#standing.known.slice(0, many).map(formCall), bare: this.#standing.known.slice(0, many).map(bareForm) },
      list: { ours: some.map(sheet => ourPage('list', sheet)), bare: some.map(sheet => barePage('list', sheet)) },
    }
  }
}
