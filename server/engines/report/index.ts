/**
 * Reports that fill themselves: definitions as typed values, compiled to parameterised SQL over the registry's frames under
 * row security; what is held answers them, and only what is missing or stale is asked for.
 */
export { coverage, type Range } from './coverage.ts'
export { compile, elementsOf } from './condition.ts'
export { faultsOf, type Fault, type Known } from './faults.ts'
