import { ItemBody, type What } from '../../../contract/catalogue.ts'
import { levels } from '../../../contract/kernel.ts'
import { newestDefinitions } from '../../engines/process/index.ts'
import type { Context } from '../../kernel/operation.ts'

interface Kept { what: What; place: string; body: unknown }
/** True when the process of this item gives communities below its place a step to take. */
export async function communitiesHandle(ctx: Context, { what, place, body }: Kept): Promise<boolean> {
  const process = what === 'item' && place.length < levels.community ? ItemBody.safeParse(body).data?.process : undefined
  const definition = process && (await newestDefinitions(ctx.sql)).find(one => one.id === process)
  return Object.values(definition ? definition.actions : {}).some(({ by }) => typeof by === 'object' && by.level === 'community')
}
