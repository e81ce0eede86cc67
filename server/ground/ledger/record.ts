import { newSalt, saltedDigest } from '../../kernel/crypto/index.ts'
import { within } from '../../../contract/kernel.ts'
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

/**
 * Writes the entry of a command in the command's own transaction, with its commit. What
 * a window did for somebody elsewhere is on the record of both places: the window's entry names the other as its first.
 */
export function record(ctx: Context, deed: Deed): void {
  const { seat } = ctx
  const first = entryOf(ctx, deed, null)
  const elsewhere = seat.attendance !== null && !within(deed.place, seat.place)
  ctx.append('ledger.entry', ...(elsewhere ? [first, entryOf(ctx, { ...deed, place: seat.place }, first.id)] : [first]))
}

function entryOf(ctx: Context, deed: Deed, copy_of: string | null) {
  const { seat } = ctx
  const salt = newSalt()
  const content: Content = {
    at: ctx.now, place: deed.place, actor: seat.actor, office: seat.office, chair: seat.chair, mandate: seat.mandate,
    person: seat.person, verb: deed.verb, operation: deed.operation, subject: deed.subject ?? null, input: deed.input, output: deed.output,
  }
  const { at, place, actor, office, chair, mandate, person, verb, operation, subject } = content
  return {
    county: countyOf(place), id: newId(), place, place_then: place, at, actor, actor_name: deed.name ?? seat.actorName, office, chair, mandate, person,
    person_name: seat.attendance ? seat.personName : null, verb, operation, deed: deed.title ?? null, subject, copy_of, suite, salt, digest: digestOf(salt, content),
  }
}

/** The salted digest of an entry's content (SM3). */
export const digestOf = (salt: Buffer, content: Content): Buffer => saltedDigest(suite, salt, content)

/** True when this content, under this salt, is what the entry sealed. */
export const matches = (entry: { salt: Buffer; digest: Buffer }, content: Content): boolean =>
  digestOf(entry.salt, content).equals(entry.digest)
