import { z } from 'zod'
import { Agent } from './agency.ts'
import { command, Day, Fen, Id, Instant, Level, Line, look, Page, PageRequest, Place, query, Text } from './kernel.ts'
import { LifeStage } from './catalogue.ts'
import { Document } from './paper.ts'
import { Fact } from './person.ts'

/** A business number: the county's six digits, the day, a sequence. */
export const CaseNumber = z.string().regex(/^\d{6}-\d{8}-\d{6,9}$/, '办件编号格式不对')

/** A material that the item needs: given by the applicant, or not asked for because a register supplies it. */
export const Material = z.object({
  id: z.string(), name: z.string(), source: z.enum(['applicant', 'shared', 'promise']), required: z.boolean(), note: z.string(), minor: z.boolean(),
  /** Of a promise: the materials that need not come, or not at once, with it. */
  replaces: z.array(z.string()),
})
/** An item of the catalogue, with the national fields. */
export const Item = z.object({
  id: z.string(), version: z.int(), name: z.string(), summary: z.string(), basic_code: z.string(), implementing_code: z.string(), kind: z.string(), level: z.string(),
  organ: z.string(), organs: z.array(z.object({ name: z.string(), from: Day, to: Day.nullable() })), basis: z.array(z.string()), conditions: z.array(z.string()), materials: z.array(Material), steps: z.array(z.string()),
  promised_days: z.int(), statutory_days: z.int(), fee: z.string(), result: z.string(), visits: z.int(), channels: z.array(z.string()), scope: z.string(),
  process: z.string(), valid_from: Day, stages: z.array(LifeStage),
  /** The first letters of the name's pinyin. */
  initials: z.string(),
  /** What people call it besides; and the pinyin and first letters of the name, then of each of those. */
  aliases: z.array(z.string()), letters: z.array(z.string()),
  /** The form has a row for each member of the household. */
  members: z.boolean(),
})
export type Item = z.infer<typeof Item>
export const items = query('service.items', z.object({ text: Line(40).optional() }), z.object({ items: z.array(Item) }))
export const item = query('service.item', z.object({ id: z.string().max(60) }), Item)

/** One field of a form: an element, how it is asked, and what is already held. */
export const Field = z.object({
  element: z.string(), name: z.string(), ask: z.string(), why: z.string(), example: z.string(), type: z.enum(['line', 'text', 'day', 'choice', 'phone', 'account', 'yes_no', 'fen', 'count']),
  /** A day that may lie ahead. */
  ahead: z.boolean(),
  /** A day that may not be past. */
  coming: z.boolean(),
  choices: z.array(z.object({ code: z.string(), label: z.string() })), required: z.boolean(),
  /** False for what registers alone may say: shown, never asked, refused in `answers`. */
  editable: z.boolean(),
  /** What is held and fresh: not asked. Stale or missing: asked. */
  state: z.enum(['held', 'stale', 'missing']), held: Fact.nullable(),
})
export type Field = z.infer<typeof Field>

/** A member of the household as the form shows one, and what is answered about one. */
export const MemberRow = z.object({ person: Id, name: z.string(), relation_name: z.string(), age: z.int() })
export type MemberRow = z.infer<typeof MemberRow>
export const MemberAnswer = z.object({ person: Id, answers: z.record(z.string().max(80), z.unknown()) })
export const PaperGiven = z.object({ kind: z.string().max(60), file: Id })

/** A condition, whether it is met, and what it rests on. */
export const Reason = z.object({ ok: z.boolean(), text: z.string(), basis: z.string() })
/** What the licence library holds for a material, valid now: handed over for one matter if the person says so. To a window the number is masked. */
export const LicenceHeld = z.object({ kind: z.string(), material: z.string(), name: z.string(), title: z.string(), number: z.string().nullable(), organ: z.string(), valid_until: Day.nullable() })
/** A form filled from the registry, asking only what is missing or stale; with why each document is not asked for. */
export const Prepared = z.object({
  item: Item, person: z.object({ id: Id, name: z.string(), identity_masked: z.string(), age: z.int() }),
  eligible: z.boolean(), reasons: z.array(Reason),
  place: Place, place_name: z.string(), accepts_name: z.string(), decides_name: z.string(),
  fields: z.array(Field), members: z.object({ title: z.string(), why: z.string(), rows: z.array(MemberRow), fields: z.array(Field) }).nullable(), not_asked: z.array(z.object({ material: z.string(), register: z.string(), as_of: Instant.nullable() })),
  outcome: z.string().nullable(), open_case: CaseNumber.nullable(),
  licences: z.array(LicenceHeld),
  /** Why this person may not have it on a promise (告知承诺), where the item offers one. */
  promise_barred: z.string().nullable(),
})
export type Prepared = z.infer<typeof Prepared>
export const prepare = look('service.prepare', z.object({ item: z.string().max(60) }), Prepared)

/** Applies, in the self chair: one's own, or at a window that of the person served. */
export const apply = command('service.apply', z.object({
  item: z.string().max(60), answers: z.record(z.string().max(80), z.unknown()), members: z.array(MemberAnswer).max(20).default([]), papers: z.array(PaperGiven).max(20).default([]),
  /** The materials whose licence the person agrees to hand over from the library for this matter, and no other. */
  licences: z.array(z.string().max(60)).max(30).default([]),
  confirmed: z.literal(true, { error: '请先确认以上内容属实' }),
}), z.object({ number: CaseNumber, state: z.string(), state_name: z.string(), receipt: z.string(), due_at: Instant.nullable(),
  /** What is due then: often only the word whether it is accepted. */
  due_title: z.string() }))

export const Clock = z.object({
  name: z.string(), title: z.string(), unit: z.enum(['working', 'calendar']), days: z.int(), basis: z.string(), started_at: Instant, due_at: Instant,
  left: z.int(), stopped: z.boolean(), stops: z.array(z.object({ from: Instant, to: Instant.nullable(), why: z.string() })),
  /** Done in time or late; or run out, when the platform did what follows. */
  met_at: Instant.nullable(), fired_at: Instant.nullable(), provisional: z.boolean(), kind: z.enum(['promised', 'statutory', 'lapse']),
})
export const CaseRow = z.object({
  number: CaseNumber, item: z.string(), title: z.string(), person_name: z.string(), state: z.string(), state_name: z.string(), place: Place, place_name: z.string(),
  opened_at: Instant, due_at: Instant.nullable(), left: z.int().nullable(), closed: z.boolean(), received_elsewhere: z.string().nullable(),
  /** Whose turn it is, in words, and whether it is the applicant's: then the time left is theirs. */
  awaits_name: z.string().nullable(), awaits_applicant: z.boolean(),
})
export type CaseRow = z.infer<typeof CaseRow>
/** A case as a list of a range shows it: without the name to who surveys cases but does not read them. */
export const SurveyRow = CaseRow.extend({ person_name: z.string().nullable() })
export type SurveyRow = z.infer<typeof SurveyRow>
export const TimelineStep = z.object({
  seq: z.int(), action: z.string(), title: z.string(), state: z.string(), state_name: z.string(), at: Instant, by: z.string(), office_name: z.string(), place_name: z.string(),
  note: z.string().nullable(), data: z.record(z.string(), z.unknown()),
  /** The title of the paper that this step gives out (`case.notice` prints it), if any. */
  notice: z.string().nullable(),
  /** Who took it for the applicant, and on what they rested. */
  agent: z.string().nullable(),
})
export const Picture = z.object({
  states: z.array(z.object({ id: z.string(), title: z.string(), kind: z.enum(['start', 'normal', 'wait', 'end']) })),
  actions: z.array(z.object({ id: z.string(), title: z.string(), from: z.array(z.string()), to: z.string(), by: z.string() })),
})
export type Picture = z.infer<typeof Picture>
/** What the seat may do now: the button, and the little form behind it. */
export const Choice = z.object({
  action: z.string(), title: z.string(), tone: z.enum(['primary', 'default', 'danger']), note: z.enum(['none', 'optional', 'required']), note_label: z.string(),
  /** How many letters a note has at least, where there is one. */
  note_least: z.int(),
  fields: z.array(z.object({ id: z.string(), label: z.string(), type: z.enum(['line', 'text', 'day', 'choice', 'papers']), choices: z.array(z.object({ code: z.string(), label: z.string(), note: z.string().optional() })), required: z.boolean() })),
  confirm: z.string().nullable(),
})
export type Choice = z.infer<typeof Choice>
export const CaseView = z.object({
  case: CaseRow, seq: z.int(),
  /** The applicant's record, for a desk that may open records. */
  person: Id.nullable(), item: z.object({ id: z.string(), name: z.string() }), matter: CaseNumber.nullable(),
  /** The street or town that accepts and examines it. */
  accepts_name: z.string(),
  /** For those who work on an open case: each condition with its basis, and what a grant would give. */
  judged: z.object({ reasons: z.array(Reason), outcome: z.string(), source: z.string() }).nullable(),
  /** Who applied for the applicant (代办), if not they themselves. */
  agent: Agent.nullable(),
  /** To a window: what the agent who is there has yet to show before they act in this case. */
  letter: z.object({ kind: z.string(), name: z.string(), note: z.string() }).nullable(),
  /** What it is about in lines of words, where it is no application. */
  about: z.array(z.object({ name: z.string(), shown: z.string() })),
  members: z.array(z.object({ name: z.string(), relation: z.string(), age: z.int(), facts: z.array(z.object({ name: z.string(), shown: z.string() })) })),
  facts: z.array(z.object({ element: z.string(), name: z.string(), shown: z.string(), source_name: z.string(), organ: z.string(), asked: z.boolean() })),
  papers: z.array(z.object({ id: Id, kind: z.string(), kind_name: z.string(), name: z.string(), file: Id, added_at: Instant, added_by: z.string() })),
  missing: z.array(z.object({ kind: z.string(), name: z.string(), note: z.string() })),
  clocks: z.array(Clock), timeline: z.array(TimelineStep), picture: Picture, choices: z.array(Choice),
  /** Steps of one's office that somebody else must take, because one took an earlier one oneself; a sentence. */
  kept_apart: z.string().nullable(),
  outcome: z.object({ granted: z.boolean(), text: z.string(), reasons: z.string(), remedies: z.string().nullable() }).nullable(),
})
export type CaseView = z.infer<typeof CaseView>

/** What my office must do today within my range, in order of due time. */
export const todo = query('case.todo', PageRequest.extend({ place: Place.optional() }), Page(CaseRow))
/** All cases within my range, newest first; by kind and state, counted exactly. */
export const list = query('case.list', PageRequest.extend({ place: Place.optional(), state: z.string().max(40).optional(), item: z.string().max(60).optional() }), Page(SurveyRow))
/** What stands where: for each place directly below, all, open and late cases, and how many in each state. Exact, from kept counts. */
export const figures = query('case.figures', z.object({ place: Place.optional() }), z.object({
  place: Place, place_name: z.string(),
  items: z.array(z.object({
    place: Place, place_name: z.string(), level: Level, total: z.int(), open: z.int(), late: z.int(), counts: z.record(z.string(), z.int()),
  })),
}))
/** Cases that this window received for other places. */
export const received = query('case.received', PageRequest, Page(CaseRow))
/** My own matters (self chair). */
export const mine = query('case.mine', PageRequest, Page(CaseRow))
/** A whole case: who, what, clocks, papers, timeline, picture, what I may do. Opening another's case is recorded. */
export const show = look('case.show', z.object({ number: CaseNumber }), CaseView)
/** Takes one step. `seq` is the last step seen: if somebody was faster, the caller is told who and what. */
export const take = command('case.take', z.object({
  number: CaseNumber, seq: z.int().min(0), action: z.string().max(60), note: Text(2000).optional(), data: z.record(z.string().max(60), z.unknown()).default({}),
  papers: z.array(z.object({ kind: z.string().max(60), file: Id })).max(20).default([]),
}), z.object({ number: CaseNumber, seq: z.int(), state: z.string(), state_name: z.string(), due_at: Instant.nullable() }))
/**
 * What the department that carries a grant out must know (移交): who, how much, to which account. Programs only; whom it concerns
 * can read that it was handed over, and to whom.
 */
export const handover = look('case.handover', z.object({ number: CaseNumber }), z.object({
  number: CaseNumber, item: z.string(), item_name: z.string(), place: Place, place_name: z.string(), person_name: z.string(), identity: z.string(), bank_name: z.string().nullable(), bank_account: z.string().nullable(),
  account_holder: z.string().nullable(), amount_fen: Fen.nullable(), from_month: z.string().nullable(), outcome: z.string(), decided_on: Day, decided_by: z.string(), state: z.string(), state_name: z.string(), seq: z.int(),
}))
/** What a clock does when it runs out; only the platform itself may call it. */
export const fire = command('clock.fire', z.object({ number: CaseNumber, clock: z.string().max(40) }), z.object({ fired: z.boolean() }))
/** A printed notice: receipt, acceptance, supplement, decision. */
export const notice = look('case.notice', z.object({ number: CaseNumber, seq: z.int().min(1) }), z.object({
  title: z.string(), number: CaseNumber, to: z.string(), body: z.array(z.string()), organ: z.string(),
  /** The window at which the applicant's own step was taken for them. */
  received_at: z.string().nullable(),
  /** Who took the step for the applicant. */
  agent: z.string().nullable(), date: Day, demonstration: z.boolean(), clerk: z.string(), remedies: z.string().nullable(),
}))

/** The same notice as a file: A4, in the form of official papers. */
export const paper = look('case.paper', z.object({ number: CaseNumber, seq: z.int().min(1) }), Document)

export const File = z.object({ id: Id, name: z.string(), type: z.string(), size: z.int() })
/** Keeps an uploaded file; the transport has checked its bytes. `digest` is of the content. */
export const keepFile = command('file.keep', z.object({
  name: Line(200), type: z.enum(['image/jpeg', 'image/png', 'application/pdf']), size: z.int().min(1).max(10 * 1024 * 1024), digest: z.string().regex(/^[0-9a-f]{64}$/),
}), File)
/** Reads a file. A clerk who serves somebody names the matter that it is a paper of, unless it has just been kept there. */
export const readFile = look('file.read', z.object({ file: Id, number: CaseNumber.optional() }), File.extend({ digest: z.string() }))
