import type { Channel } from '../../../contract/message.ts'

/** What a sender is handed: `id` is the same each time, so that a gateway knows what it has had before. */
export interface Letter { id: string; to: string; subject: string; text: string }

/** A way out of the house: a gateway of short messages, a mail server. It throws when the letter was not taken; then it comes again, unless what it throws is `Unreachable`. */
export interface Sender { channel: Channel; send(letter: Letter): Promise<void> }

/** The other side refuses this address or number for good: it is not tried again. */
export class Unreachable extends Error {}

/** In the demonstration nothing leaves the house: what would be sent stands on the administrator's page. */
export const developmentSenders: readonly Sender[] = (['sms', 'email'] as const).map(channel => ({ channel, send: () => Promise.resolve() }))
