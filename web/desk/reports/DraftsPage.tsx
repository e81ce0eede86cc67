import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { begin, drafts, list } from '../../../contract/report.ts'
import { paths } from '../../kernel/paths.ts'
import { useAsk } from '../../kernel/query.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { NoRightState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useDeed } from './deed.ts'
import { FieldRow, SelectField } from '../fields.tsx'
import { Form } from '../Form.tsx'
import { useSeat } from '../seat.ts'
import { DeskHead } from '../Shell.tsx'
import '../cases/cases.css'
import './reports.css'

/** Drafts of reports, and the beginning of a new one. */
export function DraftsPage() {
  const seat = useSeat()
  const go = useNavigate()
  const may = seat.verbs.includes('report.define')
  const { data } = useAsk(drafts, { limit: 50 }, { enabled: may })
  const all = useAsk(list, { limit: 200 }, { enabled: may })
  const [[id, title, from], set] = useState(['', '', ''])
  const [tried, setTried] = useState(false)
  const to = (draft: string) => `${paths.deskRow(seat.mandate, 'reports', 'define')}/${encodeURIComponent(draft)}`
  const start = useDeed(begin, draft => void go({ href: to(draft.id) }))
  if (!may) return <><DeskHead title="编制报表" /><NoRightState>您的岗位不编制报表。</NoRightState></>
  const wrong = /^[a-z][a-z0-9_]{1,59}$/.test(id) ? undefined : '用小写字母、数字和下划线，以字母开头'
  const sources = [...new Map((all.data?.items ?? []).map(one => [one.head.id, { code: one.head.id, label: one.head.title }])).values()]
  return (
    <>
      <DeskHead title="编制报表" note="先看已经有什么：用到的信息都登记过，发布后马上就能看，不用问任何人" />
      {data && data.items.length > 0 && (
        <section className="c-block" aria-labelledby="e-drafts"><h2 id="e-drafts">没有编完的</h2>
          <ul className="rp-lines">{data.items.map(one => <li key={one.id}><Anchor href={to(one.id)}>{one.name}</Anchor><span className="c-soft">{one.updated_by}</span></li>)}</ul></section>
      )}
      <section className="c-block" aria-labelledby="e-new"><h2 id="e-new">新的报表</h2>
        <Form onSubmit={() => { setTried(true); if (!wrong && title.trim()) start.run({ id, title: title.trim(), ...(from && { from }) }) }}>
          {start.refused && <Notice tone="fault" alert title="没有建立">{start.refused.message}</Notice>}
          <FieldRow>
            <TextField label="名称" example="九十岁以上老人名册" value={title} onChange={to => set([id, to, from])} limit={60} error={tried && !title.trim() ? '请填写' : undefined} />
            <TextField label="编号" hint="以后不能改" example="elders_ninety" value={id} onChange={to => set([to, title, from])} error={tried ? wrong : undefined} />
          </FieldRow>
          <SelectField label="照着哪一张改" optional empty="从空白开始" value={from} onChange={to => set([id, title, to])} choices={sources} />
          <div className="g-actions"><Button type="submit" busy={start.busy}>开始编</Button></div>
        </Form></section>
    </>
  )
}
