import type { Vault } from '../../kernel/crypto/index.ts'
import type { Query } from '../../kernel/db/index.ts'
import { isSealed, sealedFor } from './seals.ts'

const mobile = /^1[3-9]\d{9}$/

/** The mobile number that is held of a person, for whoever delivers a notice in the server chair; null where there is none that takes short messages. */
export async function mobileOf(sql: Query, vault: Vault, person: string): Promise<{ number: string; masked: string } | null> {
  const [row] = await sql<{ value: unknown }[]>`select registry.contact(${person}) as value`
  if (!isSealed(row?.value)) return null
  const number = vault.open(row.value.sealed, sealedFor('person.phone', person))
  return mobile.test(number) ? { number, masked: row.value.masked } : null
}
