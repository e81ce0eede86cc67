import { creditCode, type Numbers } from './identity.ts'
import type { Dice } from './prng.ts'
import type { Resident } from './settle.ts'
import type { Traits } from './traits.ts'
import type { DemoMembership, DemoOrganisation, DemoPost, OrganisationKind } from './types.ts'

export interface Bodies { organisations: DemoOrganisation[]; posts: DemoPost[]; memberships: DemoMembership[] }
/** A person to choose from; `traits.politics` is set to 01 for those chosen into a party branch. */
export interface Candidate { resident: Resident; traits: Traits }

/** Registering body and category of GB 32100, by kind; none for bodies that have no code in life. */
const codeKinds: Partial<Record<OrganisationKind, string>> = {
  villagers_committee: '54', residents_committee: '55', owners_committee: 'Y1', property_firm: '91', social_organisation: '52', government_office: '11', public_institution: '12',
}

const open: readonly OrganisationKind[] = ['villagers_committee', 'residents_committee', 'government_office', 'public_institution']
/** The office telephone of a public body: a number that nobody has, since none begins with 0 after the area code. */
const phoneOf = (kind: OrganisationKind, ordinal: number): string | null => open.includes(kind) ? `025-0000${String(1001 + ordinal)}` : null

/** Where bodies are founded and their posts filled. */
export class Registry {
  readonly bodies: Bodies = { organisations: [], posts: [], memberships: [] }
  private ordinal = 2_000_000
  private readonly dice: Dice
  private readonly numbers: Numbers
  constructor(dice: Dice, numbers: Numbers) {
    this.dice = dice
    this.numbers = numbers
  }
  found(place: string, name: string, kind: OrganisationKind, founded: string): string {
    const id = this.dice.uuid(++this.ordinal)
    const code = codeKinds[kind]
    const division = place.length >= 6 ? place.slice(0, 6) : '329900'
    const credit_code = code ? creditCode(code, division, this.numbers.organisation(kind === 'property_firm')) : null
    this.bodies.organisations.push({ id, place, name, kind, credit_code, founded_on: founded, phone: phoneOf(kind, this.bodies.organisations.length) })
    return id
  }
  /** A post with its holders; `seats` may exceed them (a seat stands empty). */
  post(organisation: string, title: string, holders: readonly string[], from: string, seats = holders.length): void {
    if (seats === 0) return
    const id = this.dice.uuid(++this.ordinal)
    this.bodies.posts.push({ id, organisation, title, seats })
    for (const person of holders) this.bodies.memberships.push({ post: id, person, from, to: null })
  }
}

/** Draws people one by one, never two of one household (no near relatives sit together). */
export class Pool {
  private readonly left: Candidate[]
  private readonly dice: Dice
  constructor(dice: Dice, all: readonly Candidate[]) {
    this.dice = dice
    this.left = [...all]
  }
  take(fits: (one: Candidate) => boolean): Candidate | undefined {
    const able = this.left.filter(fits)
    if (able.length === 0) return undefined
    const one = this.dice.pick(able)
    for (let i = this.left.length - 1; i >= 0; i--) if (this.left[i]!.resident.household === one.resident.household) this.left.splice(i, 1)
    return one
  }
  some(n: number, fits: (one: Candidate) => boolean): Candidate[] {
    const list: Candidate[] = []
    for (let i = 0; i < n; i++) { const one = this.take(fits); if (one) list.push(one) }
    return list
  }
}
