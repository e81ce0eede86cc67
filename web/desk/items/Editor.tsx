import { useNavigate, useParams } from '@tanstack/react-router'
import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { discard, draft as draftOperation, parts as partsOperation, publish, save } from '../../../contract/catalogue.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ErrorState, LoadingState } from '../../ui/states.tsx'
import { useCall } from '../call.ts'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import { Basics } from './Basics.tsx'
import type { Body } from './body.ts'
import { Conditions } from './Conditions.tsx'
import { FormPart } from './FormPart.tsx'
import { Materials } from './Materials.tsx'
import { Outcome } from './Outcome.tsx'
import { Params } from './Params.tsx'
import type { Fault, PartProps, Parts } from './parts.ts'
import { ProcessPart } from './ProcessPart.tsx'
import { Trial } from './Trial.tsx'
import './items.css'

/** Makes an item without code: each part of it as fields, tried before it is published. */
export function Editor() {
  const { item: id } = useParams({ strict: false }) as { item: string }
  const seat = useSeat()
  const found = useAsk(draftOperation, { id }, { staleTime: Infinity })
  const parts = useAsk(partsOperation, {}, { staleTime: 600_000 })
  const error = found.error ?? parts.error
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'items')}>事项</Anchor></p>
      {error ? <ErrorState error={error} /> : !found.data || !parts.data ? <LoadingState lines={8} />
        : <Editing key={found.data.draft.revision} id={id} first={found.data} parts={parts.data} />}
    </>
  )
}

function Editing({ id, first, parts }: { id: string; first: z.output<typeof draftOperation.output>; parts: Parts }) {
  const seat = useSeat()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message, modal } = App.useApp()
  const [body, setBody] = useState(first.body as Body)
  const [revision, setRevision] = useState(first.draft.revision)
  const [faults, setFaults] = useState<readonly Fault[]>(first.faults)
  const [dirty, setDirty] = useState(false)
  const list = paths.deskPage(seat.mandate, 'items')
  const leave = () => { void client.invalidateQueries(); void navigate({ href: list }) }
  const out = useCall(publish, ({ version }) => { void message.success(`已发布第 ${version} 版，一分钟内就能申请`); leave() })
  const drop = useCall(discard, leave)
  const kept = useCall(save, output => { setRevision(output.draft.revision); setFaults(output.faults); setDirty(false) })
  const set = (change: Partial<Body>) => { setBody(old => ({ ...old, ...change })); setDirty(true) }
  const shared: PartProps = { body, set, parts, faults }
  const refused = kept.refused ?? out.refused ?? drop.refused
  return (
    <>
      <DeskHead title={`编制：${body.name}`} note={dirty ? '有没保存的改动' : faults.length > 0 ? `还有 ${faults.length} 处要补` : '可以发布'} />
      {refused && <Notice tone="fault" title="没有成功" alert>{refused.message}{refused.code === 'conflict.stale' && ' 请刷新页面，看看别人改了什么。'}</Notice>}
      <Basics {...shared} />
      <ProcessPart {...shared} />
      <FormPart {...shared} />
      <Params {...shared} />
      <Conditions {...shared} />
      <Materials {...shared} />
      <Outcome {...shared} />
      <Trial id={id} body={body} dirty={dirty} parts={parts} />
      <div className="i-bar" role="region" aria-label="保存和发布">
        <Button busy={kept.busy} kind={dirty ? 'main' : 'second'} onClick={() => kept.run({ id, revision, body: body as unknown as Record<string, unknown> })}>保存并检查</Button>
        <Button busy={out.busy} kind={dirty || faults.length > 0 ? 'second' : 'main'} onClick={() => {
          if (dirty) void message.info('请先保存')
          else if (faults.length > 0) void message.warning(`还有 ${faults.length} 处要补：${faults[0]!.message}`)
          else out.run({ id, revision })
        }}>发布</Button>
        <Button kind="quiet" busy={drop.busy} onClick={() => void modal.confirm({ title: '丢弃这份草稿？', content: '已发布的版本不受影响。', okText: '丢弃', cancelText: '不丢弃', onOk: () => drop.run({ id }) })}>丢弃草稿</Button>
        <span role="status" className="r-soft">{dirty ? '有没保存的改动' : `已保存，第 ${revision} 稿`}</span>
      </div>
    </>
  )
}
