import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { begin } from '../../../contract/catalogue.ts'
import { paths } from '../../kernel/paths.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'

/** Begins a bundle: a name first, its items in the editor. */
export function NewBundle() {
  const seat = useSeat()
  const navigate = useNavigate()
  const [draft, setDraft] = useState({ id: '', name: '' })
  const [tried, setTried] = useState(false)
  const deed = useCall(begin, ({ id }) => void navigate({ href: `${paths.deskRow(seat.mandate, 'bundles', id)}/draft` }))
  const set = (key: keyof typeof draft) => (value: string) => { setDraft(old => ({ ...old, [key]: value })); deed.reset() }
  const faults = {
    ...!/^[a-z][a-z0-9_]{1,59}$/.test(draft.id) && { id: '只用小写字母、数字和下划线，以字母开头，例如 moving_house' },
    ...draft.name.trim() === '' && { name: '请填写居民看得懂的名称' },
  }
  const submit = () => {
    setTried(true)
    if (Object.keys(faults).length === 0) deed.run({ what: 'bundle', id: draft.id, name: draft.name.trim() })
  }
  const error = (key: 'id' | 'name') => (tried ? faults[key] : undefined) ?? deed.refused?.byField[key]
  return (
    <>
      <p className="r-crumbs"><Anchor href={paths.deskPage(seat.mandate, 'items')}>事项</Anchor></p>
      <DeskHead title="新建一件事" note="把群众要一起办的几个事项放在一起，一次申请" />
      {!seat.verbs.includes('item.make') ? <NoRightState>一件事由县级管理员和省级系统管理员编制。</NoRightState> : (
        <Form className="r-block r-form" onSubmit={submit}>
          {deed.refused && <Notice tone="fault" title="没有建成" alert>{deed.refused.message}</Notice>}
          <TextField label="名称" example="搬家一件事" value={draft.name} onChange={set('name')} limit={60} error={error('name')} />
          <TextField label="编号" hint="给程序用的英文编号，发布后不再改" value={draft.id} onChange={set('id')} autoComplete="off" error={error('id')} />
          <div className="g-actions"><Button type="submit" busy={deed.busy}>开始编制</Button></div>
        </Form>
      )}
    </>
  )
}
