/** The offices whose part a system may take: those that read and handle cases. Who governs rights, or meets people, is a person. */
export const lendable = ['department_clerk', 'community_worker', 'street_examiner', 'county_civil_affairs', 'city_viewer', 'province_viewer'] as const

/** Verbs that belong to a person before a screen: full numbers are shown to somebody who gives a reason, never to a program. */
export const personal: readonly string[] = ['account.use', 'account.demo', 'person.unmask']

/** The longest time for which a key is given; a new one is then made and its holder named anew. */
export const longestKeyDays = 2 * 366
