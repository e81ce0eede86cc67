interface Turn<Item, Answer> { items: Item[]; answers: Promise<readonly Answer[]> }

/**
 * What is asked of one thing (a transaction) within one turn is done in one call: `run` gets all that was asked, and answers
 * in the same order. When it fails, all who asked hear it.
 */
export function together<On extends object, Item, Answer>(run: (on: On, items: readonly Item[]) => Promise<readonly Answer[]>): (on: On, item: Item) => Promise<Answer> {
  const turns = new WeakMap<On, Turn<Item, Answer>>()
  return async (on, item) => {
    let turn = turns.get(on)
    if (!turn) {
      const items: Item[] = []
      turn = { items, answers: Promise.resolve().then(() => { turns.delete(on); return run(on, items) }) }
      turns.set(on, turn)
    }
    const nth = turn.items.push(item) - 1
    return (await turn.answers)[nth]!
  }
}
