import { useId, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Form } from '../Form.tsx'
import { purposes } from './lists.ts'

const other = 'other'
const longest = 100

/** The door before a record: what for. The answer is kept with name, office and time, and the resident can read it. */
export function Purpose({ who, onOpen }: { who: string | null; onOpen: (purpose: string) => void }) {
  const [choice, setChoice] = useState<string | null>(null)
  const [own, setOwn] = useState('')
  const [tried, setTried] = useState(false)
  const title = useId()
  const purpose = (choice === other ? own : choice ?? '').trim()
  const error = !tried || (purpose && purpose.length <= longest) ? undefined
    : choice === null ? '请选一项，或选“其他”写明' : purpose ? `最多 ${longest} 个字` : '请写明用途'
  const open = () => {
    setTried(true)
    if (purpose && purpose.length <= longest) onOpen(purpose)
  }
  return (
    <Form className="r-block r-form p-purpose" onSubmit={open} aria-labelledby={title}>
      <h1 id={title} tabIndex={-1}>为了什么打开{who ? <>“{who}”的</> : '这份'}档案？</h1>
      <Notice tone="blue" icon="info">您的姓名、岗位、打开的时间和用途会记下来，居民本人随时能看到是谁、为什么看过。</Notice>
      <ChoiceList label="用途" asked value={choice} onChange={setChoice} error={choice === other ? undefined : error}
        choices={[...purposes.map(p => ({ value: p as string, title: p })), { value: other, title: '其他，自己写明' }]} />
      {choice === other && (
        <TextField label="写明用途" hint="一句话说清楚办什么事，居民看得懂" example="核对高龄津贴的发放账户" value={own} onChange={setOwn} limit={longest} error={error} autoFocus />
      )}
      <div className="g-actions"><Button type="submit">打开档案</Button></div>
    </Form>
  )
}
