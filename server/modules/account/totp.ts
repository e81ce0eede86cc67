import { createHash } from 'node:crypto'
import { generate, ScureBase32Plugin, verify } from 'otplib'

const period = 30
const stepOf = (now: string): number => Math.floor(Date.parse(now) / 1000 / period)

/** What binds a sealed secret to its account. */
export const sealedFor = (account: string): string => `account.totp ${account}`

/** The time step (RFC 6238) for which this code is right, at most one beside the present; null when there is none. */
export async function stepOfCode(secret: string, code: string, now: string): Promise<number | null> {
  const found = await verify({ secret, token: code, epoch: Math.floor(Date.parse(now) / 1000), epochTolerance: period })
  return found.valid && 'timeStep' in found ? found.timeStep : null
}

/** The code to type now; where this step's was used already, the next one's, which is accepted as well. */
export function codeFor(secret: string, lastStep: number, now: string): Promise<string> {
  const step = stepOf(now)
  const fresh = lastStep === step ? step + 1 : step
  return generate({ secret, epoch: fresh * period })
}

/** A secret that anybody can compute from the login: for demonstration accounts, and for nothing else. */
export function demoSecret(login: string): string {
  const bytes = createHash('sha256').update(`gongzhi demonstration ${login}`).digest().subarray(0, 20)
  return new ScureBase32Plugin().encode(bytes, { padding: false })
}
