import type { Chair, Scope } from './db/index.ts'

/**
 * One person, in one office, at one place. In the self chair `person` is whose rows are meant: one's own, or those of
 * the person served at a window (`attendance`), where `actor`, `office` and `place` remain the clerk's.
 */
export interface Seat {
  chair: Chair
  office: string
  place: string
  actor: string | null
  actorName: string
  person: string | null
  personName: string | null
  mandate: string | null
  attendance: string | null
  /** A short-lived pass for one deed: the self chair of one person, with the verbs of its own office and no others. */
  pass?: string
  /** Staff whose second factor is still missing may do nothing but supply it. */
  incomplete?: boolean
  /** The epoch of the tree of places under which `place` was read. */
  epoch?: number
  /** Sits down anew with the same claim: after a re-organisation the seat's place has gone along. */
  renew?: () => Promise<Seat>
  /** A program sits here: it stands for this office, with these of its verbs and no others. Its actor is the organisation, whose name goes along. */
  client?: { office: string; verbs: readonly string[]; organisation: string }
}

/** The office whose part a seat takes: a program that of the office that it stands for. */
export const partOf = (seat: Seat): string => seat.client?.office ?? seat.office

/** What a request brings to be seated: all of it unverified. */
export interface Claim {
  token?: string | undefined
  mandate?: string | undefined
  attendance?: string | undefined
  pass?: string | undefined
}

export const publicSeat: Seat = {
  chair: 'public', office: 'anyone', place: '32', actor: null, actorName: '未登录',
  person: null, personName: null, mandate: null, attendance: null,
}

/** The seat in which the platform itself acts when a clock runs out. */
export const systemSeat: Seat = {
  chair: 'server', office: 'system', place: '32', actor: null, actorName: '系统（到期自动办理）',
  person: null, personName: null, mandate: null, attendance: null,
}

/**
 * The seat of whoever runs the command line of a deployment and lays its first seats; no log-in leads here, for nobody can be
 * appointed to it. `name` is who answers for it.
 */
export const founderSeat = (name: string): Seat => ({
  chair: 'desk', office: 'founder', place: '32', actor: null, actorName: name, person: null, personName: null, mandate: null, attendance: null,
})

export const scopeOf = (seat: Seat): Scope => ({
  chair: seat.chair,
  low: seat.chair === 'desk' ? seat.place : '',
  person: seat.chair === 'self' ? seat.person ?? '' : '',
  actor: seat.actor ?? '',
  epoch: seat.epoch,
})

/** The shard that a row of this place is born in: six characters, zeros filled above the county. */
export const countyOf = (place: string): string => place.slice(0, 6).padEnd(6, '0')
