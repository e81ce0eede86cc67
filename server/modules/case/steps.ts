import type { z } from 'zod'
import * as contract from '../../../contract/service.ts'
import { stateName } from '../../../contract/glossary.ts'
import { fire as fireClock, grantedStates, papersOf, take as takeStep, type Definition } from '../../engines/process/index.ts'
import type { Json, Query } from '../../kernel/db/index.ts'
import { serve, type Context } from '../../kernel/operation.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import { acting } from './agency.ts'
import { guardAsked } from './asked.ts'
import { certified } from './certificate.ts'
import { findRunning, type Found } from './cases.ts'
import { judge } from './judgement.ts'
import { remediesSaid } from './remedies.ts'
import { guardWay } from './ways.ts'

type Input = z.output<typeof contract.take.input>

/** What is read of a note: a full stop six times over says nothing. */
const lettersIn = (note = ''): number => new Set(note.match(/[\p{L}\p{N}]/gu) ?? []).size
const tooShort = ({ note_label = '说明', note_least }: Definition['actions'][string]): string => `${note_label}请写具体，至少 ${note_least} 个字，例如“存折照片看不清账号，请重拍首页”`

/** Checks the little form behind a button: the note, and each declared field. Nothing undeclared is kept. */
function dataOf(definition: Definition, input: Input): Record<string, Json> {
  const action = definition.actions[input.action]
  const fields: FieldProblem[] = []
  if (action?.note === 'required' && !input.note) fields.push({ path: 'note', message: `请填写${action.note_label ?? '说明'}` })
  else if (lettersIn(input.note) < (action?.note_least ?? 0)) fields.push({ path: 'note', message: tooShort(action!) })
  const data: Record<string, Json> = {}
  for (const field of action?.fields ?? []) {
    const value = input.data[field.id]
    const kinds = field.type === 'papers' ? Object.keys(definition.papers) : field.choices?.map(choice => choice.code)
    const chosen = field.type === 'papers' ? value : [value]
    const fits = field.type === 'papers' || field.type === 'choice'
      ? Array.isArray(chosen) && chosen.length > 0 && chosen.every(code => kinds?.includes(String(code)))
      : typeof value === 'string' && value.trim() !== '' && value.length <= 500
    if (fits) data[field.id] = field.type === 'papers' ? [...new Set(chosen as string[])] : value as string
    else if (field.required || value !== undefined) fields.push({ path: `data.${field.id}`, message: `请填写${field.label}` })
  }
  if (fields.length > 0) throw new Problem('input.invalid', {}, fields)
  return data
}

/** Of two decisions for one person about items that exclude each other the second waits and sees the first. */
const oneAfterAnother = async (sql: Query, person: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`granted ${person}`}, 0))`
}

/** What a decision grants, with the rule that it rests on; what the person may not have beside something granted is not granted. */
async function decided(ctx: Context, record: Found['record']): Promise<{ text: string; data: Record<string, Json> }> {
  if (record.person) await oneAfterAnother(ctx.sql, record.person)
  const { outcome, rule, excluded } = await judge(ctx, record)
  const against = excluded.find(one => !one.ok)
  if (against) throw new Problem('service.excluded', { reason: `${against.text}（${against.basis}）` })
  return { text: outcome.text, data: { ...outcome.data, rule: `${rule.id} v${rule.version}` } }
}

async function step(ctx: Context, input: Input, { record, definition }: Found): Promise<z.input<typeof contract.take.output>> {
  const action = definition.actions[input.action]
  const data = { ...dataOf(definition, input), ...await acting(ctx, record, input.papers) }
  await guardWay(ctx, definition, record, input.action, data)
  await guardAsked(ctx, definition, record, input.action, data)
  const decides = action && grantedStates.includes(action.to) ? await decided(ctx, record) : null
  const taken = await takeStep(ctx, definition, record, {
    seq: input.seq, action: input.action, note: input.note ?? null, papers: await papersOf(ctx, definition, input.papers, record),
    data: decides ? { ...data, ...decides.data, outcome: decides.text } : data, outcome: decides?.text,
    remedies: action?.notice?.remedies ? await remediesSaid(ctx, record.place, ctx.now) : undefined,
  })
  await certified(ctx, record, taken.state, decides?.text, input.note)
  return { number: taken.number, seq: taken.seq, state: taken.state, state_name: definition.states[taken.state]?.title ?? stateName(taken.state), due_at: taken.due_at }
}

export const take = serve(contract.take, {
  at: (ctx, input) => findRunning(ctx, input),
  // An action that the definition does not know needs no right of its own: it is refused as «not now».
  verb: ({ definition }, input) => definition.actions[input.action]?.verb ?? 'case.read',
  run: step, subject: input => input.number,
  deed: ({ action }, _output, { definition }) => ({ title: definition.actions[action]?.title }),
})

/** Only the platform's own seat holds `service.lapse`: nobody can let somebody else's clock run out. */
export const fire = serve(contract.fire, {
  verb: 'service.lapse',
  at: (ctx, input) => findRunning(ctx, input),
  run: async (ctx, { clock }, { record }) => ({ fired: await fireClock(ctx, record, clock) }),
  subject: input => input.number,
  deed: ({ clock }, { fired }, { definition }) => ({ title: fired ? definition.actions[definition.clocks[clock]?.fires ?? '']?.title : undefined }),
})
