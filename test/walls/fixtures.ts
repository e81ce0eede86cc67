/** A file that breaks a rule of .dependency-cruiser.cjs, and what it imports to break it. */
export interface Violation { rule: string; from: string; to: string }

const breaks = (rule: string, from: string, to: string): Violation => ({ rule, from, to })

/** One violation of every rule at least. Folders stand for what every checkout has; the rooms a, b and z are invented. */
export const violations: Violation[] = [
  breaks('no-circles', 'server/kernel/round.ts', 'server/kernel/trip.ts'),
  breaks('no-unresolvable', 'server/kernel/lost.ts', './nowhere.ts'),
  breaks('contract-is-alone', 'contract/curious.ts', 'server/kernel/plain.ts'),
  breaks('contract-knows-only-zod', 'contract/greedy.ts', 'postgres'),
  breaks('contract-knows-only-zod', 'contract/tied.ts', 'node:fs'),
  breaks('kernel-is-the-floor', 'server/kernel/climber.ts', 'server/ground/law/index.ts'),
  breaks('kernel-is-the-floor', 'server/kernel/climber2.ts', 'server/demo/people.ts'),
  breaks('ground-territory', 'server/ground/territory/early.ts', 'server/ground/law/index.ts'),
  breaks('ground-law', 'server/ground/law/early.ts', 'server/ground/ledger/index.ts'),
  breaks('ground-territory', 'server/ground/territory/early.ts', 'server/ground/ledger/index.ts'),
  breaks('ground-ledger', 'server/ground/ledger/early.ts', 'server/ground/registry/index.ts'),
  breaks('ground-registry', 'server/ground/registry/climber.ts', 'server/engines/a/index.ts'),
  breaks('ground-gate', 'server/ground/gate/early.ts', 'server/ground/burden/index.ts'),
  breaks('ground-burden', 'server/ground/burden/climber.ts', 'server/engines/a/index.ts'),
  breaks('ground-has-an-order', 'server/ground/z/index.ts', 'server/kernel/plain.ts'),
  breaks('engines-stand-on-the-ground', 'server/engines/a/climber.ts', 'server/modules/a/index.ts'),
  breaks('engines-do-not-meet', 'server/engines/a/friend.ts', 'server/engines/b/index.ts'),
  breaks('modules-stand-on-engines', 'server/modules/a/climber.ts', 'server/main.ts'),
  breaks('modules-do-not-meet', 'server/modules/a/friend.ts', 'server/modules/b/index.ts'),
  breaks('only-main-knows-modules', 'server/demo/knower.ts', 'server/modules/a/index.ts'),
  breaks('nobody-below-knows-main', 'server/kernel/insider.ts', 'server/main.ts'),
  breaks('web-never-imports-server', 'web/sneak.tsx', 'server/kernel/plain.ts'),
  breaks('server-never-imports-web', 'server/painter.ts', 'web/plain.ts'),
  breaks('server-imports-no-tests', 'server/kernel/tested.ts', 'server/kernel/plain.test.ts'),
  breaks('server-imports-no-tests', 'server/ground/law/tested.ts', 'test/story.ts'),
  breaks('rooms-have-one-door', 'server/modules/a/window.ts', 'server/ground/law/inner.ts'),
  breaks('rooms-have-one-door', 'server/kernel/files/window.ts', 'server/kernel/crypto/inner.ts'),
  breaks('rooms-have-one-door-outside', 'cli/window.ts', 'server/ground/law/inner.ts'),
  breaks('rooms-have-one-door-outside', 'server/kernel/window.ts', 'server/kernel/crypto/inner.ts'),
  breaks('one-way-to-the-database', 'server/ground/law/digger.ts', 'postgres'),
  breaks('no-development-packages', 'web/tester.ts', 'fast-check'),
  breaks('packages-are-declared', 'server/kernel/borrower.ts', 'undeclared'),
]

/** The way back of the circle; the cruise tells a circle once. */
export const helpers: Violation[] = [breaks('', 'server/kernel/trip.ts', 'server/kernel/round.ts')]

/** Imports that break no rule, so that a rule that forbids everything is noticed too. */
export const lawful: Violation[] = [
  breaks('', 'server/main.ts', 'server/modules/a/index.ts'),
  breaks('', 'server/modules/a/index.ts', 'server/engines/a/index.ts'),
  breaks('', 'server/modules/b/index.ts', 'server/modules/b/inner.ts'),
  breaks('', 'server/engines/b/index.ts', 'server/ground/registry/index.ts'),
  breaks('', 'server/ground/registry/index.ts', 'server/ground/law/index.ts'),
  breaks('', 'server/ground/law/queries.ts', 'server/db/types.ts'),
  breaks('', 'server/kernel/db/index.ts', 'postgres'),
  breaks('', 'server/kernel/plain.test.ts', 'fast-check'),
  breaks('', 'server/ground/law/law.test.ts', 'test/story.ts'),
  breaks('', 'contract/plain.ts', 'zod'),
  breaks('', 'web/plain.ts', 'contract/plain.ts'),
  breaks('', 'test/story.ts', 'server/main.ts'),
  breaks('', 'cli/index.ts', 'server/demo/people.ts'),
]

/** Packages of the invented checkout: where package.json names them, if it does. */
export const packages = { zod: 'dependencies', postgres: 'dependencies', 'fast-check': 'devDependencies', undeclared: undefined } as const
