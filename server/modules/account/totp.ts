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

const freshStep = (lastStep: number, now: string): number => Math.max(stepOf(now), lastStep + 1)

/** The next code that was not used: this step's or a later one's. The next step's is accepted too, others after `waitFor`. */
export const codeFor = (secret: string, lastStep: number, now: string): Promise<string> =>
  generate({ secret, epoch: freshStep(lastStep, now) * period })

/** In how many seconds that code is accepted: 0 unless this step's and the next one's were both used. */
export const waitFor = (lastStep: number, now: string): number =>
  Math.max(0, Math.ceil((freshStep(lastStep, now) - 1) * period - Date.parse(now) / 1000))

/** A secret that anybody can compute from the login: for demonstration accounts, and for nothing else. */
export function demoSecret(login: string): string {
  const bytes = createHash('sha256').update(`gongzhi demonstration ${login}`).digest().subarray(0, 20)
  return new ScureBase32Plugin().encode(bytes, { padding: false })
}
