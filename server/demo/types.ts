import type { CastMember } from './cast.ts'

/** GB/T 2261.1: 1 男, 2 女. */
export type Sex = '1' | '2'
export type PlaceKind = '设区市' | '市辖区' | '县' | '街道' | '镇' | '居委会' | '村委会' | '网格'

/** A place of the demonstration corner; `parent` of the city is the province, `32`, which is not in the list. */
export interface DemoPlace { code: string; name: string; level: 'city' | 'county' | 'town' | 'community' | 'grid'; kind: PlaceKind; parent: string }

export interface DemoDwelling { id: string; place: string; address: string; kind: 'apartment' | 'house' | 'dormitory' | 'care_home' }

/** `head` is a member; `number` is the 户号, nine digits, of newcomers the number of their residence registration. */
export interface DemoHousehold {
  id: string; place: string; number: string; dwelling: string; kind: 'family' | 'collective'; head: string; formed_on: string
}
/** `relation` is what the person is to the head, a code of the list `family` (GB/T 4761-2008): 02 户主, 11 夫, 12 妻 … */
export interface DemoMember { household: string; person: string; relation: string; from: string }

export const elements = [
  'person.name', 'person.sex', 'person.birth_date', 'person.identity_number', 'person.ethnic_group',
  'person.hukou_place', 'person.hukou_kind', 'person.alive', 'person.residence_address', 'person.phone',
  'person.marital_status', 'person.education', 'person.politics', 'person.occupation', 'person.living_arrangement',
  'person.care_level', 'person.bank_account', 'person.bank_name', 'person.contact_name', 'person.contact_phone',
] as const
export type Element = (typeof elements)[number]

/** How a fact came to be held: said by the person, seen by a grid worker, fetched from another body, or checked by one. */
export type Source = 'declared' | 'collected' | 'shared' | 'verified'

/** One held fact. It is stale when `fresh_until` lies before the day of asking; null never grows stale. */
export interface DemoFact { value: string; source: Source; organ: string; collected_on: string; fresh_until: string | null }

/**
 * A person and what is held about them. The fields repeat the values in `facts`, null where nothing is held.
 * `place` is the grid of the household, also for those who are `away`; `living` is of the
 * code list `living`, for those of 60 and over; `care_level` is the level 0 to 4 of GB/T 42195, where assessed.
 */
export interface DemoPerson {
  id: string; place: string; name: string; sex: Sex; birth_date: string; id_number: string; phone: string | null
  ethnic: string; marital: string | null; education: string | null; politics: string | null
  hukou_place: string; hukou_kind: 'family' | 'collective'; resides: Resides
  living: string | null; occupation: string | null; care_level: string | null
  bank_account: string | null; bank_name: string | null; alive: boolean
  facts: Readonly<Partial<Record<Element, DemoFact>>>
}
/** 人户一致; 户籍在外，居住在此; 户籍在此，外出. */
export type Resides = 'with_hukou' | 'migrant_in' | 'away'

export type OrganisationKind =
  | 'party_branch' | 'villagers_committee' | 'residents_committee' | 'supervision_committee' | 'owners_committee'
  | 'property_firm' | 'social_organisation' | 'government_office' | 'public_institution'
/** `credit_code` is null for bodies that have none in life: party branches and supervision committees. */
export interface DemoOrganisation { id: string; place: string; name: string; kind: OrganisationKind; credit_code: string | null; founded_on: string; phone: string | null }
export interface DemoPost { id: string; organisation: string; title: string; seats: number }
export interface DemoMembership { post: string; person: string; from: string; to: string | null }

/** The whole corner. Arrays stand in an order that loads without a forward reference, but for a household's head. */
export interface DemoWorld {
  as_of: string
  places: DemoPlace[]; dwellings: DemoDwelling[]; persons: DemoPerson[]; households: DemoHousehold[]; members: DemoMember[]
  organisations: DemoOrganisation[]; posts: DemoPost[]; memberships: DemoMembership[]
  cast: readonly CastMember[]
}
