import type { z } from 'zod'
import type { draft, parts } from '../../../contract/catalogue.ts'
import type { Body } from './body.ts'

export type Parts = z.output<typeof parts.output>
export type Fault = z.output<typeof draft.output>['faults'][number]
/** What each part of the editor gets: the draft, how to change it, what it can be made of, what is wrong with it. */
export interface PartProps { body: Body; set: (change: Partial<Body>) => void; parts: Parts; faults: readonly Fault[] }
