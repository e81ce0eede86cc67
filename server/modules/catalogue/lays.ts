import { ItemBody } from '../../../contract/catalogue.ts'
import { levels } from '../../../contract/kernel.ts'
import { newestDefinitions } from '../../engines/process/index.ts'
import { speaksFor } from '../../ground/gate/index.ts'
import type { Context, Leave } from '../../kernel/operation.ts'
import type { DraftRecord } from './drafts.ts'

/**
 * What an item lays on communities below its place when it is published: a task, where its process gives them a step to take.
 * What a community publishes for itself, and what only streets and counties handle, lays nothing.
 */
export const itemLays = {
  kinds: ['task'],
  of: async (ctx: Context, _input: unknown, { what, place, body, id }: DraftRecord): Promise<Leave[]> => {
    const process = what === 'item' && place.length < levels.community ? ItemBody.safeParse(body).data?.process : undefined
    const definition = process && (await newestDefinitions(ctx.sql)).find(one => one.id === process)
    const theirs = Object.values(definition ? definition.actions : {}).some(({ by }) => typeof by === 'object' && by.level === 'community')
    if (!theirs) return []
    const { id: by, name: by_name } = await speaksFor(ctx)
    return [{ kind: 'task', subject: id, places: [place], by, by_name }]
  },
}
