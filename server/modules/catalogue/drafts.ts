import type { z } from 'zod'
import * as contract from '../../../contract/catalogue.ts'
import { beginDraft, discardDraft, draftsHere, findDraft, isMaker, proposeDraft, returnDraft, saveDraft, type Draft } from '../../engines/item/index.ts'
import { here, serve, type Context } from '../../kernel/operation.ts'
import { changesIn, faultsIn, judgedIn } from './parts.ts'

const rowOf = (ctx: Context, { makers, ...row }: Omit<Draft, 'body'> & { body?: unknown }): z.input<typeof contract.DraftRow> => ({ ...row, mine: isMaker({ makers }, ctx) })
/** A draft as it opens, with what is wrong with it, what is doubtful, and what it would change. */
const opened = async (ctx: Context, found: Draft) => ({ draft: rowOf(ctx, found), ...await judgedIn(ctx, found), changes: await changesIn(ctx, found) })

export const drafts = serve(contract.drafts, {
  verb: 'item.make', at: here,
  run: async (ctx, asked) => {
    const { items, ...page } = await draftsHere(ctx, asked)
    return { items: items.map(row => rowOf(ctx, row)), ...page }
  },
})

export const draft = serve(contract.draft, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, _input, found) => ({ ...await opened(ctx, found), body: found.body }),
})

export const begin = serve(contract.begin, {
  verb: 'item.make', at: here,
  run: async (ctx, beginning) => rowOf(ctx, await beginDraft(ctx, beginning)),
  subject: ({ id }) => id,
})

export const save = serve(contract.save, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, { revision, body }, found) => opened(ctx, await saveDraft(ctx, found, revision, body)),
  subject: ({ id }) => id,
})

export const discard = serve(contract.discard, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, { id }, found) => {
    await discardDraft(ctx, found)
    return { id }
  },
  subject: ({ id }) => id,
})

export const propose = serve(contract.propose, {
  verb: 'item.make', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, { revision }, found) => rowOf(ctx, await proposeDraft(ctx, found, revision, faultsIn)),
  subject: ({ id }) => id,
})

export const sendBack = serve(contract.sendBack, {
  verb: 'item.publish', at: (ctx, one) => findDraft(ctx, one),
  run: async (ctx, { revision, reason }, found) => rowOf(ctx, await returnDraft(ctx, found, revision, reason)),
  subject: ({ id }) => id, deed: ({ reason }, { mine }) => ({ title: mine ? '撤回待复核的草稿' : `退回事项草稿：${reason}` }),
})
