import { hash, verify } from '@node-rs/argon2'
import { argon } from './constants.ts'

/** Of a random password nobody knows: checked for a login that does not exist, so that time tells nothing. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$J6jUSB/W3qJ4/OliZO3AAw$HvsjQl4zH6qJqp5ypBhC2OWtwLEboKaX9nFZkTCBR9o'

/** The argon2id hash to be stored, with its own salt; what looks the same is the same, whatever the keyboard (NFKC). */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), argon)

/** True when the password is right. Without a hash to check it takes as long, and is false. */
export async function passwordIsRight(stored: string | undefined, password: string): Promise<boolean> {
  const right = await verify(stored ?? nobody, password.normalize('NFKC'))
  return right && stored !== undefined
}
