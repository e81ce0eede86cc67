/** What one item asks: a question about an element, in its words. */
export interface Asking { element: string; ask: string; required: boolean; editable: boolean }
export interface Shared<Q> { question: Q; items: string[]; needed_by: string[]; also: { item: string; ask: string }[] }

/**
 * The questions of several items, each element once: in the order in which they first come and in the words of the first;
 * whoever cannot go without the answer, and who asks in other words, is said. A question that any item may ask is open.
 */
export function shared<Q extends Asking>(asked: readonly { item: string; questions: readonly Q[] }[]): Shared<Q>[] {
  const found = new Map<string, Shared<Q>>()
  for (const { item, questions } of asked) {
    for (const question of questions) {
      const known = found.get(question.element)
      if (!known) {
        found.set(question.element, { question: { ...question }, items: [item], needed_by: question.required ? [item] : [], also: [] })
        continue
      }
      known.items.push(item)
      if (question.required) known.needed_by.push(item)
      if (question.ask !== known.question.ask) known.also.push({ item, ask: question.ask })
      known.question.required ||= question.required
      known.question.editable ||= question.editable
    }
  }
  return [...found.values()]
}
