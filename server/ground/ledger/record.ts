import { newSalt, saltedDigest } from '../../kernel/crypto/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Deed } from '../../kernel/house.ts'
import type { Context } from '../../kernel/operation.ts'
import { countyOf } from '../../kernel/seat.ts'

const suite = 'sm'

/** What an entry's digest is made over. Whoever holds the content and the salt can check it; the ledger holds neither input nor output. */
export interface Content {
  at: string
  place: string
  actor: string | null
  office: string
  chair: string
  mandate: string | null
  person: string | null
  verb: string
  operation: string
  subject: string | null
  input: unknown
  output: unknown
}

/** Writes the entry of a command in the command's own transaction. Returns the statement; it travels with the commit. */
export function record(ctx: Context, deed: Deed): PromiseLike<unknown> {
  const { seat } = ctx
  const salt = newSalt()
  const content: Content = {
    at: ctx.now, place: deed.place, actor: seat.actor, office: seat.office, chair: seat.chair, mandate: seat.mandate,
    person: seat.person, verb: deed.verb, operation: deed.operation, subject: deed.subject ?? null, input: deed.input, output: deed.output,
  }
  return ctx.sql`
    insert into ledger.entry (county, id, place, place_then, at, actor, actor_name, office, chair, mandate, person, verb, operation, subject, suite, salt, digest)
    values (${countyOf(deed.place)}, ${newId()}, ${deed.place}, ${deed.place}, ${ctx.now}, ${seat.actor}, ${seat.actorName}, ${seat.office},
      ${seat.chair}, ${seat.mandate}, ${seat.person}, ${deed.verb}, ${deed.operation}, ${deed.subject ?? null}, ${suite}, ${salt},
      ${digestOf(salt, content)})`
}

/** The salted digest of an entry's content (SM3). */
export const digestOf = (salt: Buffer, content: Content): Buffer => saltedDigest(suite, salt, content)

/** True when this content, under this salt, is what the entry sealed. */
export const matches = (entry: { salt: Buffer; digest: Buffer }, content: Content): boolean =>
  digestOf(entry.salt, content).equals(entry.digest)
