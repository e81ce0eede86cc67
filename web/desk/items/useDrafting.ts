import { useLocation, useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { discard, draft as draftOperation, propose, publish, save, sendBack, type What } from '../../../contract/catalogue.ts'
import { paths } from '../../kernel/paths.ts'
import { parseSearch } from '../../kernel/router.ts'
import { useCall } from '../call.ts'
import { useSeat } from '../seat.ts'

export type Opened = z.output<typeof draftOperation.output>
export type DraftRow = Opened['draft']

/** Whose draft the address means: one's own place's, or that of a place below (`?place=`). */
export function useDraftPlace(): { place?: string } {
  const { place } = parseSearch(useLocation().searchStr)
  return place ? { place } : {}
}

/** A draft under one's hands: what is in it, what is wrong with it, and its ways: kept, proposed, decided on, thrown away. */
export function useDrafting<B extends object>(what: What, id: string, first: Opened) {
  const seat = useSeat()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const { body: kept, ...opened } = first
  const [body, setBody] = useState(kept as B)
  const [state, setState] = useState(opened)
  const [dirty, setDirty] = useState(false)
  const { draft } = state
  const other = draft.place === seat.place ? {} : { place: draft.place }
  const now = (row: DraftRow) => setState(old => ({ ...old, draft: row }))
  // The draft is gone: its answer is forgotten first, so that nobody asks for it again.
  const leave = (href: string) => { client.removeQueries({ queryKey: [draftOperation.name] }); void navigate({ href }).then(() => client.invalidateQueries()) }
  const out = useCall(publish, ({ version }) => { void message.success(`已发布第 ${version} 版，一分钟内就能申请`); leave(paths.deskRow(seat.mandate, `${what}s`, id)) })
  const drop = useCall(discard, () => leave(paths.deskPage(seat.mandate, 'items')))
  const keep = useCall(save, output => { setState(output); setDirty(false) })
  const ready = useCall(propose, row => { now(row); void message.success('已提交，等另一位管理员复核') })
  const back = useCall(sendBack, row => { now(row); void message.success(row.returned_why ? '已退回' : '已撤回，可以继续改') })
  const one = { what, id, revision: draft.revision }
  return {
    body, dirty, ...state, frozen: draft.proposed_at !== null || draft.place !== seat.place, decides: draft.proposed_at !== null && !draft.mine && seat.verbs.includes('item.publish'),
    set: (change: Partial<B>) => { setBody(old => ({ ...old, ...change })); setDirty(true) },
    keep: () => keep.run({ ...one, body: body as Record<string, unknown> }), propose: () => ready.run(one), publish: (admission: string) => out.run({ ...one, ...other, ...admission ? { admission } : {} }),
    back: (reason: string) => back.run({ ...one, ...other, reason }), drop: () => drop.run({ what, id }),
    busy: { keep: keep.busy, propose: ready.busy, publish: out.busy, back: back.busy, drop: drop.busy }, refused: keep.refused ?? ready.refused ?? out.refused ?? back.refused ?? drop.refused,
  }
}
export type Drafting = Omit<ReturnType<typeof useDrafting<object>>, 'body' | 'set'>
