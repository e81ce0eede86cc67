import type { z } from 'zod'
import type { apply } from '../../../contract/service.ts'
import { stateName } from '../../../contract/glossary.ts'
import { assertFacts, checkValue, elementOf, maskValue, showValue, type Value } from '../../ground/registry/index.ts'
import { open, type Paper, type Taken } from '../../engines/process/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem, type FieldProblem } from '../../kernel/problem.ts'
import type { ItemDeclaration } from './declaration.ts'
import { isAsked, type Groundwork } from './prepare.ts'

type Input = z.output<typeof apply.input>
interface Answer { element: string; value: Value }

function shown({ element, value }: Answer): string {
  const declared = elementOf(element)
  return declared.sensitivity === 'sealed' ? maskValue(declared, value) : showValue(declared, value)
}

/** Checks every answer against its element; throws `input.invalid` with all that is wrong, field by field. */
function answersOf({ declared, facts }: Groundwork, given: Readonly<Record<string, unknown>>): Answer[] {
  const fields: FieldProblem[] = []
  const answers: Answer[] = []
  for (const question of declared.form) {
    const raw = given[question.element]
    const blank = raw === undefined || raw === null || raw === ''
    if (!question.editable || blank) {
      const missing = facts.get(question.element)?.state !== 'held' && question.required && isAsked(question, facts.get(question.element))
      if (missing) fields.push({ path: `answers.${question.element}`, message: `请填写${elementOf(question.element).name}` })
      continue
    }
    try {
      answers.push({ element: question.element, value: checkValue(question.element, raw) })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      fields.push({ path: `answers.${question.element}`, message: String(error.details.reason ?? error.message) })
    }
  }
  const asked = new Set(declared.form.filter(question => question.editable).map(question => question.element))
  for (const element of Object.keys(given)) if (!asked.has(element)) fields.push({ path: `answers.${element}`, message: '这一项不用填' })
  if (fields.length > 0) throw new Problem('input.invalid', {}, fields)
  return answers
}

/**
 * The papers named in the input, of kinds that the process knows: files of the applicant, or that whoever sits here has kept.
 * A desk sees the files of its whole range, but one person's do not go into another's case.
 */
export async function papersOf(ctx: Context, declared: ItemDeclaration, papers: Input['papers'], applicant: string | null): Promise<Paper[]> {
  if (papers.length === 0) return []
  const files = await ctx.sql<{ id: string; name: string }[]>`select id, name from kernel.file
    where id in ${ctx.sql(papers.map(paper => paper.file))} and (person = ${applicant} or (person is null and actor = ${ctx.seat.actor}))`
  return papers.map(({ kind, file }, index) => {
    const known = files.find(one => one.id === file)
    if (!known || !Object.hasOwn(declared.definition.papers, kind)) {
      throw new Problem('input.invalid', {}, [{ path: `papers.${index}`, message: known ? '不需要这种材料' : '没有找到这份文件，请重新上传' }])
    }
    return { kind, file, name: known.name }
  })
}

/** What the case keeps of the form: as shown (sealed values masked), each with where it came from. */
function snapshot({ declared, facts }: Groundwork, answers: readonly Answer[]): Json[] {
  return declared.form.flatMap(({ element }): Json[] => {
    const answer = answers.find(one => one.element === element)
    const held = facts.get(element)?.fact
    if (answer) return [{ element, shown: shown(answer), source: 'declared', organ: '本人申报', asked: true }]
    return held ? [{ element, shown: held.shown, source: held.source, organ: held.organ, asked: false }] : []
  })
}

/** Applies for an item in the self chair: what was asked becomes facts, the case is opened, the count kept. */
export async function applyFor(ctx: Context, work: Groundwork, input: Input): Promise<z.input<typeof apply.output>> {
  const { declared } = work
  if (work.open_case) throw new Problem('service.open_already', { number: work.open_case })
  const failed = work.reasons.filter(reason => !reason.ok)
  if (failed.length > 0) throw new Problem('service.not_eligible', { reason: `不符合条件：${failed.map(reason => reason.text).join('；')}。` })
  const answers = answersOf(work, input.answers)
  const papers = await papersOf(ctx, declared, input.papers, work.person.id)
  const opened: Taken = await open(ctx, {
    definition: declared.definition, place: work.place, title: declared.item.name, person: { id: work.person.id, name: work.person.name },
    data: { item: declared.item.id, item_version: declared.item.version, age: work.grounds.age, facts: snapshot(work, answers) },
    received_at_place: ctx.seat.attendance ? ctx.seat.place : null, papers,
  })
  if (answers.length > 0) {
    await assertFacts(ctx, work.person, answers, {
      source: 'declared', organ: '本人申报', purpose: `申请${declared.item.name}`, matter: opened.number,
    })
  }
  return { number: opened.number, state: opened.state, state_name: stateName(opened.state), receipt: declared.definition.open.notice?.title ?? '', due_at: opened.due_at }
}
