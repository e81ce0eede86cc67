import type { Sql } from '../kernel/db/index.ts'

interface Column { schema: string; table: string; column: string; type: string; nullable: boolean; fallback: string | null; comment: string | null }
interface Named { schema: string; table: string; definition: string }

const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'public')`

/** The migrated database as one readable text: tables, keys, indexes, policies, rights and functions. Committed, so that a change shows in review. */
export async function describeSchema(sql: Sql): Promise<string> {
  const columns = await columnsOf(sql)
  const constraints = await sql.unsafe<Named[]>(`
    select n.nspname::text as schema, c.relname::text as table, format('  constraint %s %s', k.conname, pg_get_constraintdef(k.oid)) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} and k.contype <> 'n' order by 1, 2, k.contype <> 'p', k.conname`)
  const indexes = await sql.unsafe<Named[]>(`
    select n.nspname::text as schema, c.relname::text as table, pg_get_indexdef(i.indexrelid) || ';' as definition
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace join pg_class x on x.oid = i.indexrelid
    where ${ours} and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid) order by 1, 2, x.relname`)
  const policies = await sql.unsafe<Named[]>(`
    select schemaname::text as schema, tablename::text as table, format('create policy %s on %s.%s for %s to %s%s%s;', policyname, schemaname, tablename, lower(cmd),
      array_to_string(roles, ', '), coalesce(' using (' || qual || ')', ''), coalesce(' with check (' || with_check || ')', '')) as definition
    from pg_policies order by 1, 2, policyname`)
  const rights = await sql.unsafe<Named[]>(`
    select n.nspname::text as schema, c.relname::text as table, format('grant %s on %s.%s to %s;',
      string_agg(lower(g.privilege_type), ', ' order by g.privilege_type), n.nspname, c.relname, g.grantee::regrole) as definition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, lateral aclexplode(c.relacl) g
    where ${ours} and c.relkind = 'r' and g.grantee::regrole::text in ('gongzhi_desk', 'gongzhi_self', 'gongzhi_public', 'gongzhi_server')
    group by 1, 2, n.nspname, c.relname, g.grantee order by 1, 2, g.grantee::regrole::text`)
  const functions = await sql.unsafe<{ definition: string }[]>(`
    select pg_get_functiondef(p.oid) as definition from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${ours} order by n.nspname, p.proname, p.oid`)
  const tables = [...new Set(columns.map(one => `${one.schema}.${one.table}`))].map(name => {
    const of = <T extends { schema: string; table: string }>(rows: readonly T[]) => rows.filter(row => `${row.schema}.${row.table}` === name)
    const lines = [...of(columns).map(line), ...of(constraints).map(one => one.definition)]
    const after = [...of(indexes), ...of(policies), ...of(rights)].map(one => one.definition)
    return `create table ${name} (\n${lines.join(',\n')}\n);\n${after.join('\n')}\n`
  })
  return `${head('-- ')}\n${tables.join('\n')}\n${functions.map(one => `${one.definition.trimEnd()};`).join('\n\n')}\n`
}

/** The row type of every table, named \`schema_table\`; days and instants are text, bigint is a number. */
export async function describeTypes(sql: Sql): Promise<string> {
  const columns = await columnsOf(sql)
  const names = [...new Set(columns.map(one => `${one.schema}.${one.table}`))]
  const types = names.map(name => {
    const fields = columns.filter(one => `${one.schema}.${one.table}` === name).map(one => `  ${one.column}: ${typeOf(one)}`)
    return `export interface ${name.replace('.', '_')} {\n${fields.join('\n')}\n}\n`
  })
  return `${head('// ')}\nimport type { Json } from '../kernel/db/index.ts'\n\n${types.join('\n')}`
}

const head = (mark: string) => `${mark}Generated from the migrated database by «gongzhi schema»; do not edit.\n`

const columnsOf = (sql: Sql): PromiseLike<Column[]> => sql.unsafe<Column[]>(`
  select n.nspname::text as schema, c.relname::text as table, a.attname::text as column, format_type(a.atttypid, a.atttypmod) as type, not a.attnotnull as nullable,
    pg_get_expr(d.adbin, d.adrelid) as fallback, col_description(c.oid, a.attnum) as comment
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where ${ours} and n.nspname <> 'migration' and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped order by 1, 2, a.attnum`)

const line = ({ column, type, nullable, fallback }: Column): string =>
  `  ${column} ${type}${nullable ? '' : ' not null'}${fallback === null ? '' : ` default ${fallback}`}`

const plain: Record<string, string> = {
  text: 'string', uuid: 'string', date: 'string', 'timestamp with time zone': 'string', xid8: 'string', boolean: 'boolean', integer: 'number', bigint: 'number',
  smallint: 'number', interval: 'string', bytea: 'Buffer', jsonb: 'Json', json: 'Json', 'uuid[]': 'string[]', 'text[]': 'string[]',
}

function typeOf({ schema, table, column, type, nullable }: Column): string {
  const known = plain[type]
  if (!known) throw new Error(`no TypeScript type for ${type} of ${schema}.${table}.${column}`)
  return nullable ? `${known} | null` : known
}
