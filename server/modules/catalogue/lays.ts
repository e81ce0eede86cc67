import { ItemBody } from '../../../contract/catalogue.ts'
import { askerOf, speaksFor } from '../../ground/gate/index.ts'
import type { Json } from '../../kernel/db/index.ts'
import type { Context, Leave } from '../../kernel/operation.ts'
import { communitiesHandle } from './communities.ts'
import type { DraftRecord } from './drafts.ts'

/** The elements of an item's form, as the gate compares them with what was admitted in columns; nothing where the draft is no item yet. */
function elementsAsked(body: unknown): Json | undefined {
  const form = ItemBody.safeParse(body).data?.form
  if (!form) return undefined
  const elements = Object.entries(form.properties).flatMap(([id, one]) => 'items' in one ? Object.keys(one.items.properties) : [id])
  return { grain: 'item', population: null, period: null, elements: elements.filter(id => !id.startsWith('matter.')) }
}

/**
 * What an item lays on communities below its place when it is published: a task, where its process gives them a step to take.
 * What a community publishes for itself, and what only streets and counties handle, lays nothing. An administrator publishes for the
 * body that was admitted: under its number, or for their own body without one.
 */
export const itemLays = {
  kinds: ['task'],
  of: async (ctx: Context, { admission }: { admission?: string | undefined }, draft: DraftRecord): Promise<Leave[]> => {
    if (!await communitiesHandle(ctx, draft)) return []
    const { id: by, name: by_name } = (admission !== undefined && await askerOf(ctx, admission)) || await speaksFor(ctx)
    const asks = elementsAsked(draft.body)
    return [{ kind: 'task', subject: admission ?? draft.id, places: [draft.place], by, by_name, ...admission !== undefined && { title: draft.name }, ...asks && { asks } }]
  },
}
