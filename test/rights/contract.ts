import * as catalogue from '../../contract/catalogue.ts'
import * as element from '../../contract/element.ts'
import * as exchange from '../../contract/exchange.ts'
import * as account from '../../contract/account.ts'
import * as admission from '../../contract/admission.ts'
import * as household from '../../contract/household.ts'
import * as burden from '../../contract/burden.ts'
import * as resource from '../../contract/resource.ts'
import * as integration from '../../contract/integration.ts'
import type { InputOf, Operation } from '../../contract/kernel.ts'
import * as ledger from '../../contract/ledger.ts'
import * as licence from '../../contract/licence.ts'
import * as matter from '../../contract/matter.ts'
import * as message from '../../contract/message.ts'
import * as organisation from '../../contract/organisation.ts'
import * as person from '../../contract/person.ts'
import * as place from '../../contract/place.ts'
import * as queue from '../../contract/queue.ts'
import * as rating from '../../contract/rating.ts'
import * as report from '../../contract/report.ts'
import * as service from '../../contract/service.ts'

/** The files of the contract that declare operations, by name; `test/words` holds that none is missing. */
export const contractFiles = { account, admission, burden, resource, catalogue, element, exchange, household, integration, ledger, licence, matter, message, organisation, person, place, queue, rating, report, service }

type Files = typeof contractFiles
type Promised = { [F in keyof Files]: Extract<Files[F][keyof Files[F]], Operation> }[keyof Files]
export type OperationName = Promised['name']
export type Input<N extends OperationName> = InputOf<Extract<Promised, { name: N }>>

const isOperation = (value: unknown): value is Promised =>
  typeof value === 'object' && value !== null && 'kind' in value && 'name' in value && 'input' in value && 'output' in value

/** Every operation that the contract promises, by name. */
export const promised: ReadonlyMap<OperationName, Operation> = new Map(
  Object.values(contractFiles).flatMap(file => Object.values(file).filter(isOperation)).map(operation => [operation.name, operation as Operation]),
)
