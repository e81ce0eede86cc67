import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { begin, made } from '../../../contract/catalogue.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'

/** Begins an item: empty, or like one that is there. */
export function NewItem() {
  const seat = useSeat()
  const navigate = useNavigate()
  const known = useAsk(made, { limit: 200 })
  const [draft, setDraft] = useState({ id: '', name: '', summary: '', from: '' })
  const [tried, setTried] = useState(false)
  const deed = useCall(begin, ({ id }) => void navigate({ href: `${paths.deskRow(seat.mandate, 'items', id)}/draft` }))
  const set = (key: keyof typeof draft) => (value: string) => { setDraft(old => ({ ...old, [key]: value })); deed.reset() }
  const faults = {
    ...!/^[a-z][a-z0-9_]{1,59}$/.test(draft.id) && { id: '只用小写字母、数字和下划线，以字母开头，例如 reading_room_card' },
    ...draft.name.trim() === '' && { name: '请填写居民看得懂的名称' },
  }
  const submit = () => {
    setTried(true)
    if (Object.keys(faults).length === 0) deed.run({ id: draft.id, name: draft.name.trim(), ...(draft.summary.trim() && { summary: draft.summary.trim() }), ...(draft.from && { from: draft.from }) })
  }
  const error = (key: 'id' | 'name') => (tried ? faults[key] : undefined) ?? deed.refused?.byField[key]
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'items')}>事项</Anchor></p>
      <DeskHead title="新建事项" note="先起名字，再选一个相近的事项照着改，或从空白开始" />
      {!seat.verbs.includes('item.make') ? <NoRightState>事项由县级管理员和省级系统管理员编制。</NoRightState> : (
        <Form className="r-block r-form" onSubmit={submit}>
          {deed.refused && <Notice tone="fault" title="没有建成" alert>{deed.refused.message}</Notice>}
          <TextField label="事项名称" example="社区阅览室借书证" value={draft.name} onChange={set('name')} limit={60} error={error('name')} />
          <TextField label="一句话说明" optional hint="谁能办、办成什么，也可以编制时再填" value={draft.summary} onChange={set('summary')} limit={200} />
          <TextField label="编号" hint="给程序用的英文编号，发布后不再改" value={draft.id} onChange={set('id')} autoComplete="off" error={error('id')} />
          <SelectField label="照着哪个事项" optional hint="说明和大家平时的叫法不照抄，要重新写" empty="从空白开始" value={draft.from} onChange={set('from')} choices={(known.data?.items ?? []).map(one => ({ code: one.id, label: one.name }))} />
          <div className="g-actions"><Button type="submit" busy={deed.busy}>开始编制</Button></div>
        </Form>
      )}
    </>
  )
}
