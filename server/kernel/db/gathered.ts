/** One row, by column; what is JSON comes wrapped in `sql.json`. */
export type Row = Readonly<Record<string, unknown>>

interface Group { into: string; columns: readonly string[]; rows: Row[] }
export interface Statement { text: string; values: unknown[]; prepare: boolean }

/** Texts by shape: put together once, because a command sends the same few again and again. */
const texts = new Map<string, string>()
/** Beyond so many rows a shape hardly comes a second time: neither its text nor a plan is kept. */
const usual = 64

/**
 * New rows of any tables, and calls of functions, that leave as one statement: the calls first, then the rows. Nothing in it
 * sees what the rest of it writes.
 */
export class Gathered {
  readonly #groups = new Map<string, Group>()
  readonly #calls: { name: string; args: readonly unknown[] }[] = []
  #rows = 0

  append(table: string, rows: readonly Row[]): void {
    for (const row of rows) {
      const columns = Object.keys(row)
      const into = `${table} ("${columns.join('", "')}")`
      const group = this.#groups.get(into)
      if (group) group.rows.push(row)
      else this.#groups.set(into, { into, columns, rows: [row] })
      this.#rows++
    }
  }

  invoke(name: string, args: readonly unknown[]): void {
    this.#calls.push({ name, args })
    this.#rows++
  }

  /** All of it; null when there is nothing. */
  statement(): Statement | null {
    if (this.#rows === 0) return null
    const groups = [...this.#groups.values()]
    const values: unknown[] = []
    for (const { args } of this.#calls) values.push(...args)
    for (const { columns, rows } of groups) for (const row of rows) for (const column of columns) values.push(row[column])
    const prepare = this.#rows <= usual
    if (!prepare) return { text: textOf(this.#calls, groups), values, prepare }
    const shape = this.#calls.map(({ name, args }) => `${name}/${args.length}`).join() + groups.map(({ into, rows }) => `;${rows.length} ${into}`).join('')
    let text = texts.get(shape)
    if (text === undefined) texts.set(shape, (text = textOf(this.#calls, groups)))
    return { text, values, prepare }
  }
}

function textOf(calls: readonly { name: string; args: readonly unknown[] }[], groups: readonly Group[]): string {
  let n = 0
  const list = (many: number): string => `(${Array.from({ length: many }, () => `$${++n}`).join(', ')})`
  const called = calls.map(({ name, args }) => name + list(args.length)).join(', ')
  const inserts = groups.map(({ into, columns, rows }) => `insert into ${into} values ${rows.map(() => list(columns.length)).join(', ')}`)
  const last = called ? `select ${called}` : inserts.pop()!
  return inserts.length > 0 ? `with ${inserts.map((insert, i) => `w${i} as (${insert})`).join(', ')} ${last}` : last
}
