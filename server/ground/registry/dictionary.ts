import type { CodeList } from '../../../contract/codes.ts'
import type { Fragment, Json, Query } from '../../kernel/db/index.ts'
import type { Context } from '../../kernel/operation.ts'
import { Problem } from '../../kernel/problem.ts'
import { elementNamed, knowAliases, reaches, titleKey, type Alias } from './aliases.ts'
import { elements, findElement, formTypeOf, know, type ElementDefinition, type ValueType } from './elements.ts'
import { knowLists } from './lists.ts'
import { nameLetters } from './names.ts'

/** How a value of a registered element is given; places and numbers of documents need more than a definition. */
export type RegisteredType = Exclude<ValueType, 'place' | 'identity' | 'credit_code'>
/** An element as somebody asks for it: one meaning, one owner, how long it stays fresh, and the basis on which it may be asked. */
export interface Registering {
  name: string; meaning: string; object: 'person' | 'household'; type: RegisteredType; choices?: readonly string[] | undefined
  owner: string; shelf_days: number | null; sensitivity: ElementDefinition['sensitivity']; basis: string; admission?: string | undefined
}

interface Row {
  id: string; name: string; meaning: string; object: 'person' | 'household'; type: RegisteredType; owner: string; shelf_days: number | null; sensitivity: ElementDefinition['sensitivity']
  choices: Record<string, string> | null; scope: string; basis: string; registered_at: string; registered_by: string; granted_under: string | null
}

const definitionOf = ({ id, name, meaning, object, type, owner, shelf_days, sensitivity, choices, scope, basis, registered_at, registered_by, granted_under }: Row): ElementDefinition => ({
  id, name, meaning, object, type, owner, shelf_days, sensitivity, code_list: choices ? id : null, columns: [],
  registered: { scope, basis, at: registered_at, by: registered_by, admission: granted_under },
})
const listOf = ({ id, name, choices, registered_at }: Row): CodeList[] =>
  choices ? [{ id, title: name, standard: '本平台', versions: [{ valid_from: registered_at.slice(0, 10), valid_to: null, items: choices }] }] : []

let rows: readonly Row[] = []
let names: readonly Alias[] = []
function remember(read: readonly Row[], called: readonly Alias[]): number {
  rows = read
  names = called
  know(rows.map(definitionOf))
  knowLists(rows.flatMap(listOf))
  knowAliases(names)
  return rows.length + names.length
}

/** A scope follows its place when that only changes its code, as a rule of a place does; of places that merge or split it stays behind. */
const scopeNow = (sql: Query, scope: Fragment, at: Fragment): Fragment => sql`coalesce((select now_at.code from territory.place was join territory.place now_at on now_at.id = was.id and now_at.valid_to is null
  where was.code = ${scope} and was.valid_from <= (${at})::date order by was.valid_from desc limit 1), ${scope})`

/**
 * Reads what was registered while the platform runs, for this process: at the start, after a registration, and every few seconds for
 * what other processes registered. Says how many elements and names there are.
 */
export async function learnElements(sql: Query): Promise<number> {
  return remember(...await Promise.all([
    sql<Row[]>`select id, name, meaning, object, type, owner, shelf_days, sensitivity, choices, ${scopeNow(sql, sql`e.scope`, sql`e.registered_at`)} as scope,
      basis, registered_at, registered_by, granted_under from registry.element e where scope is not null order by registered_at, id`,
    sql<Alias[]>`select ${scopeNow(sql, sql`a.scope`, sql`a.named_at`)} as scope, organ, name, element from registry.element_alias a order by 1 desc, organ, key`,
  ]))
}

const letters = (n: number): string => n === 0 ? '' : `_${String.fromCharCode(96 + n)}`
/** An id that says the name; `x_` keeps it apart from what will be declared later. */
function idFor({ object, name }: Registering, taken: (id: string) => boolean): string {
  const word = nameLetters(name).pinyin.replace(/[^a-z]/g, '').slice(0, 40) || 'element'
  for (let n = 0; n < 26; n++) if (!taken(`${object}.x_${word}${letters(n)}`)) return `${object}.x_${word}${letters(n)}`
  throw new Problem('element.taken', { name, existing: name })
}

const secret: ReadonlySet<string> = new Set(['phone', 'account'])

const learned = new WeakSet<Context>()

/**
 * Registers an element for a place and everything under it. What is registered already there, under this name or as somebody calls it,
 * is not registered twice (`element.taken` says what it is). Known to this process once the command is committed.
 */
export async function registerElement(ctx: Context, asked: Registering, scope: string): Promise<string> {
  const { sql, now, seat } = ctx
  if (titleKey(asked.name) === '') throw new Problem('input.invalid', {}, [{ path: 'name', message: '请写明名称，不能只有符号' }])
  // What others registered a moment ago; once, for what this command registers may still be undone and is nobody's to know.
  if (!learned.has(ctx)) await learnElements(sql)
  learned.add(ctx)
  const standing = elementNamed(asked.name, { place: scope })
  if (standing && standing.object === asked.object) throw new Problem('element.taken', { name: asked.name, existing: standing.name }, [{ path: 'name', message: `已有数据项“${standing.name}”` }])
  if ((asked.type === 'choice') !== ((asked.choices?.length ?? 0) > 1)) throw new Problem('input.invalid', {}, [{ path: 'choices', message: asked.type === 'choice' ? '请写明至少两个选项' : '只有选项才有可选的值' }])
  const ids = new Set((await sql<{ id: string }[]>`select id from registry.element where scope is not null`).map(one => one.id))
  const { admission, ...told } = asked
  const row: Row & { declared: object } = {
    ...told, id: idFor(asked, id => ids.has(id)), scope, registered_at: now, registered_by: seat.actorName ?? '平台', granted_under: admission ?? null,
    choices: asked.choices ? Object.fromEntries(asked.choices.map((label, i) => [String(i + 1), label])) : null,
    sensitivity: secret.has(asked.type) ? 'sealed' : asked.sensitivity, declared: { form: formTypeOf(asked) },
  }
  await sql`insert into registry.element (id, name, meaning, object, type, owner, shelf_days, sensitivity, choices, scope, basis, registered_at, registered_by, granted_under, declared)
    select id, name, meaning, object, type, owner, shelf_days, sensitivity, choices, scope, basis, registered_at, registered_by, granted_under, declared
    from jsonb_to_record(${sql.json(row as unknown as Json)}) as x(id text, name text, meaning text, object text, type text, owner text, shelf_days integer, sensitivity text, choices jsonb,
      scope text, basis text, registered_at timestamptz, registered_by text, granted_under text, declared jsonb)`
  ctx.afterCommit(() => void remember([...rows.filter(one => one.id !== row.id), row], names))
  return row.id
}

/** Writes down what an organ calls an element within a place. One word of one organ means one thing (`element.named`). */
export async function nameElement(ctx: Context, { element, organ, name }: Omit<Alias, 'scope'>, scope: string): Promise<void> {
  const { sql, now, seat } = ctx
  const known = findElement(element)
  if (!known || !reaches(known, scope)) throw new Problem('fact.element_unknown', { element })
  if (titleKey(name) === '') throw new Problem('input.invalid', {}, [{ path: 'name', message: '请写明名称，不能只有符号' }])
  const key = titleKey(name)
  if (names.some(one => one.scope === scope && one.organ === organ && titleKey(one.name) === key)) throw new Problem('element.named', { organ, name })
  const done = await sql`insert into registry.element_alias (scope, organ, key, name, element, named_at, named_by)
    values (${scope}, ${organ}, ${key}, ${name}, ${element}, ${now}, ${seat.actorName ?? '平台'}) on conflict do nothing`
  if (done.count === 0) throw new Problem('element.named', { organ, name })
  ctx.afterCommit(() => void remember(rows, [...names, { scope, organ, name, element }]))
}

/** Takes a name back; false when there was none. */
export async function unnameElement(ctx: Context, { organ, name }: Pick<Alias, 'organ' | 'name'>, scope: string): Promise<boolean> {
  const key = titleKey(name)
  const { count } = await ctx.sql`delete from registry.element_alias a where ${scopeNow(ctx.sql, ctx.sql`a.scope`, ctx.sql`a.named_at`)} = ${scope} and organ = ${organ} and key = ${key}`
  ctx.afterCommit(() => void remember(rows, names.filter(one => one.scope !== scope || one.organ !== organ || titleKey(one.name) !== key)))
  return count > 0
}

/** The elements that may be asked of people and households at a place. */
export const elementsAt = (place: string): ElementDefinition[] => elements().filter(one => reaches(one, place))
