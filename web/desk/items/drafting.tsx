import { useNavigate } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { discard, draft, publish, save, type What } from '../../../contract/catalogue.ts'
import { paths } from '../../kernel/paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useCall } from '../call.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import type { Fault } from './parts.ts'

/** A draft under one's hands: what is in it, what is wrong with it, and its ways: kept, published, thrown away. */
export function useDrafting<B extends object>(what: What, id: string, first: z.output<typeof draft.output>) {
  const seat = useSeat()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const [body, setBody] = useState(first.body as B)
  const [revision, setRevision] = useState(first.draft.revision)
  const [faults, setFaults] = useState<readonly Fault[]>(first.faults)
  const [dirty, setDirty] = useState(false)
  const leave = () => { void client.invalidateQueries(); void navigate({ href: paths.deskPage(seat.mandate, 'items') }) }
  const out = useCall(publish, ({ version }) => { void message.success(`已发布第 ${version} 版，一分钟内就能申请`); leave() })
  const drop = useCall(discard, leave)
  const kept = useCall(save, output => { setRevision(output.draft.revision); setFaults(output.faults); setDirty(false) })
  return {
    body, revision, faults, dirty, set: (change: Partial<B>) => { setBody(old => ({ ...old, ...change })); setDirty(true) },
    keep: () => kept.run({ what, id, revision, body: body as Record<string, unknown> }), publish: () => out.run({ what, id, revision }), drop: () => drop.run({ what, id }),
    busy: { keep: kept.busy, publish: out.busy, drop: drop.busy }, refused: kept.refused ?? out.refused ?? drop.refused,
  }
}
export type Drafting = Omit<ReturnType<typeof useDrafting<object>>, 'body' | 'set'>

/** What it is called, how far it is, and what went wrong. */
export const DraftHead = ({ name, dirty, faults, refused }: Pick<Drafting, 'dirty' | 'faults' | 'refused'> & { name: string }) => (
  <>
    <DeskHead title={`编制：${name}`} note={dirty ? '有没保存的改动' : faults.length > 0 ? `还有 ${faults.length} 处要补` : '可以发布'} />
    {refused && <Notice tone="fault" title="没有成功" alert>{refused.message}{refused.code === 'conflict.stale' && ' 请刷新页面，看看别人改了什么。'}</Notice>}
  </>
)

/** Keep, publish, throw away; always in sight. */
export function DraftBar({ dirty, faults, revision, busy, keep, publish: out, drop }: Drafting) {
  const { message, modal } = App.useApp()
  return (
    <div className="i-bar" role="region" aria-label="保存和发布">
      <Button busy={busy.keep} kind={dirty ? 'main' : 'second'} onClick={keep}>保存并检查</Button>
      <Button busy={busy.publish} kind={dirty || faults.length > 0 ? 'second' : 'main'} onClick={() => {
        if (dirty) void message.info('请先保存')
        else if (faults.length > 0) void message.warning(`还有 ${faults.length} 处要补：${faults[0]!.message}`)
        else out()
      }}>发布</Button>
      <Button kind="quiet" busy={busy.drop} onClick={() => void modal.confirm({ title: '丢弃这份草稿？', content: '已发布的版本不受影响。', okText: '丢弃', cancelText: '不丢弃', onOk: drop })}>丢弃草稿</Button>
      <span role="status" className="r-soft">{dirty ? '有没保存的改动' : `已保存，第 ${revision} 稿`}</span>
    </div>
  )
}
