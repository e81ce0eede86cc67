import { homeOf } from '../../ground/registry/index.ts'
import { appointOnce } from '../../ground/territory/index.ts'
import type { Vault } from '../../kernel/crypto/index.ts'
import type { Query, Sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { countyOf } from '../../kernel/seat.ts'
import { hashPassword } from './password.ts'
import { demoSecret, sealedFor } from './totp.ts'

/** `county` is the person's home shard. Without a `totpSecret` (base32) a member of staff cannot get past the password. */
export interface NewAccount {
  login: string; person: string; county: string; name: string; password: string; staff: boolean
  totpSecret?: string | undefined; note?: string | undefined; demonstration?: boolean
}

/** Makes an account, as the database's owner; null when the login is taken, whose account is left as it is. */
export async function createAccount(admin: Query, vault: Vault, account: NewAccount): Promise<string | null> {
  const id = newId()
  const [made] = await admin<{ id: string }[]>`
    insert into account.account (id, login, person, person_county, name, password, totp_sealed, staff, demonstration, note)
    values (${id}, ${account.login}, ${account.person}, ${account.county}, ${account.name}, ${await hashPassword(account.password)},
      ${account.totpSecret === undefined ? null : vault.seal(account.totpSecret, sealedFor(id))},
      ${account.staff}, ${account.demonstration ?? false}, ${account.note ?? null})
    on conflict (login) do nothing returning id`
  return made?.id ?? null
}

/** The one password of all demonstration accounts; it is shown on the log-in page of a demonstration. */
export const demoPassword = 'Gongzhi-demo-2026'
/** Since when the cast has held its offices. */
const demoSince = '2026-01-01'

/** Somebody of the demonstration's cast; whoever has no login gets no account. `also` are further offices. */
export interface DemoActor {
  key: string; person: string; name: string; login: string | null; label: string
  office?: string; place?: string; also?: readonly { office: string; place: string }[]
}

/** Makes the accounts and the mandates of the cast; doing it again changes nothing. Says how many accounts were made. */
export async function loadDemoAccounts(admin: Sql, vault: Vault, cast: readonly DemoActor[]): Promise<number> {
  let made = 0
  for (const { person, name, login, label, office, place, also = [] } of cast) {
    const seats = office && place ? [{ office, place }, ...also] : also
    for (const seat of seats) await appointOnce(admin, { ...seat, person, person_name: name, valid_from: demoSince, basis: '演示数据' })
    if (!login) continue
    const account = await createAccount(admin, vault, {
      login, person, name, password: demoPassword, note: label, demonstration: true,
      county: await homeOf(admin, person) ?? countyOf(seats[0]?.place ?? '32'),
      staff: seats.length > 0, totpSecret: seats.length > 0 ? demoSecret(login) : undefined,
    })
    if (account) made++
  }
  return made
}
