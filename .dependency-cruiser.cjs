// The walls of the house, see docs/CONTRIBUTING.md. `npm test` holds them (test/walls/cruise.test.ts), and also that each
// of these rules bites. A rule added here needs a violation in test/walls/fixtures.ts.

/** The rooms of the ground, each standing only on those before it. */
const groundOrder = ['territory', 'law', 'ledger', 'registry', 'gate', 'burden']

const anyFloor = '^(contract|server|web|cli|bench|test)/'
const tests = '\\.test\\.tsx?$'

/** `from` may import of our own code only what `allowed` matches, and test/, which server-imports-no-tests keeps for tests. */
const floor = (name, comment, from, allowed) => (
  { name, severity: 'error', comment, from: { path: from }, to: { path: anyFloor, pathNot: ['^test/', ...allowed] } }
)

const groundRule = (room, index) => floor(
  `ground-${room}`,
  `the ground's order is ${groundOrder.join(', ')}: a room stands only on earlier ones`,
  `^server/ground/${room}/`,
  [`^server/ground/(${groundOrder.slice(0, index + 1).join('|')})/`, '^server/kernel/', '^server/db/types\\.ts$', '^contract/'],
)

const rules = [
  { name: 'no-circles', severity: 'error', comment: 'no circles, not even of types', from: {}, to: { circular: true } },
  { name: 'no-unresolvable', severity: 'error', comment: 'an import that leads nowhere hides from the walls', from: {}, to: { couldNotResolve: true } },

  floor('contract-is-alone', 'the contract imports only itself', '^contract/', ['^contract/']),
  {
    name: 'contract-knows-only-zod', severity: 'error', comment: 'of packages, the contract imports only zod (its tests also what tests need)',
    from: { path: '^contract/', pathNot: tests }, to: { pathNot: ['^contract/', '^node_modules/zod/'] },
  },
  floor('kernel-is-the-floor', 'the kernel knows no word of the domain', '^server/kernel/', ['^server/kernel/', '^server/db/types\\.ts$', '^contract/']),
  ...groundOrder.map(groundRule),
  {
    name: 'ground-has-an-order', severity: 'error', comment: 'a new room of the ground takes its place in groundOrder first',
    from: { path: '^server/ground/', pathNot: [`^server/ground/(${groundOrder.join('|')})/`] }, to: {},
  },
  floor('engines-stand-on-the-ground', 'engines import ground, kernel and contract', '^server/engines/', ['^server/(engines|ground|kernel)/', '^server/db/types\\.ts$', '^contract/']),
  {
    name: 'engines-do-not-meet', severity: 'error', comment: 'if an engine needs another, the module passes the value',
    from: { path: '^server/engines/([^/]+)/' }, to: { path: '^server/engines/', pathNot: '^server/engines/$1/' },
  },
  floor('modules-stand-on-engines', 'modules import engines, ground, kernel and contract', '^server/modules/', ['^server/(modules|engines|ground|kernel)/', '^server/db/types\\.ts$', '^contract/']),
  {
    name: 'modules-do-not-meet', severity: 'error', comment: 'two modules that need each other are one, or an engine is missing',
    from: { path: '^server/modules/([^/]+)/' }, to: { path: '^server/modules/', pathNot: '^server/modules/$1/' },
  },
  {
    name: 'only-main-knows-modules', severity: 'error', comment: 'main.ts brings the modules together',
    from: { path: anyFloor, pathNot: ['^server/(main|setup)\\.ts$', '^server/modules/', '^(cli|bench|test)/'] }, to: { path: '^server/modules/' },
  },
  {
    name: 'nobody-below-knows-main', severity: 'error', comment: 'what starts the house is known only to what runs it',
    from: { path: '^(contract|server|web)/', pathNot: ['^server/(main|setup)\\.ts$', '^server/demo/'] }, to: { path: '^server/(main\\.ts$|demo/)' },
  },
  floor('web-never-imports-server', 'page and server meet in the contract', '^web/', ['^web/', '^contract/']),
  floor('server-never-imports-web', 'page and server meet in the contract', '^server/', ['^server/', '^contract/']),
  {
    name: 'server-imports-no-tests', severity: 'error', comment: 'only tests import tests',
    from: { path: '^(contract|server|web|cli|bench)/', pathNot: tests }, to: { path: ['^test/', tests] },
  },
  {
    name: 'rooms-have-one-door', severity: 'error', comment: 'a room is entered by its index.ts',
    from: { path: '^server/(kernel|ground|engines|modules)/([^/]+)/' },
    to: { path: '^server/(kernel|ground|engines|modules)/[^/]+/', pathNot: ['^server/$1/$2/', '^server/[^/]+/[^/]+/index\\.ts$'] },
  },
  {
    name: 'rooms-have-one-door-outside', severity: 'error', comment: 'a room is entered by its index.ts, also from where no rooms are',
    from: { path: anyFloor, pathNot: '^server/(kernel|ground|engines|modules)/[^/]+/' },
    to: { path: '^server/(kernel|ground|engines|modules)/[^/]+/', pathNot: '^server/[^/]+/[^/]+/index\\.ts$' },
  },
  {
    name: 'one-way-to-the-database', severity: 'error', comment: 'only server/kernel/db knows the database client (cli, bench and test may)',
    from: { path: '^(contract|server|web)/', pathNot: '^server/kernel/db/' }, to: { path: '^node_modules/(postgres|pg|pg-[^/]+)/' },
  },
  {
    name: 'no-development-packages', severity: 'error', comment: 'what serves people runs without development packages (tools beside it, .mjs, may use them)',
    from: { path: '^(contract|server|web|cli)/', pathNot: [tests, '\\.mjs$'] }, to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  },
  {
    name: 'packages-are-declared', severity: 'error', comment: 'a package that is imported stands in package.json',
    from: { path: anyFloor }, to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  },
]

module.exports = {
  forbidden: rules,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    // Type imports cross floors like any other; without this they are erased before they are seen.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default', 'types'] },
  },
}
