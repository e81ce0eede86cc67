import type { Draft } from '../../engines/item/index.ts'
import { askerOf, speaksFor } from '../../ground/gate/index.ts'
import type { Context, Leave } from '../../kernel/operation.ts'
import { communitiesHandle } from './communities.ts'

/**
 * What an item lays on communities below its place when it is published: a task, where its process gives them a step to take.
 * What a community publishes for itself, and what only streets and counties handle, lays nothing. An administrator publishes for the
 * body that was admitted: under its number, or for their own body without one.
 */
export const itemLays = {
  kinds: ['task'],
  of: async (ctx: Context, { admission }: { admission?: string | undefined }, draft: Draft): Promise<Leave[]> => {
    if (!await communitiesHandle(ctx, draft)) return []
    const { id: by, name: by_name } = (admission !== undefined && await askerOf(ctx, admission)) || await speaksFor(ctx)
    return [{ kind: 'task', subject: admission ?? draft.id, places: [draft.place], by, by_name }]
  },
}
