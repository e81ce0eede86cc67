/**
 * The one place that builds addresses. A page links with `paths.x(…)`, never with a string of its own, so that moving
 * an area is one change and no id goes unescaped.
 */
type Search = Record<string, string | number | boolean | null | undefined>

const part = encodeURIComponent

/** `path` with the parameters that have a value, in the order given. */
export function withSearch(path: string, search: Search = {}): string {
  const pairs = Object.entries(search)
    .filter(([, v]) => v !== undefined && v !== null && v !== '')
    .map(([k, v]) => `${part(k)}=${part(String(v))}`)
  return pairs.length ? `${path}?${pairs.join('&')}` : path
}

export const paths = {
  home: () => '/',
  services: (search?: { q?: string; kind?: string; stage?: string }) => withSearch('/services', search),
  service: (code: string) => `/services/${part(code)}`,
  /** A step of the form; `from` is the page one returns to after changing just this one answer. */
  apply: (code: string, step?: string, search?: { from?: string }) => withSearch(`/apply/${part(code)}${step ? `/${part(step)}` : ''}`, search),
  /** Several items as one matter, from a bundle or a list of items joined by commas. */
  bundle: (id: string) => `/together/${part(id)}`,
  /** Where one picks the items oneself; `items` are those already picked. */
  pick: (search?: { items?: string; q?: string }) => withSearch('/together', search),
  together: (choice: string, step?: string, search?: { from?: string }) => withSearch(`/apply-together/${part(choice)}${step ? `/${part(step)}` : ''}`, search),
  /** One matter of several cases; `done` right after it was sent. */
  joint: (number: string, search?: { done?: string }) => withSearch(`/joint/${part(number)}`, search),
  mine: () => '/mine',
  matter: (number: string) => `/matters/${part(number)}`,
  /** What the applicant may do with a case: an action of the process, or `receipt`. */
  matterDo: (number: string, action: string) => `/matters/${part(number)}/${part(action)}`,
  /** The windows that can be booked, and the times of one. */
  booking: (place?: string) => place ? `/booking/${part(place)}` : '/booking',
  /** The rating screen; the token stands behind the mark, where no server's log sees it. */
  rate: (token: string) => `/rate#${part(token)}`,
  messages: () => '/messages',
  me: () => '/me',
  /** One fact about me that is wrong. */
  correct: (element: string) => `/me/correct/${part(element)}`,
  household: () => '/household',
  householdRequest: (id: string) => `/household/${part(id)}`,
  /** A printed notice; a desk says from which seat, or for whom at a window. */
  print: (number: string, seq: number, search?: { seat?: string | null; serving?: string | null }) => withSearch(`/print/${part(number)}/${seq}`, search),
  /** An uploaded file, as a paper of a case. A link carries no headers, hence the search. */
  file: (id: string, search?: { number?: string; seat?: string | null; serving?: string | null }) => withSearch(`/files/${part(id)}`, search),
  /** A paper that the server sets, as a file: the operation that answers with it, and its input. */
  paper: (operation: string, search: Search) => withSearch(`/papers/${part(operation)}`, search),
  /** A table that the server writes piece by piece, as a file. */
  sheet: (operation: string, search: Search) => withSearch(`/sheets/${part(operation)}`, search),
  licences: () => '/licences',
  licence: (number: string) => `/licences/${part(number)}`,
  verify: (number: string) => `/open/verify/${part(number)}`,
  /** How things are done, in words and pictures; without a guide, which guides there are. */
  help: (guide?: string) => guide ? `/help/${part(guide)}` : '/help',
  password: () => '/password',
  login: (search?: { back?: string }) => withSearch('/login', search),

  desk: () => '/desk',
  seat: (seat: string) => `/desk/${part(seat)}`,
  deskPage: (seat: string, page: string, search?: Search) => withSearch(`/desk/${part(seat)}/${part(page)}`, search),
  deskRow: (seat: string, page: string, id: string) => `/desk/${part(seat)}/${part(page)}/${part(id)}`,

  /** A change of the household in which somebody lives. */
  deskChange: (seat: string, person: string) => `/desk/${part(seat)}/people/${part(person)}/change`,

  open: () => '/open',
  openPage: (page: string, search?: Search) => withSearch(`/open/${part(page)}`, search),
  /** The numbers in the hall of a window. */
  hall: (place: string) => `/open/queue/${part(place)}`,
  view: () => '/view',
  viewSeat: (seat: string) => `/view/${part(seat)}`,
} as const

/** Where to go after login: only an address of our own, and never the login itself. */
export function safeBack(back: unknown): string {
  if (typeof back !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(back)) return paths.home()
  return /^\/login(?=[/?#]|$)/.test(back) ? paths.home() : back
}

/** The seat an address is worked from: `/desk/<seat>/…` or `/view/<seat>/…`. */
export function seatOf(pathname: string): string | null {
  const found = /^\/(?:desk|view)\/([0-9a-f-]{36})(?=[/?#]|$)/i.exec(pathname)
  return found?.[1] ?? null
}

/** The same page from another seat; a single row's page falls back to its list, since the row may lie elsewhere. */
export function fromSeat(pathname: string, seat: string): string {
  const page = /^\/desk\/[^/]+\/([^/?#]+)/.exec(pathname)?.[1]
  return page ? `${paths.seat(seat)}/${page}` : paths.seat(seat)
}
