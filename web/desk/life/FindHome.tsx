import { useState } from 'react'
import { list, show } from '../../../contract/person.ts'
import type { Other } from '../../engines/life/draft.ts'
import { useAsk } from '../../kernel/query.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { FieldError } from '../../ui/Field.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useCall } from '../call.ts'

/** Another household, found by somebody who lives in it. Opening it leaves a trace, as any look does. */
export function FindHome({ own, value, onChange, error }: { own: string; value: Other | null; onChange: (other: Other | null) => void; error: string | undefined }) {
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const { data } = useAsk(list, { text: asked, limit: 8 }, { enabled: asked !== '' })
  const open = useCall(show, ({ household }) => {
    if (household && household.id !== own) onChange({ id: household.id, title: `户号 ${household.number}`, members: household.members })
  })
  const same = open.output?.household?.id === own
  if (value) return <Notice tone="blue" title={value.title}>{value.members.map(one => `${one.name}（${one.relation_name}）`).join('、')} <button type="button" className="r-link" onClick={() => onChange(null)}>换一户</button></Notice>
  return (
    <div className="g-field">
      <TextField label="那一户任一成员的姓名" hint="姓名或拼音首字母；打开会留下记录" value={text} onChange={setText} error={error} autoComplete="off" />
      <div className="g-actions"><Button kind="second" onClick={() => setAsked(text.trim())}>查找</Button></div>
      {data && data.items.length === 0 && <p className="g-hint" role="status">没有找到，请核对姓名。</p>}
      {data && data.items.length > 0 && <ChoiceList label="是哪一位" value={null} onChange={id => open.run({ id, purpose: '办理户内变动' })} choices={data.items.map(one => ({ value: one.id, title: one.name, note: `${one.sex}，${one.age} 岁，${one.place_name}` }))} />}
      {same && <FieldError>就是这一户，请找另一户的人</FieldError>}
      {open.output && !open.output.household && <FieldError>这个人没有登记在任何一户</FieldError>}
    </div>
  )
}
