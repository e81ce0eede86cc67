import { codeFor, demoSecret } from '../../server/modules/account/index.ts'

/** The present one-time code of a demonstration account: its secret is no secret, which is why it works nowhere else. */
export async function totp(login: string): Promise<void> {
  console.log(await codeFor(demoSecret(login), 0, new Date().toISOString()))
}
