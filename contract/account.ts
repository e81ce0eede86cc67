import { z } from 'zod'
import { command, Day, Id, Instant, Level, Line, Page, PageRequest, Place, query, Text } from './kernel.ts'

/** A seat that the logged-in person may take. */
export const SeatChoice = z.object({
  mandate: Id, office: z.string(), office_name: z.string(),
  place: Place, place_name: z.string(), level: Level, verbs: z.array(z.string()),
})
export type SeatChoice = z.infer<typeof SeatChoice>

/** Who is asking; `account` is null for someone not logged in. */
export const Me = z.object({
  account: Id.nullable(), person: Id.nullable(), name: z.string().nullable(), staff: z.boolean(),
  needs_second_factor: z.boolean(),
  seats: z.array(SeatChoice),
  /** For staff without a seat: the offices last held, and when and why they ended; without a reason the term was over. */
  ended: z.array(z.object({ office_name: z.string(), place_name: z.string(), on: Day, reason: z.string().nullable() })),
  serving: z.object({ attendance: Id, person: Id, name: z.string() }).nullable(),
  demonstration: z.boolean(),
})
export type Me = z.infer<typeof Me>

export const me = query('account.me', z.object({}), Me)
/** Sets the session cookie. Staff must then call `account.verify` before anything else. */
export const login = command('account.login', z.object({ login: Line(60), password: z.string().min(1, '请填写密码').max(200) }),
  z.object({ needs_second_factor: z.boolean(), token: z.string() }))
export const verify = command('account.verify', z.object({ code: z.string().regex(/^\d{6}$/, '验证码是 6 位数字') }),
  z.object({ token: z.string() }))
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
})
export type Mandate = z.infer<typeof Mandate>
export const mandates = query('account.mandates', PageRequest.extend({ place: Place.optional() }), Page(Mandate))
/** Appoints a person to an office at a place within one's own; the basis is the paper that says so. */
export const grant = command('account.grant', z.object({
  identity: z.string().min(1, '请填写证件号码'), name: Line(100), office: z.string(), place: Place, valid_from: Day, valid_to: Day.nullable(), basis: Line(200),
}), Mandate)
export const revoke = command('account.revoke', z.object({ mandate: Id, reason: Text(200) }), Mandate)
