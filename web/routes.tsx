import type { QueryClient } from '@tanstack/react-query'
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { askMe, meKey, type Me } from './kernel/me.ts'
import { paths } from './kernel/paths.ts'
import { parseSearch, stringifySearch } from './kernel/router.ts'
import { Home } from './resident/Home.tsx'
import { Broken, Coming, Lost, Root } from './Root.tsx'

interface Context { client: QueryClient }

const root = createRootRouteWithContext<Context>()({ component: Root })

/** Who I am, before an area that is closed to visitors; leads to the login and back. */
async function staffOnly(client: QueryClient, back: string): Promise<Me> {
  const me = await client.fetchQuery({ queryKey: meKey, queryFn: ({ signal }) => askMe(signal), staleTime: 60_000 })
  if (!me.account || me.needs_second_factor) throw redirect({ href: paths.login({ back }) })
  return me
}

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })

/** Addresses of residents' pages carry words, never more; a page reads the one it knows. */
const words = (...names: string[]) => (search: Record<string, unknown>): Record<string, string | undefined> =>
  Object.fromEntries(names.flatMap(name => typeof search[name] === 'string' ? [[name, search[name]]] : []))

const resident = [
  createRoute({ getParentRoute: () => root, path: 'services', validateSearch: words('q', 'kind', 'stage'), component: lazyRouteComponent(() => import('./resident/Services.tsx'), 'Services') }),
  createRoute({ getParentRoute: () => root, path: 'services/$item', component: lazyRouteComponent(() => import('./resident/Guide.tsx'), 'Guide') }),
  createRoute({ getParentRoute: () => root, path: 'apply/$item/{-$step}', validateSearch: words('from'), component: lazyRouteComponent(() => import('./resident/apply/ApplyPage.tsx'), 'ApplyPage') }),
  createRoute({ getParentRoute: () => root, path: 'together', validateSearch: words('items', 'q'), component: lazyRouteComponent(() => import('./resident/together/PickPage.tsx'), 'PickPage') }),
  createRoute({ getParentRoute: () => root, path: 'together/$bundle', component: lazyRouteComponent(() => import('./resident/together/BundlePage.tsx'), 'BundlePage') }),
  createRoute({ getParentRoute: () => root, path: 'apply-together/$choice/{-$step}', validateSearch: words('from'), component: lazyRouteComponent(() => import('./resident/together/TogetherPage.tsx'), 'TogetherPage') }),
  createRoute({ getParentRoute: () => root, path: 'joint/$number', validateSearch: words('done'), component: lazyRouteComponent(() => import('./resident/together/JointPage.tsx'), 'JointPage') }),
  createRoute({ getParentRoute: () => root, path: 'mine', component: lazyRouteComponent(() => import('./resident/Mine.tsx'), 'Mine') }),
  createRoute({ getParentRoute: () => root, path: 'matters/$number', component: lazyRouteComponent(() => import('./resident/matter/MatterPage.tsx'), 'MatterPage') }),
  createRoute({ getParentRoute: () => root, path: 'matters/$number/receipt', component: lazyRouteComponent(() => import('./resident/matter/ReceiptPage.tsx'), 'ReceiptPage') }),
  createRoute({ getParentRoute: () => root, path: 'matters/$number/rate', component: lazyRouteComponent(() => import('./resident/matter/RatePage.tsx'), 'RatePage') }),
  createRoute({ getParentRoute: () => root, path: 'booking', validateSearch: words('place'), component: lazyRouteComponent(() => import('./resident/booking/Booking.tsx'), 'Booking') }),
  createRoute({ getParentRoute: () => root, path: 'booking/$place', component: lazyRouteComponent(() => import('./resident/booking/Booking.tsx'), 'BookWindow') }),
  createRoute({ getParentRoute: () => root, path: 'rate', component: lazyRouteComponent(() => import('./rate/RateScreen.tsx'), 'RateScreen') }),
  createRoute({ getParentRoute: () => root, path: 'matters/$number/$action', component: lazyRouteComponent(() => import('./resident/matter/ActPage.tsx'), 'ActPage') }),
  createRoute({ getParentRoute: () => root, path: 'messages', component: lazyRouteComponent(() => import('./resident/Messages.tsx'), 'Messages') }),
  createRoute({ getParentRoute: () => root, path: 'licences', component: lazyRouteComponent(() => import('./resident/licences/LicencesPage.tsx'), 'LicencesPage') }),
  createRoute({ getParentRoute: () => root, path: 'licences/$number', component: lazyRouteComponent(() => import('./resident/licences/LicencePage.tsx'), 'LicencePage') }),
  createRoute({ getParentRoute: () => root, path: 'me', component: lazyRouteComponent(() => import('./resident/record/MePage.tsx'), 'MePage') }),
  createRoute({ getParentRoute: () => root, path: 'me/correct/$element', component: lazyRouteComponent(() => import('./resident/record/CorrectPage.tsx'), 'CorrectPage') }),
  createRoute({ getParentRoute: () => root, path: 'household', component: lazyRouteComponent(() => import('./resident/household/HouseholdPage.tsx'), 'HouseholdPage') }),
  createRoute({ getParentRoute: () => root, path: 'household/$life', component: lazyRouteComponent(() => import('./resident/household/RequestPage.tsx'), 'RequestPage') }),
]
const help = createRoute({ getParentRoute: () => root, path: 'help/{-$guide}', component: lazyRouteComponent(() => import('./help/HelpPage.tsx'), 'HelpPage') })
/** A printed notice, from both doors. */
const print = createRoute({
  getParentRoute: () => root, path: 'print/$number/$seq', validateSearch: words('seat', 'serving'),
  component: lazyRouteComponent(() => import('./print/PrintPage.tsx'), 'PrintPage'),
})

const login = createRoute({
  getParentRoute: () => root, path: 'login',
  validateSearch: (search: Record<string, unknown>): { back?: string } => typeof search['back'] === 'string' ? { back: search['back'] } : {},
  component: lazyRouteComponent(() => import('./login/LoginPage.tsx'), 'LoginPage'),
})

const elsewhere = createRoute({
  getParentRoute: () => root, path: 'login/elsewhere',
  component: lazyRouteComponent(() => import('./login/Elsewhere.tsx'), 'ElsewherePage'),
})

const password = createRoute({
  getParentRoute: () => root, path: 'password', beforeLoad: ({ context, location }) => staffOnly(context.client, location.href),
  component: lazyRouteComponent(() => import('./login/PasswordPage.tsx'), 'PasswordPage'),
})

const desk = createRoute({
  getParentRoute: () => root, path: 'desk',
  beforeLoad: ({ context, location }) => staffOnly(context.client, location.href),
})
const deskDoor = createRoute({
  getParentRoute: () => desk, path: '/',
  component: lazyRouteComponent(() => import('./desk/Door.tsx'), 'Door'),
})
/** A seat at the desk; the pages of the desk are its children. */
const seat = createRoute({
  getParentRoute: () => desk, path: '$seat',
  component: lazyRouteComponent(() => import('./desk/Area.tsx'), 'Area'),
  notFoundComponent: lazyRouteComponent(() => import('./desk/Area.tsx'), 'NoPage'),
})

/** The work of the desk: what waits, every case, and the window. */
const work = [
  createRoute({ getParentRoute: () => seat, path: '/', component: lazyRouteComponent(() => import('./desk/HomePage.tsx'), 'HomePage') }),
  createRoute({ getParentRoute: () => seat, path: 'todo', component: lazyRouteComponent(() => import('./desk/cases/TodoPage.tsx'), 'TodoPage') }),
  createRoute({ getParentRoute: () => seat, path: 'cases', component: lazyRouteComponent(() => import('./desk/cases/CasesPage.tsx'), 'CasesPage') }),
  createRoute({ getParentRoute: () => seat, path: 'cases/$number', component: lazyRouteComponent(() => import('./desk/cases/CasePage.tsx'), 'CasePage') }),
  createRoute({ getParentRoute: () => seat, path: 'window', component: lazyRouteComponent(() => import('./desk/window/WindowPage.tsx'), 'WindowPage') }),
  createRoute({ getParentRoute: () => seat, path: 'window/$matter', component: lazyRouteComponent(() => import('./desk/window/ServedMatter.tsx'), 'ServedMatter') }),
  createRoute({ getParentRoute: () => seat, path: 'queue', component: lazyRouteComponent(() => import('./desk/queue/QueuePage.tsx'), 'QueuePage') }),
  createRoute({ getParentRoute: () => seat, path: 'ratings', component: lazyRouteComponent(() => import('./desk/ratings/RatingsPage.tsx'), 'RatingsPage') }),
  createRoute({ getParentRoute: () => seat, path: 'admission', component: lazyRouteComponent(() => import('./desk/admission/AdmissionPage.tsx'), 'AdmissionPage') }),
  createRoute({ getParentRoute: () => seat, path: 'admission/new', component: lazyRouteComponent(() => import('./desk/admission/NewRequest.tsx'), 'NewRequest') }),
  createRoute({ getParentRoute: () => seat, path: 'admission/$number', component: lazyRouteComponent(() => import('./desk/admission/RequestPage.tsx'), 'RequestPage') }),
  createRoute({ getParentRoute: () => seat, path: 'burden', component: lazyRouteComponent(() => import('./desk/burden/BurdenPage.tsx'), 'BurdenPage') }),
  createRoute({ getParentRoute: () => seat, path: 'resources', component: lazyRouteComponent(() => import('./desk/resources/ResourcesPage.tsx'), 'ResourcesPage') }),
  createRoute({ getParentRoute: () => seat, path: 'received', component: lazyRouteComponent(() => import('./desk/window/ReceivedPage.tsx'), 'ReceivedPage') }),
] as const

/** The register: people, bodies, places, days, who holds which office, and what was done. */
const register = [
  createRoute({ getParentRoute: () => seat, path: 'people', component: lazyRouteComponent(() => import('./desk/people/People.tsx'), 'People') }),
  createRoute({ getParentRoute: () => seat, path: 'people/new', component: lazyRouteComponent(() => import('./desk/people/Register.tsx'), 'Register') }),
  createRoute({ getParentRoute: () => seat, path: 'people/$person', component: lazyRouteComponent(() => import('./desk/people/Person.tsx'), 'Person') }),
  createRoute({ getParentRoute: () => seat, path: 'people/$person/change', component: lazyRouteComponent(() => import('./desk/life/Change.tsx'), 'Change') }),
  createRoute({ getParentRoute: () => seat, path: 'life', component: lazyRouteComponent(() => import('./desk/life/LifeList.tsx'), 'LifeList') }),
  createRoute({ getParentRoute: () => seat, path: 'life/call-in', component: lazyRouteComponent(() => import('./desk/life/CallIn.tsx'), 'CallIn') }),
  createRoute({ getParentRoute: () => seat, path: 'life/doubles', component: lazyRouteComponent(() => import('./desk/life/Doubles.tsx'), 'Doubles') }),
  createRoute({ getParentRoute: () => seat, path: 'life/$life', component: lazyRouteComponent(() => import('./desk/life/LifePage.tsx'), 'LifePage') }),
  createRoute({ getParentRoute: () => seat, path: 'places', component: lazyRouteComponent(() => import('./desk/places/Places.tsx'), 'Places') }),
  createRoute({ getParentRoute: () => seat, path: 'places/adjust', component: lazyRouteComponent(() => import('./desk/places/Adjust.tsx'), 'Adjust') }),
  createRoute({ getParentRoute: () => seat, path: 'places/$place', component: lazyRouteComponent(() => import('./desk/places/Places.tsx'), 'Places') }),
  createRoute({ getParentRoute: () => seat, path: 'exchange', component: lazyRouteComponent(() => import('./desk/exchange/Jobs.tsx'), 'Jobs') }),
  createRoute({ getParentRoute: () => seat, path: 'exchange/new', component: lazyRouteComponent(() => import('./desk/exchange/NewImport.tsx'), 'NewImport') }),
  createRoute({ getParentRoute: () => seat, path: 'exchange/templates', component: lazyRouteComponent(() => import('./desk/exchange/Templates.tsx'), 'Templates') }),
  createRoute({ getParentRoute: () => seat, path: 'exchange/exports', component: lazyRouteComponent(() => import('./desk/exchange/Exports.tsx'), 'Exports') }),
  createRoute({ getParentRoute: () => seat, path: 'exchange/$job', component: lazyRouteComponent(() => import('./desk/exchange/JobPage.tsx'), 'JobPage') }),
  createRoute({ getParentRoute: () => seat, path: 'changes', component: lazyRouteComponent(() => import('./desk/exchange/Changes.tsx'), 'Changes') }),
  createRoute({ getParentRoute: () => seat, path: 'organisations', component: lazyRouteComponent(() => import('./desk/organisations/Organisations.tsx'), 'Organisations') }),
  createRoute({ getParentRoute: () => seat, path: 'organisations/new', component: lazyRouteComponent(() => import('./desk/organisations/Found.tsx'), 'Found') }),
  createRoute({ getParentRoute: () => seat, path: 'calendar', component: lazyRouteComponent(() => import('./desk/calendar/Calendar.tsx'), 'Calendar') }),
  createRoute({ getParentRoute: () => seat, path: 'calendar/upload', component: lazyRouteComponent(() => import('./desk/calendar/Upload.tsx'), 'Upload') }),
  createRoute({ getParentRoute: () => seat, path: 'items', component: lazyRouteComponent(() => import('./desk/items/ItemsPage.tsx'), 'ItemsPage') }),
  createRoute({ getParentRoute: () => seat, path: 'bundles/new', component: lazyRouteComponent(() => import('./desk/items/NewBundle.tsx'), 'NewBundle') }),
  createRoute({ getParentRoute: () => seat, path: 'bundles/$bundle', component: lazyRouteComponent(() => import('./desk/items/BundlePage.tsx'), 'BundlePage') }),
  createRoute({ getParentRoute: () => seat, path: 'bundles/$bundle/draft', component: lazyRouteComponent(() => import('./desk/items/BundleEditor.tsx'), 'BundleEditor') }),
  createRoute({ getParentRoute: () => seat, path: 'items/new', component: lazyRouteComponent(() => import('./desk/items/NewItem.tsx'), 'NewItem') }),
  createRoute({ getParentRoute: () => seat, path: 'items/$item', component: lazyRouteComponent(() => import('./desk/items/ItemPage.tsx'), 'ItemPage') }),
  createRoute({ getParentRoute: () => seat, path: 'items/$item/draft', component: lazyRouteComponent(() => import('./desk/items/Editor.tsx'), 'Editor') }),
  createRoute({ getParentRoute: () => seat, path: 'mandates', component: lazyRouteComponent(() => import('./desk/mandates/Mandates.tsx'), 'Mandates') }),
  createRoute({ getParentRoute: () => seat, path: 'mandates/new', component: lazyRouteComponent(() => import('./desk/mandates/Grant.tsx'), 'Grant') }),
  createRoute({ getParentRoute: () => seat, path: 'ledger', component: lazyRouteComponent(() => import('./desk/ledger/Ledger.tsx'), 'Ledger') }),
  createRoute({ getParentRoute: () => seat, path: 'integration', component: lazyRouteComponent(() => import('./desk/integration/Keys.tsx'), 'Keys') }),
  createRoute({ getParentRoute: () => seat, path: 'integration/new', component: lazyRouteComponent(() => import('./desk/integration/NewKey.tsx'), 'NewKey') }),
  createRoute({ getParentRoute: () => seat, path: 'integration/hooks', component: lazyRouteComponent(() => import('./desk/integration/Hooks.tsx'), 'Hooks') }),
  createRoute({ getParentRoute: () => seat, path: 'integration/new-hook', component: lazyRouteComponent(() => import('./desk/integration/NewHook.tsx'), 'NewHook') }),
  createRoute({ getParentRoute: () => seat, path: 'integration/deliveries', component: lazyRouteComponent(() => import('./desk/integration/Deliveries.tsx'), 'Deliveries') }),
  createRoute({ getParentRoute: () => seat, path: 'integration/folders', component: lazyRouteComponent(() => import('./desk/integration/Folders.tsx'), 'Folders') }),
  createRoute({ getParentRoute: () => seat, path: 'integration/new-folder', component: lazyRouteComponent(() => import('./desk/integration/NewFolder.tsx'), 'NewFolder') }),
  createRoute({ getParentRoute: () => seat, path: 'integration/files', component: lazyRouteComponent(() => import('./desk/integration/Files.tsx'), 'Files') }),
  createRoute({ getParentRoute: () => seat, path: 'integration/outbox', component: lazyRouteComponent(() => import('./desk/integration/Outbox.tsx'), 'Outbox') }),
  createRoute({ getParentRoute: () => seat, path: 'reports', component: lazyRouteComponent(() => import('./desk/reports/ReportsPage.tsx'), 'ReportsPage') }),
  createRoute({ getParentRoute: () => seat, path: 'reports/tasks', component: lazyRouteComponent(() => import('./desk/reports/TasksPage.tsx'), 'TasksPage') }),
  createRoute({ getParentRoute: () => seat, path: 'reports/compare', component: lazyRouteComponent(() => import('./desk/reports/ComparePage.tsx'), 'ComparePage') }),
  createRoute({ getParentRoute: () => seat, path: 'reports/define', component: lazyRouteComponent(() => import('./desk/reports/DraftsPage.tsx'), 'DraftsPage') }),
  createRoute({ getParentRoute: () => seat, path: 'reports/define/$draft', component: lazyRouteComponent(() => import('./desk/reports/DefinePage.tsx'), 'DefinePage') }),
  createRoute({ getParentRoute: () => seat, path: 'reports/$report/layout', component: lazyRouteComponent(() => import('./desk/reports/LayoutPage.tsx'), 'LayoutPage') }),
  createRoute({ getParentRoute: () => seat, path: 'reports/$report/send', component: lazyRouteComponent(() => import('./desk/reports/SendPage.tsx'), 'SendPage') }),
  createRoute({ getParentRoute: () => seat, path: 'reports/$report', component: lazyRouteComponent(() => import('./desk/reports/ReportPage.tsx'), 'ReportPage') }),
  createRoute({ getParentRoute: () => seat, path: 'elements', component: lazyRouteComponent(() => import('./desk/elements/Elements.tsx'), 'Elements') }),
] as const

const open = createRoute({
  getParentRoute: () => root, path: 'open',
  component: lazyRouteComponent(() => import('./open/Shell.tsx'), 'OpenArea'),
  notFoundComponent: lazyRouteComponent(() => import('./open/Shell.tsx'), 'NoPage'),
})
const view = createRoute({
  getParentRoute: () => root, path: 'view',
  beforeLoad: ({ context, location }) => staffOnly(context.client, location.href),
  component: lazyRouteComponent(() => import('./view/Shell.tsx'), 'ViewArea'),
})
const openPages = [
  createRoute({ getParentRoute: () => open, path: '/', component: lazyRouteComponent(() => import('./open/OpenHome.tsx'), 'OpenHome') }),
  createRoute({ getParentRoute: () => open, path: 'places', component: lazyRouteComponent(() => import('./open/OpenPlaces.tsx'), 'OpenPlaces') }),
  createRoute({ getParentRoute: () => open, path: 'calendar', component: lazyRouteComponent(() => import('./open/OpenCalendar.tsx'), 'OpenCalendar') }),
  createRoute({ getParentRoute: () => open, path: 'organisations', component: lazyRouteComponent(() => import('./open/OpenBodies.tsx'), 'OpenBodies') }),
  createRoute({ getParentRoute: () => open, path: 'admission', component: lazyRouteComponent(() => import('./open/OpenAdmission.tsx'), 'OpenAdmission') }),
  createRoute({ getParentRoute: () => open, path: 'ratings', component: lazyRouteComponent(() => import('./open/OpenRatings.tsx'), 'OpenRatings') }),
  createRoute({ getParentRoute: () => open, path: 'queue/$place', component: lazyRouteComponent(() => import('./open/OpenQueue.tsx'), 'OpenQueue') }),
  createRoute({ getParentRoute: () => open, path: 'verify/{-$number}', component: lazyRouteComponent(() => import('./open/OpenVerify.tsx'), 'OpenVerify') }),
  createRoute({ getParentRoute: () => open, path: 'services', component: lazyRouteComponent(() => import('./open/OpenServices.tsx'), 'OpenServices') }),
] as const
const viewPages = [
  createRoute({ getParentRoute: () => view, path: '/', component: lazyRouteComponent(() => import('./view/Shell.tsx'), 'ViewDoor') }),
  createRoute({ getParentRoute: () => view, path: '$seat', component: lazyRouteComponent(() => import('./view/View.tsx'), 'View') }),
] as const

const tree = root.addChildren([home, ...resident, help, print, login, elsewhere, password, desk.addChildren([deskDoor, seat.addChildren([...work, ...register])]), open.addChildren([...openPages]), view.addChildren([...viewPages])])

/** The one router: every page of every area stands in this file, each area's code is fetched when first entered. */
export const makeRouter = (client: QueryClient) => createRouter({
  routeTree: tree,
  context: { client },
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  defaultPreload: false,
  defaultPendingComponent: Coming,
  defaultNotFoundComponent: Lost,
  defaultErrorComponent: Broken,
})

declare module '@tanstack/react-router' {
  interface Register { router: ReturnType<typeof makeRouter> }
}
