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

const login = createRoute({
  getParentRoute: () => root, path: 'login',
  validateSearch: (search: Record<string, unknown>): { back?: string } => typeof search['back'] === 'string' ? { back: search['back'] } : {},
  component: lazyRouteComponent(() => import('./login/LoginPage.tsx'), 'LoginPage'),
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

/** The register: people, bodies, places, days, who holds which office, and what was done. */
const register = [
  createRoute({ getParentRoute: () => seat, path: 'people', component: lazyRouteComponent(() => import('./desk/people/People.tsx'), 'People') }),
  createRoute({ getParentRoute: () => seat, path: 'people/new', component: lazyRouteComponent(() => import('./desk/people/Register.tsx'), 'Register') }),
  createRoute({ getParentRoute: () => seat, path: 'people/$person', component: lazyRouteComponent(() => import('./desk/people/Person.tsx'), 'Person') }),
  createRoute({ getParentRoute: () => seat, path: 'places', component: lazyRouteComponent(() => import('./desk/places/Places.tsx'), 'Places') }),
  createRoute({ getParentRoute: () => seat, path: 'places/adjust', component: lazyRouteComponent(() => import('./desk/places/Adjust.tsx'), 'Adjust') }),
  createRoute({ getParentRoute: () => seat, path: 'places/$place', component: lazyRouteComponent(() => import('./desk/places/Places.tsx'), 'Places') }),
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

const tree = root.addChildren([home, login, desk.addChildren([deskDoor, seat.addChildren([...register])]), open, view])

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
