import { officeName } from '../../../contract/glossary.ts'
import type { ItemBody } from '../../../contract/catalogue.ts'
import type { Level } from '../../../contract/kernel.ts'
import type { FieldProblem } from '../../kernel/problem.ts'

/** Who decides in a process: an office, at a level. */
export interface Decides { office: string; level: Level }

const levelOfOrgan = (organ: string): Level =>
  /村（居）民委员会|村民委员会|居民委员会|社区/.test(organ) ? 'community' : /街道|镇人民政府|乡人民政府/.test(organ) ? 'town' : /^(江苏)?省/.test(organ) ? 'province' : 'county'
/** Offices that are one organ's; the others act for whichever organ of their level. */
const organsOfOffice: Readonly<Record<string, string>> = { county_civil_affairs: '民政' }

/** What may be meant and has to be looked at: an organ on the papers that is not the one whose office decides. It stops nobody. */
export function doubtsOf({ organs }: Pick<ItemBody, 'organs'>, decides: Decides | undefined): FieldProblem[] {
  const organ = organs.at(-1)?.name
  if (!organ || !decides) return []
  const { office, level } = decides
  const own = organsOfOffice[office]
  if (levelOfOrgan(organ) === level && (!own || organ.includes(own))) return []
  return [{ path: 'organs', message: `办理机关写的是“${organ}”，而所选流程由${officeName(office)}作决定。决定书上的机关会和实际决定的岗位对不上，请核对，或换一个流程。` }]
}
