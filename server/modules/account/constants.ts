/**
 * What GB/T 22239-2019 (等保三级) 8.1.4.1 asks of an identity check, in numbers: failed log-ins are limited, a session left
 * alone ends by itself. The standard leaves the numbers open.
 */
export const attempts = {
  /** Wrong passwords for one login from one address, and wrong codes per account, before that is locked until the window has passed. */
  account: 5,
  /** Wrong passwords for one login from all addresses: far above, or anybody could keep an official out of a desk. */
  login: 100,
  /** Each further lock of one login from one address within a day lasts twice as long as the one before, at most a day. */
  remembered_seconds: 24 * 3600,
  /** Wrong passwords from one network address; an office or a mobile network stands behind one, so it is not 5. */
  address: 50,
  window_seconds: 15 * 60,
  /** Locked addresses that enter the record in an hour, of the whole platform: whoever has many addresses cannot fill it. */
  addresses_recorded: 100,
} as const

/** How long a session may be left alone (`idle`) and how long it lasts at most; PostgreSQL intervals. */
export const sessions = {
  /** Between password and code. */
  half: { idle: '10 minutes', lasts: '10 minutes' },
  /** A desk with other people's records on it: half an hour alone, one working day at most. */
  staff: { idle: '30 minutes', lasts: '12 hours' },
  /** One's own record on one's own telephone. Who comes once a week should not have to find the password each time. */
  resident: { idle: '7 days', lasts: '30 days' },
} as const
/** The residents' cookie outlives the browser by as long as the session; that of staff ends with the browser. */
export const residentCookieSeconds = 30 * 24 * 3600

/** How far ahead an appointment may begin: papers are signed before the day, not years before. */
export const grantAheadDays = 366

/** Days for which an initial password holds. */
export const initialDays = 3

/** OWASP's second recommendation for argon2id: 19 MiB, two passes, one lane; some 40 ms of one core. */
export const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const
/** Passwords and codes checked at once in one process, and how many may wait for it with their transaction open (half a pool). */
export const checking = { at_once: 2, waiting: 6 } as const
/**
 * Of those that come over the network, how many have a transaction at all, and how many may wait before that, so that a
 * rush at nine o'clock leaves the connections to everybody else. Two hundred are through in four seconds; whoever comes
 * then hears «busy» at once.
 */
export const arriving = { at_once: 4, waiting: 200 } as const
