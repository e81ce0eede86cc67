import { connect, type Query, type Sql } from './connect.ts'
import { transact, type Mode, type Scope, type Transaction } from './transaction.ts'

export type { Chair, Mode, Scope, Transaction } from './transaction.ts'
export type { Row } from './gathered.ts'
export { serverScope } from './transaction.ts'
export { connect, type Fragment, type Json, type Query, type Sql } from './connect.ts'

/** The serving side of the database: transactions under a scope, and the few calls made before anyone sits down. */
export interface Database {
  /** Commits what `work` did under `scope`, or nothing. */
  transact<T>(scope: Scope, mode: Mode, work: (tx: Transaction) => Promise<T>): Promise<T>
  /** Autocommit, as the login role, which may only call a few functions: no table is visible here. */
  door: Query
  close(): Promise<void>
}

/**
 * Opens the pool that serves requests and refuses a role that could pass by row security: a superuser, one that
 * bypasses it, or the owner of a table.
 */
export async function openDatabase(options: { url: string; max?: number }): Promise<Database> {
  const pool = connect({ max: 16, ...options })
  // Apart from the pool: a command that holds a connection may still knock at the door, and must not wait for its like.
  const door = connect({ url: options.url, max: 4, name: 'gongzhi-door' })
  const close = async (timeout: number) => { await Promise.all([pool.end({ timeout }), door.end({ timeout })]) }
  try {
    await refuseMighty(door)
  } catch (error) {
    await close(1)
    throw error
  }
  return {
    transact: (scope, mode, work) => transact(pool, scope, mode, work),
    door,
    close: () => close(5),
  }
}

async function refuseMighty(pool: Sql): Promise<void> {
  const [role] = await pool<{ name: string; mighty: boolean; owns: number }[]>`
    select current_user::text as name, rolsuper or rolbypassrls as mighty,
      (select count(*)::int from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where pg_has_role(current_user, c.relowner, 'member') and c.relrowsecurity) as owns
    from pg_roles where rolname = current_user`
  if (!role || role.mighty || role.owns > 0) {
    throw new Error(
      `拒绝以数据库角色 ${role?.name ?? '?'} 提供服务：超级用户、可绕过行级安全的角色和表的所有者都看得见一切。` +
      ' / refusing to serve as a superuser or table owner: row security would not hold.')
  }
}
