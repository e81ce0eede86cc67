import type { Database } from '../../kernel/db/index.ts'
import { sha256 } from '../../kernel/ids.ts'
import { Problem } from '../../kernel/problem.ts'
import { publicSeat, type Claim, type Seat } from '../../kernel/seat.ts'

/** The session behind a seat. */
export interface Sitting { token_hash: Buffer; account: string; person: string; name: string; staff: boolean }

/** A seat as this room gives it: with the session, if there is one, and the network address that the request came from. */
export interface Seated extends Seat { sitting?: Sitting; address?: string }

export const sittingOf = (seat: Seat): Sitting | undefined => (seat as Seated).sitting
export const addressOf = (seat: Seat): string | undefined => (seat as Seated).address

interface Row {
  account: string; person: string; name: string; staff: boolean; second_factor: boolean; live: boolean
  mandate: string | null; office: string | null; place: string | null
  attendance: string | null; served: string | null; served_name: string | null
  epoch: number
}

const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i
/** Milliseconds for which used sessions are gathered; far below the shortest idle time. */
const gathered = 1_000

/**
 * Seats whoever makes a request, in one call to the database. Nobody logged in sits in the public chair. Throws
 * `seat.expired` for a token that is no longer good, `seat.not_yours` for a mandate that is not held today, `serving.none`
 * for an attendance that is over or another's. Staff without their second factor sit in the public chair, incomplete, and
 * in nobody's name: they are not yet known to be who they say.
 */
export function authenticate(database: Database): (claim: Claim & { address?: string | undefined }) => Promise<Seat> {
  const touch = toucher(database)
  const sit = async (claim: Claim & { address?: string | undefined }): Promise<Seat> => {
    const { token, mandate, attendance, address } = claim
    if (!token) return address === undefined ? publicSeat : { ...publicSeat, address } as Seated
    if (mandate !== undefined && !uuid.test(mandate)) throw new Problem('seat.not_yours')
    if (attendance !== undefined && !uuid.test(attendance)) throw new Problem('serving.none')
    const hash = sha256(token)
    const [row] = await database.door<Row[]>`
      select account, person, name, staff, second_factor, live, mandate, office, place, attendance, served, served_name, epoch
      from account.sit(${hash}, ${mandate ?? null}, ${attendance ?? null})`
    if (!row?.live) throw new Problem('seat.expired')
    touch(hash)
    const seat = seatOf(row, mandate !== undefined, attendance !== undefined) as Seated
    seat.sitting = { token_hash: hash, account: row.account, person: row.person, name: row.name, staff: row.staff }
    if (address !== undefined) seat.address = address
    if (row.place) Object.assign(seat, { epoch: row.epoch, renew: () => sit(claim) })
    return seat
  }
  return sit
}

function seatOf(row: Row, asksMandate: boolean, asksAttendance: boolean): Seat {
  if (!row.second_factor && (row.staff || asksMandate)) return { ...publicSeat, actorName: row.name, incomplete: true }
  if (asksMandate && !row.mandate) throw new Problem('seat.not_yours')
  if (asksAttendance && !row.attendance) throw new Problem('serving.none')
  const actor = { actor: row.person, actorName: row.name }
  const desk = { office: row.office ?? '', place: row.place ?? '', mandate: row.mandate }
  if (row.attendance) return { chair: 'self', ...desk, ...actor, person: row.served, personName: row.served_name, attendance: row.attendance }
  if (row.mandate) return { chair: 'desk', ...desk, ...actor, person: null, personName: null, attendance: null }
  return { chair: 'self', office: 'resident', place: '32', ...actor, person: row.person, personName: row.name, mandate: null, attendance: null }
}

/** Says which sessions are in use, all of some seconds in one call, and lets nobody wait for it. */
function toucher(database: Database): (hash: Buffer) => void {
  let used = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const tell = (): void => {
    const tokens = [...used]
    used = new Set()
    timer = undefined
    // A failed touch costs at most a log-in; the request itself will meet whatever is wrong with the database.
    database.door`select account.touch(${database.door.json(tokens)})`.then(undefined, () => undefined)
  }
  return hash => {
    used.add(hash.toString('hex'))
    timer ??= setTimeout(tell, gathered).unref()
  }
}
