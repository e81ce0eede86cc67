import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import type { z } from 'zod'
import { returnParams, setParams, standards } from '../../../contract/catalogue.ts'
import { useAsk } from '../../kernel/query.ts'
import { showInstant } from '../../kernel/time.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice, StatusTag } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'

type Standard = z.output<typeof standards.output>['items'][number]
const states = { proposed: ['amber', '待复核'], in_force: ['green', '已通过'], returned: ['plain', '已退回'] } as const

/** The local numbers that were proposed for an item in one's range, newest first, with what a second person may do. */
export function Standards({ item }: { item: string }) {
  const { data } = useAsk(standards, { item, limit: 20 })
  if (!data || data.items.length === 0) return null
  return (
    <section className="r-block" aria-labelledby="standards">
      <h2 id="standards">本地标准的提出和复核</h2>
      <ul className="i-standards">{data.items.map(one => <li key={one.id}><One one={one} /></li>)}</ul>
    </section>
  )
}

function One({ one }: { one: Standard }) {
  const seat = useSeat()
  const [tone, words] = states[one.state]
  return (
    <>
      <p><StatusTag tone={tone}>{words}</StatusTag> <b>{one.place_name}{one.which === 'params' ? '标准' : '时限'}</b>，自 {one.valid_from} 起执行，依据{one.basis}</p>
      <ul className="i-parts">{one.numbers.filter(n => n.before !== n.after).map(n => <li key={n.name}>{n.name}：{n.before} → <b>{n.after}</b></li>)}</ul>
      {one.back_dated && <p>追溯执行，理由：{one.back_dated}</p>}
      <p className="r-soft">{one.proposed_name}于 {showInstant(one.proposed_at)} 提出{one.decided_at && `；${one.decided_name}于 ${showInstant(one.decided_at)} ${one.state === 'returned' ? '退回' : '复核通过'}`}{one.reason && `，原因：${one.reason}`}</p>
      {one.state === 'proposed' && seat.verbs.includes('item.publish') && <Decide one={one} />}
    </>
  )
}

/** Whoever proposed it may take it back; another puts it in force or sends it back. */
function Decide({ one }: { one: Standard }) {
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [reason, setReason] = useState<string | null>(null)
  const again = (said: string) => () => { void message.success(said); setReason(null); void client.invalidateQueries() }
  const put = useCall(setParams, again('已通过，按新的数字执行'))
  const back = useCall(returnParams, again('已退回'))
  const refused = put.refused ?? back.refused
  return (
    <>
      {refused && <Notice tone="fault" title="没有办成" alert>{[refused.message, ...refused.fields.map(f => f.message)].map(m => <p key={m}>{m}</p>)}</Notice>}
      {one.mine && <p className="r-soft">这是您提出的，由另一位管理员或上级复核；您可以撤回。</p>}
      {reason === null
        ? <div className="g-actions">
          {!one.mine && <Button busy={put.busy} onClick={() => void modal.confirm({ title: '复核通过？', content: `自 ${one.valid_from} 起按新的数字执行。`, okText: '通过', cancelText: '再看看', onOk: () => put.run({ standard: one.id }) })}>复核通过</Button>}
          <Button kind="second" onClick={() => setReason('')}>{one.mine ? '撤回' : '退回'}</Button>
        </div>
        : <Form className="r-form" onSubmit={() => { if (reason.trim()) back.run({ standard: one.id, reason: reason.trim() }) }}>
          <TextField label={one.mine ? '撤回的原因' : '退回的原因'} value={reason} onChange={setReason} limit={200} autoFocus />
          <div className="g-actions"><Button type="submit" busy={back.busy}>{one.mine ? '撤回' : '退回'}</Button><Button kind="second" onClick={() => setReason(null)}>取消</Button></div>
        </Form>}
    </>
  )
}
