import { z } from 'zod'
import { ElementId } from './catalogue.ts'
import { command, Day, Line, Place, query, Text } from './kernel.ts'

/** How a question is asked where no register answers it. */
export const QuestionType = z.enum(['line', 'text', 'day', 'choice', 'phone', 'account', 'yes_no', 'fen', 'count'], { error: '请选择填写方式' })
export type QuestionType = z.infer<typeof QuestionType>
export const sensitivities = { open: '公开', personal: '个人信息', sealed: '加密保存' } as const
const Sensitivity = z.enum(['open', 'personal', 'sealed'], { error: '请选择保密程度' })
/** What may be chosen for an answer, in the words in which it is asked. */
export const Choices = z.array(Line(40)).min(2, '请写明至少两个选项').max(60).refine(all => new Set(all).size === all.length, '有两个选项相同')

/**
 * A data element in the manner of ISO/IEC 11179: one meaning, one representation, one owner, however many forms ask for it.
 * `settled`: set once at registration, or changed only by proof. `registered` of one that was entered while the platform runs:
 * it may be asked at that place and under it.
 */
export const Element = z.object({
  id: z.string(), name: z.string(), meaning: z.string(), object: z.enum(['person', 'household', 'organisation', 'matter']), type: z.string(), code_list: z.string().nullable(),
  /** The title and standard of the list, and from which day its words hold. */
  list: z.object({ title: z.string(), standard: z.string(), valid_from: Day }).nullable(), choices: z.array(z.object({ code: z.string(), label: z.string() })),
  owner: z.string(), shelf_days: z.int().nullable(), sensitivity: Sensitivity, settled: z.enum(['register', 'proof']).nullable(),
  /** What it is called besides, and pinyin and first letters of the name, then of those; and who of the place calls it what. */
  aliases: z.array(z.string()), letters: z.array(z.string()), called: z.array(z.object({ organ: z.string(), name: z.string() })),
  registered: z.object({ scope: Place, scope_name: z.string(), basis: z.string(), on: Day, by: z.string(), admission: z.string().nullable() }).nullable(),
})
export type Element = z.infer<typeof Element>

/** The data elements that concern the place of the seat: declared ones, and those registered above, at or under it. */
export const elements = query('element.list', z.object({}), z.object({ items: z.array(Element) }))

/** Enters an element for one's own place and everything under it. What is there already, under any name, is not entered twice. */
export const register = command('element.register', z.object({
  name: Line(40), meaning: Line(200), object: z.enum(['person', 'household'], { error: '请选择属于居民还是户' }), type: QuestionType, choices: Choices.optional(),
  owner: Line(40), shelf_days: z.int().min(1, '有效期至少 1 天').max(36_500).nullable(), sensitivity: Sensitivity, basis: Text(200),
}), z.object({ element: ElementId }))

/** Says what one's department calls an element on its own lists, within the place of the seat. */
export const call = command('element.call', z.object({ element: ElementId, name: Line(40) }), z.object({ organ: z.string() }))
/** Takes such a name back. */
export const uncall = command('element.uncall', z.object({ name: Line(40) }), z.object({ dropped: z.boolean() }))
