import { z } from 'zod'
import { organisationKinds } from './glossary.ts'
import { CreditCode } from './identifiers.ts'
import { command, Day, Id, Line, Name, Page, PageRequest, Place, query } from './kernel.ts'

// Organization, Post and Membership are those of Popolo (popoloproject.com): a body, a seat in it, and who holds the seat from
// when until when. `since` and `until` are its start and end dates, `former_names` its other_names.

export const Kind = z.enum(Object.keys(organisationKinds) as [keyof typeof organisationKinds, ...(keyof typeof organisationKinds)[]], { error: '请选择组织类别' })
const Phone = z.string().trim().regex(/^(0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|\d{5})$/, '请填写办公电话，例如 025-83000000')

const Title = Line(60)
const Seats = z.int().min(1, '职数至少 1 人').max(99, '职数最多 99 人')

export const Membership = z.object({ id: Id, name: z.string(), since: Day, until: Day.nullable() })
export const Post = z.object({ id: Id, title: z.string(), seats: z.int(), holders: z.array(Membership) })
export const Organisation = z.object({
  id: Id, name: z.string(), kind: z.string(), kind_name: z.string(), place: Place, credit_code: z.string().nullable(), founded_on: Day.nullable(),
  phone: z.string().nullable(), posts: z.array(Post),
})
export type Organisation = z.infer<typeof Organisation>
/** Organisations at or under a place that exist today, with who holds their posts now. */
export const list = query('organisation.list', PageRequest.extend({ place: Place.optional() }), Page(Organisation))

/** One organisation with its history: what it was called, who held its posts, and on what basis. */
export const OrganisationView = Organisation.extend({
  place_name: z.string(), dissolved_on: Day.nullable(), dissolved_basis: z.string().nullable(),
  former_names: z.array(z.object({ name: z.string(), until: Day, basis: z.string() })),
  posts: z.array(Post.extend({ holders: z.array(Membership.extend({ basis: z.string().nullable(), ended_basis: z.string().nullable() })) })),
})
export type OrganisationView = z.infer<typeof OrganisationView>
export const show = query('organisation.show', z.object({ id: Id }), OrganisationView)

/** A public body as anybody may find it: name and office telephone, nobody who works there. */
export const PublicBody = z.object({ id: Id, name: z.string(), kind_name: z.string(), place: Place, place_name: z.string(), phone: z.string().nullable() })
export type PublicBody = z.infer<typeof PublicBody>
export const publicBodies = query('organisation.public', PageRequest.extend({ place: Place }), Page(PublicBody))

/** Registers an organisation with its posts. The credit code is that of GB 32100, for those that have one. */
export const register = command('organisation.register', z.object({
  name: Name(100), kind: Kind, place: Place, credit_code: CreditCode.optional(), founded_on: Day, phone: Phone.optional(),
  posts: z.array(z.object({ title: Title, seats: Seats })).max(20, '最多 20 个职务').default([]), basis: Line(200),
}), OrganisationView)
/** Changes the name or the office telephone from a day on; the old name stays in the history. */
export const revise = command('organisation.revise', z.object({ id: Id, name: Line(100).optional(), phone: Phone.nullable().optional(), on: Day, basis: Line(200) }), OrganisationView)
/** Ends an organisation on a day, and with it every membership that still runs. */
export const dissolve = command('organisation.dissolve', z.object({ id: Id, on: Day, basis: Line(200) }), OrganisationView)
/** Sets up a post in an organisation. */
export const addPost = command('post.add', z.object({ organisation: Id, title: Title, seats: Seats }), OrganisationView)
/** Seats a registered person in a post; name and number must both match. */
export const begin = command('membership.begin', z.object({
  post: Id, name: Line(100), identity: z.string().min(1, '请填写证件号码').max(40), since: Day, basis: Line(200),
}), OrganisationView)
/** Ends a membership on a day; it stays in the history. */
export const end = command('membership.end', z.object({ id: Id, until: Day, basis: Line(200) }), OrganisationView)
