import { offices } from '../../../contract/glossary.ts'
import { identityChecks } from '../../ground/registry/index.ts'
import { serverScope, type Database, type Query } from '../../kernel/db/index.ts'
import type { Module, Sweep } from '../../kernel/module.ts'
import { serveElsewhere, type Elsewhere } from './elsewhere.ts'
import { openGate, type Lockout } from './gate.ts'
import { logins } from './login.ts'
import { serveGrant, serveMandates, serveRevoke } from './mandates.ts'
import { serveDemoLogins, serveMe, type VerbsOf } from './me.ts'
import { serveEnrolment, servePassword } from './own.ts'
import { serveLockout, serveOpen, serveReset } from './staff.ts'

export { createAccount, demoPassword, loadDemoAccounts, type DemoActor, type NewAccount } from './accounts.ts'
export { accountCookies } from './cookies.ts'
export { addressOf, authenticate, sittingOf, type Seated, type Sitting } from './sitting.ts'
export { type Elsewhere } from './elsewhere.ts'
export { type Lockout } from './gate.ts'
export { codeFor, demoSecret } from './totp.ts'

/** What the room needs besides its operations' contexts: attempts are counted outside their transactions. */
export interface AccountParts {
  database: Database
  verbsOf: VerbsOf
  /** Calls `account.lockout` in the platform's own seat, when a refusal rolls back the transaction that saw it; nobody waits. */
  report(lockout: Lockout): void
  /** The provider with which people log in besides, if there is one. */
  elsewhere?: Elsewhere | undefined
}

/** Accounts, sessions, and who holds which office. */
export function accountModule({ database, verbsOf, report, elsewhere }: AccountParts): Module {
  const gate = openGate(database, report)
  return {
    name: 'account',
    offices: everybody,
    operations: [
      ...logins(gate), ...serveElsewhere(gate, elsewhere), servePassword(gate), serveEnrolment, serveMe(verbsOf), serveDemoLogins, serveMandates, serveGrant(identityChecks(database)), serveRevoke,
      serveOpen, serveReset, serveLockout,
    ],
    // Whom the register calls dead is logged out; the register shuts the account, and opens it should that prove an error.
    parts: { 'account.shut': async (ctx, { person }) => { await ctx.sql`select account.shut(${String(person)}::uuid)` } },
    constraints: { account_login_key: 'account.login_taken', account_staff: 'account.has_one' },
    sweeps: [
      sweep('account.sessions', 15 * 60, sql => sql<{ n: number }[]>`select account.sweep() as n`),
      sweep('account.attempts', 15 * 60, sql => sql<{ n: number }[]>`select kernel.clear_attempts() as n`),
    ],
  }
}

/** Neither a program nor whoever lays a house has an account. */
const everybody: Record<string, string[]> = Object.fromEntries(
  Object.keys(offices).filter(office => office !== 'system_client' && office !== 'founder').map(office => [office, ['account.use', 'account.demo']]))
everybody.anyone!.push('account.login')
for (const office of ['county_admin', 'security_admin']) everybody[office]!.push('mandate.read', 'mandate.grant', 'account.manage')
everybody.system!.push('account.watch')
everybody.founder = ['mandate.grant', 'account.manage']

const sweep = (name: string, every_seconds: number, clear: (sql: Query) => PromiseLike<{ n: number }[]>): Sweep => ({
  name, every_seconds,
  run: (_, database) => database.transact(serverScope, 'write', async ({ sql }) => (await clear(sql))[0]!.n),
})
