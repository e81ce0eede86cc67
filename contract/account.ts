import { z } from 'zod'
import { command, Day, Id, Instant, Level, Line, Page, PageRequest, Place, query, Text } from './kernel.ts'

/** A seat that the logged-in person may take. */
export const SeatChoice = z.object({
  mandate: Id, office: z.string(), office_name: z.string(),
  place: Place, place_name: z.string(), level: Level, verbs: z.array(z.string()),
})
export type SeatChoice = z.infer<typeof SeatChoice>

/** What a log-in still lacks after the password: a password of one's own, a second factor of one's own, its code. */
export const LoginStep = z.enum(['password', 'enrol', 'code'])
export type LoginStep = z.infer<typeof LoginStep>

/** Who is asking; `account` is null for someone not logged in. */
export const Me = z.object({
  account: Id.nullable(), person: Id.nullable(), name: z.string().nullable(), staff: z.boolean(),
  /** The log-in is not complete; `step` says what comes next. */
  needs_second_factor: z.boolean(), step: LoginStep.nullable(),
  seats: z.array(SeatChoice),
  /** For staff without a seat: the offices last held, and when and why they ended; without a reason the term was over. */
  ended: z.array(z.object({ office_name: z.string(), place_name: z.string(), on: Day, reason: z.string().nullable() })),
  serving: z.object({ attendance: Id, person: Id, name: z.string() }).nullable(),
  demonstration: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const me = query('account.me', z.object({}), Me)
/** Sets the session cookie. Staff must then take the steps that it names before anything else, `account.verify` the last. */
export const login = command('account.login', z.object({ login: Line(60), password: z.string().min(1, '请填写密码').max(200) }),
  z.object({ needs_second_factor: z.boolean(), step: LoginStep.nullable(), token: z.string() }))
export const verify = command('account.verify', z.object({ code: z.string().regex(/^\d{6}$/, '验证码是 6 位数字') }),
  z.object({ token: z.string() }))
/** Changes one's own password and ends all other sessions; with an initial password the first step of a log-in. */
export const changePassword = command('account.password', z.object({
  current: z.string().min(1, '请填写现在的密码').max(200), password: z.string().min(1, '请填写新密码').max(200),
}), z.object({ step: LoginStep.nullable() }))
/** The second factor that is being enrolled: base32 secret, and the same as an `otpauth:` address. */
export const enrolment = command('account.enrolment', z.object({}), z.object({ secret: z.string(), uri: z.string() }))
/** How the provider is called with which one may log in besides; null where there is none. */
export const elsewhere = query('account.elsewhere', z.object({}), z.object({ name: z.string().nullable() }))
/** The way to the provider. `ticket` stays in the browser and comes back with the answer. */
export const depart = command('account.depart', z.object({ back: z.string().max(500).optional() }), z.object({ address: z.string(), ticket: z.string() }))
/** Back from the provider: `query` is what stands behind the ? of the address that it led to. */
export const arrive = command('account.arrive', z.object({ ticket: z.string().min(1).max(100), query: z.string().max(4000) }),
  z.object({ needs_second_factor: z.boolean(), step: LoginStep.nullable(), token: z.string(), back: z.string().nullable() }))
export const logout = command('account.logout', z.object({}), z.object({}))

/** The demonstration's logins, with what each is for; only in a demonstration deployment. */
export const DemoLogin = z.object({
  login: z.string(), password: z.string(), name: z.string(), code: z.string().nullable(),
  /** In how many seconds the code is accepted: 0 unless those before it were just used. */
  wait_seconds: z.int().min(0), label: z.string(), staff: z.boolean(), home: z.string(),
})
export type DemoLogin = z.infer<typeof DemoLogin>
export const demoLogins = query('account.demo_logins', z.object({}), z.object({ logins: z.array(DemoLogin) }))

export const Mandate = z.object({
  id: Id, person: Id, person_name: z.string(), office: z.string(), office_name: z.string(), place: Place, place_name: z.string(),
  valid_from: Day, valid_to: Day.nullable(), basis: z.string(), granted_at: Instant, revoked_at: Instant.nullable(), revoked_reason: z.string().nullable(),
  /** The person's account of staff; null where there is none. */
  login: z.string().nullable(),
})
export type Mandate = z.infer<typeof Mandate>
export const mandates = query('account.mandates', PageRequest.extend({ place: Place.optional() }), Page(Mandate))
/** Appoints a person to an office at a place within one's own; the basis is the paper that says so. */
export const grant = command('account.grant', z.object({
  identity: z.string().min(1, '请填写证件号码'), name: Line(100), office: z.string(), place: Place, valid_from: Day, valid_to: Day.nullable(), basis: Line(200),
}), Mandate)
export const revoke = command('account.revoke', z.object({ mandate: Id, reason: Text(200) }), Mandate)

/** An initial password, told this once: it holds until then and must be replaced at the first log-in. */
export const Issued = z.object({ login: z.string(), name: z.string(), password: z.string(), until: Instant })
export type Issued = z.infer<typeof Issued>
export const LoginName = z.string().regex(/^[a-z][a-z0-9._-]{2,29}$/, '账号用 3 到 30 个小写字母、数字、点或横线，以字母开头')
/** Opens the account of staff of whoever holds this mandate. */
export const openAccount = command('account.open', z.object({ mandate: Id, login: LoginName }), Issued)
/** A new initial password; the second factor is enrolled anew and all sessions end. */
export const resetAccount = command('account.reset', z.object({ mandate: Id, reason: Text(200) }), Issued)
/** Guesses at a password or a code, or from an address, have run out; only the platform itself may call it. */
export const lockout = command('account.lockout', z.object({ of: z.enum(['password', 'code', 'address']), who: z.string().min(1).max(100) }), z.object({}))
