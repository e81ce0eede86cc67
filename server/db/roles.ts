import type { Sql } from '../kernel/db/index.ts'

/** Roles belong to the cluster, so they are made here and not in a migration. All but the login role cannot log in. */
const chairs = ['desk', 'self', 'public', 'server', 'login', 'owner'] as const

/** The name of the role that the server of this database logs in as. */
export const loginRole = (database: string) => `gongzhi_app_${database}`.replace(/[^a-z0-9_]/g, '_').slice(0, 63)

/**
 * Makes the chairs, and the login role with its password, if they are missing. The login role inherits only the right to
 * call a few functions; it must sit down in a chair (`set local role`) to see a row. Safe to run concurrently.
 */
export async function ensureRoles(admin: Sql, login: { name: string; password: string }): Promise<void> {
  await admin.begin(async tx => {
    await tx`select pg_advisory_xact_lock(3299320)`
    for (const chair of chairs) {
      const role = `gongzhi_${chair}`
      const [found] = await tx`select 1 from pg_roles where rolname = ${role}`
      if (!found) await tx.unsafe(`create role ${role} nologin noinherit`)
    }
    const [known] = await tx`select 1 from pg_roles where rolname = ${login.name}`
    const secret = login.password.replaceAll("'", "''")
    await tx.unsafe(`${known ? 'alter' : 'create'} role ${login.name} login noinherit nosuperuser password '${secret}'`)
    await tx.unsafe(`grant gongzhi_desk, gongzhi_self, gongzhi_public, gongzhi_server to ${login.name}`)
    // From version 16 on who made a role may administer it but not yet act as it.
    await tx.unsafe('grant gongzhi_owner to current_user')
    const [here] = await tx<{ name: string }[]>`select current_database() as name`
    await tx.unsafe(`grant create, connect on database "${here!.name}" to gongzhi_owner`)
    await tx.unsafe(`grant connect on database "${here!.name}" to ${login.name}`)
  })
}

/** What the login role may call is granted to `gongzhi_login`; a role that inherits nothing needs it by name. */
export async function grantDoor(admin: Sql, login: string): Promise<void> {
  await admin.begin(async tx => {
    await tx`set local role gongzhi_owner`
    const schemas = await tx<{ name: string }[]>`
      select nspname::text as name from pg_namespace where has_schema_privilege('gongzhi_login', oid, 'usage')
        and nspowner = 'gongzhi_owner'::regrole`
    for (const { name } of schemas) await tx.unsafe(`grant usage on schema ${name} to ${login}`)
    const functions = await tx<{ signature: string }[]>`
      select p.oid::regprocedure::text as signature from pg_proc p
      where p.proowner = 'gongzhi_owner'::regrole and has_function_privilege('gongzhi_login', p.oid, 'execute')`
    for (const { signature } of functions) await tx.unsafe(`grant execute on routine ${signature} to ${login}`)
    await tx.unsafe(`grant select on kernel.deployment to ${login}`)
  })
}
