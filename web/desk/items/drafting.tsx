import { App } from 'antd'
import { useState } from 'react'
import { showInstant } from '../../kernel/time.ts'
import { Anchor } from '../../ui/Anchor.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Form } from '../Form.tsx'
import { DeskHead } from '../Shell.tsx'
import type { Drafting } from './useDrafting.ts'

/** What it is called, how far it is, whose turn it is, and what went wrong. */
export function DraftHead({ name, dirty, faults, doubts, draft, decides, changes, refused }: Drafting & { name: string }) {
  const { proposed_at, proposed_by, mine, returned_why, returned_by } = draft
  const note = proposed_at ? '待复核' : dirty ? '有没保存的改动' : faults.length > 0 ? `还有 ${faults.length} 处要补` : '没有要补的，可以提交复核'
  return (
    <>
      <DeskHead title={`${proposed_at ? '复核' : '编制'}：${name}`} note={note} />
      {refused && <Notice tone="fault" title="没有成功" alert>{[refused.message, ...refused.fields.map(one => one.message)].map((text, i) => <p key={i}>{text}</p>)}{refused.code === 'conflict.stale' && <p>请刷新页面，看看别人改了什么。</p>}</Notice>}
      {proposed_at && !decides && <Notice tone="blue" title="已提交复核">
        <p>{proposed_by}于 {showInstant(proposed_at)} 提交。{mine ? '要由另一位管理员（本级或上级）复核后才发布；编过、提过这份草稿的人不能复核。' : '您的岗位不能复核。'}</p>
      </Notice>}
      {decides && <Notice tone="amber" icon="info" title="请您复核">
        <p>{proposed_by}于 {showInstant(proposed_at!)} 提交，通过后立即发布，一分钟内就能申请。</p>
        {draft.base_version === 0 ? <p>这是新的，此前没有发布过。</p> : changes.length === 0 ? <p>和已发布的没有不同。</p>
          : <><p>和已发布的相比，改了：</p><ul className="i-parts">{changes.map(one => <li key={one}>{one}</li>)}</ul></>}
      </Notice>}
      {returned_why && <Notice tone="amber" title={`${returned_by}退回了`}><p>{returned_why}</p></Notice>}
      {!dirty && doubts.length > 0 && <Notice tone="amber" icon="info" title="请核对（不影响提交）">{doubts.map(one => <p key={one.message}>{one.message}</p>)}</Notice>}
    </>
  )
}

/** Keep, propose, throw away while it is made; publish or send back once it is proposed. Always in sight. */
export function DraftBar(props: Drafting) {
  if (props.draft.proposed_at) return props.decides ? <Deciding {...props} /> : props.draft.mine ? <Waiting {...props} /> : null
  return props.frozen ? null : <Making {...props} />
}

function Making({ dirty, faults, draft, busy, keep, propose, drop }: Drafting) {
  const { message, modal } = App.useApp()
  return (
    <div className="i-bar" role="region" aria-label="保存和提交">
      <Button busy={busy.keep} kind={dirty ? 'main' : 'second'} onClick={keep}>保存并检查</Button>
      <Button busy={busy.propose} kind={dirty || faults.length > 0 ? 'second' : 'main'} onClick={() => {
        if (dirty) void message.info('请先保存')
        else if (faults.length > 0) void message.warning(`还有 ${faults.length} 处要补：${faults[0]!.message}`)
        else propose()
      }}>提交复核</Button>
      <Button kind="quiet" busy={busy.drop} onClick={() => void modal.confirm({ title: '丢弃这份草稿？', content: '已发布的版本不受影响。', okText: '丢弃', cancelText: '不丢弃', onOk: drop })}>丢弃草稿</Button>
      <span role="status" className="r-soft">{dirty ? '有没保存的改动' : `已保存，第 ${draft.revision} 稿`}</span>
    </div>
  )
}

const Waiting = ({ busy, back }: Drafting) => (
  <div className="i-bar" role="region" aria-label="等待复核">
    <Button kind="second" busy={busy.back} onClick={() => back('撤回修改')}>撤回修改</Button>
    <span role="status" className="r-soft">等另一位管理员复核</span>
  </div>
)

function Deciding({ busy, publish, back, doubts }: Drafting) {
  const { modal } = App.useApp()
  const [reason, setReason] = useState<string | null>(null)
  const [number, setNumber] = useState('')
  if (reason !== null) {
    return (
      <Form className="i-bar" aria-label="退回" onSubmit={() => { if (reason.trim()) back(reason.trim()) }}>
        <TextField label="退回的原因" value={reason} onChange={setReason} limit={500} autoFocus />
        <Button type="submit" busy={busy.back}>退回</Button><Button kind="second" onClick={() => setReason(null)}>不退回</Button>
      </Form>
    )
  }
  return (
    <div className="i-bar" role="region" aria-label="复核">
      {doubts.some(one => one.path === 'admission') && <TextField label="准入编号" value={number} onChange={setNumber} autoComplete="off" name="admission" />}
      <Button busy={busy.publish} onClick={() => void modal.confirm({ title: '复核通过并发布？', content: '发布后一分钟内居民就能按它申请，标准和时限同时生效。', okText: '发布', cancelText: '再看看', onOk: () => publish(number.trim()) })}>复核通过并发布</Button>
      <Button kind="second" onClick={() => setReason('')}>退回</Button>
      <span role="status" className="r-soft">可以先在上面试办</span>
    </div>
  )
}

/** A draft that is no longer there: it was published or thrown away meanwhile. */
export const Gone = ({ href, list }: { href: string; list: string }) => (
  <EmptyState icon="search" title="这份草稿不在了" action={<ButtonLink href={href}>看已发布的</ButtonLink>}>
    <p>它可能已经由同事复核发布，或者丢弃了。没有发布过的，请<Anchor href={list}>回到事项</Anchor>。</p>
  </EmptyState>
)
